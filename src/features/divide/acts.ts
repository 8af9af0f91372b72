import type { SupabaseClient } from '@supabase/supabase-js';
import { fail, type ActionFailure } from '@sveltejs/kit';
import { Refused } from '#data/call';
import { newOperation } from '#data/operation';
import { editPlan, loadDraft, redoStep, undoStep } from '#data/plans';
import { CELL_KINDS } from '#domain/place/survey';
import type { PlanChanges, StepKind } from '#domain/division/plan';
import {
	assignChanges,
	editChanges,
	isNothing,
	mergeChanges,
	newAreaChanges,
	newCellChanges,
	removeChanges,
	unitsMoved,
	type CellEdit
} from '#features/divide/commands';
import { Ledger } from '#features/divide/ledger';
import { makerOf } from '#features/divide/maker';
import type { Translate } from '#ui/text/translate';

/** What became of a form without script. */
export interface DivideOutcome {
	/** Units that were moved; null where something else was done, or nothing. */
	readonly moved: number | null;
	/** Why it was not done. */
	readonly refusal: string | null;
}

type Outcome = DivideOutcome | ActionFailure<DivideOutcome>;

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/** The forms of the page, for browsers without script: each is one step, as with the brush. */
export const DIVIDE_ACTS = { assign, cell, merge, remove, area, undo, redo } as const;

/** What an act needs. */
export interface DivideAct {
	readonly client: SupabaseClient;
	readonly planId: string;
	readonly form: FormData;
	readonly t: Translate;
}

/** Puts the ticked units (`unit`) into a cell: `to` is its id, `new`, or nothing for none. */
function assign(act: DivideAct): Promise<Outcome> {
	// a box stands for one unit or for all of a building, and both may be ticked
	const ticked = act.form.getAll('unit').flatMap((value) => String(value).split(' '));
	const units = new Set(ticked.map(Number));
	const to = text(act.form, 'to');
	return step(act, to === '' ? 'erase' : 'paint', (ledger) => {
		if (to !== 'new') return assignChanges(ledger, units, to === '' ? null : to);
		return newCellChanges(ledger, makerOf(act.t), { units, area: text(act.form, 'area') || null }).changes;
	});
}

/** Changes a cell (`id`): name, kind, parent, end date, lock. */
function cell(act: DivideAct): Promise<Outcome> {
	const { form } = act;
	const kind = CELL_KINDS.find((known) => known === form.get('kind'));
	const after: CellEdit = {
		...(form.has('name') ? { name: text(form, 'name') } : {}),
		...(kind ? { kind } : {}),
		...(text(form, 'parentId') ? { parentId: text(form, 'parentId') } : {}),
		...(form.has('validUntil') ? { validUntil: text(form, 'validUntil') || null } : {}),
		// a box that is not ticked is not sent: the form says that it has one
		...(form.has('hasLock') ? { locked: form.has('locked') } : {})
	};
	return step(act, 'cell', (ledger) => editChanges(ledger, text(form, 'id'), after));
}

/** Empties a cell (`id`) into another (`into`). */
function merge(act: DivideAct): Promise<Outcome> {
	return step(act, 'merge', (ledger) => mergeChanges(ledger, text(act.form, 'id'), text(act.form, 'into')));
}

/** Takes a cell (`id`) away. */
function remove(act: DivideAct): Promise<Outcome> {
	return step(act, 'cell', (ledger) => removeChanges(ledger, text(act.form, 'id')));
}

/** Makes a living area. */
function area(act: DivideAct): Promise<Outcome> {
	return step(act, 'cell', (ledger) => newAreaChanges(ledger, makerOf(act.t)).changes);
}

function undo({ client, planId, form }: DivideAct): Promise<Outcome> {
	return answered(async () => {
		await undoStep(client, operationOf(form), planId);
		return null;
	});
}

function redo({ client, planId, form }: DivideAct): Promise<Outcome> {
	return answered(async () => {
		await redoStep(client, operationOf(form), planId);
		return null;
	});
}

function step(
	{ client, planId, form }: DivideAct,
	kind: StepKind,
	build: (ledger: Ledger) => PlanChanges
): Promise<Outcome> {
	return answered(async () => {
		const changes = build(new Ledger(await loadDraft(client, planId)));
		if (isNothing(changes)) return 0;
		await editPlan(client, { operation: operationOf(form), planId, kind, changes });
		return unitsMoved(changes);
	});
}

async function answered(work: () => Promise<number | null>): Promise<Outcome> {
	try {
		return { moved: await work(), refusal: null };
	} catch (problem) {
		if (!(problem instanceof Refused)) throw problem;
		const status = problem.refusal === 'not-permitted' ? 403 : problem.refusal === 'units-moved' ? 409 : 400;
		return fail(status, { moved: null, refusal: problem.refusal });
	}
}

function operationOf(form: FormData): string {
	const operation = text(form, 'operation');
	return UUID.test(operation) ? operation : newOperation();
}

function text(form: FormData, name: string): string {
	const value = form.get(name);
	return typeof value === 'string' ? value.trim() : '';
}
