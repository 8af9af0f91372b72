import type { SupabaseClient } from '@supabase/supabase-js';
import * as v from 'valibot';
import { call } from '#data/call';

/** Whether this installation has no district yet and waits for its first administrator. */
export async function isEmptyInstallation(client: SupabaseClient): Promise<boolean> {
	const state = await call(client, 'installation_state', {}, v.object({ empty: v.boolean() }));
	return state.empty;
}

/**
 * Makes the first district and its first administrator, the signed-in caller, by the one-time token of the console.
 * Throws Refused `expired-token`, `not-permitted`.
 */
export async function claimInstallation(
	client: SupabaseClient,
	change: { operation: string; token: string; name: string; nameEn: string }
): Promise<{ districtId: string }> {
	const args = {
		p_operation: change.operation,
		p_token: change.token,
		p_name: change.name,
		p_name_en: change.nameEn
	};
	return call(client, 'claim_installation', args, v.object({ districtId: v.string() }));
}
