import { randomUUID } from 'node:crypto';
import { beforeAll, expect, it, vi } from 'vitest';
import { onEachEngine } from './database.ts';
import { at } from './fixture.ts';
import { openGateway, PUBLISHABLE_KEY, type Gateway } from './gateway.ts';

// the library prints every statement that fails, with its parameters
vi.spyOn(console, 'error').mockImplementation(() => undefined);

onEachEngine('through the gateway', (open) => {
	let gateway: Gateway;
	beforeAll(() => {
		gateway = openGateway(open());
	});
	const rpc = (name: string, args: unknown, headers?: Readonly<Record<string, string>>) =>
		gateway.send(`/rest/v1/rpc/${name}`, args, headers);

	it('answers a stranger with the publishable key', async () => {
		const response = await rpc('map_view', { p_district: at('D') });
		expect(response.status).toBe(200);
		expect(await response.json()).toMatchObject({ district: { name: '甲区' }, me: { userId: null, roles: [] } });
	});

	it('refuses a request without a key: the admin mode is off', async () => {
		for (const path of ['/rest/v1/rpc/map_view', '/rest/v1/wish_doors'])
			expect((await gateway.send(path, { p_district: at('D') }, {})).status).toBe(401);
	});

	it('takes settings sent as an object, as pages send them', async () => {
		const { userId, bearer } = await gateway.signUp('settings@example.org', 'a long sentence');
		await open().sql.query(
			`insert into public.grants (district_id, user_id, role, node_id) values ($1, $2, 'administrator', $1)`,
			[at('E'), userId]
		);
		const edit = { p_operation: randomUUID(), p_district: at('E'), p_version: 1, p_settings: { tiers: [5, 10] } };
		expect(await (await rpc('save_district_settings', edit, bearer)).json()).toMatchObject({ version: 2 });
		const view = (await (await rpc('map_view', { p_district: at('E') })).json()) as { district: { settings: unknown } };
		expect(view.district.settings).toEqual({ tiers: [5, 10] });
	});

	it('refuses a value of the wrong type, and answers the next question as if nothing had been', async () => {
		for (const p_state of [-1, true, { a: 1 }]) {
			// the server finds no function for it, the embedded engine no value
			expect([400, 404]).toContain((await rpc('wishes_page', { p_district: at('D'), p_state })).status);
			expect((await rpc('wishes_page', { p_district: at('D') })).status).toBe(200);
		}
	});

	it('refuses a key alone where an account is needed', async () => {
		const response = await rpc('my_account', {});
		expect([401, 403]).toContain(response.status);
	});

	it('knows an account by its token, with the roles of our own tables', async () => {
		const { userId, bearer } = await gateway.signUp('li@example.org', 'a long sentence');
		expect(await (await rpc('my_account', {}, bearer)).json()).toMatchObject({
			userId,
			email: 'li@example.org',
			roles: []
		});
		await open().sql.query(
			`insert into public.grants (district_id, user_id, role, node_id) values ($1, $2, 'worker', $3)`,
			[at('D'), userId, at('C1')]
		);
		expect(await (await rpc('my_account', {}, bearer)).json()).toMatchObject({
			roles: [{ role: 'worker', nodeName: 'C1', kind: 'community' }]
		});
		const doors = await gateway.send(
			'/rest/v1/rpc/wishes_page',
			{ p_district: at('D'), p_community: at('C1') },
			bearer
		);
		expect(((await doors.json()) as { rows: { door: unknown }[] }).rows.every((row) => row.door !== null)).toBe(true);
	});

	it('serves no schema but public, whatever profile a request names', async () => {
		const { bearer } = await gateway.signUp('sun@example.org', 'a long sentence');
		for (const [schema, path] of [
			['private', '/rest/v1/rpc/tick'],
			['private', '/rest/v1/rpc/make_setup_token'],
			['private', '/rest/v1/setup_tokens'],
			['auth', '/rest/v1/users'],
			['supabase_migrations', '/rest/v1/schema_migrations']
		]) {
			const response = await gateway.send(
				path!,
				{},
				{ ...bearer, 'content-profile': schema!, 'accept-profile': schema! }
			);
			expect(response.status, path).toBeGreaterThanOrEqual(400);
			expect(response.status, path).toBeLessThan(500);
		}
	});

	it('leaves the grants revoked after requests, the first one of the process included', async () => {
		const [rights] = await open().sql.query(
			`select has_table_privilege('anon', 'public.wish_doors', 'select') as doors,
				has_table_privilege('authenticated', 'public.members', 'update') as edit,
				has_column_privilege('authenticated', 'public.invitations', 'token_hash', 'select') as tokens,
				has_table_privilege('anon', 'auth.users', 'select') as accounts`
		);
		expect(rights).toEqual({ doors: false, edit: false, tokens: false, accounts: false });
		const defaults = await open().sql.query<{ acl: string }>(
			`select defaclacl::text as acl from pg_default_acl where defaclnamespace = 'public'::regnamespace`
		);
		expect(defaults.map((row) => row.acl).join()).not.toMatch(/anon|authenticated/);
	});

	it('takes every right away with the session', async () => {
		const { userId, bearer } = await gateway.signUp('wang@example.org', 'a long sentence');
		await open().sql.query(
			`insert into public.grants (district_id, user_id, role, node_id) values ($1, $2, 'worker', $3)`,
			[at('D'), userId, at('C1')]
		);
		await open().call('chief', 'end_sessions', { p_operation: randomUUID(), p_district: at('D'), p_user: userId });
		expect((await rpc('my_account', {}, bearer)).status).toBeGreaterThanOrEqual(400);
	});

	it('sets a new password that the login accepts, and ends the sessions of the old one', async () => {
		const { userId, bearer } = await gateway.signUp('zhao@example.org', 'the first sentence');
		await open().sql.query(
			`insert into public.grants (district_id, user_id, role, node_id) values ($1, $2, 'volunteer', $3)`,
			[at('D'), userId, at('C1')]
		);
		const { token } = await open().call<{ token: string }>('administrator', 'create_password_reset', {
			p_operation: randomUUID(),
			p_district: at('D'),
			p_user: userId
		});
		const response = await rpc(
			'redeem_password_reset',
			{ p_token: token, p_password: 'the second sentence' },
			{ apikey: PUBLISHABLE_KEY }
		);
		expect(response.status).toBe(200);
		expect(await gateway.signIn('zhao@example.org', 'the first sentence')).toBe(400);
		expect(await gateway.signIn('zhao@example.org', 'the second sentence')).toBe(200);
		expect((await rpc('my_account', {}, bearer)).status).toBeGreaterThanOrEqual(400);
	});
});
