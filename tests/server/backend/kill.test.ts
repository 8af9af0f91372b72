import { fork } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { embeddedDatabase, question, testMigrations, type EmbeddedDatabase } from '#fixtures/embedded-database';
import { Backend } from '#server/backend/backend';
import { openKeys } from '#server/keys';

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
			const kept = await allNotes(backend);
			expect(acknowledged.length).toBeGreaterThan(KILLS * 5);
			expect(acknowledged.filter((id) => !kept.has(id))).toEqual([]);
		} finally {
			await backend.close();
		}
	},
	KILLS * 20_000
);

const PAGE = 1_000;

/** An answer of the gateway has a thousand rows at most: asked for page by page, from the last id on. */
async function allNotes(backend: Backend): Promise<Set<string>> {
	const kept = new Set<string>();
	for (let last = '00000000-0000-0000-0000-000000000000'; ;) {
		const path = `/rest/v1/notes?select=id&order=id&limit=${PAGE}&id=gt.${last}`;
		const rows = (await (await backend.fetch(question(database.keys, path))).json()) as { id: string }[];
		for (const { id } of rows) kept.add(id);
		if (rows.length < PAGE) return kept;
		last = rows.at(-1)!.id;
	}
}

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

test(
	'a first boot that is killed at any moment is taken up by the next',
	async () => {
		const root = mkdtempSync(join(tmpdir(), 'gezhi-first-boot-'));
		const migrations = testMigrations(root);
		try {
			for (let kill = 0; kill < KILLS; kill++) {
				const child = fork(join(import.meta.dirname, 'writer.ts'), [root, migrations], { execArgv: [] });
				setTimeout(() => child.kill('SIGKILL'), 700 + kill * (process.env['GEZHI_SOAK'] ? 150 : 2_100));
				await new Promise((resolve) => child.once('exit', resolve));
			}
			const place = { kind: 'embedded', directory: join(root, 'database') } as const;
			const backend = await Backend.open({ place, keys: await openKeys(root), migrations });
			expect((await backend.job('state', null)).pendingMigrations).toEqual([]);
			await backend.close();
		} finally {
			rmSync(root, { recursive: true, force: true });
		}
	},
	KILLS * 20_000 + 60_000
);
