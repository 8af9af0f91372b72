import { toWgs84, isShiftedGround, type Datum } from '#domain/division/polygons/datum';
import type { GroundBuilding } from '#domain/division/polygons/ground';
import { Holders, NOWHERE } from '#domain/division/polygons/holders';
import type { Shape } from '#domain/division/polygons/shape';
import type { LngLat, LocalPlane } from '#domain/place/coord';
import { openRing, type XY } from '#domain/place/ring';

/** That polygons lie beside the houses they belong to. */
export interface Shift {
	/** How far the file is off, in metres east and north. */
	readonly eastM: number;
	readonly northM: number;
	/** The system that explains it, or null for a plain shift. */
	readonly datum: Exclude<Datum, 'wgs84'> | null;
}

const SAMPLE = 400;
const COARSE_SAMPLE = 120;
/** With so many houses whole in one polygon nothing is off. */
const FINE_SHARE = 0.9;
const DATUM_GAIN = 0.15;
const PLAIN_GAIN = 0.25;
const REACH_M = 800;
const LEAST_M = 30;
const COARSE_M = 100;

/** A few corners of a house: they lie in one polygon where the polygon was drawn around it. */
type House = readonly XY[];

/**
 * Looks whether the polygons fit the houses better from somewhere else: borders of cells run between houses, so where
 * they cut many of them the file may be in another system, or moved. First the systems in use in China are tried, then
 * any shift up to 800 m.
 */
export function findShift(
	buildings: readonly GroundBuilding[],
	shapes: readonly Shape[],
	plane: LocalPlane
): Shift | null {
	const houses = sampled(buildings, plane);
	if (houses.length < 5 || shapes.length === 0) return null;
	const holders = new Holders(shapes);
	const before = wholeShare(houses, holders, [0, 0]);
	if (before >= FINE_SHARE) return null;
	const datum = bestDatum(houses, holders, plane, before + DATUM_GAIN);
	return datum ?? plainShift(houses, holders, before + PLAIN_GAIN);
}

function bestDatum(houses: readonly House[], holders: Holders, plane: LocalPlane, least: number): Shift | null {
	const centre = plane.origin;
	if (!isShiftedGround(centre)) return null;
	let best: Shift | null = null;
	let share = least;
	for (const datum of ['gcj02', 'bd09'] as const) {
		const [x, y] = plane.toMetres(toWgs84(centre, datum));
		const reached = wholeShare(houses, holders, [-x, -y]);
		if (reached < share) continue;
		[best, share] = [{ eastM: -x, northM: -y, datum }, reached];
	}
	return best;
}

function plainShift(houses: readonly House[], holders: Holders, least: number): Shift | null {
	const few = houses.slice(0, COARSE_SAMPLE);
	const rough = around([0, 0], REACH_M, COARSE_M)
		.filter(([x, y]) => Math.hypot(x, y) >= LEAST_M && Math.hypot(x, y) <= REACH_M)
		.map((by) => ({ by, share: coveredShare(few, holders, by) }))
		.sort((a, b) => b.share - a.share)
		.slice(0, 6);
	const better = (list: readonly XY[]) =>
		list
			.map((by) => ({ by, share: wholeShare(few, holders, by) }))
			.reduce((best, each) => (each.share > best.share ? each : best), { by: [0, 0] as XY, share: -1 });
	const near = better(rough.flatMap(({ by }) => around(by, COARSE_M, 25)));
	const { by } = better(around(near.by, 20, 5));
	if (Math.hypot(...by) < LEAST_M || wholeShare(houses, holders, by) < least) return null;
	return { eastM: by[0], northM: by[1], datum: null };
}

function around([x, y]: XY, reach: number, step: number): XY[] {
	const list: XY[] = [];
	for (let dx = -reach; dx <= reach; dx += step) {
		for (let dy = -reach; dy <= reach; dy += step) list.push([x + dx, y + dy]);
	}
	return list;
}

function sampled(buildings: readonly GroundBuilding[], plane: LocalPlane): House[] {
	const every = Math.max(1, Math.floor(buildings.length / SAMPLE));
	// in an order that is spread over the ground and always the same
	const chosen = buildings.filter((_, index) => index % every === 0).slice(0, SAMPLE);
	const spread = chosen.map((_, index) => chosen[(index * 7919) % chosen.length]!);
	return (chosen.length % 7919 === 0 ? chosen : spread).map(({ footprint }) =>
		openRing(footprint.coordinates[0] ?? [])
			.slice(0, 8)
			.map((point): XY => plane.toMetres(point as unknown as LngLat))
	);
}

/** The share of houses that lie whole in one polygon, were the file moved by so much. */
function wholeShare(houses: readonly House[], holders: Holders, by: XY): number {
	let whole = 0;
	for (const house of houses) {
		const [first, ...rest] = house;
		if (!first) continue;
		const place = at(first, holders, by);
		if (place !== NOWHERE && rest.every((corner) => at(corner, holders, by) === place)) whole++;
	}
	return whole / houses.length;
}

function coveredShare(houses: readonly House[], holders: Holders, by: XY): number {
	return houses.filter(([first]) => first && at(first, holders, by) !== NOWHERE).length / houses.length;
}

function at([x, y]: XY, holders: Holders, [dx, dy]: XY): number {
	const [east, north] = [x + dx, y + dy];
	return holders.at(east, north, holders.near([east, north, east, north]));
}
