import type { LngLat } from '#domain/place/coord';
import type { StreetSearch } from '#domain/reach/search';
import type { StreetIndex } from '#domain/reach/snap';

/** Where the doors of a list of buildings meet the streets: parallel typed arrays, in the order of the list. */
export interface DoorStreets {
	/** Shape of the network, or −1 for a door that is far from every street. */
	readonly shape: Int32Array;
	readonly alongDm: Uint32Array;
	readonly accessDm: Uint32Array;
}

/** Seconds' worth of walking to every door: parallel typed arrays, in the order of the list. */
export interface DoorCosts {
	/** Level decimetres, Infinity beyond the budget or far from every street. */
	readonly costDm: Float64Array;
	/** Number of the nearest source, −1 where none. */
	readonly source: Int32Array;
}

/** Number `i` of a flat list of longitudes and latitudes. */
export function doorAt(doors: ArrayLike<number>, i: number): LngLat {
	return [doors[2 * i]!, doors[2 * i + 1]!];
}

/**
 * Joins every door to its nearest street, once. `doors` is flat: lng, lat, lng, lat, …
 * Without steps (wheels), streets with steps are passed over.
 */
export function attachDoors(index: StreetIndex, doors: ArrayLike<number>, withSteps = true): DoorStreets {
	const count = doors.length / 2;
	const shape = new Int32Array(count).fill(-1);
	const alongDm = new Uint32Array(count);
	const accessDm = new Uint32Array(count);
	for (let i = 0; i < count; i++) {
		const point = index.nearest(doorAt(doors, i), withSteps);
		if (!point) continue;
		shape[i] = point.shape;
		alongDm[i] = point.alongDm;
		accessDm[i] = point.accessDm;
	}
	return { shape, alongDm, accessDm };
}

/** Walking costs from the sources of the search's last run to every door, the walk from street to door included. */
export function costsToDoors(search: StreetSearch, doors: DoorStreets): DoorCosts {
	const count = doors.shape.length;
	const costDm = new Float64Array(count).fill(Infinity);
	const source = new Int32Array(count).fill(-1);
	for (let i = 0; i < count; i++) {
		if (doors.shape[i] === -1) continue;
		const found = search.costTo({
			shape: doors.shape[i]!,
			alongDm: doors.alongDm[i]!,
			accessDm: doors.accessDm[i]!
		});
		costDm[i] = found.costDm;
		source[i] = found.source;
	}
	return { costDm, source };
}
