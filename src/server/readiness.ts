import type { SupabaseClient } from '@supabase/supabase-js';
import type { Installation } from '#server/installation';
import { within } from '#server/remembered';

export interface Readiness {
	readonly ready: boolean;
	readonly checks: { readonly database: 'answers' | 'silent'; readonly migrations: 'current' | 'pending' | 'unknown' };
}

const PATIENCE_MS = 2_000;

/** Whether pages can be served: the database answers in time and has every migration of this version. */
export async function readiness({ backend }: Installation, client: SupabaseClient): Promise<Readiness> {
	if (!backend) return platformReadiness(client);
	const state = await within(backend.job('state', null), PATIENCE_MS, null);
	const migrations = state === null ? 'unknown' : state.pendingMigrations.length === 0 ? 'current' : 'pending';
	const database = state === null ? 'silent' : 'answers';
	return { ready: migrations === 'current', checks: { database, migrations } };
}

/** Without `DATABASE_URL` the platform is asked the way every visitor asks. */
async function platformReadiness(client: SupabaseClient): Promise<Readiness> {
	const asked = Promise.resolve(client.rpc('district_list')).then(({ error }) => error === null);
	const answers = await within(asked, PATIENCE_MS, false);
	return { ready: answers, checks: { database: answers ? 'answers' : 'silent', migrations: 'unknown' } };
}
