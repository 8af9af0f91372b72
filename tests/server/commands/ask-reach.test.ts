import { execFile } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { placesInMetres, TOWN_ORIGIN, way } from '#fixtures/reach/random-streets';
import { localPlane } from '#domain/place/coord';
import { paceFromKmh } from '#domain/reach/pace';
import { reachOverWays } from '#server/commands/ask-reach';

const plane = localPlane(TOWN_ORIGIN);
// a straight street with a point every 100 m
const places = placesInMetres(Array.from({ length: 31 }, (_, i) => [i * 100, 0] as const));

describe('asking for reach over ways', () => {
	it('counts the contracted points too, from where the place meets the street', () => {
		const answer = reachOverWays([way([...places.keys()], places)], plane.toLngLat(0, 40), [5, 10, 15], paceFromKmh(5));
		// 416, 833 and 1,250 m from the end of the street
		expect(answer.nodes_within).toEqual({ 5: 5, 10: 9, 15: 13 });
		expect(answer.start.access_m).toBe(40);
		expect(answer.start.on_mainland).toBe(true);
		expect(Object.keys(answer.polygons)).toEqual(['5', '10', '15']);
		expect(answer.polygon).toEqual(answer.polygons['15']);
	});

	it('counts a point once that many ways share', () => {
		const crossing = placesInMetres([
			[0, 0],
			[100, 0],
			[100, 100],
			[0, 100]
		]);
		const ways = [
			[0, 1],
			[0, 2],
			[0, 3],
			[1, 2, 3]
		].map((keys) => way(keys, crossing));
		expect(reachOverWays(ways, crossing.get(0)!, [5], paceFromKmh(5)).nodes_within).toEqual({ 5: 4 });
	});
});

describe('npm run ask', () => {
	let folder = '';
	let map = '';

	beforeAll(async () => {
		folder = await mkdtemp(join(tmpdir(), 'ask-'));
		map = join(folder, 'street.osm');
		// the western and southern hemisphere: a longitude that starts with a minus
		const nodes = Array.from({ length: 12 }, (_, i) => `<node id="${i + 1}" lat="-30.0" lon="${-51.2 + i * 0.001}"/>`);
		const refs = Array.from({ length: 12 }, (_, i) => `<nd ref="${i + 1}"/>`);
		const street = `<way id="1">${refs.join('')}<tag k="highway" v="residential"/></way>`;
		await writeFile(map, `<?xml version="1.0"?><osm version="0.6">${nodes.join('')}${street}</osm>`);
	});
	afterAll(() => rm(folder, { recursive: true }));

	const ask = (...args: string[]) =>
		new Promise<{ code: number; out: string; err: string }>((resolve) => {
			const env = { ...process.env, LC_ALL: 'en_GB.UTF-8' };
			execFile(process.execPath, ['src/server/commands/ask.ts', ...args], { env }, (error, out, err) =>
				resolve({ code: error ? Number(error.code) : 0, out, err })
			);
		});

	it('prints one JSON value', async () => {
		const { code, out } = await ask(
			'reach',
			'--osm',
			map,
			'--from',
			'-51.2,-30.0',
			'--minutes',
			'5,10',
			'--speed-kmh',
			'5'
		);
		expect(code).toBe(0);
		expect(JSON.parse(out)).toMatchObject({
			// 96.3 m between two nodes
			nodes_within: { 5: 5, 10: 9 },
			polygon: { type: 'MultiPolygon' },
			polygons: { 5: { type: 'MultiPolygon' }, 10: { type: 'MultiPolygon' } }
		});
	});

	it.each([
		['an unknown question', ['nonsense']],
		['no place and no file', ['reach']],
		['no file', ['reach', '--from', '8.69,49.41']],
		['half a place', ['reach', '--osm', 'MAP', '--from', '8.69']],
		['a place off the globe', ['reach', '--osm', 'MAP', '--from', '200,3']],
		['a place far from every street', ['reach', '--osm', 'MAP', '--from', '8.69,49.41']],
		['a pace of zero', ['reach', '--osm', 'MAP', '--from', '-51.2,-30', '--speed-kmh', '0']],
		['minutes that are none', ['reach', '--osm', 'MAP', '--from', '-51.2,-30', '--minutes', '5,soon']],
		['a file that is not there', ['reach', '--osm', '/nowhere.osm', '--from', '-51.2,-30']],
		['an option it does not know', ['reach', '--fast']]
	])('answers %s with a sentence and exit code 1', async (_, args) => {
		const { code, out, err } = await ask(...args.map((arg) => (arg === 'MAP' ? map : arg)));
		expect(code).toBe(1);
		expect(out).toBe('');
		expect(err.trim()).toMatch(/^\S.*\S$/);
		expect(err).not.toMatch(/ at .*:\d+:\d+/);
	});
});
