import { DeskRefusal } from '#domain/division/desk/refusal';
import type { DraftCell, PlanChanges } from '#domain/division/plan';

const NONE = -1;

/** The cells of a draft by number: numbers of cells that are gone are given again. */
export class CellBook {
	readonly #numbers = new Map<string, number>();
	readonly #cells: (DraftCell | null)[] = [];
	readonly #free: number[] = [];

	/** Number of a cell; undefined where there is none of that name. */
	number(id: string): number | undefined {
		return this.#numbers.get(id);
	}

	cell(number: number): DraftCell | null {
		return this.#cells[number] ?? null;
	}

	/** Number of the living area of a stairwell cell, -1 for none. */
	parent(number: number): number {
		const parent = this.#cells[number]?.parentId;
		return parent == null ? NONE : (this.#numbers.get(parent) ?? NONE);
	}

	/** All cells with their numbers. */
	entries(): [number: number, cell: DraftCell][] {
		return [...this.#cells.entries()].filter((entry): entry is [number, DraftCell] => entry[1] !== null);
	}

	/** How far numbers go. */
	get size(): number {
		return this.#cells.length;
	}

	add(cell: DraftCell): number {
		const number = this.#free.pop() ?? this.#cells.length;
		this.#cells[number] = cell;
		this.#numbers.set(cell.id, number);
		return number;
	}

	change(id: string, after: Partial<DraftCell>): number {
		const number = this.#numbers.get(id)!;
		this.#cells[number] = { ...this.#cells[number]!, ...after, id };
		return number;
	}

	remove(id: string): number {
		const number = this.#numbers.get(id)!;
		this.#cells[number] = null;
		this.#numbers.delete(id);
		this.#free.push(number);
		return number;
	}

	/**
	 * Refuses what the database would refuse: 'cell-exists', 'cell-unfit', 'cell-gone', 'not-a-cell', 'cell-in-use'.
	 * Nothing is changed.
	 *
	 * @param unitsAfter how many units a cell will have once the step's moves are done.
	 */
	check({ created, changed, removed }: PlanChanges, unitsAfter: (id: string) => number): void {
		const after = this.#createdOver(created);
		for (const { id, after: wanted } of changed) {
			const cell = after.get(id) ?? this.#known(id);
			if (!cell) throw new DeskRefusal('cell-gone');
			if (wanted.level !== undefined && wanted.level !== cell.level) throw new DeskRefusal('cell-unfit');
			after.set(id, { ...cell, ...wanted, id, level: cell.level });
		}
		const cellOf = (id: string) => after.get(id) ?? this.#known(id);
		for (const cell of after.values()) checkPlace(cell, cellOf);
		const gone = new Set(removed.map(({ id }) => id));
		for (const id of gone) {
			if (!cellOf(id)) throw new DeskRefusal('cell-gone');
			if (unitsAfter(id) > 0) throw new DeskRefusal('cell-in-use');
		}
		if (gone.size === 0) return;
		const cells = [...this.entries().map(([, cell]) => after.get(cell.id) ?? cell), ...after.values()];
		const orphaned = cells.some(({ id, parentId }) => parentId !== null && gone.has(parentId) && !gone.has(id));
		if (orphaned) throw new DeskRefusal('cell-in-use');
	}

	#known(id: string): DraftCell | null {
		return this.cell(this.#numbers.get(id) ?? NONE);
	}

	#createdOver(created: readonly DraftCell[]): Map<string, DraftCell> {
		const after = new Map<string, DraftCell>();
		for (const cell of created) {
			if (after.has(cell.id) || this.#numbers.has(cell.id)) throw new DeskRefusal('cell-exists');
			after.set(cell.id, cell);
		}
		return after;
	}
}

/** A stairwell cell lies in a living area, a living area in nothing. */
function checkPlace({ level, parentId }: DraftCell, cellOf: (id: string) => DraftCell | null): void {
	if ((level !== 2 && level !== 3) || (level === 3) !== (parentId !== null)) throw new DeskRefusal('cell-unfit');
	if (parentId !== null && cellOf(parentId)?.level !== 2) throw new DeskRefusal('not-a-cell');
}
