import { longAxis } from '#domain/place/long-axis';
import { clipBelow, perimeter, signedArea, type Ring, type XY } from '#domain/place/ring';
import type { Boundary } from '#domain/division/boundary';
import { Walls } from '#domain/division/walls';

/** A footprint in a flat plane of metres, outer ring first, and how many units stand in it. */
export interface PlaneLot {
	readonly rings: readonly Ring[];
	readonly units: number;
}

/** Points that stand for units: each unit gets the ground that is nearer to its points than to any others. */
export interface Seeds {
	/** x and y of each point by turns, in metres. */
	readonly coords: Float64Array;
	/** Which unit each point stands for; units are numbered through all lots. */
	readonly unitOf: Int32Array;
}

/** How far inside the wall the points stand, so that houses that share a wall keep it between them. */
const INSET_M = 0.4;
/** How much zigzag is left to be taken out afterwards (straighten.ts). */
const TOOTH_M = 0.3;
/** Points nearer to each other than this are one place: the lot that came first keeps it. */
const APART_M = 0.04;

/**
 * Sets the seeds of every lot: along the walls of each unit, and in pairs on both sides of the cuts between units, so
 * that the ground is cut where the house is. Every unit has at least one seed on the ground of the community.
 *
 * @param salt turns the seeds by less than 2 mm each, another way for another number: no four of them then stand on
 * one circle, and no dividing line runs through a corner of the boundary.
 */
export function sowSeeds(lots: readonly PlaneLot[], ground: Boundary, salt: number): Seeds {
	const bed = new SeedBed(salt);
	const walls = new Walls(lots.map((lot) => lot.rings));
	let firstUnit = 0;
	for (const [house, lot] of lots.entries()) {
		const gapM = (a: XY, b: XY, withinM: number) => walls.gapM(house, a, b, withinM);
		const slices = new Slices(lot, ground);
		const since = bed.size;
		for (const ring of lot.rings) sowWalls(bed, slices, ring, firstUnit, gapM);
		for (const cut of slices.cuts) sowCut(bed, slices, cut, firstUnit);
		for (let unit = 0; unit < lot.units; unit++) {
			if (!bed.has(firstUnit + unit, since, ground)) forceSeed(bed, slices, ground, firstUnit, unit);
		}
		firstUnit += lot.units;
	}
	return bed.harvest();
}

/**
 * The slices of a lot: perpendicular to its long axis and equal in area. Of a house that stands partly beyond the
 * ground only the part within is sliced, so that every unit gets a share of it.
 */
class Slices {
	readonly lot: PlaneLot;
	readonly axis: XY;
	/** Positions along the axis, rising, in metres from the plane's origin. */
	readonly cuts: readonly number[];
	/** How far apart the seeds stand along a wall. */
	readonly spacingM: number;

	constructor(lot: PlaneLot, ground: Boundary) {
		this.lot = lot;
		const outer = lot.rings[0]!;
		this.axis = longAxis(outer);
		this.cuts = cutPositions(outer, this.axis, lot.units, this.#reach(ground));
		this.spacingM = Math.max(2.5, Math.min(6, perimeter(outer) / 60));
	}

	/** From where to where the house stands on the ground, along its axis; all of it where it does not reach over. */
	#reach(ground: Boundary): [number, number] {
		const outer = this.lot.rings[0]!;
		const within = (point: XY) => ground.contains(point[0], point[1]);
		if (this.lot.units === 1 || outer.every(within)) return spanOf(outer.map((point) => this.along(point)));
		const wall = outer.flatMap((a, i) => {
			const b = outer[(i + 1) % outer.length]!;
			const steps = Math.ceil(Math.hypot(b[0] - a[0], b[1] - a[1]));
			return Array.from({ length: steps }, (_, k): XY => [lerp(a[0], b[0], k / steps), lerp(a[1], b[1], k / steps)]);
		});
		const inside = wall.filter(within);
		return spanOf((inside.length > 1 ? inside : outer).map((point) => this.along(point)));
	}

	along(point: XY): number {
		return point[0] * this.axis[0] + point[1] * this.axis[1];
	}

	unitAt(point: XY): number {
		const t = this.along(point);
		let unit = 0;
		while (unit < this.cuts.length && t > this.cuts[unit]!) unit++;
		return unit;
	}

	/** The part of a cut that lies inside the house, as pairs of ends. */
	spans(cut: number): [XY, XY][] {
		const met: XY[] = [];
		for (const ring of this.lot.rings) {
			for (let i = 0, j = ring.length - 1; i < ring.length; j = i++) {
				const [a, b] = [this.along(ring[j]!) - cut, this.along(ring[i]!) - cut];
				if (a > 0 === b > 0) continue;
				const t = a / (a - b);
				met.push([lerp(ring[j]![0], ring[i]![0], t), lerp(ring[j]![1], ring[i]![1], t)]);
			}
		}
		const across: XY = [-this.axis[1], this.axis[0]];
		met.sort((p, q) => p[0] * across[0] + p[1] * across[1] - (q[0] * across[0] + q[1] * across[1]));
		return Array.from({ length: met.length >> 1 }, (_, index) => [met[index * 2]!, met[index * 2 + 1]!]);
	}
}

/** Where to cut so that every slice has the same area: halving the span of the axis 40 times reaches micrometres. */
function cutPositions(ring: Ring, axis: XY, units: number, [low, high]: readonly [number, number]): number[] {
	const areaBelow = (position: number) => Math.abs(signedArea(clipBelow(ring, axis, position)));
	const [first, last] = units > 1 ? [areaBelow(low), areaBelow(high)] : [0, 0];
	return Array.from({ length: units - 1 }, (_, index) => {
		const wanted = first + ((last - first) * (index + 1)) / units;
		let [from, to] = [low, high];
		for (let step = 0; step < 40; step++) {
			const middle = (from + to) / 2;
			if (areaBelow(middle) < wanted) from = middle;
			else to = middle;
		}
		return (from + to) / 2;
	});
}

function spanOf(values: readonly number[]): [number, number] {
	return [Math.min(...values), Math.max(...values)];
}

function sowWalls(bed: SeedBed, slices: Slices, ring: Ring, firstUnit: number, gapM: Gap): void {
	const inward = (signedArea(ring) > 0 ? 1 : -1) * (ring === slices.lot.rings[0] ? 1 : -1) * INSET_M;
	let carried = 0;
	for (let i = 0, j = ring.length - 1; i < ring.length; j = i++) {
		const [a, b] = [ring[j]!, ring[i]!];
		const length = Math.hypot(b[0] - a[0], b[1] - a[1]);
		carried += length;
		if (length === 0 || carried < slices.spacingM / 2) continue;
		carried = 0;
		// Counted by the wall alone, so that two houses with one wall in common put their seeds face to face.
		const count = Math.max(1, Math.round(length / spacingOf(slices.spacingM, a, b, gapM)));
		const step: XY = [((a[1] - b[1]) / length) * inward, ((b[0] - a[0]) / length) * inward];
		for (let k = 0; k < count; k++) {
			const t = (k + 0.5) / count;
			const seed: XY = [lerp(a[0], b[0], t) + step[0], lerp(a[1], b[1], t) + step[1]];
			bed.add(seed, firstUnit + slices.unitAt(seed));
		}
	}
}

type Gap = (a: XY, b: XY, withinM: number) => number;

/**
 * Two rows of seeds that do not face each other are parted by a sawtooth: with rows `d` apart and seeds `s` apart its
 * teeth are s² / 8d high. Where houses stand near, the seeds stand closer, so that the teeth stay below 30 cm.
 */
function spacingOf(usualM: number, a: XY, b: XY, gapM: Gap): number {
	const harmless = usualM ** 2 / (8 * TOOTH_M);
	return Math.min(usualM, Math.sqrt(8 * TOOTH_M * (gapM(a, b, harmless) + 2 * INSET_M)));
}

function sowCut(bed: SeedBed, slices: Slices, cut: number, firstUnit: number): void {
	const index = slices.cuts.indexOf(cut);
	const room = Math.min(cut - (slices.cuts[index - 1] ?? -Infinity), (slices.cuts[index + 1] ?? Infinity) - cut);
	const away = Math.min(INSET_M, room / 4);
	for (const [from, to] of slices.spans(cut)) {
		const length = Math.hypot(to[0] - from[0], to[1] - from[1]);
		const count = Math.max(1, Math.ceil(length / slices.spacingM));
		// The outermost pairs stand as near to the wall as the wall's own seeds: they carry the cut into the yard.
		const ends = Math.min(0.5, INSET_M / Math.max(length, INSET_M));
		for (let k = 0; k <= count; k++) {
			const t = ends + (1 - 2 * ends) * (k / count);
			const [x, y] = [lerp(from[0], to[0], t), lerp(from[1], to[1], t)];
			bed.add([x - slices.axis[0] * away, y - slices.axis[1] * away], firstUnit + index);
			bed.add([x + slices.axis[0] * away, y + slices.axis[1] * away], firstUnit + index + 1);
		}
	}
}

/** A house beyond the boundary, or one drawn twice, still gets a piece of ground: the nearest there is. */
function forceSeed(bed: SeedBed, slices: Slices, ground: Boundary, firstUnit: number, unit: number): void {
	const outer = slices.lot.rings[0]!;
	const share = (unit + 0.5) / slices.lot.units;
	const reach = outer.map((point) => slices.along(point));
	const wanted = lerp(Math.min(...reach), Math.max(...reach), share);
	const middle = outer.reduce<XY>((sum, p) => [sum[0] + p[0] / outer.length, sum[1] + p[1] / outer.length], [0, 0]);
	const shift = wanted - slices.along(middle);
	let place: XY = [middle[0] + slices.axis[0] * shift, middle[1] + slices.axis[1] * shift];
	if (!ground.contains(place[0], place[1])) place = ground.pullInside(place, INSET_M);
	for (let ring = 0; ring < 200; ring++) {
		const [angle, radius] = [ring * 2.399963, APART_M * 1.5 * Math.sqrt(ring)];
		const tried: XY = [place[0] + radius * Math.cos(angle), place[1] + radius * Math.sin(angle)];
		if (ground.contains(tried[0], tried[1]) && bed.add(tried, firstUnit + unit)) return;
	}
}

class SeedBed {
	readonly #coords: number[] = [];
	readonly #units: number[] = [];
	readonly #taken = new Map<number, number[]>();
	readonly #salt: number;

	constructor(salt: number) {
		this.#salt = salt;
	}

	/** False where another seed already stands there. */
	add(point: XY, unit: number): boolean {
		const [column, row] = [Math.floor(point[0] / APART_M), Math.floor(point[1] / APART_M)];
		for (let dx = -1; dx <= 1; dx++) {
			for (let dy = -1; dy <= 1; dy++) {
				for (const seed of this.#taken.get(bucket(column + dx, row + dy)) ?? []) {
					const [x, y] = [this.#coords[seed * 2]!, this.#coords[seed * 2 + 1]!];
					if (Math.hypot(x - point[0], y - point[1]) < APART_M) return false;
				}
			}
		}
		const seed = this.#units.length;
		const key = bucket(column, row);
		const there = this.#taken.get(key);
		if (there) there.push(seed);
		else this.#taken.set(key, [seed]);
		this.#coords.push(point[0] + turned(seed, this.#salt), point[1] + turned(seed, this.#salt + 77));
		this.#units.push(unit);
		return true;
	}

	get size(): number {
		return this.#units.length;
	}

	/** Whether a seed of this unit, sown after the first `since`, stands on the ground. */
	has(unit: number, since: number, ground: Boundary): boolean {
		for (let seed = since; seed < this.#units.length; seed++) {
			if (this.#units[seed] === unit && ground.contains(this.#coords[seed * 2]!, this.#coords[seed * 2 + 1]!))
				return true;
		}
		return false;
	}

	harvest(): Seeds {
		return { coords: Float64Array.from(this.#coords), unitOf: Int32Array.from(this.#units) };
	}
}

/** Columns and rows stay far below 2^25 within 50 km. */
function bucket(column: number, row: number): number {
	return column * 2 ** 26 + row;
}

/** A number between −1 and 1 mm that looks random and is not (the finaliser of MurmurHash3, public domain). */
function turned(seed: number, salt: number): number {
	let h = Math.imul(seed + 1, 0x9e3779b1) ^ Math.imul(salt + 1, 0x85ebca6b);
	h = Math.imul(h ^ (h >>> 16), 0x85ebca6b);
	h = Math.imul(h ^ (h >>> 13), 0xc2b2ae35);
	return ((h ^ (h >>> 16)) / 2 ** 31) * 0.001;
}

function lerp(a: number, b: number, t: number): number {
	return a + (b - a) * t;
}
