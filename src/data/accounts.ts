import type { SupabaseClient } from '@supabase/supabase-js';
import * as v from 'valibot';
import { call } from '#data/call';
import { paged } from '#data/shapes';
import { GRANT_STATES, type AccountRow, type TreeStep } from '#domain/people/account';
import { NODE_KINDS, ROLES, type Role } from '#domain/people/grant';
import type { Paged } from '#domain/place/card';

const accountRow: v.GenericSchema<unknown, AccountRow> = v.object({
	userId: v.string(),
	email: v.string(),
	displayName: v.string(),
	lastSignInAt: v.nullable(v.string()),
	grants: v.array(
		v.object({
			id: v.string(),
			role: v.picklist(ROLES),
			nodeId: v.string(),
			nodeName: v.string(),
			state: v.picklist(GRANT_STATES),
			validFrom: v.string(),
			validUntil: v.nullable(v.string()),
			version: v.number()
		})
	)
});

const steps: v.GenericSchema<unknown, TreeStep[]> = v.array(
	v.object({
		id: v.string(),
		kind: v.picklist(NODE_KINDS),
		parentId: v.nullable(v.string()),
		name: v.string()
	})
);

/** A token that is told once; the database keeps its hash only. */
const secret = v.object({ token: v.string(), expiresAt: v.string() });

export interface Secret {
	readonly token: string;
	readonly expiresAt: string;
}

/** One page of the accounts with a role in the caller's subtree, and those that ask for one. Administrators only. */
export function pageAccounts(
	client: SupabaseClient,
	question: { districtId: string; query: string; page: number; size: number }
): Promise<Paged<AccountRow>> {
	const args = {
		p_district: question.districtId,
		p_query: question.query,
		p_limit: question.size,
		p_offset: (question.page - 1) * question.size
	};
	return call(client, 'accounts_page', args, paged(accountRow));
}

/** The administrative tree of a district: district, subdistricts, communities, and the cells of one community. */
export function treeOf(
	client: SupabaseClient,
	districtId: string,
	communityId: string | null = null
): Promise<TreeStep[]> {
	return call(client, 'nodes_of', { p_district: districtId, p_community: communityId }, steps);
}

/** Makes an invitation to a role on a node. Throws Refused `not-permitted`. */
export function invite(
	client: SupabaseClient,
	change: { operation: string; districtId: string; role: Role; nodeId: string; note: string }
): Promise<Secret> {
	const args = {
		p_operation: change.operation,
		p_district: change.districtId,
		p_role: change.role,
		p_node: change.nodeId,
		p_note: change.note
	};
	return call(client, 'invite', args, secret);
}

/** Takes up an invitation for the signed-in caller. Throws Refused `expired-token`. */
export async function redeemInvitation(
	client: SupabaseClient,
	change: { operation: string; token: string }
): Promise<void> {
	await call(client, 'redeem_invitation', { p_operation: change.operation, p_token: change.token }, v.unknown());
}

/** Whether a link still opens something, so that nobody fills in a form in vain. Anybody who holds the token may ask. */
export function linkHolds(
	client: SupabaseClient,
	link: { token: string; purpose: 'invite' | 'reset' }
): Promise<boolean> {
	return call(client, 'link_holds', { p_token: link.token, p_purpose: link.purpose }, v.boolean());
}

/** Gives a role on a node. Throws Refused `not-permitted`, `already-granted`. */
export async function grantRole(
	client: SupabaseClient,
	change: { operation: string; userId: string; role: Role; nodeId: string }
): Promise<void> {
	const args = { p_operation: change.operation, p_user: change.userId, p_role: change.role, p_node: change.nodeId };
	await call(client, 'grant_role', args, v.unknown());
}

/** Ends a role. Throws Refused `last-administrator`, `stale-version`, `not-permitted`. */
export async function endGrant(
	client: SupabaseClient,
	change: { operation: string; grantId: string; version: number; reason: string }
): Promise<void> {
	const args = {
		p_operation: change.operation,
		p_grant: change.grantId,
		p_version: change.version,
		p_reason: change.reason
	};
	await call(client, 'end_grant', args, v.unknown());
}

/** Confirms a volunteer who asked. Throws Refused `stale-version`, `not-permitted`. */
export async function confirmVolunteer(
	client: SupabaseClient,
	change: { operation: string; grantId: string; version: number }
): Promise<void> {
	const args = { p_operation: change.operation, p_grant: change.grantId, p_version: change.version };
	await call(client, 'confirm_volunteer', args, v.unknown());
}

/** Makes a link by which an account gets a new password without e-mail. Throws Refused `not-permitted`. */
export function createPasswordReset(
	client: SupabaseClient,
	change: { operation: string; districtId: string; userId: string }
): Promise<Secret> {
	const args = { p_operation: change.operation, p_district: change.districtId, p_user: change.userId };
	return call(client, 'create_password_reset', args, secret);
}

/** Sets the new password of a reset link; nobody is signed in. Throws Refused `expired-token`, `weak-password`. */
export async function redeemPasswordReset(
	client: SupabaseClient,
	change: { token: string; password: string }
): Promise<void> {
	const args = { p_token: change.token, p_password: change.password };
	await call(client, 'redeem_password_reset', args, v.unknown());
}

/** Signs an account out everywhere. Throws Refused `not-permitted`. */
export async function endSessions(
	client: SupabaseClient,
	change: { operation: string; districtId: string; userId: string }
): Promise<void> {
	const args = { p_operation: change.operation, p_district: change.districtId, p_user: change.userId };
	await call(client, 'end_sessions', args, v.unknown());
}
