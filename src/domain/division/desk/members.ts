import { growFloat64, growInt32 } from '#domain/division/desk/grow';
import { beyond, type DeskGround } from '#domain/division/desk/ground';

const NONE = -1;

/** What a unit counts for, in this order; the first columns of the sums of a cell. */
export const COUNTED = ['households', 'people', 'elders', 'children', 'employees', 'members'] as const;
const UNITS = COUNTED.length;
const BUILDINGS = UNITS + 1;
const WIDTH = UNITS + 2;

/** What the units of a community are, whichever cell they are in. */
export interface UnitFacts {
	/** `COUNTED` numbers for each unit, one after the other. */
	readonly counts: Float64Array;
	readonly buildingOf: Int32Array;
	/** Longitude and latitude of each building's door, one after the other. */
	readonly doors: Float64Array;
	/** Compound of each building by number, -1 for none. */
	readonly compoundOf: Int32Array;
	households(unit: number): number;
	/** Units of each building: `unitsOf[firstUnit[b] … firstUnit[b + 1] - 1]`. */
	readonly firstUnit: Uint32Array;
	readonly unitsOf: Uint32Array;
}

/** Which units are in which cell, on one level, with their sums, kept up to date unit by unit. */
export class Members {
	readonly cellOf: Int32Array;
	/** Cells whose units changed. */
	readonly changed = new Set<number>();
	readonly #facts: UnitFacts;
	readonly #ground: DeskGround;
	readonly #next: Int32Array;
	readonly #before: Int32Array;
	#first: Int32Array = new Int32Array(16).fill(NONE);
	#sums: Float64Array = new Float64Array(16 * WIDTH);
	/** Of the pieces that are being counted: when a unit was seen last, and what is to be looked at. */
	readonly #seen: Uint32Array;
	readonly #stack: Uint32Array;
	#look = 0;

	constructor(ground: DeskGround, facts: UnitFacts) {
		const { unitCount } = ground;
		this.#ground = ground;
		this.#facts = facts;
		this.cellOf = new Int32Array(unitCount).fill(NONE);
		this.#next = new Int32Array(unitCount);
		this.#before = new Int32Array(unitCount);
		this.#seen = new Uint32Array(unitCount);
		this.#stack = new Uint32Array(unitCount);
	}

	/** Puts a unit into a cell, -1 for none; false where it was there. */
	move(unit: number, cell: number): boolean {
		const was = this.cellOf[unit]!;
		if (was === cell) return false;
		if (was !== NONE) this.#leave(unit, was);
		this.cellOf[unit] = NONE;
		if (cell !== NONE) this.#enter(unit, cell);
		this.cellOf[unit] = cell;
		return true;
	}

	/** Calls back for every unit of a cell; the units may be moved meanwhile. */
	forEach(cell: number, call: (unit: number) => void): void {
		for (let unit = this.#first[cell] ?? NONE; unit !== NONE;) {
			const next = this.#next[unit]!;
			call(unit);
			unit = next;
		}
	}

	unitsIn(cell: number): number {
		return this.#sums[cell * WIDTH + UNITS] ?? 0;
	}

	/** The sums of a cell, without its pieces. */
	sums(cell: number) {
		const at = (column: number) => this.#sums[cell * WIDTH + column] ?? 0;
		return {
			households: at(0),
			people: at(1),
			elders: at(2),
			children: at(3),
			employees: at(4),
			members: at(5),
			units: at(UNITS),
			buildings: at(BUILDINGS)
		};
	}

	/** In how many pieces the ground of a cell lies: units hang together by a common border that has a length. */
	parts(cell: number): number {
		const { firstHalf, halves, hasLength } = this.#ground;
		const now = ++this.#look;
		let parts = 0;
		for (let root = this.#first[cell] ?? NONE; root !== NONE; root = this.#next[root]!) {
			if (this.#seen[root] === now || firstHalf[root] === firstHalf[root + 1]) continue;
			parts++;
			let height = 1;
			this.#stack[0] = root;
			this.#seen[root] = now;
			while (height > 0) {
				const unit = this.#stack[--height]!;
				for (let i = firstHalf[unit]!; i < firstHalf[unit + 1]!; i++) {
					const other = beyond(this.#ground, halves[i]!);
					if (other < 0 || this.#seen[other] === now || this.cellOf[other] !== cell || !hasLength[halves[i]! >> 1])
						continue;
					this.#seen[other] = now;
					this.#stack[height++] = other;
				}
			}
		}
		return parts;
	}

	#leave(unit: number, cell: number): void {
		const [before, next] = [this.#before[unit]!, this.#next[unit]!];
		if (before === NONE) this.#first[cell] = next;
		else this.#next[before] = next;
		if (next !== NONE) this.#before[next] = before;
		this.#count(unit, cell, -1);
	}

	#enter(unit: number, cell: number): void {
		if (cell >= this.#first.length) {
			this.#first = growInt32(this.#first, cell + 1, NONE);
			this.#sums = growFloat64(this.#sums, this.#first.length * WIDTH);
		}
		const first = this.#first[cell]!;
		this.#before[unit] = NONE;
		this.#next[unit] = first;
		if (first !== NONE) this.#before[first] = unit;
		this.#first[cell] = unit;
		this.#count(unit, cell, 1);
	}

	#count(unit: number, cell: number, sign: 1 | -1): void {
		const { counts, buildingOf, firstUnit, unitsOf } = this.#facts;
		const base = cell * WIDTH;
		for (let column = 0; column < UNITS; column++) {
			this.#sums[base + column]! += sign * counts[unit * UNITS + column]!;
		}
		this.#sums[base + UNITS]! += sign;
		this.changed.add(cell);
		const building = buildingOf[unit]!;
		for (let i = firstUnit[building]!; i < firstUnit[building + 1]!; i++) {
			if (unitsOf[i] !== unit && this.cellOf[unitsOf[i]!] === cell) return;
		}
		this.#sums[base + BUILDINGS]! += sign;
	}
}
