import type { SupabaseClient } from '@supabase/supabase-js';
import * as v from 'valibot';
import { call } from '#data/call';
import { FINDABLE, type Hit } from '#domain/place/search';

const hit: v.GenericSchema<unknown, Hit> = v.object({
	kind: v.picklist(FINDABLE),
	id: v.string(),
	name: v.string(),
	detail: v.string(),
	communityId: v.nullable(v.string()),
	communityName: v.nullable(v.string()),
	near: v.boolean()
});

const answer = v.object({ rows: v.array(hit) });

/**
 * Places of a district with a public name, best first, at most 50: by name, address or code, by pinyin or its
 * initials, and with one slip of the finger. Throws Refused `query-too-long` past 100 characters.
 */
export async function search(
	client: SupabaseClient,
	districtId: string,
	query: string,
	limit: number,
	signal?: AbortSignal
): Promise<readonly Hit[]> {
	const args = { p_district: districtId, p_query: query, p_limit: limit };
	return (await call(client, 'search', args, answer, signal)).rows;
}
