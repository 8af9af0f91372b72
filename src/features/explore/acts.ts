import type { SupabaseClient } from '@supabase/supabase-js';
import { fail, redirect, type ActionFailure } from '@sveltejs/kit';
import { Refused } from '#data/call';
import { moveMember } from '#data/members';
import { setWishState } from '#data/wishes';
import { WISH_STATES } from '#domain/wishes/wish';
import { readConflict, type Conflict } from '#features/explore/conflict';

/** Why a form was not accepted: the refusal is a key of the dictionary, the field the one to repair. */
export interface Declined {
	readonly subject: string;
	readonly refusal: string;
	readonly field: 'state' | 'reason' | 'cell' | null;
	/** Both values, where somebody else was faster. */
	readonly conflict: Conflict | null;
}

export interface Done {
	readonly subject: string;
	readonly done: true;
}

type Outcome = Done | ActionFailure<Declined>;

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/** A worker sets the state of a wish by hand. */
export async function setWishStateAction(client: SupabaseClient, request: Request): Promise<Outcome> {
	const form = await request.formData();
	const common = readCommon(form);
	const state = WISH_STATES.find((known) => known === form.get('state'));
	const decline = (refusal: string, field: Declined['field']) => declined(400, common.subject, refusal, field);
	if (!common.valid) return decline('failed', null);
	if (!state) return decline('state-missing', 'state');
	if (!common.reason) return decline('reason-missing', 'reason');
	const { operation, subject, version, reason } = common;
	return act(form, subject, 'state', () =>
		setWishState(client, { operation, wishId: subject, version, state, reason })
	);
}

/** A worker places a member in another cell. */
export async function moveMemberAction(client: SupabaseClient, request: Request): Promise<Outcome> {
	const form = await request.formData();
	const common = readCommon(form);
	const lineageId = text(form, 'cell');
	const decline = (refusal: string, field: Declined['field']) => declined(400, common.subject, refusal, field);
	if (!common.valid) return decline('failed', null);
	if (!UUID.test(lineageId)) return decline('cell-missing', 'cell');
	if (!common.reason) return decline('reason-missing', 'reason');
	const { operation, subject, version, reason } = common;
	return act(form, subject, 'lineageId', () =>
		moveMember(client, { operation, memberId: subject, version, lineageId, reason })
	);
}

interface Common {
	readonly operation: string;
	readonly subject: string;
	readonly version: number;
	readonly reason: string;
	/** False where the hidden fields are not what the page wrote. */
	readonly valid: boolean;
}

function readCommon(form: FormData): Common {
	const [operation, subject] = [text(form, 'operation'), text(form, 'subject')];
	const version = Number(text(form, 'version'));
	const valid = UUID.test(operation) && UUID.test(subject) && Number.isInteger(version);
	return { operation, subject, version, reason: text(form, 'reason').slice(0, 200), valid };
}

function text(form: FormData, name: string): string {
	const value = form.get(name);
	return typeof value === 'string' ? value.trim() : '';
}

function declined(
	status: number,
	subject: string,
	refusal: string,
	field: Declined['field'],
	conflict: Conflict | null = null
): ActionFailure<Declined> {
	return fail(status, { subject, refusal, field, conflict });
}

async function act(
	form: FormData,
	subject: string,
	column: 'lineageId' | 'state',
	write: () => Promise<void>
): Promise<Outcome> {
	try {
		await write();
	} catch (problem) {
		if (!(problem instanceof Refused)) throw problem;
		const status = problem.refusal === 'stale-version' ? 409 : problem.refusal === 'not-permitted' ? 403 : 400;
		const conflict = problem.refusal === 'stale-version' ? readConflict(problem.detail, column) : null;
		return declined(status, subject, problem.refusal, null, conflict);
	}
	// without script the form brings the way back to the view it stood in
	const back = text(form, 'back');
	if (back.startsWith('/map')) redirect(303, back);
	return { subject, done: true };
}
