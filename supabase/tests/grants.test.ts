import { randomUUID } from 'node:crypto';
import { expect, it } from 'vitest';
import { onEachEngine, type Who } from './database.ts';
import { at } from './fixture.ts';

interface Grant {
	readonly id: string;
	readonly state: string;
	readonly version: number;
}
const op = () => ({ p_operation: randomUUID() });

onEachEngine('grants', (open) => {
	const give = (who: Who, user: string, role: string, node: string) =>
		open().attempt(who, 'grant_role', { ...op(), p_user: at(user), p_role: role, p_node: at(node) });

	it('an administrator gives roles within the subtree and nowhere else', async () => {
		expect(await give('administrator', 'resident', 'administrator', 'X111')).toMatchObject({ ok: true });
		expect(await give('administrator', 'administrator', 'administrator', 'D')).toEqual({
			ok: false,
			refusal: 'not-permitted'
		});
		expect(await give('administrator', 'resident', 'worker', 'C2')).toEqual({ ok: false, refusal: 'not-permitted' });
		expect(await give('chief', 'resident', 'worker', 'C9')).toEqual({ ok: false, refusal: 'not-permitted' });
	});

	it('a worker cannot become administrator', async () => {
		for (const node of ['C1', 'X111', 'D'])
			expect(await give('worker', 'worker', 'administrator', node)).toEqual({ ok: false, refusal: 'not-permitted' });
		const asked = await open().attempt('worker', 'ask_to_volunteer', { ...op(), p_node: at('X111') });
		expect(asked).toMatchObject({ ok: true, result: { role: 'volunteer', state: 'asked' } });
	});

	it('an administrator is no worker until he makes himself one, and that is told', async () => {
		const doors = () => open().as('administrator', (sql) => sql.query('select 1 from public.wish_doors'));
		expect(await doors()).toEqual([]);
		await open().call('administrator', 'grant_role', {
			...op(),
			p_user: at('administrator'),
			p_role: 'worker',
			p_node: at('X111')
		});
		expect(await doors()).toHaveLength(2);
		const [entry] = await open().sql.query(
			`select actor_id, verb, after ->> 'role' as role from public.audit_entries order by seq desc limit 1`
		);
		expect(entry).toEqual({ actor_id: at('administrator'), verb: 'grant_role', role: 'worker' });
	});

	it('already-granted, not-found, role-missing', async () => {
		expect(await give('chief', 'worker', 'worker', 'C1')).toEqual({ ok: false, refusal: 'already-granted' });
		expect(await give('chief', 'none', 'worker', 'C1')).toEqual({ ok: false, refusal: 'not-found' });
		expect(await give('chief', 'resident', 'king', 'C1')).toEqual({ ok: false, refusal: 'role-missing' });
	});

	it('last-administrator: nobody leaves a district without one', async () => {
		const end = (grant: string) => ({ ...op(), p_grant: grant, p_version: 1, p_reason: '' });
		expect(await open().attempt('chief', 'end_grant', end(at('grant chief')))).toEqual({
			ok: false,
			refusal: 'last-administrator'
		});
		const second = await open().call<Grant>('chief', 'grant_role', {
			...op(),
			p_user: at('deputy'),
			p_role: 'administrator',
			p_node: at('D')
		});
		expect(await open().attempt('chief', 'end_grant', end(at('grant chief')))).toMatchObject({ ok: true });
		await open().call('deputy', 'end_grant', end(second.id));
		expect(await open().attempt('chief', 'end_grant', end(at('grant chief')))).toEqual({
			ok: false,
			refusal: 'last-administrator'
		});
	});

	it('an ended role is over at once, and cannot end twice', async () => {
		const reads = () => open().as('sibling-worker', (sql) => sql.query('select 1 from public.members'));
		expect(await reads()).not.toEqual([]);
		await open().call('chief', 'end_grant', {
			...op(),
			p_grant: at('grant sibling-worker'),
			p_version: 1,
			p_reason: '调离'
		});
		expect(await reads()).toEqual([]);
		expect(
			await open().attempt('chief', 'end_grant', { ...op(), p_grant: at('grant sibling-worker'), p_version: 2 })
		).toEqual({
			ok: false,
			refusal: 'already-ended'
		});
	});

	it('a volunteer asks, a worker of the node confirms, nobody confirms himself', async () => {
		const asked = await open().call<Grant>('cell-worker', 'ask_to_volunteer', { ...op(), p_node: at('X111') });
		const confirm = (who: Who, version = 1) =>
			open().attempt(who, 'confirm_volunteer', { ...op(), p_grant: asked.id, p_version: version });
		expect(await confirm('cell-worker')).toEqual({ ok: false, refusal: 'not-permitted' });
		expect(await confirm('resident')).toEqual({ ok: false, refusal: 'not-found' });
		expect(await confirm('worker', 7)).toEqual({ ok: false, refusal: 'stale-version' });
		expect(await confirm('worker')).toMatchObject({ ok: true, result: { state: 'active', version: 2 } });
		expect(await open().attempt('cell-worker', 'ask_to_volunteer', { ...op(), p_node: at('X111') })).toEqual({
			ok: false,
			refusal: 'already-asked'
		});
	});
});

onEachEngine('invitations', (open) => {
	const invite = (who: Who, operation = randomUUID()) =>
		open().call<{ token: string; expiresAt: string }>(who, 'invite', {
			p_operation: operation,
			p_district: at('D'),
			p_role: 'worker',
			p_node: at('C1'),
			p_note: '新来的'
		});
	const redeem = (who: Who, token: string) => open().attempt(who, 'redeem_invitation', { ...op(), p_token: token });
	const holds = (token: string, purpose = 'invite') =>
		open().call<boolean>(null, 'link_holds', { p_token: token, p_purpose: purpose });

	it('says beforehand whether it still holds, to whoever has it, and for its own purpose only', async () => {
		const { token } = await invite('administrator');
		expect(await holds(token)).toBe(true);
		expect(await holds(token, 'reset')).toBe(false);
		expect(await holds('none')).toBe(false);
	});

	it('is kept as a hash only', async () => {
		const { token } = await invite('administrator');
		const rows = await open().sql.query<{ everything: string }>(
			`select (select json_agg(i)::text from public.invitations i) || (select json_agg(o)::text from public.operations o)
				|| (select json_agg(a)::text from public.audit_entries a) as everything`
		);
		expect(rows[0]!.everything).not.toContain(token);
	});

	it('a second arrival of the same operation gets a new token, and the first is void', async () => {
		const operation = randomUUID();
		const first = await invite('administrator', operation);
		const second = await invite('administrator', operation);
		expect(second.token).not.toBe(first.token);
		expect(await redeem('resident', first.token)).toEqual({ ok: false, refusal: 'expired-token' });
		expect(await redeem('resident', second.token)).toMatchObject({ ok: true });
	});

	it('works once, for one person', async () => {
		const { token } = await invite('administrator');
		expect(await open().call('resident', 'redeem_invitation', { ...op(), p_token: token })).toMatchObject({
			role: 'worker',
			state: 'active'
		});
		expect(await holds(token)).toBe(false);
		expect(await redeem('nobody', token)).toEqual({ ok: false, refusal: 'expired-token' });
	});

	it('is void when it is late, or when the inviter is no longer administrator', async () => {
		const late = await invite('chief');
		await open().sql.query(
			`update public.invitations set expires_at = now() - interval '1 minute' where used_at is null and created_by = $1`,
			[at('chief')]
		);
		expect(await holds(late.token)).toBe(false);
		expect(await redeem('nobody', late.token)).toEqual({ ok: false, refusal: 'expired-token' });
		const orphan = await invite('administrator');
		await open().call('chief', 'end_grant', { ...op(), p_grant: at('grant administrator'), p_version: 1 });
		expect(await holds(orphan.token)).toBe(false);
		expect(await redeem('nobody', orphan.token)).toEqual({ ok: false, refusal: 'expired-token' });
	});
});

onEachEngine('accounts_page', (open) => {
	interface Page {
		readonly total: number;
		readonly rows: readonly { userId: string; email: string; grants: readonly { role: string; nodeName: string }[] }[];
	}
	const page = (who: Who, query: string | null = null) =>
		open().call<Page>(who, 'accounts_page', { p_district: at('D'), p_query: query });

	it('shows an administrator the accounts of the subtree with the roles there', async () => {
		const found = await page('administrator');
		const names = found.rows.map((row) => row.email.split('@')[0]).sort();
		expect(names).toEqual(['administrator', 'area-worker', 'cell-worker', 'nobody', 'official', 'volunteer', 'worker']);
		expect(found.rows.find((row) => row.userId === at('nobody'))?.grants).toHaveLength(2);
		expect(found.rows.find((row) => row.userId === at('worker'))?.grants).toMatchObject([
			{ role: 'worker', nodeName: 'C1' }
		]);
	});

	it('finds an account without a role by the whole address only', async () => {
		expect((await page('administrator', 'resident@example.org')).rows.map((row) => row.userId)).toEqual([
			at('resident')
		]);
		expect((await page('administrator', 'resident@')).total).toBe(0);
		expect((await page('worker', 'resident@example.org')).total).toBe(0);
	});

	it('shows what hangs on the cells of a living area to whoever holds the area', async () => {
		const seen = await open().as('area-worker', async (sql) => {
			await sql.query("select set_config('role', 'none', true)");
			await sql.query(
				`insert into public.grants (user_id, district_id, node_id, role, state)
				select $1, $2, n, 'volunteer', 'active' from unnest($3::uuid[]) as n`,
				[at('resident'), at('D'), [at('X112'), at('X121')]]
			);
			const [row] = await sql.query<{ found: Page }>('select public.accounts_page($1) as found', [at('D')]);
			return row!.found.rows.find(({ userId }) => userId === at('resident'))?.grants.map(({ nodeName }) => nodeName);
		});
		expect(seen).toEqual(['X112']);
	});

	it('shows a worker the volunteers, without addresses', async () => {
		const found = await page('worker');
		expect(found.rows.map((row) => row.userId).sort()).toEqual([at('nobody'), at('volunteer')].sort());
		expect(found.rows.every((row) => row.email === '')).toBe(true);
	});
});
