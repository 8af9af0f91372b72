import type { MultiPolygon } from 'geojson';
import { brotliCompressSync } from 'node:zlib';
import { compare, quantile, rounded, timed, timesOf, type Bench, type BenchOptions, type BenchRow } from './bench.ts';
import { intersectionOverUnion } from './overlap.ts';
import { benchStreets } from './streets.ts';
import { plainSearch } from '#fixtures/reach/plain-search';
import { seeded } from '#fixtures/reach/random';
import type { LngLat } from '#domain/place/coord';
import { decodeNetwork, encodeNetwork } from '#domain/reach/artefact';
import { contractStreets } from '#domain/reach/contract';
import { AreaDrawer, DRAWING, startDiscs } from '#domain/reach/isochrone';
import { budgetDm, paceFromKmh } from '#domain/reach/pace';
import { StreetSearch, UNREACHED } from '#domain/reach/search';
import { indexStreets, snap, type StreetIndex } from '#domain/reach/snap';

const SEED = 20261120;
const PLACES = 50;
const PACE = paceFromKmh(5);
const BUDGET = budgetDm(15, PACE);
const PEER = 'plain-binary-heap';

export const bench: Bench = {
	run: async (options) => {
		const streets = contractStreets(await benchStreets(options.osm));
		const bytes = encodeNetwork(streets.network);
		const network = decodeNetwork(bytes);
		const readyMs = timed(() => {
			const ready = decodeNetwork(bytes);
			return [indexStreets(ready), new StreetSearch(ready), new AreaDrawer(ready)];
		});
		const size = {
			street_nodes: new Set(streets.shapePointKeys).size,
			network_nodes: network.x.length,
			network_edges: network.shapeForward.length,
			bytes_per_node: rounded(brotliCompressSync(bytes).length / new Set(streets.shapePointKeys).size),
			ready_ms: rounded(readyMs * options.scale),
			calibration_ms: rounded(options.calibrationMs)
		};
		return measure(indexStreets(network), options, size);
	}
};

/** Places on nodes of the largest component, each drawn once. */
function seededPlaces({ network, plane }: StreetIndex): LngLat[] {
	const random = seeded(SEED);
	const mainland = [...network.component.keys()].filter((node) => network.component[node] === 0);
	return Array.from({ length: Math.min(PLACES, mainland.length) }, () => {
		const [node] = mainland.splice(Math.floor(random() * mainland.length), 1);
		return plane.toLngLat(network.x[node!]!, network.y[node!]!);
	});
}

function measure(index: StreetIndex, options: BenchOptions, size: Record<string, number>): BenchRow[] {
	const search = new StreetSearch(index.network);
	const drawer = new AreaDrawer(index.network);
	const places = seededPlaces(index);
	const draw = (place: LngLat): MultiPolygon => {
		const source = snap(index, place);
		search.run([source], PACE, BUDGET);
		return drawer.draw(search, index.plane, BUDGET, startDiscs([source], [], BUDGET));
	};
	for (let warmUp = 0; warmUp < 8; warmUp++) places.forEach(draw);
	const times: Record<'polygon' | 'search' | 'plain', number[]> = { polygon: [], search: [], plain: [] };
	let mismatches = 0;
	for (let round = 0; round < 5; round++) {
		for (const place of places) {
			const source = snap(index, place);
			let truth: Float64Array = new Float64Array(0);
			times.search.push(timed(() => search.run([source], PACE, BUDGET)));
			times.plain.push(timed(() => (truth = plainSearch(index.network, [source], PACE.stepsFactor, BUDGET))));
			times.polygon.push(timed(() => draw(place)));
			truth.forEach((cost, node) => {
				if (cost !== (search.costDm[node] === UNREACHED ? Infinity : search.costDm[node])) mismatches++;
			});
		}
	}
	const ious = places.map((place) => iouWithFine(index, draw(place), place));
	const common = { bench: 'reach', n: times.polygon.length, seed: SEED, truthful: mismatches === 0 };
	const plain = { name: PEER, times: timesOf(times.plain, options) };
	const shape = { iou: rounded(quantile(ious, 0.5)), iou_p5: rounded(quantile(ious, 0.05)), cell_m: DRAWING.cellM };
	return [
		compare(
			{ ...common, case: 'search-15min', quality: { mismatches, ...size } },
			timesOf(times.search, options),
			plain
		),
		// the peer only searches: it draws nothing
		compare(
			{ ...common, case: 'polygon-15min', quality: { mismatches, ...shape } },
			timesOf(times.polygon, options),
			plain
		)
	];
}

/** Intersection over union with the same area drawn from cells of 5 m. */
function iouWithFine(index: StreetIndex, polygon: MultiPolygon, place: LngLat): number {
	const source = snap(index, place);
	const search = new StreetSearch(index.network);
	search.run([source], PACE, BUDGET);
	const discs = startDiscs([source], [], BUDGET);
	const fine = new AreaDrawer(index.network, 0).draw(search, index.plane, BUDGET, discs, { ...DRAWING, cellM: 5 });
	return intersectionOverUnion(polygon, fine);
}
