import type { GroundBuilding } from '#domain/division/polygons/ground';
import { Holders, NOWHERE } from '#domain/division/polygons/holders';
import { boxAround, type Shape } from '#domain/division/polygons/shape';
import type { LocalPlane } from '#domain/place/coord';
import { longAxis } from '#domain/place/long-axis';
import { openRing, ringContains, type Ring, type XY } from '#domain/place/ring';

/** Where the buildings went. */
export interface Assignment {
	/** Per building and unit: place of the shape that holds it, `NOWHERE` where none does. */
	readonly holders: readonly (readonly number[])[];
	/** Buildings that polygons cut between their stairwells. */
	readonly split: readonly number[];
	/** Buildings that lie in no polygon. */
	readonly left: readonly number[];
}

/** A door is looked for this far inside the house: on the wall itself it would belong to either side. */
const DOORSTEP_M = 1;
/** So much of a stairwell lies in one polygon where polygons were meant to part stairwells. */
const CLEAR_SHARE = 0.75;
const SAMPLES = 144;
const SAMPLES_PER_UNIT = 36;

/**
 * Puts every building into the polygon that holds its door, else into the one that holds most of its footprint. Where
 * polygons cut a house clearly between its stairwells, each stairwell goes to its own. Footprints that are cut are
 * measured at a lattice of points, so a share is right to about a hundredth.
 *
 * @param isBeyond whether a point in metres lies beyond the community's border: a house there has its ground at the
 * border, and goes to the nearest polygon.
 */
export function assignBuildings(
	buildings: readonly GroundBuilding[],
	shapes: readonly Shape[],
	plane: LocalPlane,
	isBeyond: (x: number, y: number) => boolean
): Assignment {
	const holders = new Holders(shapes);
	const split: number[] = [];
	const left: number[] = [];
	const places = buildings.map((building, index) => {
		const within = placeOf(building, holders, plane);
		const found = within.every((place) => place === NOWHERE)
			? beyondBorder(building, holders, plane, isBeyond)
			: within;
		if (new Set(found).size > 1) split.push(index);
		if (found.length > 0 && found.every((place) => place === NOWHERE)) left.push(index);
		return found;
	});
	return { holders: places, split, left };
}

/** Houses that stand beyond the border belong to the community up to this far. */
const BEYOND_M = 250;

function beyondBorder(
	{ door, units }: GroundBuilding,
	holders: Holders,
	plane: LocalPlane,
	isBeyond: (x: number, y: number) => boolean
): readonly number[] {
	const [x, y] = plane.toMetres(door);
	const place = isBeyond(x, y) ? holders.nearest(x, y, BEYOND_M) : NOWHERE;
	return units.map(() => place);
}

function placeOf(building: GroundBuilding, holders: Holders, plane: LocalPlane): readonly number[] {
	const rings = building.footprint.coordinates.map((ring) => openRing(ring).map((point) => plane.toMetres(point)));
	const outer = rings[0] ?? [];
	const door = plane.toMetres(building.door);
	const near = holders.near(boxAround([...outer, door]));
	const everywhere = (place: number) => building.units.map(() => place);
	if (near.length === 0) return everywhere(NOWHERE);
	if (outer.length < 3) return everywhere(holders.at(door[0], door[1], near));
	const behind = doorstep(door, outer);
	const whole = holdsAll(outer, behind, holders, near);
	if (whole !== null) return everywhere(whole);
	const samples = sampleFootprint(rings, building.units.length, holders, near);
	const parted = samples && building.units.length > 1 ? byUnit(samples, building.units.length) : null;
	if (parted) return parted;
	const atDoor = holders.at(behind[0], behind[1], near);
	return everywhere(atDoor === NOWHERE && samples ? mostOf(samples.owners, 0.5) : atDoor);
}

/** The one shape near a house that has all of it, or null: then one has to look closer. */
function holdsAll(outer: Ring, behind: XY, holders: Holders, near: readonly number[]): number | null {
	const place = holders.at(behind[0], behind[1], near);
	if (place === NOWHERE && near.length > 0) return null;
	return outer.every(([x, y]) => holders.at(x, y, near) === place) ? place : null;
}

/** The door, a step towards the middle of the house. */
function doorstep([x, y]: XY, outer: Ring): XY {
	const [west, south, east, north] = boxAround(outer);
	const [dx, dy] = [(west + east) / 2 - x, (south + north) / 2 - y];
	const length = Math.hypot(dx, dy);
	const step = Math.min(DOORSTEP_M, length / 2);
	return length === 0 ? [x, y] : [x + (dx / length) * step, y + (dy / length) * step];
}

/** Who holds each of many points of a footprint, in order along its long axis. */
interface Samples {
	readonly owners: readonly number[];
}

function sampleFootprint(
	rings: readonly Ring[],
	units: number,
	holders: Holders,
	near: readonly number[]
): Samples | null {
	const axis = longAxis(rings[0]!);
	const across: XY = [-axis[1], axis[0]];
	const turned = rings[0]!.map(([x, y]): XY => [x * axis[0] + y * axis[1], x * across[0] + y * across[1]]);
	const [from, low, to, high] = boxAround(turned);
	const wanted = Math.max(SAMPLES, SAMPLES_PER_UNIT * Math.min(units, 40));
	const step = Math.sqrt(((to - from) * (high - low)) / wanted);
	if (!(step > 0)) return null;
	const owners: number[] = [];
	for (let t = from + step / 2; t < to; t += step) {
		for (let s = low + step / 2; s < high; s += step) {
			const [x, y] = [t * axis[0] + s * across[0], t * axis[1] + s * across[1]];
			const inside = rings.reduce((is, ring) => (ringContains(ring, x, y) ? !is : is), false);
			if (inside) owners.push(holders.at(x, y, near));
		}
	}
	return owners.length > 0 ? { owners } : null;
}

/** A place for each stairwell where polygons clearly part them; null where they do not. */
function byUnit({ owners }: Samples, units: number): number[] | null {
	const shareOf = (unit: number) =>
		owners.slice(Math.floor((unit * owners.length) / units), Math.floor(((unit + 1) * owners.length) / units));
	const places = Array.from({ length: units }, (_, unit) => mostOf(shareOf(unit), CLEAR_SHARE));
	return places.includes(NOWHERE) || new Set(places).size < 2 ? null : places;
}

/** Who has more than this share of the points, `NOWHERE` where nobody has. */
function mostOf(owners: readonly number[], share: number): number {
	const counts = new Map<number, number>();
	for (const owner of owners) counts.set(owner, (counts.get(owner) ?? 0) + 1);
	for (const [owner, count] of counts) if (owner !== NOWHERE && count > share * owners.length) return owner;
	return NOWHERE;
}
