import type { StepDone, StepNews } from '#data/plans';
import { opposite, type DraftCell, type PlanChanges, type PlanDraft, type PlanStep } from '#domain/division/plan';
import { Ledger } from '#features/divide/ledger';
import { StepLine, type Pending, type Refusal, type StepDoor } from '#features/divide/step-line';
import { conflictOf, type Conflict } from '#features/divide/conflict';

/** Five buildings of two units each; units 0–3 are in cell A, 4–5 in cell B of the same area, the rest in none. */
export function draftOf(cells: readonly DraftCell[] = [AREA, cell('A'), cell('B')]): PlanDraft {
	const ordinal = Array.from({ length: 10 }, (_, i) => i);
	const of = (value: (i: number) => number) => ordinal.map(value);
	return {
		plan: {
			id: 'plan',
			name: 'Plan',
			status: 'draft',
			version: 1,
			communityId: 'C',
			districtId: 'D',
			baseId: null,
			effectiveFrom: null,
			seq: 0
		},
		community: { id: 'C', name: 'C', code: '001', boundary: { type: 'Polygon', coordinates: [] } },
		mayEdit: true,
		mayApprove: false,
		cells,
		buildings: Array.from({ length: 5 }, (_, i) => ({
			id: `house ${i}`,
			name: `${i}`,
			address: '',
			kind: 'residential',
			levels: 6,
			compoundId: null,
			door: [0, 0] as const
		})),
		compounds: [],
		units: {
			ordinal,
			building: of((i) => i >> 1),
			number: of((i) => (i % 2) + 1),
			households: of((i) => 10 + i),
			people: of(() => 20),
			elders: of(() => 3),
			children: of(() => 2),
			employees: of(() => 0),
			members: of(() => 1),
			cell: of((i) =>
				i < 4 ? cells.findIndex(({ id }) => id === 'A') : i < 6 ? cells.findIndex(({ id }) => id === 'B') : -1
			)
		}
	};
}

export const AREA: DraftCell = {
	id: 'area',
	level: 2,
	parentId: null,
	name: 'Area',
	kind: 'ordinary',
	validUntil: null,
	locked: false,
	lineageId: null,
	code: null
};

export function cell(id: string, more: Partial<DraftCell> = {}): DraftCell {
	return { ...AREA, id, level: 3, parentId: 'area', name: `cell ${id}`, ...more };
}

/** A refusal as the database and the desk throw them. */
export class Refuse extends Error {
	readonly refusal: string;
	readonly detail: unknown;

	constructor(refusal: string, detail: unknown = null) {
		super(refusal);
		this.refusal = refusal;
		this.detail = detail;
	}
}

/** Applies a step as the desk does: refused where a unit is not in the cell it was found in. */
export function applyChecked(ledger: Ledger, changes: PlanChanges): void {
	for (const { units, from, to } of changes.moves) {
		if (units.some((unit) => ledger.cellOf(unit) !== from)) throw new Refuse('units-moved');
		const made = changes.created.some(({ id }) => id === to);
		if (to !== null && !made && !ledger.cell(to)) throw new Refuse('not-a-cell');
	}
	for (const { id } of changes.created) if (ledger.cell(id)) throw new Refuse('cell-exists');
	for (const { id } of changes.changed) if (!ledger.cell(id)) throw new Refuse('cell-gone');
	const leaving = new Set(changes.moves.flatMap(({ units }) => units));
	for (const { id } of changes.removed) {
		if ([...ledger.unitsOf(id)].some((unit) => !leaving.has(unit))) throw new Refuse('cell-in-use');
	}
	ledger.apply(changes);
}

interface Stored extends PlanStep {
	readonly operation: string;
	undone: boolean;
}

/** The database as far as steps go, with the rules of the migration `plan_drafts`. */
export class FakePlan {
	readonly ledger = new Ledger(draftOf());
	readonly steps: Stored[] = [];
	/** What the next question is answered with instead. */
	failing: Refuse | null = null;

	doorOf(who: string): StepDoor {
		return {
			edit: ({ operation, kind, changes }) => this.#answer(operation, () => this.#do(who, operation, kind, changes)),
			undo: (operation) => this.#answer(operation, () => this.#back(who, operation, 'undo')),
			redo: (operation) => this.#answer(operation, () => this.#back(who, operation, 'redo')),
			since: async (seq): Promise<StepNews> => {
				await this.#later();
				const steps = this.steps.slice(seq).map((step) => ({ ...step, mine: step.by === who }));
				const own = this.steps.filter(({ by, kind }) => by === who && kind !== 'undo' && kind !== 'redo');
				return {
					steps,
					undo: own.filter((step) => !step.undone).length,
					redo: own.filter((step) => step.undone).length
				};
			}
		};
	}

	/** Does a step at once, as if somebody else had been quicker. */
	quick(who: string, changes: PlanChanges): void {
		this.#do(who, `quick ${this.steps.length}`, 'paint', changes);
	}

	async #answer(operation: string, work: () => StepDone): Promise<StepDone> {
		await this.#later();
		const earlier = this.steps.find((step) => step.operation === operation);
		const done = earlier ? { seq: earlier.seq, changes: earlier.changes } : work();
		await this.#later();
		return done;
	}

	async #later(): Promise<void> {
		await new Promise((resolve) => setTimeout(resolve));
		if (this.failing) throw this.failing;
	}

	#do(who: string, operation: string, kind: Pending['kind'], changes: PlanChanges): StepDone {
		const met = changes.moves.flatMap(({ units, from, to }) =>
			units.filter((unit) => this.ledger.cellOf(unit) !== from).map((unit) => ({ unit, sent: to }))
		);
		if (met.length > 0) {
			const by = (unit: number) =>
				this.steps.findLast((step) => step.changes.moves.some(({ units }) => units.includes(unit)))?.by ?? '';
			const units = met.map(({ unit, sent }) => ({ unit, now: this.ledger.cellOf(unit), sent, by: by(unit) }));
			throw new Refuse('units-moved', { units });
		}
		applyChecked(this.ledger, changes);
		const seq = this.steps.length + 1;
		this.steps.push({ seq, kind, changes, mine: false, by: who, at: '', operation, undone: false });
		return { seq, changes };
	}

	#back(who: string, operation: string, kind: 'undo' | 'redo'): StepDone {
		const own = this.steps.filter((step) => step.by === who && step.kind !== 'undo' && step.kind !== 'redo');
		const step = kind === 'undo' ? own.findLast(({ undone }) => !undone) : own.find(({ undone }) => undone);
		if (!step) throw new Refuse(`nothing-to-${kind}`);
		try {
			const done = this.#do(who, operation, kind, kind === 'undo' ? opposite(step.changes) : step.changes);
			step.undone = kind === 'undo';
			return done;
		} catch (problem) {
			throw new Refuse('moved-since', (problem as Refuse).detail);
		}
	}
}

/** One who paints: a ledger of their own, and a line to the plan. */
export class Painter {
	readonly ledger = new Ledger(draftOf());
	readonly conflicts: Conflict[] = [];
	readonly refusals: string[] = [];
	broken = false;
	readonly line: StepLine;
	counts = { undo: 0, redo: 0 };
	#ids = 0;

	constructor(plan: FakePlan, who: string) {
		this.line = new StepLine(0, {
			newId: () => `${who} ${++this.#ids}`,
			door: plan.doorOf(who),
			stage: {
				apply: async (changes) => {
					await Promise.resolve();
					applyChecked(this.ledger, changes);
				}
			},
			listener: {
				onChange: () => undefined,
				onDone: () => undefined,
				onNews: (_, counts) => (this.counts = { undo: counts.undo, redo: counts.redo }),
				onRefused: (step: Pending, told: Refusal) => {
					this.refusals.push(told.refusal);
					const { conflict, rest } = conflictOf(this.ledger, step, told);
					this.conflicts.push(conflict);
					return rest;
				},
				onBroken: () => (this.broken = true)
			}
		});
	}

	/** Waits until everything is saved, or waits for a person. */
	async settled(): Promise<void> {
		for (let quiet = 0; quiet < 6;) {
			await new Promise((resolve) => setTimeout(resolve));
			const busy = this.line.state === 'saving' || (this.line.pending.length > 0 && this.line.state !== 'waiting');
			quiet = busy ? 0 : quiet + 1;
		}
	}

	/** Where every unit is, in one line. */
	get state(): string {
		return stateOf(this.ledger);
	}
}

export function stateOf(ledger: Ledger): string {
	return [...ledger.units.keys()].map((unit) => ledger.cellOf(unit) ?? '-').join(' ');
}
