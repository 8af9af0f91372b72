import { distanceM, EARTH_RADIUS_M, type LngLat } from '#domain/place/coord';
import { doorAt } from '#domain/reach/buildings';

/** The buildings of a district as demand: parallel lists in one order. */
export interface Demand {
	/** Doors, flat: lng, lat, lng, lat, … */
	readonly doors: readonly number[];
	/** Null where the caller may not know them, as a whole or one by one. */
	readonly households: readonly (number | null)[] | null;
	readonly elders: readonly (number | null)[] | null;
}

/** Sum over some buildings; null as soon as one of them is not known: a sum with gaps would be a lie. */
export function sumOver(values: readonly (number | null)[] | null, buildings: Iterable<number>): number | null {
	if (!values) return null;
	let sum = 0;
	for (const building of buildings) {
		const value = values[building];
		if (value === null || value === undefined) return null;
		sum += value;
	}
	return sum;
}

/** Numbers of the buildings whose door costs at most `budgetDm`. */
export function buildingsWithin(costDm: Float64Array, budgetDm: number): number[] {
	const inside: number[] = [];
	for (let i = 0; i < costDm.length; i++) if (costDm[i]! <= budgetDm) inside.push(i);
	return inside;
}

/** Numbers of the buildings whose door lies within `radiusM` of a place as the crow flies. */
export function buildingsInDisc(doors: readonly number[], centre: LngLat, radiusM: number): number[] {
	const inside: number[] = [];
	// no great circle of that length spans more latitude
	const spanDegrees = (radiusM / EARTH_RADIUS_M) * (180 / Math.PI) * 1.000001;
	for (let i = 0; i < doors.length / 2; i++) {
		if (Math.abs(doors[2 * i + 1]! - centre[1]) > spanDegrees) continue;
		if (distanceM(centre, doorAt(doors, i)) <= radiusM) inside.push(i);
	}
	return inside;
}
