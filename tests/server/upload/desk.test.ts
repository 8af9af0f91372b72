import { randomUUID } from 'node:crypto';
import { existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { JobFailed, failureOf } from '#server/backend/failure';
import { JOBS, type JobContext } from '#server/backend/jobs';
import type { JobProgress } from '#server/backend/job-table';
import { ImportDesk } from '#server/upload/desk';
import { UPLOAD_STAGES, type ImportResult } from '#server/upload/job-state';
import { UPLOAD_LIMITS, type UploadLimits } from '#server/upload/limits';
import type { Sql } from '#server/sql';
import { embeddedSql } from '#fixtures/embedded-sql';
import { fixture } from '../import/files.ts';

const QUARTER = fixture('quarter.osm');
const TOO_SLOW_MS = 500;

let sql: Sql;
let uploads: string;
const person = { userId: randomUUID(), sessionId: null };
const stranger = { userId: randomUUID(), sessionId: null };

beforeAll(async () => {
	uploads = mkdtempSync(join(tmpdir(), 'gezhi-desk-'));
	sql = await embeddedSql();
	for (const { userId } of [person, stranger])
		await sql.query('insert into auth.users (id, email) values ($1::uuid, $2)', [userId, `${userId}@example.org`]);
	const home = randomUUID();
	await sql.query(
		"insert into public.nodes (id, district_id, kind, path) values ($1::text::uuid, $1::text::uuid, 'district', replace($1::text, '-', '')::extensions.ltree)",
		[home]
	);
	await sql.query("insert into public.districts (id, name, source) values ($1::uuid, '老区', 'manual')", [home]);
	await sql.query(
		"insert into public.grants (district_id, user_id, role, node_id) values ($1::uuid, $2::uuid, 'administrator', $1::uuid)",
		[home, person.userId]
	);
}, 120_000);
afterAll(async () => {
	await sql.close();
	rmSync(uploads, { recursive: true, force: true });
});
beforeEach(() => sql.query('select private.interrupt_imports()'));

/** A desk whose jobs run here; `onProgress` hears what the database tells. */
function deskWith(limits: Partial<UploadLimits> = {}, onProgress: (progress: JobProgress) => void = () => undefined) {
	const backend = {
		job: async (
			name: string,
			input: unknown,
			options: { signal?: AbortSignal; onProgress?: typeof onProgress } = {}
		) => {
			const progress = (told: JobProgress) => {
				options.onProgress?.(told);
				onProgress(told);
			};
			const signal = options.signal ?? new AbortController().signal;
			const context = { engine: { sql }, progress, signal } as unknown as JobContext;
			const job = JOBS[name as 'import-close'] as (input: unknown, context: JobContext) => Promise<null>;
			return job(input, context).catch((cause: unknown) => {
				throw new JobFailed(failureOf(cause));
			});
		}
	};
	const today = () => '2026-11-20';
	return new ImportDesk({
		backend: backend as ConstructorParameters<typeof ImportDesk>[0]['backend'],
		uploads,
		timeZone: 'Asia/Shanghai',
		today,
		limits: { ...UPLOAD_LIMITS, ...limits }
	});
}

/** As the database begins it for this person; whether it may is another test's. */
async function begun(userId = person.userId): Promise<string> {
	const [row] = await sql.query<{ id: string }>(
		'insert into public.imports (actor_id) values ($1::uuid) returning id',
		[userId]
	);
	return row!.id;
}

function upload(map: string | Uint8Array, name = 'quarter.osm', more: Readonly<Record<string, string | File>> = {}) {
	const data = new FormData();
	for (const [key, value] of Object.entries(more)) data.append(key, value);
	data.append('map', new File([map as BlobPart], name));
	return new Request('http://here.invalid/import/upload', { method: 'POST', body: data });
}

/** Resolves once the desk is free. */
async function over(desk: ImportDesk): Promise<void> {
	await expect.poll(() => desk.running(), { timeout: 60_000, interval: 20 }).toBeNull();
}

interface Kept {
	readonly state: string;
	readonly districtId: string | null;
	readonly result: ImportResult;
}

async function kept(id: string): Promise<Kept> {
	const [row] = await sql.query<Kept>(
		'select state, district_id as "districtId", result from public.imports where id = $1::uuid',
		[id]
	);
	return row!;
}

const districts = async () => (await sql.query<{ n: number }>('select count(*)::int as n from public.districts'))[0]!.n;
const leftovers = () => (existsSync(uploads) ? readdirSync(uploads) : []);

/** Imports what shall not come in, and tells why it did not. */
async function refused(request: Request, limits: Partial<UploadLimits> = {}): Promise<ImportResult> {
	const before = await districts();
	const desk = deskWith(limits);
	const id = await begun();
	await desk.take(id, person, request);
	await over(desk);
	expect(leftovers()).toEqual([]);
	expect(await districts()).toBe(before);
	const { state, result } = await kept(id);
	expect(state).toBe('failed');
	return result;
}

test('an upload goes through every stage, is stored, and its sender administers it', async () => {
	const seen = new Set<string>();
	const desk = deskWith();
	const id = await begun();
	const watch = setInterval(() => seen.add(desk.running()?.stage ?? ''), 1);
	await desk.take(id, person, upload(QUARTER, 'quarter.osm', { name: '新街区' }));
	expect(desk.running()).toMatchObject({ id, userId: person.userId, file: 'quarter.osm' });
	await over(desk);
	clearInterval(watch);
	const { state, districtId, result } = await kept(id);
	expect(state).toBe('done');
	expect(result).toMatchObject({ kind: 'done', file: 'quarter.osm', facts: { name: '新街区', communities: 2 } });
	expect(await sql.query('select role, user_id from public.grants where district_id = $1::uuid', [districtId])).toEqual(
		[{ role: 'administrator', user_id: person.userId }]
	);
	expect(leftovers()).toEqual([]);
	seen.delete('');
	expect([...seen].filter((stage) => !(UPLOAD_STAGES as readonly string[]).includes(stage))).toEqual([]);
});

describe('cancelled, everything is as it was, within half a second', () => {
	const stages = ['upload', 'structure', 'doors', 'basemap'];
	test.each(stages)('at the stage %s', async (stage) => {
		const before = await districts();
		const desk = deskWith();
		const id = await begun();
		const never = new ReadableStream<Uint8Array>({
			start: (body) =>
				body.enqueue(Buffer.from('--b\r\nContent-Disposition: form-data; name="map"; filename="a.osm"\r\n\r\n<'))
		});
		const headers = { 'content-type': 'multipart/form-data; boundary=b' };
		const hanging = { method: 'POST', headers, body: never, duplex: 'half' } as RequestInit;
		const taken = desk.take(
			id,
			person,
			stage === 'upload' ? new Request('http://here.invalid/', hanging) : upload(QUARTER)
		);
		// a small map passes a stage between two looks: then it is the stage after, or the end of the import
		while (
			desk.running() &&
			UPLOAD_STAGES.indexOf(desk.running()!.stage as 'upload') < UPLOAD_STAGES.indexOf(stage as 'upload')
		)
			await new Promise((resolve) => setImmediate(resolve));
		expect(await desk.cancel(stranger.userId)).toBe(false);
		const asked = performance.now();
		await desk.cancel(person.userId);
		expect(performance.now() - asked).toBeLessThan(TOO_SLOW_MS);
		await taken;
		expect(leftovers()).toEqual([]);
		expect(desk.running()).toBeNull();
		const { state } = await kept(id);
		expect(await districts()).toBe(state === 'cancelled' ? before : before + 1);
		if (stage === 'upload') expect(state).toBe('cancelled');
	});

	test('in the middle of the transaction that stores', async () => {
		const before = await districts();
		let statements = 0;
		let cancelling: Promise<boolean> | null = null;
		let asked = 0;
		const desk: ImportDesk = deskWith({}, ({ stage }) => {
			if (stage !== 'store' || ++statements !== 5) return;
			asked = performance.now();
			cancelling = desk.cancel(person.userId);
		});
		const id = await begun();
		await desk.take(id, person, upload(QUARTER));
		await over(desk);
		expect(await cancelling).toBe(true);
		expect(performance.now() - asked).toBeLessThan(TOO_SLOW_MS);
		expect(await kept(id)).toMatchObject({ state: 'cancelled', districtId: null });
		expect(await districts()).toBe(before);
	});
});

test('who has no right when it comes to storing gets nothing', async () => {
	const before = await districts();
	const desk = deskWith();
	const id = await begun(stranger.userId);
	await desk.take(id, stranger, upload(QUARTER));
	await over(desk);
	expect(await kept(id)).toMatchObject({ state: 'failed', result: { kind: 'unfit', word: 'not-permitted' } });
	expect(await districts()).toBe(before);
});

describe('what is made to hurt is refused by name, and nothing of it stays', () => {
	const far = QUARTER.toString('utf8').replace(/ lat="[^"]*"/, ' lat="97.5"');
	const laughs = `<!DOCTYPE o [<!ENTITY a "ha"><!ENTITY b "${'&a;'.repeat(50)}">]><osm version="0.6"><node id="1" lat="1" lon="1"><tag k="name" v="&b;"/></node></osm>`;
	const bomb = gzipSync(Buffer.concat([Buffer.from('<osm version="0.6">'), Buffer.alloc(64 * 1024 * 1024, ' ')]), {
		level: 9
	});
	const huge = Buffer.concat([Buffer.from([0x7f, 0xff, 0xff, 0xff]), Buffer.from('\n\tOSMHeader'), Buffer.alloc(64)]);
	const cases: readonly (readonly [string, string | Uint8Array, string])[] = [
		['empty', '', 'empty-file'],
		['off the globe', far, 'coordinates-out-of-range'],
		['entities', laughs, 'malformed'],
		['a gzip bomb', bomb, 'unpacks-too-far']
	];
	test.each(cases)('%s', async (_, map, reason) => {
		expect(await refused(upload(map, 'harm.osm'))).toMatchObject({
			kind: 'refused',
			reason,
			trouble: { file: 'harm.osm' }
		});
	});

	test('a block of an absurd size', async () => {
		expect(await refused(upload(huge, 'harm.osm.pbf'))).toMatchObject({
			kind: 'refused',
			trouble: { file: 'harm.osm.pbf' }
		});
	});

	test('boundaries of too many corners, and such as cross themselves', async () => {
		const ring = Array.from({ length: 300_000 }, (_, i) => {
			const angle = (2 * Math.PI * (i % 299_999)) / 299_999;
			return `[${(116 + 0.1 * Math.cos(angle)).toFixed(9)},${(40 + 0.1 * Math.sin(angle)).toFixed(9)}]`;
		});
		const polygon = (corners: string) => new File([`{"type":"Polygon","coordinates":[[${corners}]]}`], '边界.json');
		expect(await refused(upload(QUARTER, 'a.osm', { boundary: polygon(ring.join(',')) }))).toMatchObject({
			reason: 'boundary-too-detailed',
			trouble: { file: '边界.json' }
		});
		const elsewhere = '[0,0],[1,1],[1,0],[0,1],[0,0]';
		expect(await refused(upload(QUARTER, 'a.osm', { boundary: polygon(elsewhere) }))).toMatchObject({
			kind: expect.stringMatching(/refused|unfit/) as string
		});
	});

	test('too long and too much memory', async () => {
		expect(await refused(upload(QUARTER), { minutes: 1 / 60_000 })).toMatchObject({ reason: 'took-too-long' });
		expect(await refused(upload(QUARTER), { mapBytes: 1000 })).toMatchObject({ reason: 'upload-too-large' });
	});
});
