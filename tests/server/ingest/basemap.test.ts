import { VectorTile, type VectorTileLayer } from '@mapbox/vector-tile';
import { PbfReader } from 'pbf';
import { PMTiles } from 'pmtiles';
import { beforeAll, describe, expect, test } from 'vitest';
import type { Bounds } from '#domain/place/coord';
import { drawBasemap } from '#server/ingest/basemap';
import { BASEMAP_FIELDS } from '#server/ingest/basemap-features';
import { basemapLabels } from '#server/ingest/basemap-labels';
import { SMALL_SURVEY } from '#fixtures/small-survey';

const BOUNDS: Bounds = [118.6, 37.4, 118.6068, 37.4036];

let archive: PMTiles;
beforeAll(async () => {
	archive = open(await drawBasemap(SMALL_SURVEY, { bounds: BOUNDS }));
});

function open(bytes: Uint8Array): PMTiles {
	return new PMTiles({
		getKey: () => 'memory',
		getBytes: async (offset, length) => ({ data: new Uint8Array(bytes.slice(offset, offset + length)).buffer })
	});
}

/** Every tile of a zoom by its column and row, read in a square around the district. */
async function layersAt(z: number): Promise<Record<string, VectorTileLayer>[]> {
	const x = Math.floor(2 ** z * (118.6034 / 360 + 0.5));
	const sine = Math.sin((37.4018 * Math.PI) / 180);
	const y = Math.floor(2 ** z * (0.5 - Math.log((1 + sine) / (1 - sine)) / (4 * Math.PI)));
	const found: Record<string, VectorTileLayer>[] = [];
	for (let dx = -2; dx <= 2; dx++) {
		for (let dy = -2; dy <= 2; dy++) {
			const tile = await archive.getZxy(z, x + dx, y + dy);
			if (tile) found.push(new VectorTile(new PbfReader(new Uint8Array(tile.data))).layers);
		}
	}
	return found;
}

async function properties(z: number, layer: string): Promise<Record<string, unknown>[]> {
	const tiles = await layersAt(z);
	return tiles.flatMap((layers) =>
		Array.from({ length: layers[layer]?.length ?? 0 }, (_, i) => layers[layer]!.feature(i).properties)
	);
}

describe('the base map', () => {
	test('says which layers and fields it has', async () => {
		const metadata = (await archive.getMetadata()) as { vector_layers: { id: string; fields: object }[] };
		expect(metadata.vector_layers.map(({ id }) => id)).toEqual(Object.keys(BASEMAP_FIELDS));
		expect(await archive.getHeader()).toMatchObject({ minZoom: 8, maxZoom: 15 });
	});

	test.each([10, 13, 15])('carries no layer and no field that it does not say, zoom %i', async (z) => {
		const tiles = await layersAt(z);
		expect(tiles.length).toBeGreaterThan(0);
		for (const layers of tiles) {
			for (const [id, layer] of Object.entries(layers)) {
				const fields = BASEMAP_FIELDS[id as keyof typeof BASEMAP_FIELDS];
				for (let i = 0; i < layer.length; i++) {
					for (const name of Object.keys(layer.feature(i).properties)) expect(fields).toHaveProperty(name);
				}
			}
		}
	});

	test('shows every building by its number in the survey', async () => {
		const numbers = new Set((await properties(15, 'buildings')).map(({ o }) => o));
		expect([...numbers].sort((a, b) => Number(a) - Number(b))).toEqual(SMALL_SURVEY.buildings.map((_, o) => o));
	});

	test('is quiet on small scales: main streets only, no houses, no walls', async () => {
		expect(new Set((await properties(9, 'streets')).map((street) => street['class']))).toEqual(new Set(['primary']));
		for (const layer of ['buildings', 'walls']) expect(await properties(12, layer)).toEqual([]);
		expect(await properties(11, 'compounds')).toEqual([]);
		expect((await properties(15, 'walls')).length).toBeGreaterThan(0);
	});

	test('says only what is unusual of a street', async () => {
		for (const street of await properties(15, 'streets')) expect(Object.keys(street).sort()).not.toContain('bridge');
	});

	test('has each label once, however many tiles its area or street runs through', async () => {
		const labels = (await properties(15, 'labels')).map(
			(label) => `${String(label['class'])} ${String(label['name'])}`
		);
		const expected = ['place 试验镇', 'compound 试验家园', 'water 小湖', 'park 东里公园', 'building 1号楼'];
		// A label within 8 pixels of the edge of a tile is in both; none of these is.
		for (const label of expected) expect(labels.filter((each) => each === label)).toHaveLength(1);
	});

	test('gives a house its number without its street, and a shop its number beside its door', () => {
		const [house] = SMALL_SURVEY.buildings;
		const labelsOf = (name: string, address: string) => {
			const buildings = [{ ...house!, compoundId: null, name, address }];
			const labels = basemapLabels({ ...SMALL_SURVEY, ground: [], compounds: [], ways: [], buildings });
			return labels.map(({ feature }) => `${feature.properties!['class']} ${feature.properties!['name']}`);
		};
		expect(labelsOf('磨坊巷4号院', '磨坊巷4号院')).toEqual(['number 4号院']);
		expect(labelsOf('磨坊巷4号院', '磨坊巷4号')).toEqual(['number 4号院']);
		expect(labelsOf('清河路71号文具店', '清河路71号')).toEqual(['building 文具店', 'number 71号']);
		expect(labelsOf('Rathaus', 'Hauptstrasse 12a')).toEqual(['building Rathaus', 'number 12a']);
		expect(labelsOf('Hauptstrasse 12', 'Hauptstrasse 12')).toEqual(['number 12']);
		expect(labelsOf('未命名楼栋 60', '')).toEqual([]);
	});

	test('turns street names along the street and never upside down', async () => {
		const streets = (await properties(15, 'labels')).filter((label) => label['class'] === 'street');
		expect(streets.map(({ name }) => name)).toContain('中心大街');
		for (const { angle } of streets) expect(Math.abs(Number(angle ?? 0))).toBeLessThanOrEqual(90);
		const main = streets.find(({ name }) => name === '中心大街')!;
		expect(Math.abs(Number(main['angle']))).toBeGreaterThan(80);
	});

	test('stays near the district, whatever the survey reaches', async () => {
		const far = {
			...SMALL_SURVEY.ways[0]!,
			line: [
				[118.6, 37.4],
				[121, 39]
			] as const,
			nodeKeys: [1, 900]
		};
		const bytes = await drawBasemap({ ...SMALL_SURVEY, ways: [...SMALL_SURVEY.ways, far] }, { bounds: BOUNDS });
		expect((await open(bytes).getHeader()).numAddressedTiles).toBeLessThan(80);
	});

	test('can be stopped between tiles', async () => {
		const stop = () => {
			throw new Error('stopped');
		};
		await expect(drawBasemap(SMALL_SURVEY, { bounds: BOUNDS, onTile: stop })).rejects.toThrow('stopped');
	});
});
