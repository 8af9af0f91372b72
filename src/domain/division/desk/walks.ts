import { localPlane, type LngLat } from '#domain/place/coord';
import { decodeNetwork } from '#domain/reach/artefact';
import { attachDoors, costsToDoors, type DoorStreets } from '#domain/reach/buildings';
import { StreetSearch } from '#domain/reach/search';
import { indexStreets, type StreetIndex } from '#domain/reach/snap';
import type { StreetNetwork } from '#domain/reach/street-network';

/** Metres count, not time: steps are as long as they are. */
const BY_LENGTH = { metresPerSecond: 1, stepsFactor: 1 };
/** No walk across a cell is longer than that. */
const FARTHEST_DM = 300_000;
/** Parts of the street network that are looked at in one cell, the one with the first door first. */
const MOST_PARTS = 8;

/** Ways from door to door along the streets. */
export class DoorWalks {
	readonly #network: StreetNetwork;
	readonly #index: StreetIndex;
	readonly #search: StreetSearch;
	readonly #doors: Float64Array;

	/** Refuses bytes that are no network. `doors`: lng, lat of each building, one after the other. */
	constructor(networkBytes: Uint8Array, doors: Float64Array) {
		this.#network = decodeNetwork(networkBytes);
		this.#index = indexStreets(this.#network);
		this.#search = new StreetSearch(this.#network);
		this.#doors = doors;
	}

	/**
	 * The longest of the shortest ways between the doors of some buildings by a double sweep (Magnien, Latapy & Habib
	 * 2009): from the door farthest from the first one. A lower bound. Stops after each sweep, so that others are heard.
	 * Null where no two doors are joined by streets.
	 */
	*across(buildings: readonly number[]): Generator<void, { metres: number } | null> {
		const doors = attachDoors(
			this.#index,
			buildings.flatMap((building) => [this.#doors[building * 2]!, this.#doors[building * 2 + 1]!])
		);
		yield;
		const open = new Set(buildings.keys().filter((i) => doors.shape[i] !== -1));
		let longestDm = -1;
		for (let part = 0; part < MOST_PARTS && open.size > 0; part++) {
			const [first] = open;
			const { far } = this.#sweep(doors, first!, open);
			open.delete(first!);
			yield;
			if (far === -1) continue;
			const back = this.#sweep(doors, far, null);
			longestDm = Math.max(longestDm, back.costDm);
			yield;
		}
		return longestDm < 0 ? null : { metres: longestDm / 10 };
	}

	/** All streets as lines in degrees. */
	streets(): LngLat[][] {
		const { firstPoint, x, y, plane } = {
			firstPoint: this.#network.firstShapePoint,
			x: this.#network.shapeX,
			y: this.#network.shapeY,
			plane: localPlane(this.#network.origin)
		};
		return Array.from({ length: firstPoint.length - 1 }, (_, shape) =>
			Array.from({ length: firstPoint[shape + 1]! - firstPoint[shape]! }, (_, i) =>
				plane.toLngLat(x[firstPoint[shape]! + i]!, y[firstPoint[shape]! + i]!)
			)
		);
	}

	/** The other door that is farthest, -1 where none is reached; those that are reached leave `open`. */
	#sweep(doors: DoorStreets, from: number, open: Set<number> | null): { far: number; costDm: number } {
		const source = { shape: doors.shape[from]!, alongDm: doors.alongDm[from]!, accessDm: doors.accessDm[from]! };
		this.#search.run([source], BY_LENGTH, FARTHEST_DM);
		let [far, costDm] = [-1, -1];
		costsToDoors(this.#search, doors).costDm.forEach((cost, door) => {
			if (cost === Infinity) return;
			open?.delete(door);
			if (door !== from && cost > costDm) [far, costDm] = [door, cost];
		});
		return { far, costDm };
	}
}
