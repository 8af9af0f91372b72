import { describe, expect, test } from 'vitest';
import { checkPolygons } from '#domain/division/polygons/check';
import { toGcj02 } from '#domain/division/polygons/datum';
import { changesOf } from '#domain/division/polygons/division';
import type { Finding, FindingKind } from '#domain/division/polygons/finding';
import type { PolygonGround } from '#domain/division/polygons/ground';
import { PolygonRefusal } from '#domain/division/polygons/refusal';
import { PLAIN_READING, type Reading } from '#domain/division/polygons/shapes-of-file';
import { at, box, cell, collection, polygonTown, tidyFeatures, TOWN_SIDE_M } from '#fixtures/division/polygon-town';

const names = { area: '待归并', cell: '楼道' };
const town = polygonTown();

function check(text: string, reading: Partial<Reading> = {}, ground: PolygonGround | null = town) {
	return checkPolygons({ text, reading: { ...PLAIN_READING, ...reading }, names, ground });
}

function found(text: string, kind: FindingKind, ground: PolygonGround | null = null): readonly Finding[] {
	return check(text, {}, ground).report.findings.filter((finding) => finding.kind === kind);
}

function refusalOf(text: string): Pick<PolygonRefusal, 'refusal' | 'trouble'> {
	try {
		check(text);
	} catch (error) {
		if (error instanceof PolygonRefusal) return { refusal: error.refusal, trouble: error.trouble };
		throw error;
	}
	throw new Error('it was read');
}

describe('a file without a flaw', () => {
	test('is told to be one, and every building gets its place', () => {
		const { report, division } = check(collection(...tidyFeatures()));
		expect(report.findings).toEqual([]);
		expect(report.assigned).toEqual({
			...{ buildings: 100, units: 300, households: 1800 },
			...{ leftBuildings: 0, leftUnits: 0, leftHouseholds: 0, splitBuildings: 0 }
		});
		expect(division!.areas.map(({ name }) => name)).toEqual(['生活区1', '生活区2', '生活区3', '生活区4']);
		expect(division!.cells.map(({ area, name, units }) => [area, name, units.length])).toEqual([
			...[0, 1, 2, 3].flatMap((area) => [
				[area, `A${area + 1}南`, 45],
				[area, `A${area + 1}北`, 30]
			])
		]);
		expect(report.polygons.find(({ name }) => name === '生活区1')).toMatchObject({ buildings: 25, households: 450 });
	});

	test('is one step of an empty plan: living areas first, every unit once', () => {
		let number = 0;
		const { division } = check(collection(...tidyFeatures()));
		const { created, moves, removed, changed } = changesOf(division!, () => `id-${++number}`);
		expect(created.map(({ level }) => level)).toEqual([...Array<number>(4).fill(2), ...Array<number>(8).fill(3)]);
		expect(new Set(created.map(({ id }) => id)).size).toBe(12);
		expect(
			created.slice(4).every(({ parentId }) => created.some(({ id, level }) => id === parentId && level === 2))
		).toBe(true);
		const units = moves.flatMap((move) => move.units);
		expect([units.length, new Set(units).size]).toEqual([300, 300]);
		expect([removed, changed]).toEqual([[], []]);
	});

	test('may have its properties in Chinese, with full-width figures', () => {
		const half = TOWN_SIDE_M / 2;
		const text = collection(
			cell([box(0, 0, TOWN_SIDE_M, TOWN_SIDE_M)], {
				level: undefined,
				级别: '生活区',
				网格名称: '东风里',
				网格编码: '０１'
			}),
			cell([box(0, 0, half, TOWN_SIDE_M)], { level: undefined, 层级: '３', 名称: '西半', 上级编码: '01' }),
			cell([box(half, 0, half, TOWN_SIDE_M)], { level: undefined, 层级: '楼道', 名称: '东半', 上级编码: '01' })
		);
		const { report, division } = check(text);
		expect(report.findings).toEqual([]);
		expect(division!.areas).toEqual([{ name: '东风里', kind: 'ordinary' }]);
		expect(division!.cells.map(({ name }) => name)).toEqual(['西半', '东半']);
	});
});

describe('where a building goes', () => {
	const [x, y] = [8, 14];
	const only: PolygonGround = { ...town, buildings: [town.buildings[0]!] };
	const placed = (...features: unknown[]) => {
		const { report, division } = check(collection(...features), {}, only);
		return { report, cells: Object.fromEntries(division!.cells.map(({ name, units }) => [name, units])) };
	};

	test('into the polygon of its door, though most of it lies in another', () => {
		// the wall between them runs along the house, 3 m behind the door
		const { cells } = placed(
			cell([box(0, 0, 400, y + 3)], { name: '前' }),
			cell([box(0, y + 3, 400, 400 - y - 3)], { name: '后' })
		);
		expect(cells).toEqual({ 前: [0, 1, 2] });
	});

	test('into the polygon with most of it where the door lies in none', () => {
		const { cells } = placed(cell([box(0, y + 4, 400, 300)], { name: '后' }));
		expect(cells).toEqual({ 后: [0, 1, 2] });
		const { report } = placed(cell([box(0, y + 9, 400, 300)], { name: '后' }));
		expect(report.assigned).toMatchObject({ leftBuildings: 1, leftHouseholds: 18 });
		expect(report.findings.find(({ kind }) => kind === 'unassigned-building')).toMatchObject({ word: '1-1' });
	});

	test('is split only where polygons cut it between stairwells', () => {
		const cut = (width: number) =>
			placed(
				cell([box(0, 0, x + width, 400)], { name: '西' }),
				cell([box(x + width, 0, 400 - x - width, 400)], { name: '东' })
			);
		// 24 m of three stairwells: cut at 16 m, two and one; cut at 12 m through the middle one, not at all
		expect(cut(16).cells).toEqual({ 西: [0, 1], 东: [2] });
		expect(cut(16).report.findings.find(({ kind }) => kind === 'split-building')).toMatchObject({ features: [1, 2] });
		expect(Object.keys(cut(12).cells)).toHaveLength(1);
	});

	test('into the smaller of two polygons that lie on one another', () => {
		const { cells, report } = placed(
			cell([box(0, 0, 400, 400)], { name: '大' }),
			cell([box(0, 0, 60, 60)], { name: '小', kind: '工地' })
		);
		expect(cells).toEqual({ 小: [0, 1, 2] });
		expect(report.findings.find(({ kind }) => kind === 'overlap')).toMatchObject({
			features: [1, 2],
			areaM2: expect.closeTo(3600, -1)
		});
	});
});

describe('what is wrong with the ground', () => {
	test('gaps are measured within the community, with their neighbours and the buildings in them', () => {
		const text = collection(cell([box(0, 0, 200, 400)], { name: '西' }), cell([box(240, 0, 160, 400)], { name: '东' }));
		const [gap, ...more] = found(text, 'gap', town);
		expect(more).toEqual([]);
		expect(gap).toMatchObject({ features: [1, 2], count: 10, done: 'ground-follows-buildings' });
		expect(gap!.areaM2).toBeCloseTo(16_000, -2);
		// nothing but the polygons themselves: a strip that is open at both ends is not enclosed
		expect(found(text, 'gap')).toEqual([]);
	});

	test('a hole that polygons leave among themselves is a gap', () => {
		const text = collection(
			cell([box(0, 0, 300, 100)]),
			cell([box(0, 200, 300, 100)]),
			cell([box(0, 100, 100, 100)]),
			cell([box(200, 100, 100, 100)])
		);
		expect(found(text, 'gap')).toEqual([
			expect.objectContaining({ features: [1, 2, 3, 4], areaM2: expect.closeTo(1e4, -2) })
		]);
	});

	test('overlaps, and slivers of both kinds', () => {
		const text = collection(
			cell([box(0, 0, 200, 400)]),
			cell([box(190, 0, 110, 400)]),
			cell([box(300.8, 0, 99.2, 200)]),
			cell([box(299.5, 200, 100.5, 200)])
		);
		const { findings } = check(text).report;
		const overlaps = findings.filter(({ kind }) => kind === 'overlap');
		expect(overlaps).toEqual([
			expect.objectContaining({ features: [1, 2], areaM2: expect.closeTo(4000, -2), done: 'smaller-wins' })
		]);
		const slivers = findings.filter(({ kind }) => kind === 'sliver').map(({ of, features }) => [of, features]);
		expect(slivers).toContainEqual(['overlap', [2, 4]]);
		expect(slivers).toContainEqual(['gap', expect.arrayContaining([2, 3])]);
	});

	test('a crossing outline is named with its place and cut there', () => {
		const bowTie = [at(0, 0), at(100, 100), at(100, 0), at(0, 100), at(0, 0)];
		const text = collection(cell([box(200, 0, 50, 50)]), cell([bowTie], { name: '蝴蝶' }));
		const { findings, polygons } = check(text, {}, null).report;
		const crossing = findings.find(({ kind }) => kind === 'self-crossing')!;
		expect(crossing).toMatchObject({ features: [2], done: 'repaired' });
		expect(crossing.at![0]).toBeCloseTo(at(50, 50)[0]!, 6);
		expect(crossing.at![1]).toBeCloseTo(at(50, 50)[1]!, 6);
		expect(polygons.find(({ name }) => name === '蝴蝶')!.areaM2).toBeCloseTo(5000, -1);
	});

	test('neighbours rounded to seven decimals have neither gap nor overlap', () => {
		const width = TOWN_SIDE_M / 37;
		const stripes = Array.from({ length: 37 }, (_, i) => cell([box(i * width, 0, width, TOWN_SIDE_M)]));
		const { findings } = check(collection(...stripes)).report;
		expect(findings.filter(({ kind }) => ['gap', 'overlap', 'sliver'].includes(kind))).toEqual([]);
	});
});

describe('what is wrong with levels and codes', () => {
	test('orphans go into a living area made for them, and are told', () => {
		const text = collection(
			...tidyFeatures().filter(({ properties }) => (properties as { code?: string }).code !== 'A2')
		);
		const { report, division } = check(text);
		const orphans = report.findings.filter(({ kind }) => kind === 'orphan');
		expect(orphans.map(({ features, word, done }) => [features, word, done])).toEqual([
			[[4], 'A2', 'made-area'],
			[[5], 'A2', 'made-area']
		]);
		expect(division!.areas.map(({ name }) => name)).toContain('待归并');
	});

	test('a parent that is not in the file is replaced by the one around', () => {
		const [area, south] = tidyFeatures();
		const text = collection(area, { ...south, properties: { ...south!.properties, parent: '没有' } });
		expect(found(text, 'orphan', town)).toEqual([expect.objectContaining({ done: 'parent-by-place', features: [2] })]);
	});

	test('no living area at all is told once', () => {
		const text = collection(...tidyFeatures().filter(({ properties }) => properties.level === 3));
		expect(found(text, 'no-areas', town)).toEqual([expect.objectContaining({ count: 8, done: 'made-area' })]);
		expect(found(text, 'orphan', town)).toEqual([]);
	});

	test('a living area without cells holds its buildings in one', () => {
		const text = collection(...tidyFeatures().filter(({ properties }) => properties.level === 2));
		const { report, division } = check(text);
		expect(report.findings).toEqual([expect.objectContaining({ kind: 'stairless-area', features: [1, 2, 3, 4] })]);
		expect(division!.cells.map(({ name, units }) => [name, units.length])).toEqual(
			[1, 2, 3, 4].map((number) => [`生活区${number}`, 75])
		);
	});

	test('codes that two bear are told; both stay', () => {
		const text = collection(
			cell([box(0, 0, 200, 400)], { code: '007' }),
			cell([box(200, 0, 200, 400)], { code: '007' })
		);
		expect(found(text, 'duplicated-code', town)).toEqual([
			expect.objectContaining({ features: [1, 2], word: '007', done: 'codes-anew' })
		]);
		expect(check(text).division!.cells).toHaveLength(2);
	});

	test('a level nobody knows, and none at all, are read as the level that was chosen', () => {
		const text = collection(
			cell([box(0, 0, 200, 400)], { level: '九' }),
			cell([box(200, 0, 200, 400)], { level: undefined })
		);
		expect(found(text, 'level-unknown')).toEqual([expect.objectContaining({ features: [1], word: '九' })]);
		expect(found(text, 'level-missing')).toEqual([expect.objectContaining({ features: [1, 2], word: '3' })]);
		expect(check(text, { levelless: 2 }).division!.areas).toHaveLength(2);
	});
});

describe('bad input, feature by feature', () => {
	const good = cell([box(0, 0, 400, 400)], { name: '好' });
	const beside = (...bad: unknown[]) => collection(good, ...bad);

	test.each<[string, FindingKind, unknown, Partial<Finding>]>([
		[
			'the same polygon again, begun elsewhere',
			'duplicate',
			cell([[...box(0, 0, 400, 400).slice(2), ...box(0, 0, 400, 400).slice(1, 3)]]),
			{ features: [1, 2], done: 'first-kept' }
		],
		['no rings', 'empty', cell([]), { features: [2], done: 'left-out' }],
		['no geometry', 'empty', { type: 'Feature', properties: {}, geometry: null }, { features: [2] }],
		['a line that encloses nothing', 'empty', cell([[at(0, 0), at(10, 10), at(0, 0)]]), { features: [2] }],
		[
			'a point',
			'other-shape',
			{ type: 'Feature', properties: {}, geometry: { type: 'Point', coordinates: at(1, 1) } },
			{ features: [2], word: 'Point' }
		],
		[
			'heights',
			'height',
			cell([box(0, 0, 50, 50).map((point) => [...point, 12.5])]),
			{ features: [2], done: 'height-dropped' }
		],
		[
			'a ring that is not closed',
			'open-ring',
			cell([box(0, 0, 50, 50).slice(0, 4)]),
			{ features: [2], done: 'closed' }
		],
		[
			'a ring that runs the wrong way',
			'ring-order',
			cell([box(0, 0, 50, 50).toReversed()]),
			{ features: [2], done: 'turned' }
		],
		[
			'a number that is none',
			'bad-coordinates',
			cell([[at(0, 0), at(50, 0), [null, 37.4], at(0, 0)]]),
			{ features: [2], corner: { ring: 1, point: 3 } }
		],
		[
			'a place off the globe',
			'bad-coordinates',
			cell([box(0, 0, 50, 50), [at(1, 1), [1e300, 37], at(2, 2)]]),
			{ features: [2], corner: { ring: 2, point: 2 } }
		],
		['another district', 'outside', cell([box(5000, 5000, 50, 50)]), { features: [2], done: 'left-out' }],
		[
			'a community',
			'community-level',
			cell([box(0, 0, 400, 400)], { level: 1 }),
			{ features: [2], done: 'not-changed' }
		],
		['a cell without buildings', 'empty-cell', cell([box(33, 0, 5, 10)]), { features: [2], done: 'left-out' }],
		[
			'fewer buildings than it had',
			'fewer-buildings',
			cell([box(0, 0, 40, 40)], { buildings: 3 }),
			{ features: [2], count: 1, word: '3' }
		]
	])('%s', (_, kind, feature, expected) => {
		expect(found(beside(feature), kind, town)).toEqual([expect.objectContaining(expected)]);
	});

	test.each<[string, string, object]>([
		['', 'polygons-empty-file', {}],
		['{"type":"FeatureCollection",\n "features":[NaN]}', 'polygons-not-json', { line: 2, column: 14, found: 'NaN]}' }],
		['{"type":"FeatureCollection","features":[', 'polygons-not-json', { line: 1, column: 41 }],
		['[1,2]', 'polygons-not-geojson', {}],
		['{"type":"FeatureCollection","features":{}}', 'polygons-not-geojson', {}],
		['{"type":"Topology","objects":{"a":{"type":"Polygon","arcs":[[7]]}},"arcs":[]}', 'polygons-not-geojson', {}],
		['{"type":"FeatureCollection","features":[]}', 'polygons-none', {}],
		[
			`{"type":"FeatureCollection","crs":{"type":"name","properties":{"name":"EPSG:3857"}},"features":[]}`,
			'polygons-other-datum',
			{ found: 'EPSG:3857' }
		],
		[
			collection(
				cell([
					[
						[500000, 4100000],
						[500100, 4100000],
						[500100, 4100100],
						[500000, 4100000]
					]
				])
			),
			'polygons-not-degrees',
			{ found: '[500000,4100000]' }
		],
		[collection(cell([box(9000, 0, 50, 50)])), 'polygons-elsewhere', {}]
	])('a file that is not read: %.50s', (text, refusal, trouble) => {
		expect(refusalOf(text)).toMatchObject({ refusal, trouble });
	});

	test('a million corners and twenty thousand polygons too many are refused before they are looked at', () => {
		const ring = JSON.stringify(Array.from({ length: 1_000_000 }, (_, i) => [118 + i * 1e-7, 37]));
		const big = `{"type":"Feature","properties":{},"geometry":{"type":"Polygon","coordinates":[${ring}]}}`;
		expect(refusalOf(big)).toMatchObject({ refusal: 'polygons-too-many-corners', trouble: { found: '1000000' } });
		const many = collection(...Array.from({ length: 20_001 }, () => good));
		expect(refusalOf(many)).toMatchObject({ refusal: 'polygons-too-many' });
	});
});

describe('a file that lies beside the houses', () => {
	// borders between the houses, so that a right place is told from a wrong one
	const rows = (move: (point: number[]) => readonly number[]) =>
		collection(
			...Array.from({ length: 10 }, (_, row) => cell([box(0, row * 40, 400, 40).map((point) => [...move(point)])]))
		);

	test('in GCJ-02 is told and, when asked, converted', () => {
		const text = rows(([lng, lat]) => toGcj02([lng!, lat!]));
		expect(found(text, 'shifted', town)).toEqual([expect.objectContaining({ word: 'gcj02', done: 'ask-datum' })]);
		const { report } = check(text, { datum: 'gcj02' });
		expect(report.findings.filter(({ kind }) => kind === 'shifted' || kind === 'unassigned-building')).toEqual([]);
	});

	test('moved by 300 m is told by how much, and moved back when asked', () => {
		const [dx, dy] = [at(250, 0)[0]! - at(0, 0)[0]!, at(0, 170)[1]! - at(0, 0)[1]!];
		const text = rows(([lng, lat]) => [lng! + dx, lat! + dy]);
		const [shift] = found(text, 'shifted', town);
		const [east, north] = shift!.word!.split(',').map(Number);
		expect(Math.abs(north! - 170)).toBeLessThan(20);
		expect(Math.abs(east! - 250)).toBeLessThan(60);
		const { report } = check(text, { shiftM: [250, 170] });
		expect(report.assigned!.leftBuildings).toBe(0);
	});

	test('a file that fits is left alone', () => {
		expect(
			found(
				rows((point) => point),
				'shifted',
				town
			)
		).toEqual([]);
	});
});
