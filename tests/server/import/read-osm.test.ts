import { expect, test } from 'vitest';
import type { SurveyWay } from '#domain/place/survey';
import { readOsm } from '#server/import/read-osm';
import { fixture, scratch } from './files.ts';
import { gzip, xmlToPbf } from './write-pbf.ts';

const write = scratch();
const xml = fixture('quarter.osm');
const quarter = await readOsm(write('quarter.osm', xml));

function street(name: string): SurveyWay {
	return quarter.ways.find((way) => way.name === name)!;
}

test('the four formats of one map read alike, whatever they are called', async () => {
	const formats: [string, Uint8Array][] = [
		['map.bin', await xmlToPbf(xml, 'raw')],
		['map.osm', await xmlToPbf(xml, 'zlib')],
		['map.pbf', gzip(xml)],
		['bom.osm', Buffer.concat([Buffer.from('\ufeff'), xml])]
	];
	for (const [name, bytes] of formats) expect(await readOsm(write(name, bytes)), name).toEqual(quarter);
});

test('streets keep their node ids, names, bridges and walkability', () => {
	expect(street('南街')).toMatchObject({
		class: 'residential',
		walkable: true,
		nodeKeys: [1, 13, 2, 3],
		bridge: false
	});
	expect(street('西路')).toMatchObject({ class: 'tertiary', bridge: true });
	expect(street('高速路')).toMatchObject({ class: 'trunk', walkable: false });
	expect(quarter.ways.filter((way) => way.class === 'steps')).toHaveLength(1);
	expect(quarter.ways).toHaveLength(8);
});

test('a street is cut where the file misses a node, not drawn straight across', () => {
	const footway = quarter.ways.filter((way) => way.class === 'footway');
	expect(footway.map((way) => way.nodeKeys)).toEqual([[11, 12]]);
});

test('gates stand on their streets, and a private one lets nobody pass', () => {
	expect(street('南街').gates).toEqual([{ index: 1, passable: true }]);
	expect(quarter.ways.find((way) => way.class === 'service')?.gates).toEqual([{ index: 1, passable: false }]);
	expect(quarter.stats).toMatchObject({ gates: 2, closedGates: 1 });
});

test('buildings come from ways and relations, once each, with their courtyards and doors', () => {
	expect(quarter.buildings.map((building) => building.tags['building'])).toEqual([
		'school',
		'apartments',
		'yes',
		'yes'
	]);
	expect(quarter.buildings[0]?.footprint.coordinates).toHaveLength(2);
	expect(quarter.buildings[1]?.entrances).toEqual([[118.6005, 37.4003]]);
});

test('ground is sorted by class; places of a country are no labels', () => {
	const drawn = quarter.ground.map((feature) => `${feature.class} ${feature.name}`).sort();
	expect(drawn).toEqual(['label 青禾里', 'residential 幸福里', 'wall 幸福里', 'water 小湖', 'waterway 小溪']);
	expect(quarter.estates.map((estate) => estate.name)).toEqual(['幸福里']);
});

test('administrative areas are read where they close, and never drawn', () => {
	expect(quarter.adminAreas.map((area) => `${area.adminLevel} ${area.name}`)).toEqual(['10 西里社区', '10 东里社区']);
	expect(quarter.ground.some((feature) => feature.name.includes('社区'))).toBe(false);
});

test('references that lead to nothing are counted', () => {
	expect(quarter.stats).toMatchObject({
		ways: 22,
		relations: 5,
		danglingRefs: 2,
		relationMembers: 12,
		danglingMembers: 3,
		openRelations: 1,
		brokenAreas: 1
	});
});

test('ids beyond 32 bits are exact', async () => {
	const far = xml.toString().replaceAll(/(id|ref)="(\d+)"/g, (_, key, id) => `${key}="${12_345_678_901 + Number(id)}"`);
	for (const bytes of [Buffer.from(far), await xmlToPbf(Buffer.from(far), 'zlib')]) {
		const { ways } = await readOsm(write('far', bytes));
		expect(ways.find((way) => way.name === '中路')?.nodeKeys).toEqual([12_345_678_903, 12_345_678_906]);
	}
});

test('elements may come in any order', async () => {
	const lines = xml.toString().split(/(?=\t<(?:node|way|relation) )/);
	const [head, ...elements] = lines;
	const last = elements.pop()!.replace('</osm>', '');
	const turned = `${head}${[...elements, last].reverse().join('')}</osm>`;
	const { stats, ways } = await readOsm(write('turned.osm', turned));
	expect(stats).toEqual(quarter.stats);
	expect(ways).toHaveLength(quarter.ways.length);
});

test('reading stops when it is called off, and tells how far it is', async () => {
	const stages = new Set<string>();
	const stopping = new AbortController();
	const reading = readOsm(write('stop.osm', xml), {
		signal: stopping.signal,
		onProgress: ({ stage }) => {
			stages.add(stage);
			if (stage === 'places') stopping.abort(new Error('called off'));
		}
	});
	await expect(reading).rejects.toThrow('called off');
	expect([...stages]).toEqual(['structure', 'places']);
});
