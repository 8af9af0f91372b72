/** Whole numbers by a seed: the same proposal for the same question on every machine. */
export class Dice {
	#state: number;

	constructor(seed: number) {
		this.#state = seed | 0;
	}

	/** From 0 up to but not including 1 (mulberry32, Tommy Ettinger 2017, public domain). */
	next(): number {
		this.#state = (this.#state + 0x6d2b79f5) | 0;
		let t = Math.imul(this.#state ^ (this.#state >>> 15), 1 | this.#state);
		t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
		return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32;
	}

	/** A whole number below `limit`. */
	below(limit: number): number {
		return Math.floor(this.next() * limit);
	}

	/** Shuffles the first `length` entries in place (Fisher & Yates 1938). */
	shuffle(values: Int32Array, length = values.length): void {
		for (let i = length - 1; i > 0; i--) {
			const j = this.below(i + 1);
			const kept = values[i]!;
			values[i] = values[j]!;
			values[j] = kept;
		}
	}
}
