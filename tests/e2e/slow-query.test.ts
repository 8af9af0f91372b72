import { afterAll, beforeAll, expect, test } from 'vitest';
import { embeddedDatabase, question, type EmbeddedDatabase } from '#fixtures/embedded-database';
import { SMALL_LIFE, SMALL_SURVEY } from '#fixtures/small-survey';
import { serve, type Served } from './served.ts';

let database: EmbeddedDatabase;
let server: Served;
let address: string;

beforeAll(async () => {
	database = await embeddedDatabase();
	const backend = await database.open();
	const input = { survey: SMALL_SURVEY, life: SMALL_LIFE, isDemo: true, timeZone: 'Asia/Shanghai' };
	await backend.job('ingest', input);
	await backend.close();
	server = await serve(database.root);
	({ address } = server);
}, 180_000);

afterAll(async () => {
	await server.stop();
	database.remove();
});

test('a query of five seconds by one person leaves everybody their pages and is cut after three', async () => {
	expect((await fetch(address)).status).toBe(200);
	const began = performance.now();
	const slow = send('/rest/v1/rpc/slow', { p_seconds: 5 }).then((answer) => ({
		status: answer.status,
		seconds: (performance.now() - began) / 1_000
	}));
	const waits: Record<string, number[]> = { '/': [], '/healthz': [] };
	// past the cut, into the replacement of the thread
	while (performance.now() - began < 6_000) {
		await Promise.all(
			Object.entries(waits).map(async ([path, of]) => {
				const sent = performance.now();
				const answer = await fetch(address + path);
				await answer.text();
				of.push(performance.now() - sent);
				expect(answer.status).toBe(200);
			})
		);
		await new Promise((resolve) => setTimeout(resolve, 50));
	}
	const cut = await slow;
	expect(cut.status).toBe(503);
	expect(cut.seconds).toBeGreaterThan(2.9);
	expect(cut.seconds).toBeLessThan(4.5);
	expect(p95(waits['/']!)).toBeLessThan(500);
	expect(p95(waits['/healthz']!)).toBeLessThan(500);
	await expect.poll(async () => (await fetch(`${address}/readyz`)).status, { timeout: 60_000 }).toBe(200);
}, 120_000);

function send(path: string, body: object): Promise<Response> {
	const asked = question(database.keys, path, { body });
	return fetch(address + path, { method: 'POST', headers: asked.headers, body: JSON.stringify(body) });
}

function p95(of: readonly number[]): number {
	return [...of].sort((a, b) => a - b)[Math.floor(of.length * 0.95)]!;
}
