import type { Refusal, Pending } from '#features/divide/step-line';
import type { Ledger } from '#features/divide/ledger';
import { changes } from '#features/divide/commands';
import type { DraftCell, PlanChanges, PlanStep, UnitMove } from '#domain/division/plan';

/** Both values of what two people wanted differently, and who was first. */
export interface Conflict {
	readonly id: string;
	readonly refusal: string;
	readonly kind: Pending['kind'];
	/** Who was first; empty where nobody knows. */
	readonly by: string;
	/** Units that are elsewhere than the step found them, grouped: where they are now, where the step put them. */
	readonly units: readonly {
		readonly units: readonly number[];
		readonly now: string | null;
		readonly sent: string | null;
	}[];
	/** A cell that was changed in two ways. */
	readonly cell: { readonly id: string; readonly now: Partial<DraftCell>; readonly sent: Partial<DraftCell> } | null;
	/** Names of cells that the step made or knew, for those that are gone. */
	readonly names: Readonly<Record<string, string>>;
}

/**
 * What became of a refused step, on the ledger as the database has it now: who was in the way with what, and what of
 * the step can still be done because nobody touched it.
 */
export function conflictOf(
	ledger: Ledger,
	step: Pending,
	told: Refusal
): { conflict: Conflict; rest: PlanChanges | null } {
	const moved = groupMoved(ledger, step.changes.moves);
	const detail = readDetail(told.detail);
	const units = moved.length > 0 ? moved : detail.units;
	const met = new Set(units.flatMap((group) => group.units));
	const cell = changedCell(ledger, step, detail.current);
	const conflict: Conflict = {
		id: step.operation,
		refusal: told.refusal,
		kind: step.kind,
		by: detail.by || whoTouched(told.steps, met, cell?.id ?? null),
		units,
		cell,
		names: Object.fromEntries([...step.changes.created, ...step.changes.removed].map(({ id, name }) => [id, name]))
	};
	return { conflict, rest: told.refusal === 'units-moved' ? restOf(step.changes, met) : null };
}

/** The step without the units that met somebody. */
function restOf(step: PlanChanges, met: ReadonlySet<number>): PlanChanges | null {
	const moves = step.moves.flatMap(({ units, from, to }): UnitMove[] => {
		const free = units.filter((unit) => !met.has(unit));
		return free.length > 0 ? [{ units: free, from, to }] : [];
	});
	return met.size > 0 && moves.length > 0 ? changes({ ...step, moves }) : null;
}

function groupMoved(ledger: Ledger, moves: readonly UnitMove[]): Conflict['units'] {
	const groups = new Map<string, { units: number[]; now: string | null; sent: string | null }>();
	for (const { units, from, to } of moves) {
		for (const unit of units) {
			const now = ledger.cellOf(unit);
			if (now === from) continue;
			const key = `${now} ${to}`;
			const group = groups.get(key);
			if (group) group.units.push(unit);
			else groups.set(key, { units: [unit], now, sent: to });
		}
	}
	return [...groups.values()];
}

function changedCell(ledger: Ledger, step: Pending, current: Partial<DraftCell> | null): Conflict['cell'] {
	for (const { id, before, after } of step.changes.changed) {
		const now = current?.id === id ? current : ledger.cell(id);
		const keys = Object.keys(before) as (keyof DraftCell)[];
		if (now && keys.some((key) => now[key] !== before[key])) {
			return { id, now: Object.fromEntries(keys.map((key) => [key, now[key]])), sent: after };
		}
	}
	return null;
}

/** Who, of the steps heard last, moved one of the units or changed the cell. */
function whoTouched(steps: readonly PlanStep[], units: ReadonlySet<number>, cell: string | null): string {
	const touches = ({ changes: done }: PlanStep) =>
		done.moves.some((move) => move.units.some((unit) => units.has(unit))) ||
		[...done.changed, ...done.removed].some(({ id }) => id === cell);
	return steps.findLast(touches)?.by ?? steps.at(-1)?.by ?? '';
}

interface Detail {
	readonly by: string;
	readonly units: Conflict['units'];
	readonly current: Partial<DraftCell> | null;
}

/** What the database adds to `units-moved`, `moved-since` and `cell-changed`; whatever has another shape is nothing. */
function readDetail(detail: unknown): Detail {
	const { units, current } = (detail ?? {}) as { units?: unknown; current?: unknown };
	const known = Array.isArray(units)
		? (units as { unit: number; now: string | null; sent: string | null; by: string }[])
		: [];
	return {
		by: known.find(({ by }) => typeof by === 'string' && by !== '')?.by ?? '',
		units: known.map(({ unit, now, sent }) => ({ units: [unit], now: now ?? null, sent: sent ?? null })),
		current: typeof current === 'object' ? (current as Partial<DraftCell> | null) : null
	};
}
