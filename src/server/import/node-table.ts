/** Degrees are kept as whole numbers of 10⁻⁷, as OpenStreetMap does (1 cm). */
const UNITS_PER_DEGREE = 1e7;
const ABSENT = -0x80000000;

/**
 * Positions of the nodes that anything refers to: 16 bytes a node. Made of the ids that are wanted; positions are
 * filled in as the file tells them, so it also knows which of the wanted nodes the file does not hold.
 */
export class NodeTable {
	readonly #ids: Float64Array;
	readonly #lng: Int32Array;
	readonly #lat: Int32Array;

	/** `wanted`: ids in any order, with doubles. */
	constructor(wanted: Float64Array) {
		const sorted = wanted.slice().sort();
		let size = 0;
		for (let i = 0; i < sorted.length; i++) {
			if (i === 0 || sorted[i] !== sorted[i - 1]) sorted[size++] = sorted[i]!;
		}
		this.#ids = sorted.slice(0, size);
		this.#lng = new Int32Array(size).fill(ABSENT);
		this.#lat = new Int32Array(size);
	}

	/** Notes where a node lies; tells whether anybody wanted it. */
	place(id: number, lng: number, lat: number): boolean {
		const index = this.#indexOf(id);
		if (index < 0) return false;
		this.#lng[index] = Math.round(lng * UNITS_PER_DEGREE);
		this.#lat[index] = Math.round(lat * UNITS_PER_DEGREE);
		return true;
	}

	/** The position of a node in degrees, or null where the file does not hold it. */
	position(id: number): [lng: number, lat: number] | null {
		const index = this.#indexOf(id);
		if (index < 0 || this.#lng[index] === ABSENT) return null;
		return [this.#lng[index]! / UNITS_PER_DEGREE, this.#lat[index]! / UNITS_PER_DEGREE];
	}

	has(id: number): boolean {
		const index = this.#indexOf(id);
		return index >= 0 && this.#lng[index] !== ABSENT;
	}

	#indexOf(id: number): number {
		let [low, high] = [0, this.#ids.length - 1];
		while (low <= high) {
			const middle = (low + high) >>> 1;
			const found = this.#ids[middle]!;
			if (found === id) return middle;
			if (found < id) low = middle + 1;
			else high = middle - 1;
		}
		return -1;
	}
}
