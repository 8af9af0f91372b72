import { growInt32 } from '#domain/division/desk/grow';
import type { DeskGround } from '#domain/division/desk/ground';

const NONE = -1;

/**
 * Which half-lines are the outline of which cell, on one level: a list for each cell, linked through arrays, so that a
 * line changes sides without any other being touched.
 */
export class Strands {
	readonly #ground: DeskGround;
	/** Cell of each unit, -1 for none; kept by its owner. */
	readonly #cellOf: Int32Array;
	readonly #cell: Int32Array;
	readonly #next: Int32Array;
	readonly #before: Int32Array;
	#first: Int32Array = new Int32Array(16).fill(NONE);
	#length: Int32Array = new Int32Array(16);
	/** Cells whose outline is not what it was. */
	readonly changed = new Set<number>();

	constructor(ground: DeskGround, cellOf: Int32Array) {
		this.#ground = ground;
		this.#cellOf = cellOf;
		this.#cell = new Int32Array(ground.arcCount * 2).fill(NONE);
		this.#next = new Int32Array(ground.arcCount * 2);
		this.#before = new Int32Array(ground.arcCount * 2);
	}

	/** To be told after the cell of a unit has changed: puts the lines around it where they belong now. */
	unitMoved(unit: number): void {
		const { firstHalf, halves, left, right } = this.#ground;
		for (let i = firstHalf[unit]!; i < firstHalf[unit + 1]!; i++) {
			const arc = halves[i]! >> 1;
			const leftCell = left[arc]! < 0 ? NONE : this.#cellOf[left[arc]!]!;
			const rightCell = right[arc]! < 0 ? NONE : this.#cellOf[right[arc]!]!;
			const divides = leftCell !== rightCell;
			this.#put(2 * arc, divides ? leftCell : NONE);
			this.#put(2 * arc + 1, divides ? rightCell : NONE);
		}
	}

	/** The half-lines around a cell, rising. */
	around(cell: number): Uint32Array {
		const halves = new Uint32Array(this.#length[cell] ?? 0);
		let half = this.#first[cell] ?? NONE;
		for (let i = 0; i < halves.length; i++) {
			halves[i] = half;
			half = this.#next[half]!;
		}
		return halves.sort();
	}

	#put(half: number, cell: number): void {
		const was = this.#cell[half]!;
		if (was === cell) return;
		if (was !== NONE) this.#takeOut(half, was);
		this.#cell[half] = cell;
		if (cell !== NONE) this.#putIn(half, cell);
	}

	#takeOut(half: number, cell: number): void {
		const [before, next] = [this.#before[half]!, this.#next[half]!];
		if (before === NONE) this.#first[cell] = next;
		else this.#next[before] = next;
		if (next !== NONE) this.#before[next] = before;
		this.#length[cell]!--;
		this.changed.add(cell);
	}

	#putIn(half: number, cell: number): void {
		if (cell >= this.#first.length) {
			this.#first = growInt32(this.#first, cell + 1, NONE);
			this.#length = growInt32(this.#length, cell + 1, 0);
		}
		const first = this.#first[cell]!;
		this.#before[half] = NONE;
		this.#next[half] = first;
		if (first !== NONE) this.#before[first] = half;
		this.#first[cell] = half;
		this.#length[cell]!++;
		this.changed.add(cell);
	}
}
