import { execFile } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { box, cell, collection, tidyFeatures } from '#fixtures/division/polygon-town';

describe('npm run ask -- polygons', () => {
	let folder = '';

	beforeAll(async () => {
		folder = await mkdtemp(join(tmpdir(), 'ask-polygons-'));
		await writeFile(join(folder, 'tidy.geojson'), collection(...tidyFeatures()));
		const wrong = [
			cell([box(0, 0, 100, 100)], { name: '甲', code: '1' }),
			cell([box(90, 0, 100, 100)], { name: '乙', code: '1', parent: '没有' }),
			cell([box(500, 0, 100, 100)], { level: 2, name: '丙', code: '2' })
		];
		await writeFile(join(folder, 'wrong.geojson'), collection(...wrong));
		await writeFile(join(folder, 'far.geojson'), collection(cell([box(90_000, 0, 100, 100)])));
		await writeFile(join(folder, 'torn.geojson'), '{"type":"FeatureCollection","features":[');
		// 甲 in GB 18030, which is no UTF-8
		const [before, after] = collection(cell([box(0, 0, 9, 9)], { name: 'NAME' })).split('NAME');
		await writeFile(
			join(folder, 'gbk.geojson'),
			Buffer.concat([Buffer.from(before!), Buffer.from([0xbc, 0xd7]), Buffer.from(after!)])
		);
	});
	afterAll(() => rm(folder, { recursive: true }));

	const ask = (...args: string[]) =>
		new Promise<{ code: number; out: string; err: string }>((resolve) => {
			const env = { ...process.env, LC_ALL: 'en_GB.UTF-8' };
			const given = args.map((arg) => (arg.endsWith('.geojson') ? join(folder, arg) : arg));
			execFile(process.execPath, ['src/server/commands/ask.ts', 'polygons', ...given], { env }, (error, out, err) =>
				resolve({ code: error ? Number(error.code) : 0, out, err })
			);
		});

	it('prints one JSON value, without buildings where none were given', async () => {
		const { code, out } = await ask('tidy.geojson');
		expect(code).toBe(0);
		const report = JSON.parse(out) as Record<string, unknown>;
		expect(report).toMatchObject({ file: 'tidy.geojson', features: 12, assigned: null, division: null });
		for (const kind of ['gaps', 'overlaps', 'slivers', 'self_intersections', 'orphans', 'duplicated_codes']) {
			expect(report[kind]).toEqual([]);
		}
	});

	it('lists what is wrong, with a sentence for it and for what was done', async () => {
		const report = JSON.parse((await ask('wrong.geojson')).out) as Record<
			string,
			{ what: string; features: number[] }[]
		>;
		expect(report['overlaps']).toEqual([
			expect.objectContaining({
				features: [1, 2],
				done: 'smaller-wins',
				what: expect.stringMatching(/no\. 1 “甲” \(1\), no\. 2 “乙” \(1\) overlap by (999|1,00\d) m²/),
				what_was_done: expect.stringContaining('smaller')
			})
		]);
		expect(report['duplicated_codes']).toEqual([expect.objectContaining({ features: [1, 2], word: '1' })]);
		expect(report['orphans']!.map(({ features }) => features)).toEqual([[1], [2]]);
	});

	it('lays them on the buildings of a map or of the demo', async () => {
		const near = await ask('tidy.geojson', '--osm', 'tests/fixtures/osm/quarter.osm');
		expect(JSON.parse(near.out)).toMatchObject({ assigned: { buildings: expect.any(Number) } });
		const { code, err } = await ask('far.geojson', '--osm', 'tests/fixtures/osm/quarter.osm');
		expect([code, err]).toEqual([1, expect.stringContaining('No polygon lies in this community')]);
		const unknown = await ask('tidy.geojson', '--osm', 'tests/fixtures/osm/quarter.osm', '--community', '无此社区');
		expect([unknown.code, unknown.err]).toEqual([1, expect.stringContaining('无此社区')]);
	});

	it('reads what Chinese tools write', async () => {
		expect(JSON.parse((await ask('gbk.geojson')).out)).toMatchObject({ polygons: [{ name: '甲' }] });
	});

	it.each([
		['no file', []],
		['a file that is not there', ['none.geojson']],
		['a torn file', ['torn.geojson']],
		['two files', ['tidy.geojson', 'wrong.geojson']],
		['an option it does not know', ['tidy.geojson', '--fast']]
	])('answers %s with a sentence and exit code 1', async (_, args) => {
		const { code, out, err } = await ask(...args);
		expect([code, out]).toEqual([1, '']);
		expect(err).toMatch(/\p{L}{3,}.*\.\s*$/u);
		expect(err).not.toContain('    at ');
	});
});
