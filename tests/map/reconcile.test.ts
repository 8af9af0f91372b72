import type { Feature, FeatureCollection } from 'geojson';
import type { GeoJSONSourceDiff } from 'maplibre-gl';
import { describe, expect, test } from 'vitest';
import type { Drawing } from '#map/drawing';
import { NOTHING, reconcile, type Canvas, type Shown } from '#map/reconcile';

const data = (): FeatureCollection => ({ type: 'FeatureCollection', features: [] });

/** Writes down what is asked of the map. */
function recorder() {
	const said: string[] = [];
	const note =
		(verb: string) =>
		(...args: unknown[]) => {
			const [id, second] = args;
			const name = typeof id === 'object' && id ? (id as { id: string }).id : id;
			said.push([verb, name, typeof second === 'string' ? second : undefined].filter(Boolean).join(' '));
		};
	const canvas = {
		addSource: note('+source'),
		removeSource: note('-source'),
		getSource: (id: string) => ({
			setData: () => said.push(`data ${id}`),
			updateData: ({ add = [], remove = [] }: GeoJSONSourceDiff) =>
				said.push(`data ${id} +${add.map((feature) => feature.id).join()} -${remove.join()}`),
			setTiles: (tiles: string[]) => said.push(`tiles ${id} ${tiles}`)
		}),
		addLayer: note('+layer'),
		removeLayer: note('-layer'),
		setPaintProperty: note('paint'),
		setLayoutProperty: note('layout'),
		setFilter: note('filter'),
		setLayerZoomRange: note('zoom'),
		hasImage: () => false,
		addImage: note('+image')
	} as unknown as Canvas;
	return { canvas, said };
}

const circles = (source: FeatureCollection, color: string): Drawing => ({
	name: 'circles',
	sources: { circles: source },
	layers: [
		{ id: 'circle-fill', type: 'fill', source: 'circles', paint: { 'fill-color': color } },
		{ id: 'circle-edge', type: 'line', source: 'circles' }
	]
});
const pin = (source: FeatureCollection): Drawing => ({
	name: 'place',
	sources: { place: source },
	layers: [{ id: 'place-pin', type: 'symbol', source: 'place' }]
});

function show(before: Shown, drawings: Drawing[]) {
	const { canvas, said } = recorder();
	return { shown: reconcile(canvas, before, drawings), said };
}

describe('the map follows the drawings', () => {
	const [one, two] = [data(), data()];
	const first = show(NOTHING, [pin(two), circles(one, 'red')]);

	test('in z-order, whatever the order of the drawings', () => {
		expect(first.said).toEqual([
			'+source place',
			'+source circles',
			'+layer place-pin',
			'+layer circle-edge place-pin',
			'+layer circle-fill circle-edge'
		]);
	});

	test('nothing is touched where nothing changed', () => {
		expect(show(first.shown, [circles(one, 'red'), pin(two)]).said).toEqual([]);
	});

	test('only the paint that differs is set', () => {
		expect(show(first.shown, [circles(one, 'blue'), pin(two)]).said).toEqual(['paint circle-fill fill-color']);
	});

	test('other data are set without taking the layer away', () => {
		expect(show(first.shown, [circles(data(), 'red'), pin(two)]).said).toEqual(['data circles']);
	});

	test('layers go before their source', () => {
		expect(show(first.shown, [pin(two)]).said).toEqual(['-layer circle-fill', '-layer circle-edge', '-source circles']);
	});

	test('tiles of another address are another source, put back in the same place', () => {
		const tiles = (url: string): Drawing => ({
			name: 'base',
			sources: { base: { type: 'vector', url } },
			layers: [{ id: 'water', type: 'fill', source: 'base', 'source-layer': 'water' }]
		});
		const before = show(NOTHING, [tiles('a'), pin(two)]);
		expect(show(before.shown, [tiles('b'), pin(two)]).said).toEqual([
			'-layer water',
			'-source base',
			'+source base',
			'+layer water place-pin'
		]);
	});
});

test('tiles that move to another address keep what stands until the new ones have come', () => {
	const cells = (version: string, maxzoom = 15): Drawing => ({
		name: 'cells',
		sources: { cells: { type: 'vector', tiles: [`/tiles/${version}/{z}`], maxzoom } },
		layers: [{ id: 'cells-1-line', type: 'line', source: 'cells', 'source-layer': 'cells-1' }]
	});
	const first = show(NOTHING, [cells('a')]);
	expect(show(first.shown, [cells('a')]).said).toEqual([]);
	expect(show(first.shown, [cells('b')]).said).toEqual(['tiles cells /tiles/b/{z}']);
	expect(show(first.shown, [cells('b', 14)]).said).toEqual([
		'-layer cells-1-line',
		'-source cells',
		'+source cells',
		'+layer cells-1-line'
	]);
});

test('of features that have ids only those are sent that differ', () => {
	const of = (id: string): Feature => ({
		type: 'Feature',
		id,
		properties: {},
		geometry: { type: 'Point', coordinates: [0, 0] }
	});
	const whole = (...features: Feature[]): FeatureCollection => ({ type: 'FeatureCollection', features });
	const [a, b] = [of('a'), of('b')];
	const before = show(NOTHING, [pin(whole(a, b))]).shown;
	expect(show(before, [pin(whole(a, of('b'), of('c')))]).said).toEqual(['data place +b,c -']);
	expect(show(before, [pin(whole(b))]).said).toEqual(['data place + -a']);
	expect(show(before, [pin(whole(a, b))]).said).toEqual([]);
	expect(show(before, [pin(whole())]).said).toEqual(['data place']);
	expect(show(show(NOTHING, [pin(data())]).shown, [pin(whole(a))]).said).toEqual(['data place']);
});
