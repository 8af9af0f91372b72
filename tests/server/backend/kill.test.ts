import { fork } from 'node:child_process';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { embeddedDatabase, question, type EmbeddedDatabase } from '#fixtures/embedded-database';

const KILLS = process.env['GEZHI_SOAK'] ? 60 : 3;
let database: EmbeddedDatabase;

beforeAll(async () => {
	database = await embeddedDatabase();
}, 120_000);
afterAll(() => database.remove());

test(
	`acknowledged rows survive ${KILLS} × kill -9 in the middle of writing`,
	async () => {
		const acknowledged: string[] = [];
		for (let round = 0; round < KILLS; round++) acknowledged.push(...(await writeAndKill(300 + round * 137)));
		const backend = await database.open();
		try {
			const answer = await backend.fetch(question(database.keys, '/rest/v1/notes?select=id'));
			const kept = new Set(((await answer.json()) as { id: string }[]).map(({ id }) => id));
			expect(acknowledged.length).toBeGreaterThan(KILLS * 5);
			expect(acknowledged.filter((id) => !kept.has(id))).toEqual([]);
		} finally {
			await backend.close();
		}
	},
	KILLS * 20_000
);

/** Lets a process write for some milliseconds and kills it; returns what it was told is stored. */
function writeAndKill(afterMs: number): Promise<string[]> {
	const writer = join(import.meta.dirname, 'writer.ts');
	const child = fork(writer, [database.root, join(database.root, 'migrations')], { execArgv: [] });
	const acknowledged: string[] = [];
	child.on('message', (id) => {
		if (acknowledged.length === 0) setTimeout(() => child.kill('SIGKILL'), afterMs);
		acknowledged.push(String(id));
	});
	return new Promise((resolve) => child.once('exit', () => resolve(acknowledged)));
}
