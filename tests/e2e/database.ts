import { createClient, type SupabaseClient } from '@supabase/supabase-js';
import { inject } from 'vitest';
import { listDistricts } from '#data/districts';
import { pageMembers } from '#data/members';
import { pageWishes } from '#data/wishes';
import type { MemberRow, Paged, WishRow } from '#domain/place/card';
import type { Credentials } from './browser.ts';

const ROWS_PER_CALL = 200;

/** The database as somebody reaches it around the pages, with their own rights; `null` is a stranger. */
export async function databaseAs(who: Credentials | null): Promise<SupabaseClient> {
	const client = createClient(inject('address'), inject('publishableKey'), {
		auth: { persistSession: false, autoRefreshToken: false }
	});
	if (!who) return client;
	const { error } = await client.auth.signInWithPassword(who);
	if (error) throw error;
	return client;
}

/** The demo district. */
export async function demoDistrict(client: SupabaseClient): Promise<string> {
	const [district] = await listDistricts(client);
	return district!.id;
}

/** Every wish that the caller may read. */
export function allWishes(client: SupabaseClient, districtId: string): Promise<WishRow[]> {
	return everyRow((page) => pageWishes(client, { districtId, page, size: ROWS_PER_CALL }));
}

/** Every member that the caller may read. */
export function allMembers(client: SupabaseClient, districtId: string): Promise<MemberRow[]> {
	return everyRow((page) => pageMembers(client, { districtId, query: '', page, size: ROWS_PER_CALL }));
}

async function everyRow<Row>(ask: (page: number) => Promise<Paged<Row>>): Promise<Row[]> {
	const rows: Row[] = [];
	for (let page = 1; ; page++) {
		const answer = await ask(page);
		rows.push(...answer.rows);
		if (answer.rows.length === 0 || rows.length >= answer.total) return rows;
	}
}
