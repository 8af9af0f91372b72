import { describe, expect, test } from 'vitest';
import { parseBoundary, readBoundary } from '#server/import/boundary-file';
import type { ImportReason } from '#server/import/refusal';
import { scratch } from './files.ts';

const write = scratch();
const ring = [
	[118.6, 37.4],
	[118.7, 37.4],
	[118.7, 37.5],
	[118.6, 37.4]
];
const polygon = { type: 'Polygon', coordinates: [ring] };
const feature = (geometry: unknown, properties: unknown = {}) => ({ type: 'Feature', properties, geometry });
const collection = (...features: unknown[]) => ({ type: 'FeatureCollection', features });
const parse = (value: unknown) => parseBoundary('b.geojson', JSON.stringify(value));

test('a collection, a feature and a bare geometry are read', () => {
	for (const value of [collection(feature(polygon)), feature(polygon), polygon]) {
		expect(parse(value).areas).toHaveLength(1);
	}
	const beside = { ...polygon, coordinates: [ring.map(([lng, lat]) => [lng! + 1, lat])] };
	const two = parse(collection(feature(polygon, { name: ' 甲 ', code: 990101001001 }), feature(null), feature(beside)));
	expect(two.areas.map(({ name, code }) => [name, code])).toEqual([
		['甲', '990101001001'],
		['', null]
	]);
});

test('rings are closed and turned; points and lines are passed over', () => {
	const open = { type: 'Polygon', coordinates: [ring.slice(0, 3).reverse()] };
	const point = { type: 'Point', coordinates: [1, 2] };
	const { areas } = parse(collection(feature(point), feature(open)));
	const [outer] = (areas[0]!.boundary as { coordinates: number[][][] }).coordinates;
	expect(outer).toHaveLength(4);
	expect(outer![0]).toEqual(outer![3]);
});

describe('two communities on one ground', () => {
	const box = (west: number, east: number) => ({
		type: 'Polygon',
		coordinates: [
			[
				[west, 37],
				[east, 37],
				[east, 38],
				[west, 38],
				[west, 37]
			]
		]
	});
	const two = (a: unknown, b: unknown) =>
		parse(collection(feature({ type: 'Point', coordinates: [1, 2] }), feature(a, { name: '甲' }), feature(b)));

	test.each([
		['the same', box(118, 119), box(118, 119)],
		['a part', box(118, 119), box(118.9, 120)],
		['one inside the other', box(118, 120), box(118.5, 118.6)]
	])('are refused by name and number: %s', (_, a, b) => {
		expect(() => two(a, b)).toThrow(
			expect.objectContaining({ reason: 'boundary-overlap', trouble: { file: 'b.geojson', detail: '甲 #2, #3' } })
		);
	});

	test.each([
		['side by side', box(118, 119), box(119, 120)],
		['a strip of a careless hand', box(118, 119), box(118.995, 120)]
	])('are none: %s', (_, a, b) => {
		expect(two(a, b).areas).toHaveLength(2);
	});
});

describe('a boundary file is refused by name', () => {
	const cases: [ImportReason, unknown][] = [
		['boundary-not-geojson', [1]],
		['boundary-not-geojson', { type: 'FeatureCollection' }],
		['boundary-not-geojson', { type: 'FeatureCollection', features: [7] }],
		['boundary-not-geojson', feature({ type: 'Polygon', coordinates: [[['a', 'b']]] })],
		['boundary-not-geojson', feature({ type: 'Polygon', coordinates: 'x' })],
		[
			'boundary-not-geojson',
			feature({
				type: 'Polygon',
				coordinates: [
					[
						[1, 1],
						[2, 2],
						[1, 1]
					]
				]
			})
		],
		['boundary-not-geojson', feature({ type: 'MultiPolygon', coordinates: [] })],
		['boundary-without-areas', collection()],
		['boundary-without-areas', feature({ type: 'Point', coordinates: [1, 2] })],
		[
			'coordinates-out-of-range',
			feature({
				type: 'Polygon',
				coordinates: [
					[
						[20458000, 4421000],
						[1, 1],
						[2, 1]
					]
				]
			})
		],
		[
			'boundary-not-degrees',
			{ ...collection(feature(polygon)), crs: { properties: { name: 'urn:ogc:def:crs:EPSG::4547' } } }
		]
	];
	test.each(cases)('%s: %j', (reason, value) => {
		expect(() => parse(value)).toThrow(expect.objectContaining({ reason }));
	});

	test('no JSON, nothing, nowhere', async () => {
		expect(() => parseBoundary('b', '{"type":')).toThrow('boundary-not-geojson');
		await expect(readBoundary(write('empty.geojson', ''))).rejects.toMatchObject({ reason: 'empty-file' });
		await expect(readBoundary('/no/such.geojson')).rejects.toMatchObject({ reason: 'no-such-file' });
	});
});

test('the datums that are WGS-84 for this purpose are taken', () => {
	for (const name of ['urn:ogc:def:crs:OGC:1.3:CRS84', 'EPSG:4326', 'urn:ogc:def:crs:EPSG::4490']) {
		expect(parse({ ...collection(feature(polygon)), crs: { type: 'name', properties: { name } } }).areas).toHaveLength(
			1
		);
	}
});
