import type { SheetCell } from '#domain/division/plan-sheet';

/** Units that are in one cell of the earlier plan and in one of the later; null is no cell. */
export interface CellPair {
	readonly from: string | null;
	readonly to: string | null;
	readonly units: number;
	readonly households: number;
}

export type CellFate = 'new' | 'gone' | 'changed' | 'same';

/** A cell in two plans. */
export interface ComparedCell {
	readonly fate: CellFate;
	readonly before: SheetCell | null;
	readonly after: SheetCell | null;
	/** Households (and units, where nobody lives) that stay in it, come into it, leave it. */
	readonly stay: number;
	readonly come: number;
	readonly leave: number;
	readonly unitsCome: number;
	readonly unitsLeave: number;
	readonly renamed: boolean;
	readonly recoded: boolean;
}

export interface PlanComparison {
	/** In the order of the later plan; cells that are gone at the end. */
	readonly cells: readonly ComparedCell[];
	/** What changes cells, is taken into one or out of all. */
	readonly moved: { readonly units: number; readonly households: number };
}

/** The pairs one level up, of living areas. */
export function pairsOfAreas(
	pairs: readonly CellPair[],
	before: readonly SheetCell[],
	after: readonly SheetCell[]
): readonly CellPair[] {
	const areaOf = new Map([...before, ...after].map(({ id, parentId }) => [id, parentId ?? id]));
	const up = (cell: string | null) => (cell === null ? null : (areaOf.get(cell) ?? null));
	const sums = new Map<string, CellPair>();
	for (const pair of pairs) {
		const [from, to] = [up(pair.from), up(pair.to)];
		const known = sums.get(`${from} ${to}`) ?? { from, to, units: 0, households: 0 };
		const { units, households } = known;
		sums.set(`${from} ${to}`, { from, to, units: units + pair.units, households: households + pair.households });
	}
	return [...sums.values()];
}

/**
 * What becomes of each cell of one level. A cell follows the earlier one of which it keeps more than half of the
 * households (of the units where nobody lives), the one with most of them where there are several: the rule by which
 * lineages are inherited (`private.heirs`).
 */
export function comparePlans(
	before: readonly SheetCell[],
	after: readonly SheetCell[],
	pairs: readonly CellPair[]
): PlanComparison {
	const earlier = new Map(before.map((cell) => [cell.id, cell]));
	const parents = heirs(pairs, (cell) => earlier.get(cell)?.node ?? cell);
	const followed = new Set(after.map(({ id }) => parents.get(id)));
	const tell = (was: SheetCell | null, is: SheetCell | null) => compared(was, is, pairs);
	const cells = after.map((cell) => tell(earlier.get(parents.get(cell.id) ?? '') ?? null, cell));
	const gone = before.filter(({ id }) => !followed.has(id));
	const moving = pairs.filter(({ from, to }) => from !== to && (to === null || (parents.get(to) ?? null) !== from));
	return {
		cells: [...cells, ...gone.map((cell) => tell(cell, null))],
		moved: { units: sum(moving, 'units'), households: sum(moving, 'households') }
	};
}

/** The earlier cell that each later cell follows; equals are told apart by lineage. */
function heirs(pairs: readonly CellPair[], nodeOf: (cell: string) => string): Map<string, string> {
	const wholes = new Map<string, { units: number; households: number }>();
	for (const { from, units, households } of pairs) {
		if (from === null) continue;
		const whole = wholes.get(from) ?? { units: 0, households: 0 };
		wholes.set(from, { units: whole.units + units, households: whole.households + households });
	}
	const best = new Map<string, CellPair>();
	for (const pair of pairs) {
		if (pair.from === null || pair.to === null) continue;
		const whole = wholes.get(pair.from)!;
		const most = whole.households > 0 ? 2 * pair.households > whole.households : 2 * pair.units > whole.units;
		const rival = best.get(pair.to);
		if (most && (!rival || outweighs(pair, rival, nodeOf))) best.set(pair.to, pair);
	}
	return new Map([...best].map(([to, { from }]) => [to, from!]));
}

function outweighs(a: CellPair, b: CellPair, nodeOf: (cell: string) => string): boolean {
	const more = a.households - b.households || a.units - b.units;
	return more === 0 ? nodeOf(a.from!) < nodeOf(b.from!) : more > 0;
}

function compared(before: SheetCell | null, after: SheetCell | null, pairs: readonly CellPair[]): ComparedCell {
	const [was, is] = [before?.id ?? '', after?.id ?? ''];
	const stay = pairs.filter(({ from, to }) => from === was && to === is);
	const come = pairs.filter(({ from, to }) => to === is && from !== was);
	const leave = pairs.filter(({ from, to }) => from === was && to !== is);
	const renamed = Boolean(before && after && (before.name !== after.name || before.kind !== after.kind));
	const recoded = Boolean(before?.code && after?.code && before.code !== after.code);
	const unlike = renamed || recoded || come.length + leave.length > 0;
	return {
		fate: !before ? 'new' : !after ? 'gone' : unlike ? 'changed' : 'same',
		...{ before, after, renamed, recoded },
		stay: sum(stay, 'households'),
		come: sum(come, 'households'),
		leave: sum(leave, 'households'),
		unitsCome: sum(come, 'units'),
		unitsLeave: sum(leave, 'units')
	};
}

function sum(pairs: readonly CellPair[], what: 'units' | 'households'): number {
	return pairs.reduce((total, pair) => total + pair[what], 0);
}
