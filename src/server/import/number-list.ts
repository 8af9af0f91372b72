/** A list of numbers that grows without boxing them: eight bytes each, whatever their size. */
export class NumberList {
	#values = new Float64Array(1024);
	#length = 0;

	get length(): number {
		return this.#length;
	}

	push(value: number): void {
		if (this.#length === this.#values.length) {
			const grown = new Float64Array(this.#length * 2);
			grown.set(this.#values);
			this.#values = grown;
		}
		this.#values[this.#length++] = value;
	}

	at(index: number): number {
		return this.#values[index]!;
	}

	/** A view of the numbers, valid until the next push. */
	view(): Float64Array {
		return this.#values.subarray(0, this.#length);
	}
}
