import { randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest';
import { question, testMigrations } from '#fixtures/embedded-database';
import { Backend } from '#server/backend/backend';
import { sqlOverPostgres } from '#server/backend/sql-postgres';
import { openKeys, type Keys } from '#server/keys';

const server = inject('nativeServer');

describe.skipIf(!server)('the backend over a PostgreSQL server', () => {
	let root = '';
	let keys: Keys;
	let backend: Backend;

	beforeAll(async () => {
		root = mkdtempSync(join(tmpdir(), 'gezhi-backend-'));
		keys = await openKeys(root);
		const sql = sqlOverPostgres(server!);
		await sql.run('create database backend');
		await sql.close();
		const place = { kind: 'postgres', url: Object.assign(new URL(server!), { pathname: '/backend' }).href } as const;
		backend = await Backend.open({ place, keys, migrations: testMigrations(root) });
	});
	afterAll(async () => {
		await backend.close();
		rmSync(root, { recursive: true, force: true });
	});

	const rpc = (name: string, body: object = {}) => backend.fetch(question(keys, `/rest/v1/rpc/${name}`, { body }));

	test('a query of five seconds is cut after three, and nobody waits for it', async () => {
		const began = performance.now();
		const slow = rpc('slow', { p_seconds: 5 });
		const waits: number[] = [];
		while (performance.now() - began < 2_000) {
			const asked = performance.now();
			expect((await rpc('district_list')).status).toBe(200);
			waits.push(performance.now() - asked);
		}
		const answer = await slow;
		const seconds = (performance.now() - began) / 1_000;
		expect([answer.status, await answer.json()]).toEqual([503, expect.objectContaining({ code: '57014' })]);
		expect(answer.headers.get('retry-after')).not.toBeNull();
		expect(seconds).toBeGreaterThan(2.9);
		expect(seconds).toBeLessThan(4.5);
		waits.sort((a, b) => a - b);
		expect(waits[Math.floor(waits.length * 0.95)]).toBeLessThan(500);
		// the server cut the statement; the thread goes on
		expect(backend.state).toBe('ready');
	});

	test('refusals, keys and grants are as over the embedded database', async () => {
		const refused = await rpc('refuse_me');
		expect([refused.status, await refused.json()]).toEqual([
			400,
			{ code: 'P0001', message: 'stale-version', details: '{"mine":1}', hint: null }
		]);
		expect((await backend.fetch(new Request('http://127.0.0.1/rest/v1/notes'))).status).toBe(401);
		expect((await backend.fetch(question(keys, '/rest/v1/members?select=phone'))).status).toBe(401);
	});

	test('what is notified is heard', async () => {
		const heard: string[] = [];
		backend.listen('gezhi_test', (payload) => heard.push(payload));
		await expect
			.poll(async () => {
				await rpc('announce_note');
				return heard.length;
			})
			.toBeGreaterThan(0);
	});

	test('a second start finds every migration applied and every row there', async () => {
		const id = randomUUID();
		const written = await backend.fetch(question(keys, '/rest/v1/notes', { body: { id, body: 'kept' } }));
		expect(written.status).toBe(201);
		const { place } = backend;
		const second = await Backend.open({ place, keys, migrations: join(root, 'migrations') });
		const read = await second.fetch(question(keys, `/rest/v1/notes?id=eq.${id}`));
		expect(await read.json()).toEqual([{ id, body: 'kept' }]);
		await second.close();
	});

	test('snapshots are refused by name: the server has tools of its own', async () => {
		const refused = backend.job('snapshot', { path: join(root, 'x.tar.gz') });
		await expect(refused).rejects.toMatchObject({ failure: { code: 'not-embedded' } });
	});
});
