import type { CellMeter } from '#domain/division/desk/news';
import type { DraftBuilding, DraftCell, PlanChanges, PlanDraft, UnitMove } from '#domain/division/plan';

/** A stairwell unit in words and numbers; `building` is the house it is in. */
export interface LedgerUnit {
	readonly ordinal: number;
	readonly building: DraftBuilding;
	/** 1-based number of the stairwell within the building. */
	readonly number: number;
	readonly households: number;
	readonly people: number;
	readonly elders: number;
	readonly children: number;
	readonly employees: number;
	readonly members: number;
}

/** Sums of some units. `parts`: connected pieces of the ground, null where nobody has looked at the ground yet. */
export type Meter = Omit<CellMeter, 'cell' | 'parts'> & { readonly parts: number | null };

const NONE: ReadonlySet<number> = new Set();

/**
 * Which unit is in which cell, and what the cells are: the draft with every step since. It keeps no rules: a step is
 * checked by the desk before it comes here.
 */
export class Ledger {
	readonly units: ReadonlyMap<number, LedgerUnit>;
	/** Units of a building by its id, by number. */
	readonly unitsOfBuilding: ReadonlyMap<string, readonly LedgerUnit[]>;
	readonly #cells: Map<string, DraftCell>;
	readonly #cellOf = new Map<number, string | null>();
	readonly #unitsOf = new Map<string | null, Set<number>>();

	constructor(draft: PlanDraft) {
		this.#cells = new Map(draft.cells.map((cell) => [cell.id, cell]));
		this.units = new Map(draft.units.ordinal.map((ordinal, row) => [ordinal, unitAt(draft, row)]));
		this.unitsOfBuilding = groupByBuilding(this.units.values());
		draft.units.ordinal.forEach((ordinal, row) => {
			this.#put(ordinal, draft.cells[draft.units.cell[row] ?? -1]?.id ?? null);
		});
	}

	/** The cells of a level, as they were made. */
	cells(level: 2 | 3): DraftCell[] {
		return [...this.#cells.values()].filter((cell) => cell.level === level);
	}

	cell(id: string): DraftCell | undefined {
		return this.#cells.get(id);
	}

	/** Null for a unit in no cell, and for one that the draft does not have. */
	cellOf(unit: number): string | null {
		return this.#cellOf.get(unit) ?? null;
	}

	/** Units in a stairwell cell, or in none (null). */
	unitsOf(cell: string | null): ReadonlySet<number> {
		return this.#unitsOf.get(cell) ?? NONE;
	}

	/** The one cell that all of these units are in, else null. */
	commonCell(units: readonly number[]): string | null {
		const [first] = units;
		const cell = first === undefined ? null : this.cellOf(first);
		return units.every((unit) => this.cellOf(unit) === cell) ? cell : null;
	}

	/** Stairwell cells of a living area. */
	childrenOf(area: string): DraftCell[] {
		return this.cells(3).filter(({ parentId }) => parentId === area);
	}

	/** Does a step, in the order of the database: created, changed, moved, removed. */
	apply({ created, changed, moves, removed }: PlanChanges): void {
		for (const cell of created) this.#cells.set(cell.id, cell);
		for (const { id, after } of changed) {
			const cell = this.#cells.get(id);
			if (cell) this.#cells.set(id, { ...cell, ...after });
		}
		for (const { units, to } of moves) for (const unit of units) this.#put(unit, to);
		for (const { id } of removed) {
			this.#cells.delete(id);
			this.#unitsOf.delete(id);
		}
	}

	/**
	 * Moves that bring units into a cell, or out of all cells (null): grouped by where they are now, without those that
	 * are there already or stand in a locked cell.
	 */
	movesTo(units: Iterable<number>, to: string | null): UnitMove[] {
		const from = new Map<string | null, number[]>();
		for (const unit of units) {
			if (!this.units.has(unit)) continue;
			const cell = this.cellOf(unit);
			if (cell === to || (cell !== null && this.#cells.get(cell)?.locked)) continue;
			const group = from.get(cell);
			if (group) group.push(unit);
			else from.set(cell, [unit]);
		}
		return [...from].map(([cell, group]) => ({ units: group, from: cell, to }));
	}

	/** Sums of a stairwell cell or a living area, without its ground. */
	meterOf(cell: DraftCell): Meter {
		const ids = cell.level === 3 ? [cell.id] : this.childrenOf(cell.id).map(({ id }) => id);
		return this.meter(ids.flatMap((id) => [...this.unitsOf(id)]));
	}

	/** What a cell lacks: everything, or the rest of some buildings; null where it is done. */
	incomplete(cell: DraftCell): { readonly empty: boolean; readonly halves: number } | null {
		if (cell.level === 2) {
			const children = this.childrenOf(cell.id);
			const halves = children.reduce((sum, child) => sum + (this.incomplete(child)?.halves ?? 0), 0);
			const empty = children.every((child) => this.unitsOf(child.id).size === 0);
			return empty || halves > 0 ? { empty, halves } : null;
		}
		const units = this.unitsOf(cell.id);
		const buildings = new Set([...units].map((unit) => this.units.get(unit)?.building.id ?? ''));
		const loose = (id: string) => this.unitsOfBuilding.get(id)?.some(({ ordinal }) => this.cellOf(ordinal) === null);
		const halves = [...buildings].filter(loose).length;
		return units.size === 0 || halves > 0 ? { empty: units.size === 0, halves } : null;
	}

	/** Sums of any units. */
	meter(units: Iterable<number>): Meter {
		const sum = { households: 0, people: 0, elders: 0, children: 0, employees: 0, members: 0 };
		const keys = Object.keys(sum) as (keyof typeof sum)[];
		const buildings = new Set<string>();
		let count = 0;
		for (const ordinal of units) {
			const unit = this.units.get(ordinal);
			if (!unit) continue;
			for (const key of keys) sum[key] += unit[key];
			buildings.add(unit.building.id);
			count++;
		}
		return { ...sum, units: count, buildings: buildings.size, parts: count === 0 ? 0 : null };
	}

	#put(unit: number, to: string | null): void {
		const from = this.#cellOf.get(unit);
		if (from !== undefined) this.#unitsOf.get(from)?.delete(unit);
		this.#cellOf.set(unit, to);
		const group = this.#unitsOf.get(to);
		if (group) group.add(unit);
		else this.#unitsOf.set(to, new Set([unit]));
	}
}

function unitAt({ units, buildings }: PlanDraft, row: number): LedgerUnit {
	const at = (column: readonly number[]) => column[row] ?? 0;
	return {
		ordinal: at(units.ordinal),
		building: buildings[at(units.building)]!,
		number: at(units.number),
		households: at(units.households),
		people: at(units.people),
		elders: at(units.elders),
		children: at(units.children),
		employees: at(units.employees),
		members: at(units.members)
	};
}

function groupByBuilding(units: Iterable<LedgerUnit>): Map<string, LedgerUnit[]> {
	const groups = new Map<string, LedgerUnit[]>();
	for (const unit of units) {
		const group = groups.get(unit.building.id);
		if (group) group.push(unit);
		else groups.set(unit.building.id, [unit]);
	}
	for (const group of groups.values()) group.sort((a, b) => a.number - b.number);
	return groups;
}
