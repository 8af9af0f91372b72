import type { SupabaseClient } from '@supabase/supabase-js';
import * as v from 'valibot';
import { Refused } from '#data/call';
import { assignDuty, continueDuty, endDuty, placeMembers } from '#data/charge';
import type { ChargeMember, Move } from '#domain/people/charge';
import { findMembers } from '#features/assign/answer';
import { readMoves, writeMove, type MoveToken } from '#features/assign/move-token';
import { idOf } from '#features/assign/question';
import type { FormProblem } from '#ui/form-problem';
import { operationOf, textOf } from '#ui/form-text';

/** A member whom somebody else moved since the page was shown: where they are now, and where they were to go. */
export interface StaleMember {
	readonly id: string;
	readonly name: string;
	/** Null: in no cell. */
	readonly currentName: string | null;
	readonly sent: string | null;
}

/** What was typed into the form for a new duty, to stand there again when it is refused. */
export interface DutyEntry {
	readonly who: string;
	readonly name: string;
	readonly phone: string;
	readonly duty: string;
	readonly from: string;
	readonly until: string;
	readonly standIn: boolean;
	readonly publicName: boolean;
	readonly reason: string;
}

/** What an act of the page came to: done with a way back, found, or refused with what was typed. */
export interface ChargeOutcome {
	readonly act: 'assign' | 'end' | 'continue' | 'place' | 'find';
	/** The duty that an end was about. */
	readonly about?: string;
	readonly done?: 'assigned' | 'ended' | 'continued' | 'placed' | 'placedBack';
	/** How many members were placed, and in which cell where it was one for all. */
	readonly moved?: number;
	readonly cell?: string;
	/** A form that takes it back: the action and its hidden fields. */
	readonly undo?: {
		readonly action: 'end' | 'continue' | 'place';
		readonly fields: readonly (readonly [string, string])[];
	};
	readonly problems?: readonly FormProblem[];
	readonly stale?: readonly StaleMember[];
	readonly entry?: DutyEntry;
	/** Ids of the members that were ticked. */
	readonly ticked?: readonly string[];
	readonly reason?: string;
	/** Members that a search found. */
	readonly found?: readonly ChargeMember[];
	readonly query?: string;
	/** How many there are in all; of many only the first are found. */
	readonly total?: number;
}

type Act = (client: SupabaseClient, form: FormData, communityId: string) => Promise<ChargeOutcome>;

const MAX_REASON = 200;
const MAX_QUERY = 40;
const DAY = /^\d{4}-\d{2}-\d{2}$/;
const MEMBER = 'member:';

/** The acts of the page by the name of their form action. */
const ACTS = {
	assign: async (client, form, communityId) => {
		const entry = readEntry(form);
		const act = 'assign';
		const refused = async (problems: readonly FormProblem[]) => {
			// without script the list that was searched is not there any more
			return { act, problems, entry, ...(form.has('query') ? await find(client, form, communityId) : {}) } as const;
		};
		const problems = entryProblems(entry);
		if (problems.length > 0) return refused(problems);
		try {
			const { who, from, until, ...rest } = entry;
			const memberId = who.startsWith(MEMBER) ? idOf(who.slice(MEMBER.length)) : null;
			const person = memberId ? { memberId, name: '', phone: '', publicName: false } : { memberId: null };
			const nodeId = textOf(form, 'node');
			const days = { from: dayOf(from), until: dayOf(until) };
			const duty = await assignDuty(client, { operation: operationOf(form), nodeId, ...rest, ...days, ...person });
			const fields = [['duty', duty.id] as const, ['version', String(duty.version)] as const];
			return { act, done: 'assigned', undo: { action: 'end', fields } };
		} catch (cause) {
			return refused([refusalOf(cause)]);
		}
	},
	end: async (client, form) => {
		const [act, about, reason] = ['end' as const, textOf(form, 'duty'), reasonOf(form)];
		if (!reason) return { act, about, problems: [{ field: `end-${about}-reason`, refusal: 'reason-missing' }] };
		const until = dayOf(textOf(form, 'until'));
		try {
			const end = { dutyId: about, version: Number(textOf(form, 'version')), on: dayOf(textOf(form, 'on')), reason };
			const ended = await endDuty(client, { operation: operationOf(form), ...end });
			const fields = [
				['duty', about],
				['version', String(ended.version)],
				['until', until ?? '']
			] as const;
			return { act, about, done: 'ended', undo: { action: 'continue', fields } };
		} catch (cause) {
			return { act, about, problems: [refusalOf(cause)] };
		}
	},
	continue: async (client, form) => {
		const [act, about] = ['continue' as const, textOf(form, 'duty')];
		try {
			const rest = {
				version: Number(textOf(form, 'version')),
				until: dayOf(textOf(form, 'until')),
				reason: reasonOf(form)
			};
			await continueDuty(client, { operation: operationOf(form), dutyId: about, ...rest });
			return { act, about, done: 'continued' };
		} catch (cause) {
			return { act, about, problems: [refusalOf(cause)] };
		}
	},
	place: async (client, form) => place(client, form),
	find: async (client, form, communityId) => ({ act: 'find', ...(await find(client, form, communityId)) })
} as const satisfies Readonly<Record<string, Act>>;

export type ActName = keyof typeof ACTS;

/** Does one act of the page. A refusal is an outcome; a fault of ours is thrown. */
export async function actOnCharge(
	act: ActName,
	client: SupabaseClient,
	form: FormData,
	communityId: string
): Promise<ChargeOutcome> {
	try {
		return await ACTS[act](client, form, communityId);
	} catch (cause) {
		return { act, problems: [refusalOf(cause)] };
	}
}

async function find(client: SupabaseClient, form: FormData, communityId: string) {
	const query = textOf(form, 'query').slice(0, MAX_QUERY);
	const { total, rows } = await findMembers(client, communityId, query);
	return { query, total, found: rows };
}

/** Members ticked in a list to one cell (`cell`), or each to its own (no `cell`); all or none. */
async function place(client: SupabaseClient, form: FormData): Promise<ChargeOutcome> {
	const tokens = readMoves(form.getAll('move'));
	const [act, reason] = ['place' as const, reasonOf(form)];
	const cell = form.has('cell') ? textOf(form, 'cell') : null;
	const typed = { ticked: tokens.map(({ id }) => id), reason, ...(cell ? { cell } : {}) };
	const problems: FormProblem[] = [];
	if (tokens.length === 0) problems.push({ field: 'move', refusal: 'members-missing' });
	if (form.has('cell') && !idOf(cell)) problems.push({ field: 'cell', refusal: 'not-a-cell' });
	if (!reason) problems.push({ field: 'reason', refusal: 'reason-missing' });
	if (problems.length > 0) return { act, problems, ...typed };
	const moves = tokens.map(({ id, version, to }): Move => ({ id, version, lineage: cell ?? to }));
	try {
		const { moved } = await placeMembers(client, { operation: operationOf(form), moves, reason });
		if (textOf(form, 'back')) return { act, done: 'placedBack', moved };
		return { act, done: 'placed', moved, ...(cell ? { cell } : {}), undo: wayBack(tokens) };
	} catch (cause) {
		const stale = cause instanceof Refused && cause.refusal === 'stale-members' ? readStale(cause.detail) : [];
		return { act, problems: [refusalOf(cause)], stale, ...typed };
	}
}

function wayBack(tokens: readonly MoveToken[]): ChargeOutcome['undo'] {
	const back = tokens.map(({ id, version, from }) => {
		return ['move', writeMove({ id, version: version + 1, from: null, to: from })] as const;
	});
	return { action: 'place', fields: [...back, ['back', '1']] };
}

const staleDetail = v.object({
	members: v.array(
		v.object({
			id: v.string(),
			name: v.string(),
			currentName: v.nullable(v.string()),
			sent: v.nullable(v.string())
		})
	)
});

function readStale(detail: unknown): readonly StaleMember[] {
	const read = v.safeParse(staleDetail, detail);
	return read.success ? read.output.members : [];
}

function readEntry(form: FormData): DutyEntry {
	return {
		who: textOf(form, 'who'),
		name: textOf(form, 'name').slice(0, 60),
		phone: textOf(form, 'phone').slice(0, 30),
		duty: textOf(form, 'duty'),
		from: textOf(form, 'from'),
		until: textOf(form, 'until'),
		standIn: form.get('standIn') === '1',
		publicName: form.get('publicName') === '1',
		reason: reasonOf(form)
	};
}

function entryProblems({ who, name, duty, reason }: DutyEntry): FormProblem[] {
	const isMember = who.startsWith(MEMBER) && idOf(who.slice(MEMBER.length)) !== null;
	const isNamed = who === 'other' && name !== '';
	return [
		...(isMember || isNamed ? [] : [{ field: 'who', refusal: 'unknown-person' }]),
		...(duty ? [] : [{ field: 'duty', refusal: 'unknown-duty' }]),
		...(reason ? [] : [{ field: 'reason', refusal: 'reason-missing' }])
	];
}

function reasonOf(form: FormData): string {
	return textOf(form, 'reason').slice(0, MAX_REASON);
}

function dayOf(text: string): string | null {
	return DAY.test(text) ? text : null;
}

const FIELDS: Readonly<Record<string, string>> = {
	'unknown-person': 'who',
	'already-in-charge': 'who',
	'unknown-duty': 'duty',
	'dates-crossed': 'until'
};

/** The problem to show for a refusal of the database. Anything else is a fault of ours and is thrown on. */
function refusalOf(cause: unknown): FormProblem {
	if (!(cause instanceof Refused)) throw cause;
	const field = FIELDS[cause.refusal];
	return field ? { refusal: cause.refusal, field } : { refusal: cause.refusal };
}
