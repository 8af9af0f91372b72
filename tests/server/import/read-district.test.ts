import { expect, test } from 'vitest';
import { readArguments } from '#server/import/import-arguments';
import { importFacts, summaryLines } from '#server/import/import-summary';
import { readDistrict, type DistrictSource } from '#server/import/read-district';
import { StageLine } from '#server/import/stage-line';
import { translator } from '#ui/text/words';
import { fixture, scratch } from './files.ts';

const write = scratch();

function source(parts: Partial<DistrictSource> = {}): DistrictSource {
	const path = write('quarter.osm', fixture('quarter.osm'));
	return { path, boundaryPath: null, name: '', today: '2026-11-20', locale: 'zh-CN', ...parts };
}

test('a file is read in a thread of its own and named after itself', async () => {
	const stages = new Set<string>();
	const read = await readDistrict(source(), { onProgress: ({ stage }) => stages.add(stage) });
	expect(read.survey.district).toMatchObject({ name: 'quarter', nameEn: 'quarter' });
	expect([...stages]).toEqual(['structure', 'places', 'shapes', 'communities', 'doors', 'plan']);
	const text = summaryLines(translator('en'), 'quarter.osm', importFacts(read)).join('\n');
	expect(text).toContain('2 communities');
	expect(text).toContain('3 of relations (of 12 members)');
	expect(text).not.toMatch(/[{}]|import\./);
});

test('refusals keep their name across the thread', async () => {
	const broken = { boundaryPath: write('b.geojson', '[]') };
	await expect(readDistrict(source(broken))).rejects.toMatchObject({
		name: 'ImportRefusal',
		reason: 'boundary-not-geojson'
	});
});

test('reading can be called off, and ends when its time is over', async () => {
	const stopping = AbortSignal.abort(new Error('called off'));
	await expect(readDistrict(source(), { signal: stopping })).rejects.toThrow('called off');
	await expect(readDistrict(source(), {}, { memoryMb: 1024, minutes: 0 })).rejects.toMatchObject({
		reason: 'took-too-long'
	});
});

test('a map that takes too much memory is refused and takes nobody along', async () => {
	const many = Array.from(
		{ length: 120_000 },
		(_, i) => `<way id="${i}"><tag k="highway" v="path"/><tag k="name" v="${i}"/></way>`
	);
	const path = write('many.osm', `<osm>${many.join('')}</osm>`);
	await expect(readDistrict(source({ path }), {}, { memoryMb: 24, minutes: 5 })).rejects.toMatchObject({
		reason: 'out-of-memory'
	});
});

test('the command line is read in any order, and what is wrong is named', () => {
	expect(
		readArguments(['--name', '青禾', 'a.osm', '--boundary', 'b.geojson', '--yes', '--max-unpacked-mb', '300'])
	).toEqual({
		file: 'a.osm',
		boundaryPath: 'b.geojson',
		name: '青禾',
		maxUnpackedBytes: 300 * 1024 * 1024,
		yes: true
	});
	expect(readArguments([])).toEqual({ refused: 'missing-file', option: '' });
	expect(readArguments(['a.osm', '--fast'])).toEqual({ refused: 'unknown-option', option: '--fast' });
	expect(readArguments(['a.osm', 'b.osm'])).toEqual({ refused: 'unknown-option', option: 'b.osm' });
	expect(readArguments(['a.osm', '--max-unpacked-mb', 'all'])).toEqual({
		refused: 'bad-number',
		option: '--max-unpacked-mb'
	});
});

test('a log gets a line for each stage, a terminal one that counts', () => {
	const log: string[] = [];
	const lines = new StageLine(translator('en'), { write: (text) => log.push(text) });
	for (const done of [0, 1, 2]) lines.show({ stage: 'doors', done, total: 2 });
	lines.end();
	expect(log).toEqual(['Finding doors, estimating households\n']);
	const screen: string[] = [];
	const line = new StageLine(translator('en'), { isTTY: true, write: (text) => screen.push(text) });
	line.show({ stage: 'doors', done: 1, total: 2 });
	line.end();
	expect(screen.join('')).toBe('\r\x1b[2KFinding doors, estimating households 50 %\n');
});
