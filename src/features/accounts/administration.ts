import type { SupabaseClient } from '@supabase/supabase-js';
import {
	confirmVolunteer,
	createPasswordReset,
	endGrant,
	endSessions,
	grantRole,
	invite,
	type Secret
} from '#data/accounts';
import { refusalOf } from '#features/accounts/refusals';
import { ROLES, type Role } from '#domain/people/grant';
import { operationOf, textOf } from '#ui/form-text';
import type { FormProblem } from '#ui/form-problem';

/** A grant that was ended and can be given again. */
export interface UndoGrant {
	readonly userId: string;
	readonly role: Role;
	readonly nodeId: string;
}

/** What an act of an administrator came to: done, with a link to hand over or a way back, or refused. */
export interface AccountsOutcome {
	readonly done?: 'granted' | 'ended' | 'invited' | 'confirmed' | 'reset' | 'signed-out';
	/** Shown once: the path of the page that the token opens. */
	readonly link?: { readonly path: string; readonly expiresAt: string };
	readonly undo?: UndoGrant;
	readonly problems?: readonly FormProblem[];
}

type Act = (client: SupabaseClient, form: FormData, districtId: string) => Promise<AccountsOutcome>;

function asRole(text: string): Role | null {
	return ROLES.find((role) => role === text) ?? null;
}

function choice(form: FormData): { role: Role; nodeId: string } | FormProblem[] {
	const role = asRole(textOf(form, 'role'));
	const nodeId = textOf(form, 'node');
	const problems: FormProblem[] = [];
	if (!role) problems.push({ field: 'role', refusal: 'role-missing' });
	if (nodeId === '') problems.push({ field: 'node', refusal: 'node-missing' });
	return role && nodeId !== '' ? { role, nodeId } : problems;
}

const secretLink = (room: 'invite' | 'reset', secret: Secret) => ({
	path: `/${room}/${encodeURIComponent(secret.token)}`,
	expiresAt: secret.expiresAt
});

const version = (form: FormData) => Number(textOf(form, 'version'));

/** The acts of the accounts page by the name of their form action. */
const ACTS = {
	invite: async (client, form, districtId) => {
		const chosen = choice(form);
		if (Array.isArray(chosen)) return { problems: chosen };
		const note = textOf(form, 'note').slice(0, 200);
		const secret = await invite(client, { operation: operationOf(form), districtId, note, ...chosen });
		return { done: 'invited', link: secretLink('invite', secret) };
	},
	grant: async (client, form) => {
		const chosen = choice(form);
		if (Array.isArray(chosen)) return { problems: chosen };
		await grantRole(client, { operation: operationOf(form), userId: textOf(form, 'user'), ...chosen });
		return { done: 'granted' };
	},
	end: async (client, form) => {
		const change = { grantId: textOf(form, 'grant'), version: version(form), reason: textOf(form, 'reason') };
		await endGrant(client, { operation: operationOf(form), ...change });
		const role = asRole(textOf(form, 'role'));
		const undo = role ? { userId: textOf(form, 'user'), role, nodeId: textOf(form, 'node') } : undefined;
		return { done: 'ended', undo };
	},
	confirm: async (client, form) => {
		const change = { grantId: textOf(form, 'grant'), version: version(form) };
		await confirmVolunteer(client, { operation: operationOf(form), ...change });
		return { done: 'confirmed' };
	},
	reset: async (client, form, districtId) => {
		const change = { operation: operationOf(form), districtId, userId: textOf(form, 'user') };
		return { done: 'reset', link: secretLink('reset', await createPasswordReset(client, change)) };
	},
	endSessions: async (client, form, districtId) => {
		await endSessions(client, { operation: operationOf(form), districtId, userId: textOf(form, 'user') });
		return { done: 'signed-out' };
	}
} as const satisfies Readonly<Record<string, Act>>;

/** Does one act of the accounts page. A refusal is an outcome; a fault of ours is thrown. */
export async function administer(
	act: keyof typeof ACTS,
	client: SupabaseClient,
	form: FormData,
	districtId: string
): Promise<AccountsOutcome> {
	try {
		return await ACTS[act](client, form, districtId);
	} catch (cause) {
		return { problems: [refusalOf(cause)] };
	}
}
