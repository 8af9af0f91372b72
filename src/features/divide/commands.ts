import type { Ledger } from '#features/divide/ledger';
import type { DraftCell, PlanChanges, UnitMove } from '#domain/division/plan';

/** A step with nothing in it. */
export const NO_CHANGES: PlanChanges = { moves: [], created: [], removed: [], changed: [] };

/** What a step is made of, as far as it has any. */
export function changes(some: Partial<PlanChanges>): PlanChanges {
	return { ...NO_CHANGES, ...some };
}

/** Whether a step does nothing at all. */
export function isNothing({ moves, created, removed, changed }: PlanChanges): boolean {
	return moves.length + created.length + removed.length + changed.length === 0;
}

/** How many units a step moves. */
export function unitsMoved({ moves }: PlanChanges): number {
	return moves.reduce((sum, { units }) => sum + units.length, 0);
}

/** Names and ids of what is made anew; the page gives the words. */
export interface Maker {
	id(): string;
	areaName(n: number): string;
	cellName(area: DraftCell, n: number): string;
}

/** Puts units into a cell, or into none. `free`: only those that are in no cell yet; what others have stays with them. */
export function assignChanges(
	ledger: Ledger,
	units: Iterable<number>,
	to: string | null,
	{ free = false } = {}
): PlanChanges {
	const wanted = free ? [...units].filter((unit) => ledger.cellOf(unit) === null) : units;
	return changes({ moves: ledger.movesTo(wanted, to) });
}

/**
 * A new stairwell cell with these units (perhaps none yet), in a living area. Where the community has none, the first
 * one is made with it. Tells the id of the new cell.
 */
export function newCellChanges(
	ledger: Ledger,
	make: Maker,
	{ units, area, free = false }: { units: Iterable<number>; area: string | null; free?: boolean }
): { cell: string; changes: PlanChanges } {
	const parent = (area !== null && ledger.cell(area)) || ledger.cells(2)[0] || newArea(ledger, make);
	const cell = newCell(ledger, make, parent);
	const { moves } = assignChanges(ledger, units, cell.id, { free });
	const created = ledger.cell(parent.id) ? [cell] : [parent, cell];
	return { cell: cell.id, changes: changes({ created, moves }) };
}

/** A living area without anything in it. */
export function newAreaChanges(ledger: Ledger, make: Maker): { cell: string; changes: PlanChanges } {
	const area = newArea(ledger, make);
	return { cell: area.id, changes: changes({ created: [area] }) };
}

/** Empties a cell into another of the same level and takes it away. */
export function mergeChanges(ledger: Ledger, from: string, into: string): PlanChanges {
	const [gone, stays] = [ledger.cell(from), ledger.cell(into)];
	if (!gone || !stays || gone === stays || gone.level !== stays.level) return NO_CHANGES;
	if (gone.level === 3) return changes({ moves: ledger.movesTo(ledger.unitsOf(from), into), removed: [gone] });
	const children = ledger.childrenOf(from).map(({ id, parentId }) => ({
		id,
		before: { parentId },
		after: { parentId: into }
	}));
	return changes({ changed: children, removed: [gone] });
}

/** Takes a cell away with all that is in it; its units are in no cell then. */
export function removeChanges(ledger: Ledger, id: string): PlanChanges {
	const cell = ledger.cell(id);
	if (!cell) return NO_CHANGES;
	const gone = cell.level === 3 ? [cell] : [...ledger.childrenOf(id), cell];
	const moves = gone.flatMap((each): UnitMove[] => {
		const units = [...ledger.unitsOf(each.id)];
		return units.length > 0 ? [{ units, from: each.id, to: null }] : [];
	});
	return changes({ moves, removed: gone });
}

/** Changes what a cell is called, what it is, where it belongs, until when, or whether it is locked. */
export function editChanges(ledger: Ledger, id: string, after: CellEdit): PlanChanges {
	const cell = ledger.cell(id);
	if (!cell) return NO_CHANGES;
	const keys = (Object.keys(after) as (keyof CellEdit)[]).filter((key) => after[key] !== cell[key]);
	if (keys.length === 0) return NO_CHANGES;
	const pick = (from: CellEdit) => Object.fromEntries(keys.map((key) => [key, from[key]])) as CellEdit;
	return changes({ changed: [{ id, before: pick(cell), after: pick(after) }] });
}

/** What of a cell can be changed. */
export type CellEdit = Partial<Pick<DraftCell, 'name' | 'kind' | 'parentId' | 'validUntil' | 'locked'>>;

/** One step from two that follow each other: what moved twice goes from where it was first to where it is last. */
export function joined(first: PlanChanges, then: PlanChanges): PlanChanges {
	const whence = new Map<number, string | null>();
	const groups = new Map<string, { units: number[]; from: string | null; to: string | null }>();
	for (const { units, from } of first.moves) for (const unit of units) whence.set(unit, from);
	const goes = new Map<number, string | null>();
	for (const { units, to } of [...first.moves, ...then.moves]) for (const unit of units) goes.set(unit, to);
	for (const { units, from } of then.moves) for (const unit of units) if (!whence.has(unit)) whence.set(unit, from);
	for (const [unit, to] of goes) {
		const from = whence.get(unit) ?? null;
		if (from === to) continue;
		const key = `${from} ${to}`;
		const group = groups.get(key);
		if (group) group.units.push(unit);
		else groups.set(key, { units: [unit], from, to });
	}
	return {
		moves: [...groups.values()],
		created: [...first.created, ...then.created],
		removed: [...first.removed, ...then.removed],
		changed: [...first.changed, ...then.changed]
	};
}

function newArea(ledger: Ledger, make: Maker): DraftCell {
	const taken = new Set(ledger.cells(2).map(({ name }) => name));
	return { ...BLANK, id: make.id(), level: 2, parentId: null, name: unused(taken, (n) => make.areaName(n)) };
}

function newCell(ledger: Ledger, make: Maker, area: DraftCell): DraftCell {
	const taken = new Set(ledger.childrenOf(area.id).map(({ name }) => name));
	const name = unused(taken, (n) => make.cellName(area, n));
	return { ...BLANK, id: make.id(), level: 3, parentId: area.id, name };
}

const BLANK = { kind: 'ordinary', validUntil: null, locked: false, lineageId: null, code: null } as const;

function unused(taken: ReadonlySet<string>, name: (n: number) => string): string {
	for (let n = 1; ; n++) if (!taken.has(name(n))) return name(n);
}
