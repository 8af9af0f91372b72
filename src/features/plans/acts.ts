import type { SupabaseClient } from '@supabase/supabase-js';
import { Refused } from '#data/call';
import { beginPlan, discardPlan, setPlanStatus } from '#data/plans';
import type { PlanStatus } from '#domain/division/plan';
import type { PlanAct } from '#domain/division/plan-sheet';
import type { Coding } from '#features/plans/coding';
import type { FormProblem } from '#ui/form-problem';
import { operationOf, textOf } from '#ui/form-text';

const LONGEST_NAME = 60;
const DAY = /^\d{4}-\d{2}-\d{2}$/;

/** What a proposal begins with: the grid in force, nothing, or the plan of an id. */
export const BEGINNINGS = ['current', 'empty'] as const;

export interface BeginOutcome {
	readonly planId?: string;
	readonly problems?: readonly FormProblem[];
	readonly typed?: { readonly name: string; readonly from: string };
}

/** Begins the proposal that a form describes. */
export async function begin(client: SupabaseClient, form: FormData, communityId: string): Promise<BeginOutcome> {
	const typed = { name: textOf(form, 'name'), from: textOf(form, 'from') || 'current' };
	const problems: FormProblem[] = [];
	if (typed.name === '') problems.push({ field: 'name', refusal: 'name-missing' });
	if (typed.name.length > LONGEST_NAME) {
		problems.push({ field: 'name', refusal: 'name-too-long', params: { max: LONGEST_NAME } });
	}
	if (problems.length > 0) return { problems, typed };
	const named = BEGINNINGS.some((beginning) => beginning === typed.from);
	return refusable(typed, async () => {
		const { id } = await beginPlan(client, {
			operation: operationOf(form),
			communityId,
			name: typed.name,
			empty: typed.from === 'empty',
			baseId: named ? null : typed.from
		});
		return { planId: id };
	});
}

/** Takes the draft away that a form names. */
export async function discard(client: SupabaseClient, form: FormData): Promise<BeginOutcome> {
	return refusable(undefined, async () => {
		const version = Number(textOf(form, 'version'));
		await discardPlan(client, { operation: operationOf(form), planId: textOf(form, 'plan'), version });
		return {};
	});
}

async function refusable(typed: BeginOutcome['typed'], work: () => Promise<BeginOutcome>): Promise<BeginOutcome> {
	try {
		return await work();
	} catch (cause) {
		if (!(cause instanceof Refused)) throw cause;
		return { problems: [{ refusal: cause.refusal }], ...(typed && { typed }) };
	}
}

/** Acts that take a plan to another status. */
export type TurnAct = Exclude<PlanAct, 'paint' | 'import' | 'discard'>;

const LEADS_TO: Readonly<Record<TurnAct, PlanStatus>> = {
	handIn: 'reviewed',
	publish: 'published',
	giveDay: 'effective',
	sendBack: 'draft'
};

export interface TurnOutcome {
	readonly act: TurnAct;
	readonly done?: boolean;
	readonly problems?: readonly FormProblem[];
	readonly typed?: { readonly reason: string; readonly day: string };
}

/**
 * Takes a plan one turn further, or back.
 *
 * @param coding writes the codes; asked only when the plan is handed in
 */
export async function turn(
	client: SupabaseClient,
	act: TurnAct,
	{ planId, form, coding }: { planId: string; form: FormData; coding: () => Promise<Coding> }
): Promise<TurnOutcome> {
	const typed = { reason: textOf(form, 'reason'), day: textOf(form, 'day') };
	if (act === 'sendBack' && typed.reason === '') {
		return { act, typed, problems: [{ field: 'reason', refusal: 'reason-missing' }] };
	}
	if (act === 'giveDay' && !DAY.test(typed.day)) {
		return { act, typed, problems: [{ field: 'day', refusal: 'day-missing' }] };
	}
	try {
		const written = act === 'handIn' ? await coding() : { codes: [] };
		if ('refusal' in written) return { act, typed, problems: [written] };
		await setPlanStatus(client, {
			operation: operationOf(form),
			planId,
			version: Number(textOf(form, 'version')),
			status: LEADS_TO[act],
			reason: typed.reason,
			codes: written.codes,
			from: act === 'giveDay' ? typed.day : null
		});
		return { act, done: true };
	} catch (cause) {
		if (!(cause instanceof Refused)) throw cause;
		return { act, typed, problems: [{ refusal: cause.refusal, ...fieldOf(cause.refusal) }] };
	}
}

function fieldOf(refusal: string): { field?: string } {
	return refusal === 'day-passed' ? { field: 'day' } : refusal === 'reason-missing' ? { field: 'reason' } : {};
}
