import type { SupabaseClient } from '@supabase/supabase-js';
import * as v from 'valibot';
import { call } from '#data/call';

/** Something changed: its kind and id. What it is now the listener asks under its own rights. */
export interface Change {
	readonly seq: number;
	/** The table: `wishes`, `members`, `duties`, `centres`, `plans`, `grants`, `districts`, … */
	readonly subject: string;
	readonly id: string;
	readonly communityId: string | null;
	readonly isPublic: boolean;
}

export const change = v.object({
	seq: v.number(),
	subject: v.string(),
	id: v.string(),
	communityId: v.nullable(v.string()),
	isPublic: v.boolean()
});

/** Changes after number `seq` that the caller may know of, oldest first, at most `limit`. Throws Refused. */
export function listFeedSince(
	client: SupabaseClient,
	districtId: string,
	seq: number,
	limit: number,
	signal?: AbortSignal
): Promise<readonly Change[]> {
	const parameters = { p_district: districtId, p_seq: seq, p_limit: limit };
	return call(client, 'feed_since', parameters, v.array(change), signal);
}
