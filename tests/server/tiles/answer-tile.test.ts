import { gunzipSync } from 'node:zlib';
import { afterAll, describe, expect, test } from 'vitest';
import { answerOutline, answerTile } from '#server/tiles/answer-tile';
import { TileDesk, type PlanDoor } from '#server/tiles/tile-desk';

const PLAN = '00000000-0000-4000-8000-000000000001';
const NODE = '00000000-0000-4000-8000-000000000011';
const boundary = {
	type: 'Polygon' as const,
	coordinates: [
		[
			[116, 40],
			[116.01, 40],
			[116.01, 40.01],
			[116, 40.01],
			[116, 40]
		]
	]
};
const ground = {
	parcels: null,
	communities: [{ node: NODE, id: NODE, name: '社区', code: '1', vacant: false, boundary }],
	areas: [],
	cells: [],
	units: []
};

/** A database that knows one plan, and counts who asked it what. */
function database(version: string, isPublic: boolean) {
	const asked: string[] = [];
	const door = (mayLook: boolean): PlanDoor => {
		const look = <Value>(what: string, value: Value): Promise<Value> => {
			asked.push(`${what} ${mayLook}`);
			return mayLook || isPublic ? Promise.resolve(value) : Promise.reject(new Error('not-found'));
		};
		return {
			state: () => look('state', { version, isPublic }),
			ground: () => look('ground', { ground, version, isPublic, parcels: null })
		};
	};
	return { asked, door };
}

const address = { plan: PLAN, version: 'abc-20260101', z: '14', x: '13471', y: '6202' };
const get = (headers: Record<string, string> = {}) => new Request('http://127.0.0.1/', { headers });

describe('a tile of a plan', () => {
	const desks: TileDesk[] = [];
	const newDesk = () => {
		const desk = new TileDesk();
		desks.push(desk);
		return desk;
	};
	afterAll(() => Promise.all(desks.map((desk) => desk.close())));

	test('that everybody may see is kept for ever under its version, and the database is asked once', async () => {
		const desk = newDesk();
		const { door, asked } = database('abc-20260101', true);
		const first = await answerTile(desk, address, get({ 'accept-encoding': 'gzip' }), door(false));
		expect(first.status).toBe(200);
		expect(first.headers.get('cache-control')).toBe('public, max-age=31536000, immutable');
		expect(first.headers.get('content-encoding')).toBe('gzip');
		const plain = await answerTile(desk, address, get(), door(false));
		const bytes = Buffer.from(await first.arrayBuffer());
		expect(Buffer.from(await plain.arrayBuffer())).toEqual(gunzipSync(bytes));
		expect(asked).toEqual(['state false', 'ground false']);
		const etag = first.headers.get('etag')!;
		expect((await answerTile(desk, address, get({ 'if-none-match': etag }), door(false))).status).toBe(304);
	});

	test('of a draft is asked of the database each time, and refused to whom it is hidden though another has it open', async () => {
		const desk = newDesk();
		const { door, asked } = database('abc-20260101', false);
		const seen = await answerTile(desk, address, get(), door(true));
		expect(seen.headers.get('cache-control')).toBe('private, no-cache');
		await expect(answerTile(desk, address, get(), door(false))).rejects.toThrow('not-found');
		const tag = { 'if-none-match': seen.headers.get('etag')! };
		await expect(answerTile(desk, address, get(tag), door(false))).rejects.toThrow('not-found');
		await expect(answerOutline(desk, { ...address, node: NODE }, get(), door(false))).rejects.toThrow('not-found');
		expect((await answerTile(desk, address, get(tag), door(true))).status).toBe(304);
		expect(asked.filter((question) => question === 'ground true')).toHaveLength(1);
	});

	test.each([
		['another version', { version: 'abd-20260101' }],
		['a version that is none', { version: '../x' }],
		['a plan that is none', { plan: 'x' }],
		['a zoom that is not cut', { z: '16' }],
		['a column beyond the world', { x: '16384' }],
		['no number', { y: '-1' }]
	])('with %s is not there', async (_what, change) => {
		const { door } = database('abc-20260101', true);
		const answer = await answerTile(newDesk(), { ...address, ...change }, get(), door(false));
		expect(answer.status).toBe(404);
		expect(answer.headers.get('cache-control')).toBe('no-store');
	});

	test('comes with outlines of single nodes', async () => {
		const desk = newDesk();
		const { door } = database('abc-20260101', true);
		const answer = await answerOutline(desk, { ...address, node: NODE }, get(), door(false));
		expect(await answer.json()).toMatchObject({ node: NODE, level: 1, geometry: boundary });
		const unknown = { ...address, node: NODE.replace('11', '99') };
		expect((await answerOutline(desk, unknown, get(), door(false))).status).toBe(404);
	});
});
