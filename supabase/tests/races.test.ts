import { randomUUID } from 'node:crypto';
import { expect, it } from 'vitest';
import { onServer, refusalOf, type TestDatabase, type Who } from './database.ts';
import { at } from './fixture.ts';

/** What each of several sessions at once was told. */
async function together(
	database: TestDatabase,
	calls: readonly { who: Who; name: string; args: object }[]
): Promise<string[]> {
	const settled = await Promise.allSettled(calls.map(({ who, name, args }) => database.call(who, name, { ...args })));
	return settled.map((answer) => (answer.status === 'fulfilled' ? 'ok' : refusalOf(answer.reason))).sort();
}

onServer('several sessions at once', (open) => {
	it('one live claim: of six workers who claim a wish one gets it', async () => {
		const claim = () => ({ p_operation: randomUUID(), p_wish: at('wish C1 public'), p_version: 1, p_state: 'claimed' });
		const answers = await together(
			open(),
			['worker', 'district-worker', 'worker', 'district-worker', 'worker', 'worker'].map((who) => ({
				who,
				name: 'set_wish_state',
				args: claim()
			}))
		);
		expect(answers).toEqual([
			'already-claimed',
			'already-claimed',
			'already-claimed',
			'already-claimed',
			'already-claimed',
			'ok'
		]);
		const live = `select count(*)::int as n from public.wish_claims where wish_id = $1 and state = 'live'`;
		expect(await open().sql.query(live, [at('wish C1 public')])).toEqual([{ n: 1 }]);
	});

	it('the index holds where the function does not look: a second live claim is already-claimed', async () => {
		await open().sql.query(`update public.wishes set state = 'published', version = 1 where id = $1`, [
			at('wish C1 public')
		]);
		const answers = await together(open(), [
			{
				who: 'worker',
				name: 'set_wish_state',
				args: { p_operation: randomUUID(), p_wish: at('wish C1 public'), p_version: 1, p_state: 'claimed' }
			}
		]);
		expect(answers).toEqual(['already-claimed']);
	});

	it('the same operation from two tabs happens once and answers both alike', async () => {
		const args = { p_operation: randomUUID(), p_node: at('X121') };
		const [first, second] = await Promise.all([
			open().call('resident', 'ask_to_volunteer', args),
			open().call('resident', 'ask_to_volunteer', args)
		]);
		expect(second).toEqual(first);
		const asked = `select count(*)::int as n from public.grants where user_id = $1 and node_id = $2`;
		expect(await open().sql.query(asked, [at('resident'), at('X121')])).toEqual([{ n: 1 }]);
	});

	it('an invitation opened by five at once gives one role', async () => {
		const answers = await together(
			open(),
			['resident', 'nobody', 'claimant', 'author', 'official'].map((who) => ({
				who,
				name: 'redeem_invitation',
				args: { p_operation: randomUUID(), p_token: 'token X111' }
			}))
		);
		expect(answers).toEqual(['expired-token', 'expired-token', 'expired-token', 'expired-token', 'ok']);
	});

	it('two administrators who end each other leave one', async () => {
		const second = await open().call<{ id: string }>('chief', 'grant_role', {
			p_operation: randomUUID(),
			p_user: at('deputy'),
			p_role: 'administrator',
			p_node: at('D')
		});
		const answers = await together(open(), [
			{ who: 'chief', name: 'end_grant', args: { p_operation: randomUUID(), p_grant: second.id, p_version: 1 } },
			{
				who: 'deputy',
				name: 'end_grant',
				args: { p_operation: randomUUID(), p_grant: at('grant chief'), p_version: 1 }
			}
		]);
		// the one who comes second has no right any more, or finds himself the last
		expect(answers.filter((answer) => answer === 'ok')).toHaveLength(1);
		const left = `select count(*)::int as n from public.grants where node_id = $1 and role = 'administrator' and state = 'active'`;
		expect(await open().sql.query(left, [at('D')])).toEqual([{ n: 1 }]);
	});

	it('the setup token makes one administrator of an empty installation', async () => {
		await open().sql.query('delete from public.nodes');
		const [row] = await open().sql.query<{ token: string }>('select private.make_setup_token() as token');
		const answers = await together(
			open(),
			['resident', 'nobody', 'author'].map((who) => ({
				who,
				name: 'claim_installation',
				args: { p_operation: randomUUID(), p_token: row!.token, p_name: '新区', p_name_en: 'New' }
			}))
		);
		expect(answers).toEqual(['expired-token', 'expired-token', 'ok']);
		expect(await open().sql.query('select name from public.districts')).toEqual([{ name: '新区' }]);
	});

	it('the audit chain stays whole and the feed in order under many writers', async () => {
		const [district] = await open().sql.query<{ id: string; who: string }>(
			`select d.id, g.user_id as who from public.districts d join public.grants g on g.node_id = d.id`
		);
		const writers = Array.from({ length: 24 }, (_, index) =>
			open().sql.transaction(async (tx) => {
				await tx.query(
					`insert into public.centres (district_id, name, kind, status, position)
					values ($1, $2, 'station', 'open', extensions.st_setsrid(extensions.st_makepoint(116, 40), 4326))`,
					[district!.id, `站${index}`]
				);
				await tx.query('select pg_sleep(random() / 20)');
			})
		);
		await Promise.all(writers);
		expect(await open().sql.query('select * from private.verify_audit_chain()')).toEqual([]);
		const order = await open().sql.query(`select seq from public.feed where seq is null`);
		expect(order).toEqual([]);
	});
});
