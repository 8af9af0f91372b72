import { createHash, randomBytes } from 'node:crypto';
import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { brotliDecompressSync, gunzipSync } from 'node:zlib';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { answerArtefact } from '#server/artefacts/answer';
import { parseRange } from '#server/artefacts/range';
import { ArtefactStore } from '#server/artefacts/store';

const hashOf = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex');
const parcels = Buffer.from(
	JSON.stringify({ type: 'Topology', arcs: Array.from({ length: 2_000 }, (_, n) => [n, n]) })
);
const tiles = Buffer.concat([Buffer.from('PMTiles'), randomBytes(1_000)]);

let directory = '';
let store: ArtefactStore;
const database = new Map([parcels, tiles].map((bytes) => [hashOf(bytes), bytes]));
const fetch = vi.fn((hash: string) => Promise.resolve(database.get(hash) ?? null));

beforeEach(() => {
	directory = mkdtempSync(join(tmpdir(), 'gezhi-cache-'));
	store = new ArtefactStore(directory);
	fetch.mockClear();
});
afterEach(() => rmSync(directory, { recursive: true, force: true }));

const get = (hash: string, headers: Record<string, string> = {}) =>
	answerArtefact(store, hash, new Request(`http://h/artefacts/${hash}`, { headers }), fetch);

describe('an artefact', () => {
	test('is the same bytes for ever, and says so', async () => {
		const answer = await get(hashOf(tiles));
		expect(Buffer.from(await answer.arrayBuffer()).equals(tiles)).toBe(true);
		expect(Object.fromEntries(answer.headers)).toMatchObject({
			etag: `"${hashOf(tiles)}"`,
			'cache-control': 'public, max-age=31536000, immutable',
			'content-type': 'application/vnd.pmtiles',
			'content-length': String(tiles.length),
			'accept-ranges': 'bytes'
		});
	});

	test('is asked of the database once, whoever asks and after a restart', async () => {
		await Promise.all([get(hashOf(tiles)), get(hashOf(tiles))]);
		await get(hashOf(tiles));
		store = new ArtefactStore(directory);
		await get(hashOf(tiles));
		expect(fetch).toHaveBeenCalledTimes(1);
	});

	test('that nobody has is a 404, and no path', async () => {
		expect((await get(hashOf(Buffer.from('other')))).status).toBe(404);
		expect((await get('../keys.json')).status).toBe(404);
		expect(fetch).toHaveBeenCalledTimes(1);
	});

	test('of other bytes than its name is never given out', async () => {
		writeFileSync(join(directory, hashOf(parcels)), 'damaged on disk');
		expect((await get(hashOf(parcels))).status).toBe(200);
		const lying = vi.fn(() => Promise.resolve(Buffer.from('other bytes')));
		const hash = hashOf(Buffer.from('asked for'));
		expect((await answerArtefact(store, hash, new Request('http://h/'), lying)).status).toBe(404);
		expect(readdirSync(directory)).not.toContain(hash);
	});

	test('that the browser has is not sent again', async () => {
		const answer = await get(hashOf(tiles), { 'if-none-match': `W/"x", "${hashOf(tiles)}"` });
		expect(answer.status).toBe(304);
		expect(fetch).not.toHaveBeenCalled();
	});

	test('of text is compressed for those who take it', async () => {
		const brotli = await get(hashOf(parcels), { 'accept-encoding': 'gzip, br' });
		expect(brotli.headers.get('content-encoding')).toBe('br');
		expect(brotliDecompressSync(Buffer.from(await brotli.arrayBuffer())).equals(parcels)).toBe(true);
		const zipped = await get(hashOf(parcels), { 'accept-encoding': 'br;q=0, gzip' });
		expect(zipped.headers.get('content-encoding')).toBe('gzip');
		expect(gunzipSync(Buffer.from(await zipped.arrayBuffer())).equals(parcels)).toBe(true);
		expect((await get(hashOf(parcels))).headers.has('content-encoding')).toBe(false);
	});

	test('of tiles is not, because it is read in ranges', async () => {
		expect((await get(hashOf(tiles), { 'accept-encoding': 'br' })).headers.has('content-encoding')).toBe(false);
	});

	test('in a range is that range of the plain bytes', async () => {
		const answer = await get(hashOf(parcels), { range: 'bytes=10-19', 'accept-encoding': 'br' });
		expect(answer.status).toBe(206);
		expect(answer.headers.get('content-range')).toBe(`bytes 10-19/${parcels.length}`);
		expect(Buffer.from(await answer.arrayBuffer()).equals(parcels.subarray(10, 20))).toBe(true);
		const changed = await get(hashOf(parcels), { range: 'bytes=10-19', 'if-range': '"another"' });
		expect(changed.status).toBe(200);
		const beyond = await get(hashOf(parcels), { range: 'bytes=999999999-' });
		expect([beyond.status, beyond.headers.get('content-range')]).toEqual([416, `bytes */${parcels.length}`]);
	});
});

describe('a range header', () => {
	test.each([
		['bytes=0-0', 10, { first: 0, last: 0 }],
		['bytes=5-', 10, { first: 5, last: 9 }],
		['bytes=-3', 10, { first: 7, last: 9 }],
		['bytes=-30', 10, { first: 0, last: 9 }],
		['bytes=5-99', 10, { first: 5, last: 9 }],
		['bytes=10-', 10, 'unsatisfiable'],
		['bytes=-0', 10, 'unsatisfiable'],
		['bytes=0-', 0, 'unsatisfiable'],
		['bytes=5-2', 10, null],
		['bytes=0-1,4-5', 10, null],
		['bytes=-', 10, null],
		['items=0-1', 10, null],
		[null, 10, null]
	])('%s of %i bytes', (header, size, expected) => {
		expect(parseRange(header, size)).toEqual(expected);
	});
});
