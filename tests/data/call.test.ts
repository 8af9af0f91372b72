import type { SupabaseClient } from '@supabase/supabase-js';
import * as v from 'valibot';
import { expect, test } from 'vitest';
import { call, Refused } from '#data/call';

type Reply = { data: unknown; error: object | null; status: number };
const clientOf = (reply: Reply) => ({ rpc: () => Promise.resolve(reply) }) as unknown as SupabaseClient;
const refusalOf = (reply: Reply) =>
	call(clientOf(reply), 'f', {}, v.number()).then(
		() => null,
		(problem: unknown) => problem as Refused
	);

test('an answer is parsed', async () => {
	expect(await call(clientOf({ data: 3, error: null, status: 200 }), 'f', {}, v.number())).toBe(3);
});

test('an answer of another shape never leaves this layer', async () => {
	const problem = await refusalOf({ data: 'three', error: null, status: 200 });
	expect(problem).not.toBeInstanceOf(Refused);
	expect(problem?.name).toBe('ValiError');
});

test('the database’s named refusal is kept, with its detail', async () => {
	const error = { code: 'P0001', message: 'stale-version', details: '{"version":4}' };
	const refused = await refusalOf({ data: null, error, status: 400 });
	expect(refused?.refusal).toBe('stale-version');
	expect(refused?.detail).toEqual({ version: 4 });
});

test.each([
	[{ message: 'JWT expired', code: 'PGRST303' }, 401, 'signed-out'],
	[{ message: 'permission denied for table members', code: '42501' }, 403, 'not-permitted'],
	[{ message: 'Failed to fetch', code: '' }, 0, 'offline'],
	[{ message: 'canceling statement', code: '57014' }, 500, 'too-slow'],
	[{ message: 'replaced' }, 503, 'busy'],
	[{ message: 'duplicate key value (phone)=(1)', code: '23505' }, 409, 'failed']
])('%o with %i is %s, without the database’s own words', async (error, status, word) => {
	const refused = await refusalOf({ data: null, error, status });
	expect(refused?.refusal).toBe(word);
	expect(refused?.message).toBe(word);
});
