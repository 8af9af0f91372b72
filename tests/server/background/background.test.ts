import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { answerBackground, answerStates } from '#server/background/answer';
import { Background, type BackgroundOptions } from '#server/background/background';
import { isNear, parseTile, type TileAddress } from '#server/background/tile-address';

const KEY = 'secret-key-of-this-test';
const PNG = Buffer.from('89504e470d0a1a0a0000', 'hex');
const MORNING = new Date('2026-11-20T10:00:00+08:00');
const district = [118.5, 37.3, 118.6, 37.4] as const;

let directory: string;
let server: Server;
let upstream: string;
let asked: string[];
let reply: (request: IncomingMessage, response: ServerResponse) => void;
let now: Date;

beforeEach(async () => {
	directory = mkdtempSync(join(tmpdir(), 'gezhi-background-'));
	asked = [];
	now = MORNING;
	reply = (_request, response) => response.writeHead(200, { 'content-type': 'image/png' }).end(PNG);
	server = createServer((request, response) => {
		asked.push(request.url!);
		reply(request, response);
	});
	await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready));
	upstream = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});

afterEach(async () => {
	server.closeAllConnections();
	await new Promise((closed) => server.close(closed));
	rmSync(directory, { recursive: true, force: true });
});

const open = (options: Partial<BackgroundOptions> = {}) =>
	new Background({ key: KEY, dailyTiles: 50, directory, upstream, now: () => now, ...options });
const tile = (x: number, layer: TileAddress['layer'] = 'vec'): TileAddress => ({ layer, z: 15, x, y: 12_700 });

describe('a tile', () => {
	test('is asked for as the service wants it, once, and then lies on the shelf over a restart', async () => {
		const background = open();
		const [first, same] = await Promise.all([background.tile(tile(1)), background.tile(tile(1))]);
		expect(first).toMatchObject({ kind: 'tile', type: 'image/png' });
		expect(same).toEqual(first);
		expect(await open().tile(tile(1))).toEqual(first);
		expect(asked).toHaveLength(1);
		const { pathname, searchParams } = new URL(asked[0]!, upstream);
		expect(pathname).toBe('/vec_w/wmts');
		expect(Object.fromEntries(searchParams)).toMatchObject({
			LAYER: 'vec',
			TILEMATRIXSET: 'w',
			TILEMATRIX: '15',
			TILECOL: '1',
			TILEROW: '12700',
			tk: KEY
		});
	});

	test('is asked for again when it is old', async () => {
		await open().tile(tile(1));
		now = new Date(Date.now() + 15 * 86_400_000);
		await open().tile(tile(1));
		expect(asked).toHaveLength(2);
	});

	test('goes when there are too many, the oldest first', async () => {
		const background = open({ maxBytes: 3 * PNG.length });
		for (const x of [1, 2, 3, 4, 5]) await background.tile(tile(x));
		expect(readdirSync(join(directory, 'tiles')).sort()).toEqual([
			'vec-15-3-12700',
			'vec-15-4-12700',
			'vec-15-5-12700'
		]);
	});
});

describe('the number of a day', () => {
	test('holds for each layer, over a restart, and until midnight in Shanghai', async () => {
		const background = open({ dailyTiles: 2 });
		expect((await background.tile(tile(1))).kind).toBe('tile');
		expect((await background.tile(tile(2))).kind).toBe('tile');
		expect(await background.tile(tile(3))).toEqual({ kind: 'used-up' });
		expect(background.state('vec')).toBe('used-up');
		expect(background.state('img')).toBe('on');
		expect((await background.tile(tile(3, 'cva'))).kind).toBe('tile');
		const again = open({ dailyTiles: 2 });
		expect(await again.tile(tile(4))).toEqual({ kind: 'used-up' });
		expect((await again.tile(tile(1))).kind).toBe('tile');
		now = new Date('2026-11-20T23:59:59+08:00');
		expect(again.state('vec')).toBe('used-up');
		now = new Date('2026-11-21T00:00:01+08:00');
		expect(again.state('vec')).toBe('on');
		expect((await again.tile(tile(4))).kind).toBe('tile');
		expect(asked).toHaveLength(4);
	});

	test('a restart never gives back what was asked for', async () => {
		for (let restart = 0; restart < 5; restart++) await open().tile(tile(restart));
		expect((await open().tile(tile(9))).kind).toBe('used-up');
		expect(asked.length).toBeLessThanOrEqual(50);
	});
});

describe('a service that does not answer', () => {
	test.each<[string, typeof reply]>([
		['fails', (_request, response) => response.writeHead(500).end('no')],
		[
			'refuses in words',
			(_request, response) => response.writeHead(200, { 'content-type': 'image/png' }).end('<xml/>')
		],
		['sends elsewhere', (_request, response) => response.writeHead(302, { location: `${upstream}/other` }).end()],
		['says nothing', () => undefined],
		['says too much', (_request, response) => response.writeHead(200).end(Buffer.concat([PNG, Buffer.alloc(600_000)]))]
	])('%s: no picture, no error, and after a few it is left alone for a while', async (_name, badly) => {
		reply = badly;
		const background = open({ timeoutMs: 60 });
		for (const x of [1, 2, 3, 4, 5, 6]) expect(await background.tile(tile(x))).toEqual({ kind: 'unavailable' });
		expect(asked).toHaveLength(4);
		expect(background.state('vec')).toBe('unavailable');
		expect(() => statSync(join(directory, 'tiles'))).toThrow();
		now = new Date(now.getTime() + 31_000);
		reply = (_request, response) => response.end(PNG);
		expect((await background.tile(tile(1))).kind).toBe('tile');
	});
});

describe('an answer', () => {
	const near = () => Promise.resolve([district]);
	const words = (x: string, z = '15') => ({ layer: 'vec', z, x, y: '12730' });
	const INSIDE = '27176';

	test('has the picture, the end of the day, or a hole', async () => {
		const background = open({ dailyTiles: 1 });
		const picture = await answerBackground(background, words(INSIDE), near);
		expect([picture.status, picture.headers.get('content-type')]).toEqual([200, 'image/png']);
		const none = await answerBackground(background, words('27175'), near);
		expect([none.status, none.headers.get('x-gezhi-background')]).toEqual([204, 'used-up']);
		expect(await answerStates(background).json()).toEqual({ vec: 'used-up', img: 'on' });
	});

	test('is refused elsewhere, for what is no tile, and where nothing is offered', async () => {
		const background = open();
		const status = async (asking: Parameters<typeof answerBackground>[1], offered: Background | null = background) =>
			(await answerBackground(offered, asking, near)).status;
		expect(await status(words('5'))).toBe(404);
		expect(await status(words(INSIDE), null)).toBe(404);
		expect(answerStates(null).status).toBe(404);
		for (const bad of ['-1', '1e3', '1.5', '../x', '99999999', '']) expect(await status(words(bad))).toBe(400);
		for (const zoom of ['6', '19', 'x']) expect(await status(words(INSIDE, zoom))).toBe(400);
		expect(await status({ ...words(INSIDE), layer: 'ter' })).toBe(400);
		expect(asked).toEqual([]);
	});

	test('never holds the key, nor does the console or the disk', async () => {
		const said = (['log', 'warn', 'error', 'info'] as const).map((name) => vi.spyOn(console, name));
		const background = open();
		const answers = [await answerBackground(background, words(INSIDE), near)];
		reply = (request, response) => response.writeHead(403).end(request.url);
		answers.push(await answerBackground(background, words('27177'), near));
		for (const answer of answers) {
			expect(JSON.stringify([...answer.headers]) + (await answer.text())).not.toContain(KEY);
		}
		expect(said.flatMap((spy) => spy.mock.calls)).toEqual([]);
		for (const entry of readdirSync(directory, { recursive: true, withFileTypes: true })) {
			if (entry.isFile()) expect(readFileSync(join(entry.parentPath, entry.name), 'latin1')).not.toContain(KEY);
		}
		vi.restoreAllMocks();
	});
});

test('addresses of tiles', () => {
	expect(parseTile({ layer: 'cia', z: '10', x: '849', y: '397' })).toEqual({ layer: 'cia', z: 10, x: 849, y: 397 });
	expect(parseTile({ layer: 'cia', z: '10', x: '1024', y: '397' })).toBeNull();
	expect(isNear({ layer: 'vec', z: 7, x: 106, y: 49 }, [district])).toBe(true);
	expect(isNear({ layer: 'vec', z: 7, x: 0, y: 0 }, [district])).toBe(false);
});
