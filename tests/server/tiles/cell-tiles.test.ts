import { gunzipSync } from 'node:zlib';
import { VectorTile } from '@mapbox/vector-tile';
import { PbfReader } from 'pbf';
import { describe, expect, test } from 'vitest';
import type { PlanGround } from '#domain/division/plan-ground';
import { parcelTopology } from '#domain/division/parcel-topology';
import { CellTiles } from '#server/tiles/cell-tiles';
import { planShapes } from '#server/tiles/plan-shapes';

const square = (west: number, south: number, size = 0.001) => [
	[
		[west, south],
		[west + size, south],
		[west + size, south + size],
		[west, south + size],
		[west, south]
	]
];

/** Three units in a row; the first two are the cell X1, the third X2, both of the area A. */
const parcels = Buffer.from(
	JSON.stringify(
		parcelTopology(
			[0, 1, 2].map((n) => ({ type: 'MultiPolygon' as const, coordinates: [square(116 + n / 1000, 40)] })),
			[0, 0, 1]
		)
	)
);

const ground: PlanGround = {
	parcels: 'x',
	communities: [
		{
			node: 'c',
			id: 'c',
			name: '社区',
			code: '1',
			vacant: false,
			boundary: { type: 'Polygon', coordinates: square(116, 40, 0.003) }
		}
	],
	areas: [{ node: 'a', id: 'plan a', name: '片', code: '11', vacant: false, community: 'c' }],
	cells: [
		{ node: 'x1', id: 'plan x1', name: '第1网格', code: '111', vacant: false, area: 0 },
		{ node: 'x2', id: 'plan x2', name: '第2网格', code: '112', vacant: true, area: 0 },
		{ node: 'x3', id: 'plan x3', name: 'without ground', code: '113', vacant: true, area: 0 }
	],
	units: [0, 0, 1]
};

describe('shapes of a plan', () => {
	const shapes = planShapes(ground, parcels);
	const byNode = new Map(shapes.map((shape) => [shape.node, shape]));

	test('are merged from the ground of units; what has none is left out', () => {
		expect([...byNode.keys()]).toEqual(['c', 'a', 'x1', 'x2']);
		expect(byNode.get('x1')).toMatchObject({ level: 3, parent: 'a', id: 'plan x1' });
		expect(byNode.get('a')).toMatchObject({ level: 2, parent: 'c' });
		const lngs = byNode
			.get('x1')!
			.geometry.coordinates.flat(2)
			.map((at) => (at as number[])[0]!);
		expect(Math.min(...lngs)).toBeCloseTo(116);
		expect(Math.max(...lngs)).toBeCloseTo(116.002);
	});

	test('have their names inside', () => {
		const [lng, lat] = byNode.get('x2')!.label;
		expect(lng > 116.002 && lng < 116.003 && lat > 40 && lat < 40.001).toBe(true);
	});

	test('without parcels are the communities alone', () => {
		expect(planShapes(ground, null).map(({ node }) => node)).toEqual(['c']);
	});
});

describe('tiles of cells', () => {
	const tiles = new CellTiles(planShapes(ground, parcels));
	const column = (z: number) => Math.floor(2 ** z * (116.0015 / 360 + 0.5));
	const row = (z: number) => {
		const sine = Math.sin((40.0005 * Math.PI) / 180);
		return Math.floor(2 ** z * (0.5 - Math.log((1 + sine) / (1 - sine)) / (4 * Math.PI)));
	};
	const layersAt = (z: number) => {
		const { layers } = new VectorTile(new PbfReader(gunzipSync(tiles.tile(z, column(z), row(z)))));
		return layers;
	};
	const propertiesOf = (layer: VectorTile['layers'][string] | undefined) =>
		Array.from({ length: layer?.length ?? 0 }, (_, index) => layer!.feature(index).properties);

	test('carry outlines by level and names as points, and nothing about people', () => {
		const layers = layersAt(15);
		expect(propertiesOf(layers['cells-3'])).toEqual([
			{ node: 'x1', id: 'plan x1', level: 3, name: '第1网格', code: '111', vacant: false },
			{ node: 'x2', id: 'plan x2', level: 3, name: '第2网格', code: '112', vacant: true }
		]);
		expect(propertiesOf(layers['cells-2'])).toHaveLength(1);
		expect(propertiesOf(layers['cells-1'])).toHaveLength(1);
		expect(propertiesOf(layers['labels']).map(({ node, level }) => [node, level])).toEqual([
			['c', 1],
			['a', 2],
			['x1', 3],
			['x2', 3]
		]);
	});

	test.each([
		[8, ['cells-1', 'labels']],
		[11, ['cells-1', 'cells-2', 'labels']],
		[12, ['cells-1', 'cells-2', 'cells-3', 'labels']]
	])('of zoom %i leave out what is smaller than its line', (z, names) => {
		expect(Object.keys(layersAt(z)).sort()).toEqual(names);
	});

	test('are empty where there is nothing', () => {
		expect(tiles.tile(15, 0, 0)).toHaveLength(0);
	});
});
