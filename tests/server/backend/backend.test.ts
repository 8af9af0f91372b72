import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Backend } from '#server/backend/backend';
import { JobFailed } from '#server/backend/failure';
import { embeddedDatabase, question, type EmbeddedDatabase, type Question } from '#fixtures/embedded-database';

let database: EmbeddedDatabase;
let backend: Backend;

beforeAll(async () => {
	database = await embeddedDatabase();
	backend = await database.open();
}, 120_000);
afterAll(async () => {
	await backend.close();
	database.remove();
});

const ask = (path: string, details?: Question) => backend.fetch(question(database.keys, path, details));
const rpc = (name: string, body: object = {}) => ask(`/rest/v1/rpc/${name}`, { body });
const write = async (id: string) => {
	const answer = await ask('/rest/v1/notes', { body: { id, body: 'kept' } });
	expect(answer.status).toBe(201);
};
const notes = async () =>
	((await (await ask('/rest/v1/notes?select=id')).json()) as { id: string }[]).map(({ id }) => id);

describe('who is let in', () => {
	test('a keyless request of the same machine is nobody, not the service role', async () => {
		for (const host of ['localhost', '127.0.0.1', '[::1]']) {
			const request = new Request(`http://${host}/rest/v1/notes`, { headers: { host } });
			const answer = await backend.fetch(request);
			expect(answer.status).toBe(401);
			expect(await answer.text()).not.toContain('[]');
		}
	});

	test('a made-up key is refused', async () => {
		expect((await ask('/rest/v1/notes', { headers: { apikey: 'sb_publishable_other' } })).status).toBe(401);
	});

	test('requests through the gateway leave the grants revoked', async () => {
		await rpc('district_list');
		expect((await ask('/rest/v1/members?select=phone')).status).toBe(401);
		expect((await ask(`/rest/v1/notes?id=eq.${randomUUID()}`, { method: 'DELETE' })).status).toBe(401);
	});

	test('answers carry no permission for other origins', async () => {
		const answer = await ask('/rest/v1/notes', { headers: { origin: 'https://elsewhere.example' } });
		expect([...answer.headers.keys()].filter((name) => name.startsWith('access-control'))).toEqual([]);
	});
});

describe('what is said', () => {
	test('a named refusal arrives as PostgREST sends it', async () => {
		const answer = await rpc('refuse_me');
		expect(answer.status).toBe(400);
		expect(await answer.json()).toEqual({ code: 'P0001', message: 'stale-version', details: '{"mine":1}', hint: null });
	});

	test('the state of the database can be asked', async () => {
		const { empty, administered } = await backend.job('state', null);
		expect({ empty, administered }).toEqual({ empty: true, administered: false });
	});

	test('a job that does not exist refuses by name', async () => {
		const failed = await backend.job('nothing' as 'state', null).catch((cause: unknown) => cause);
		expect(failed).toBeInstanceOf(JobFailed);
		expect((failed as JobFailed).failure.code).toBe('unknown-job');
	});
});

describe('a value of the wrong type', () => {
	const page = (p_state: unknown) => rpc('wishes_page', { p_district: randomUUID(), p_state });

	test('a number where a list belongs does not end the database for everybody', async () => {
		for (const unfit of [-1, 1e308, true, { a: 1 }]) {
			expect((await page(unfit)).status).toBe(400);
			expect((await page(['published'])).status).toBe(200);
		}
	});

	test('a list or a flag where a text belongs is a readable 400', async () => {
		for (const p_query of [[], {}, true]) {
			const answer = await rpc('buildings_page', { p_district: randomUUID(), p_query });
			expect(answer.status).toBe(400);
			expect(await answer.json()).toMatchObject({ code: '22P02' });
		}
	});
});

describe('one slow query', () => {
	test('is cut after three seconds, and the serving thread never waits for it', { timeout: 90_000 }, async () => {
		const before = randomUUID();
		await write(before);
		const delays: number[] = [];
		let last = performance.now();
		const clock = setInterval(() => {
			delays.push(performance.now() - last);
			last = performance.now();
		}, 10);
		const began = performance.now();
		const slow = rpc('slow', { p_seconds: 5 });
		await new Promise((resolve) => setTimeout(resolve, 200));
		const behind = rpc('district_list');
		const answer = await slow;
		const seconds = (performance.now() - began) / 1_000;
		clearInterval(clock);
		expect(answer.status).toBe(503);
		expect(await answer.json()).toMatchObject({ code: '57014', message: 'too-slow' });
		expect(Number(answer.headers.get('retry-after'))).toBeGreaterThan(0);
		expect(seconds).toBeGreaterThan(2.9);
		expect(seconds).toBeLessThan(4.5);
		delays.sort((a, b) => a - b);
		expect(delays[Math.floor(delays.length * 0.95)]).toBeLessThan(250);
		const innocent = await behind;
		expect(innocent.status).toBe(503);
		expect(innocent.headers.get('retry-after')).toBe('3');
		expect(await innocent.json()).toMatchObject({ message: 'database-restarting' });
		// the database comes back by itself, and every acknowledged row is there
		await expect.poll(() => backend.state, { timeout: 60_000 }).toBe('ready');
		expect(await notes()).toContain(before);
	});

	test('that stays under the limit is answered', async () => {
		expect(await (await rpc('slow', { p_seconds: 0.5 })).json()).toBe(0.5);
	});
});

describe('notifications', () => {
	test('are heard before and after the thread was replaced', async () => {
		const heard: string[] = [];
		let restarts = 0;
		backend.onRestart(() => restarts++);
		backend.listen('gezhi_test', (payload) => heard.push(payload));
		await rpc('announce_note');
		await expect.poll(() => heard).toEqual(['heard']);
		await rpc('slow', { p_seconds: 4 });
		await expect.poll(() => restarts, { timeout: 60_000 }).toBe(1);
		await rpc('announce_note');
		await expect.poll(() => heard).toEqual(['heard', 'heard']);
	}, 90_000);
});
