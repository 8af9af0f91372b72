import type { SupabaseClient } from '@supabase/supabase-js';
import { Refused } from '#data/call';
import { saveProfile } from '#data/session';

/** Keeps the name somebody joined with. An account without a name is an account: a refusal here stops nothing. */
export async function keepName(client: SupabaseClient, displayName: string, locale: string): Promise<void> {
	if (displayName === '') return;
	try {
		await saveProfile(client, { operation: crypto.randomUUID(), displayName: displayName.slice(0, 40), locale });
	} catch (cause) {
		if (!(cause instanceof Refused)) throw cause;
	}
}
