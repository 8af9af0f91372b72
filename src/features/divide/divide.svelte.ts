import type { SupabaseClient } from '@supabase/supabase-js';
import { getContext, setContext } from 'svelte';
import { newOperation } from '#data/operation';
import type { PlanChanges, PlanStep, StepKind } from '#domain/division/plan';
import { Board, type DivideInput } from '#features/divide/board.svelte.ts';
import {
	assignChanges,
	editChanges,
	mergeChanges,
	newAreaChanges,
	newCellChanges,
	NO_CHANGES,
	removeChanges,
	unitsMoved,
	type CellEdit
} from '#features/divide/commands';
import { makerOf } from '#features/divide/maker';
import { conflictOf, type Conflict } from '#features/divide/conflict';
import type { Ledger } from '#features/divide/ledger';
import { refusalOf, StepLine, type LineState, type Pending, type Refusal } from '#features/divide/step-line';
import { nowText, toldOf } from '#features/divide/told';
import type { Words } from '#ui/text/context';
import { refusalText } from '#ui/text/refusal';

const KEY = Symbol('divide');

/**
 * The plan while it is painted. Components read it and call its commands; each command is one step, done at once, saved
 * behind it, and undone by `undo`.
 */
export class Divide extends Board {
	readonly #line: StepLine;
	/** Whether strokes and forms are offered; the database decides again. */
	readonly mayPaint: boolean;
	/** The stairwell cell that strokes paint into; null begins a new one. */
	target: string | null = $state(null);
	undoCount = $state(0);
	redoCount = $state(0);
	saving: LineState = $state('saved');
	/** When the last step was saved, as an ISO instant. */
	savedAt: string | null = $state(null);
	/** How many steps wait to be saved, and why they do, as a sentence. */
	waiting = $state(0);
	waitsFor: string | null = $state(null);
	/** What two people wanted differently; stays until it is settled. */
	conflicts: readonly Conflict[] = $state.raw([]);
	/** What became of the last act, for a live region. */
	said = $state('');
	/** Why the last act was not done, as a sentence. */
	trouble: string | null = $state(null);
	/** The last step of somebody else, to be told on the page. */
	news: { readonly by: string; readonly units: number; readonly at: string } | null = $state.raw(null);
	/** Changes made elsewhere do not arrive at the moment. */
	offline = $state(false);
	/** The page no longer has what the database has; it is to be loaded again. */
	broken = $state(false);

	constructor(input: DivideInput, words: Words) {
		super(input, words);
		const { plan, mayEdit } = input.draft;
		this.mayPaint = mayEdit && plan.status === 'draft';
		({ undo: this.undoCount, redo: this.redoCount } = input.counts);
		this.#line = new StepLine(plan.seq, {
			newId: newOperation,
			stage: { apply: (changes) => this.apply(changes) },
			door: {
				edit: (step) => this.#plans((plans, client) => plans.editPlan(client, { planId: plan.id, ...step })),
				undo: (operation) => this.#plans((plans, client) => plans.undoStep(client, operation, plan.id)),
				redo: (operation) => this.#plans((plans, client) => plans.redoStep(client, operation, plan.id)),
				since: (seq) => this.#plans((plans, client) => plans.loadSteps(client, plan.id, seq))
			},
			listener: {
				onChange: () => this.#lineChanged(),
				onDone: (step) => this.#done(step),
				onNews: (steps, counts) => this.#heard(steps, counts),
				onRefused: (step, told) => this.#refused(step, told),
				onBroken: () => (this.broken = true)
			}
		});
	}

	// ---- commands: each is one step; the promise says whether something was done

	/** Puts units into a cell. `free` leaves those where they are that are in another one. */
	assign(units: Iterable<number>, to: string, options: { free?: boolean } = {}): Promise<boolean> {
		return this.#command('paint', () => assignChanges(this.ledger, units, to, options), to);
	}

	/** Takes units out of their cells. */
	erase(units: Iterable<number>): Promise<boolean> {
		return this.#command('erase', () => assignChanges(this.ledger, units, null), null);
	}

	/** A new cell with these units; it becomes the target. `area`: its living area, else that of the target. */
	async newCell(units: Iterable<number>, area: string | null = null): Promise<boolean> {
		const wanted = [...units];
		const kind = wanted.length === 0 ? 'cell' : this.ledger.commonCell(wanted) !== null ? 'split' : 'paint';
		let made = '';
		const done = await this.#command(kind, () => {
			const { cell, changes } = newCellChanges(this.ledger, makerOf(this.words.t), {
				units: wanted,
				area: this.#areaFor(area)
			});
			made = cell;
			return changes;
		});
		if (done) this.target = made;
		return done;
	}

	newArea(): Promise<boolean> {
		return this.#command('cell', () => newAreaChanges(this.ledger, makerOf(this.words.t)).changes);
	}

	/** Empties a cell into another of its level and takes it away. */
	async merge(from: string, into: string): Promise<boolean> {
		const painted = this.target === from;
		const done = await this.#command('merge', () => mergeChanges(this.ledger, from, into), into);
		if (done && painted) this.target = into;
		return done;
	}

	/** Takes a cell away; its units are in none then. */
	removeCell(id: string): Promise<boolean> {
		return this.#command('cell', () => removeChanges(this.ledger, id));
	}

	/** Name, kind, parent, end date, lock. */
	editCell(id: string, after: CellEdit): Promise<boolean> {
		return this.#command('cell', () => editChanges(this.ledger, id, after));
	}

	/** Any step, built on the ledger as it is when its turn has come. For proposals and imports. */
	do(kind: StepKind, build: (ledger: Ledger) => PlanChanges | null): Promise<boolean> {
		return this.#command(kind, () => build(this.ledger));
	}

	/** One piece of a stroke: `to` null erases, 'new' begins a cell with it. All pieces are one step. */
	async draw(units: readonly number[], to: string | null | 'new', free: boolean): Promise<void> {
		let made: string | null = null;
		const build = (): PlanChanges => {
			if (to !== 'new') return assignChanges(this.ledger, units, to, { free });
			// a stroke that has begun a cell goes on in it
			if (this.target !== null) return assignChanges(this.ledger, units, this.target, { free });
			if (assignChanges(this.ledger, units, NOWHERE, { free }).moves.length === 0) return NO_CHANGES;
			const { cell, changes } = newCellChanges(this.ledger, makerOf(this.words.t), {
				units,
				area: this.#areaFor(null),
				free
			});
			made = cell;
			return changes;
		};
		this.trouble = null;
		await this.#line.turned();
		if (to && to !== 'new' && this.ledger.cell(to)?.locked) return void this.#troubled({ refusal: 'cell-locked' });
		try {
			const done = await this.#line.draw(to === null ? 'erase' : 'paint', build);
			if (done && made !== null) this.target = made;
		} catch (problem) {
			this.#troubled(problem);
		}
	}

	/** Ends the stroke: one step from all its pieces, or none of it. */
	async endStroke(keep: boolean): Promise<void> {
		try {
			const done = await this.#line.end(keep);
			if (done) this.said = this.#told(done);
			if (this.target !== null && !this.ledger.cell(this.target)) this.target = null;
		} catch (problem) {
			this.#troubled(problem);
		}
	}

	undo(): void {
		this.#turnBack('undo', this.undoCount);
	}

	redo(): void {
		this.#turnBack('redo', this.redoCount);
	}

	retry(): void {
		this.#line.retry();
	}

	/** Gives up what was not saved. */
	discard(): Promise<void> {
		return this.#line.discard();
	}

	/** Looks for steps of others. */
	catchUp(): void {
		this.#line.catchUp();
	}

	/** Settles a conflict: what the other did stays, or mine is done all the same. */
	async settle(conflict: Conflict, whose: 'theirs' | 'mine'): Promise<void> {
		this.conflicts = this.conflicts.filter((each) => each !== conflict);
		if (whose === 'theirs') return;
		const { cell, units } = conflict;
		if (cell) await this.editCell(cell.id, cell.sent as CellEdit);
		for (const { units: group, sent } of units) {
			if (sent === null) await this.erase(group);
			else if (this.ledger.cell(sent)) await this.assign(group, sent);
			else await this.newCell(group);
		}
	}

	override close(): void {
		this.#line.close();
		super.close();
	}

	protected override async apply(changes: PlanChanges): Promise<void> {
		await super.apply(changes);
		if (changes.removed.some(({ id }) => id === this.target)) this.target = null;
	}

	#areaFor(asked: string | null): string | null {
		return asked ?? this.ledger.cell(this.target ?? '')?.parentId ?? null;
	}

	async #plans<Answer>(ask: (plans: typeof import('#data/plans'), client: SupabaseClient) => Promise<Answer>) {
		const [plans, client] = await Promise.all([import('#data/plans'), this.client()]);
		return ask(plans, client);
	}

	async #command(kind: StepKind, build: () => PlanChanges | null, to?: string | null): Promise<boolean> {
		this.trouble = null;
		if (!this.mayPaint) return this.#troubled({ refusal: 'plan-not-draft' });
		await this.#line.turned();
		if (to && this.ledger.cell(to)?.locked) return this.#troubled({ refusal: 'cell-locked' });
		try {
			const done = await this.#line.do(kind, build);
			if (done) this.said = this.#told(done);
			return done !== null;
		} catch (problem) {
			return this.#troubled(problem);
		}
	}

	#turnBack(kind: 'undo' | 'redo', count: number): void {
		this.trouble = null;
		if (!this.mayPaint) return void this.#troubled({ refusal: 'plan-not-draft' });
		const own = this.#line.pending.filter((step) => step.kind !== 'undo' && step.kind !== 'redo').length;
		if (count + (kind === 'undo' ? own : 0) === 0) return void this.#troubled({ refusal: `nothing-to-${kind}` });
		this.#line.turnBack(kind);
	}

	#told(done: PlanChanges): string {
		return toldOf(done, this.ledger, this.words.t, (cell) => this.nameOf(cell));
	}

	#troubled(problem: unknown): false {
		this.trouble = refusalText(this.words.t, refusalOf(problem).refusal);
		return false;
	}

	#lineChanged(): void {
		const { pending, state, refusal } = this.#line;
		this.waiting = pending.length;
		this.saving = state;
		this.waitsFor = state === 'waiting' && refusal ? refusalText(this.words.t, refusal) : null;
	}

	#done({ kind }: Pending): void {
		this.savedAt = nowText();
		if (kind === 'undo' || kind === 'redo') return;
		this.undoCount++;
		this.redoCount = 0;
	}

	#heard(steps: readonly PlanStep[], counts: { undo: number; redo: number }): void {
		({ undo: this.undoCount, redo: this.redoCount } = counts);
		const last = steps.findLast(({ mine }) => !mine);
		if (last) this.news = { by: last.by, units: unitsMoved(last.changes), at: last.at };
		const turned = steps.findLast(({ mine, kind }) => mine && (kind === 'undo' || kind === 'redo'));
		if (turned) this.said = this.words.t(turned.kind === 'undo' ? 'divide.undone' : 'divide.redone');
	}

	#refused(step: Pending, told: Refusal): PlanChanges | null {
		const { conflict, rest } = conflictOf(this.ledger, step, told);
		if (conflict.units.length > 0 || conflict.cell) this.conflicts = [...this.conflicts, conflict];
		else this.trouble = refusalText(this.words.t, told.refusal);
		return rest;
	}
}

/** No cell has this id: what would go anywhere goes there. */
const NOWHERE = '';

export function provideDivide(input: DivideInput, words: Words): Divide {
	return setContext(KEY, new Divide(input, words));
}

/** The plan being painted, for a component below DividePage. */
export function divide(): Divide {
	const found = getContext<Divide | undefined>(KEY);
	if (!found) throw new Error('no plan above this component: provideDivide is missing');
	return found;
}
