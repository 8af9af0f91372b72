import { expect, it } from 'vitest';
import { become, onEachEngine, type TestDatabase } from './database.ts';
import { at } from './fixture.ts';

onEachEngine('sessions', (open) => {
	const membersSeen = (database: TestDatabase, claims: Readonly<Record<string, unknown>>) =>
		database.sql.transaction(async (tx) => {
			await become(tx, 'worker', claims);
			return (await tx.query('select 1 from public.members')).length;
		});

	it('a token holds while its session is there, is not over, and belongs to its account', async () => {
		const insert = `insert into auth.sessions (id, user_id, not_after) values ($1, $2, $3::timestamptz)`;
		await open().sql.query(insert, [at('session'), at('worker'), null]);
		await open().sql.query(insert, [at('over'), at('worker'), '2020-01-01']);
		await open().sql.query(insert, [at('of another'), at('chief'), null]);
		expect(await membersSeen(open(), { session_id: at('session') })).toBeGreaterThan(0);
		for (const session of ['over', 'of another', 'ended'])
			expect(await membersSeen(open(), { session_id: at(session) }), session).toBe(0);
	});
});
