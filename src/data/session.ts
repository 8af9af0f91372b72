import type { SupabaseClient } from '@supabase/supabase-js';
import * as v from 'valibot';
import { call } from '#data/call';
import { NODE_KINDS, ROLES } from '#domain/people/grant';
import type { Account } from '#domain/people/account';

const account: v.GenericSchema<unknown, Account> = v.object({
	userId: v.string(),
	email: v.string(),
	displayName: v.string(),
	roles: v.array(
		v.object({
			role: v.picklist(ROLES),
			nodeId: v.string(),
			nodeName: v.string(),
			kind: v.picklist(NODE_KINDS),
			districtId: v.string()
		})
	)
});

/** Who the caller is and which roles are live. Throws Refused `signed-out`. */
export function myAccount(client: SupabaseClient): Promise<Account> {
	return call(client, 'my_account', {}, account);
}

/** Saves how the caller is called and in which language letters are written. Throws Refused. */
export async function saveProfile(
	client: SupabaseClient,
	change: { operation: string; displayName: string; locale: string }
): Promise<void> {
	const args = { p_operation: change.operation, p_display_name: change.displayName, p_locale: change.locale };
	await call(client, 'save_profile', args, v.unknown());
}

/** Asks to be a volunteer of a community or cell; a worker there confirms. Throws Refused `already-asked`. */
export async function askToVolunteer(
	client: SupabaseClient,
	change: { operation: string; nodeId: string }
): Promise<void> {
	await call(client, 'ask_to_volunteer', { p_operation: change.operation, p_node: change.nodeId }, v.unknown());
}
