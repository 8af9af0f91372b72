import type { CityField } from '#server/demo/ground/city-field';
import { CORE_RADIUS_M } from '#server/demo/ground/city-streets';
import { shareOut } from '#server/demo/ground/city-communities';
import { BLOCK_AREA_M2 } from '#server/demo/ground/quarters';
import type { Quarter, QuarterMark, Use } from '#server/demo/ground/quarters';
import type { MainFace } from '#server/demo/ground/sketch';
import type { Random } from '#server/demo/random';
import { distance, signedArea, turned } from '#server/demo/shape/plane';
import type { Point } from '#server/demo/shape/plane';
import { innerPoint } from '#server/demo/shape/polygon';

/** A stretch of a large town before it belongs to a community. */
export interface Stretch {
	readonly at: Point;
	readonly areaM2: number;
	readonly quarter: Quarter;
	readonly northOfRiver: boolean;
	/** Households to be expected. */
	readonly households: number;
	readonly corners: readonly number[];
}

/** Which stretch belongs to which community, and the community to which subdistrict. */
export interface SettledCity {
	readonly quarters: readonly QuarterMark[];
	/** Subdistrict of every community. */
	readonly subdistrictOf: readonly number[];
	/** Middle of every community. */
	readonly middles: readonly Point[];
	readonly worksCommunity: number;
}

/** Households on a hectare between the main streets' middle lines. */
const HOUSEHOLDS_PER_HA: Record<Quarter, number> = {
	old: 19,
	aged: 67,
	mid: 60,
	high: 54,
	new: 14,
	station: 66,
	civic: 20,
	industry: 1,
	depot: 1,
	campus: 1
};

/** Ground too small to be a stretch of its own. */
const LEAST_M2 = 16_000;

interface Settling {
	readonly field: CityField;
	readonly wanted: { readonly communities: number; readonly subdistricts: number };
	readonly random: Random;
}

/** Gives every face of the main streets its age, its community and what it must hold. */
export function settleCity(faces: readonly MainFace[], { field, wanted, random }: Settling): SettledCity {
	const quarterAt = quartersOf(field, random.fork('where'));
	const water = field.place(0, field.riverV)[1];
	const stretches = faces
		.filter((face) => !face.riverside && signedArea(face.ring) > LEAST_M2)
		.map((face): Stretch => {
			const at = innerPoint(face.ring);
			const areaM2 = signedArea(face.ring);
			const quarter = quarterAt(at, areaM2);
			const households = Math.max(20, (areaM2 / 10_000) * HOUSEHOLDS_PER_HA[quarter]);
			return {
				at,
				areaM2,
				quarter,
				households,
				corners: face.corners,
				northOfRiver: at[1] > riverAt(field, at[0], water)
			};
		});
	const { communityOf, subdistrictOf } = shareOut(stretches, wanted);
	const wants = wantsOf(stretches, communityOf, subdistrictOf, random.fork('wants'));
	return {
		quarters: stretches.map(({ at, quarter }, i) => ({
			...{ at, quarter, community: communityOf[i] as number },
			wants: wants[i] as readonly Use[]
		})),
		subdistrictOf,
		middles: subdistrictOf.map((_, community) => middleOf(stretches.filter((__, i) => communityOf[i] === community))),
		worksCommunity: communityOf[stretches.findIndex(({ quarter }) => quarter === 'industry')] ?? 0
	};
}

/** Where the river is at a longitude of the board, found step by step: the grid is only a little crooked. */
function riverAt(field: CityField, x: number, guess: number): number {
	let [u, y] = [x, guess];
	for (let step = 0; step < 8; step++) {
		const [px, py] = field.place(u, field.riverV);
		u += x - px;
		y = py;
	}
	return y;
}

function middleOf(own: readonly Stretch[]): Point {
	const weight = own.reduce((sum, { areaM2 }) => sum + areaM2, 0);
	const mean = (axis: 0 | 1) => own.reduce((sum, { at, areaM2 }) => sum + at[axis] * areaM2, 0) / weight;
	return [mean(0), mean(1)];
}

/** The town as it grew: ring upon ring about the old core, works and depots by the rails, a new centre across the river. */
function quartersOf(field: CityField, random: Random): (at: Point, areaM2: number) => Quarter {
	const out = (degrees: number, share: number): Point => {
		const [x, y] = turned([share, 0], (degrees * Math.PI) / 180);
		return [x * field.halfX, y * field.halfY];
	};
	const centre = out(random.between(-48, -30), 0.52);
	const college = out(random.between(-140, -122), 0.66);
	const works = [
		{ at: out(random.between(20, 34), 0.84), reach: 0.27 },
		{ at: out(random.between(168, 184), 0.88), reach: 0.2 }
	];
	const size = Math.sqrt(field.halfX * field.halfY);
	const rail = (at: Point) => Math.abs(at[1] - field.place(at[0], field.railV)[1]);
	return (at, areaM2) => {
		const [share, whim] = [field.share(at), field.whim(at)];
		if (Math.hypot(at[0] / 1.12, at[1] / 0.92) < CORE_RADIUS_M * 0.98) return 'old';
		if (rail(at) < 420 && Math.abs(at[0]) < 420) return 'station';
		if (works.some((own) => distance(own.at, at) < own.reach * size * (1 + 0.18 * whim))) return 'industry';
		if (rail(at) < 300) return random.chance(0.3) ? 'depot' : 'aged';
		if (distance(college, at) < 900 && areaM2 > 150_000) return 'campus';
		const away = distance(centre, at) / size;
		if (away < 0.075) return 'civic';
		if (away < 0.3) return random.chance(0.6) ? 'high' : 'new';
		return byAge(share + 0.09 * whim, random);
	};
}

function byAge(age: number, random: Random): Quarter {
	if (age < 0.27)
		return random.weighted([
			['aged', 7],
			['mid', 2],
			['high', 1]
		] as const);
	if (age < 0.52)
		return random.weighted([
			['mid', 6],
			['aged', 2],
			['high', 2]
		] as const);
	if (age < 0.78)
		return random.weighted([
			['mid', 4],
			['high', 5],
			['new', 0.6]
		] as const);
	return random.weighted([
		['high', 4],
		['new', 4],
		['mid', 2],
		['industry', 0.8]
	] as const);
}

/** Something of everything where people live; a hospital and an office for citizens in every subdistrict. */
function wantsOf(
	stretches: readonly Stretch[],
	communityOf: readonly number[],
	subdistrictOf: readonly number[],
	random: Random
): Use[][] {
	const wants = stretches.map(({ quarter }) => usualWants(quarter, random));
	const lived = stretches.flatMap(({ quarter, areaM2 }, i) =>
		['aged', 'mid', 'high'].includes(quarter) && areaM2 > 120_000 ? [i] : []
	);
	const first = (group: readonly number[]) => random.shuffled(group)[0];
	for (const group of Map.groupBy(lived, (i) => communityOf[i]).values()) {
		const own = first(group) as number;
		wants[own]?.unshift('park');
		if (!group.some((i) => wants[i]?.includes('school'))) wants[own]?.push('school');
	}
	for (const group of Map.groupBy(lived, (i) => subdistrictOf[communityOf[i] as number]).values()) {
		const [one, two, three] = random.shuffled(group);
		if (one !== undefined) wants[one]?.unshift('civic');
		if (two !== undefined) wants[two]?.unshift('hospital');
		if (three !== undefined) wants[three]?.unshift('mall', 'office');
	}
	const station = stretches.findIndex(({ quarter }) => quarter === 'station');
	wants[station]?.push('station');
	return wants.map((own, i) => own.slice(0, roomFor(stretches[i] as Stretch)));
}

/** Most blocks of a stretch are for what its quarter is. */
function roomFor({ quarter, areaM2 }: Stretch): number {
	const share = quarter === 'civic' ? 0.8 : 0.34;
	return Math.max(1, Math.floor((share * areaM2) / BLOCK_AREA_M2[quarter]));
}

function usualWants(quarter: Quarter, random: Random): Use[] {
	const some = (use: Use, probability: number): Use[] => (random.chance(probability) ? [use] : []);
	switch (quarter) {
		case 'old':
			return ['square', ...some('market', 0.4), ...some('park', 0.4)];
		case 'civic':
			return ['mall', 'office', 'square', 'office', 'civic', 'office'];
		case 'industry':
			return [...some('office', 0.25), ...some('park', 0.25)];
		case 'campus':
			return ['college'];
		case 'depot':
		case 'station':
			return [];
		case 'aged':
			return [...some('school', 0.5), ...some('market', 0.4), ...some('park', 0.2)];
		case 'mid':
			return [...some('school', 0.5), ...some('market', 0.25), ...some('park', 0.3), ...some('office', 0.15)];
		case 'high':
			return [...some('school', 0.5), ...some('park', 0.45), ...some('mall', 0.2), ...some('office', 0.25)];
		case 'new':
			return ['park', ...some('school', 0.35), ...some('site', 0.4), ...some('office', 0.2)];
	}
}
