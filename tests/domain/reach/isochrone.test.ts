import area from '@turf/area';
import booleanPointInPolygon from '@turf/boolean-point-in-polygon';
import type { MultiPolygon, Position } from 'geojson';
import { describe, expect, it } from 'vitest';
import { seeded } from '#fixtures/reach/random';
import { placesInMetres, randomStreets, TOWN_ORIGIN, way } from '#fixtures/reach/random-streets';
import { localPlane } from '#domain/place/coord';
import { buildNetwork } from '#domain/reach/contract';
import { AreaDrawer, startDiscs } from '#domain/reach/isochrone';
import { StreetSearch } from '#domain/reach/search';
import { indexStreets, snap } from '#domain/reach/snap';
import type { StreetNetwork } from '#domain/reach/street-network';

const town = localPlane(TOWN_ORIGIN);
const pace = { metresPerSecond: 1, stepsFactor: 0.5 };

/** Area within `metres` of a place given in metres of the town's plane. */
function areaAround(network: StreetNetwork, from: readonly [number, number], metres: number, cellM = 25) {
	const index = indexStreets(network);
	const search = new StreetSearch(network);
	const source = snap(index, town.toLngLat(...from));
	search.run([source], pace, metres * 10);
	const drawer = new AreaDrawer(network);
	const draw = (budget: number) =>
		drawer.draw(search, index.plane, budget * 10, startDiscs([source], [from], budget * 10), { cellM, offStreetM: 75 });
	return { search, source, index, draw, polygon: draw(metres) };
}

const holds = (polygon: MultiPolygon, x: number, y: number) => booleanPointInPolygon([...town.toLngLat(x, y)], polygon);

const places = placesInMetres([
	[-2000, 0],
	[2000, 0],
	[0, 1500]
]);
const street = buildNetwork([way([0, 1], places)], TOWN_ORIGIN);

describe('drawing what is reached', () => {
	it('surrounds a straight street by 75 m, up to the end of the budget', () => {
		const { polygon } = areaAround(street, [0, 0], 500);
		expect(polygon.coordinates.length).toBe(1);
		for (const [x, y] of [
			[490, 0],
			[-490, 0],
			[400, 70],
			[0, -70]
		] as const) {
			expect(holds(polygon, x, y)).toBe(true);
		}
		for (const [x, y] of [
			[510, 0],
			[-510, 0],
			[490, 60],
			[0, 80]
		] as const) {
			expect(holds(polygon, x, y)).toBe(false);
		}
		// a strip of 850 × 150 m between two half discs
		expect(area(polygon) / (850 * 150 + Math.PI * 75 ** 2)).toBeCloseTo(1, 1.7);
	});

	it('draws only a small disc when hardly any time is given', () => {
		const { polygon } = areaAround(street, [0, 0], 30, 5);
		expect(area(polygon) / (Math.PI * 30 ** 2)).toBeCloseTo(1, 1);
		expect(holds(polygon, 35, 0)).toBe(false);
	});

	it('holds the place itself where that stands off the street', () => {
		const { polygon } = areaAround(street, [0, 200], 400);
		expect(holds(polygon, 0, 200)).toBe(true);
		expect(holds(polygon, 0, 0)).toBe(true);
		expect(holds(polygon, 190, 0)).toBe(true);
		expect(holds(polygon, 210, 0)).toBe(false);
	});

	it('goes half as far up steps', () => {
		const stairs = buildNetwork([way([0, 1], places, { class: 'steps' })], TOWN_ORIGIN);
		const { polygon } = areaAround(stairs, [0, 0], 500);
		// 425 m of budget are 212 m of steps; the last 75 m lead off them
		expect(holds(polygon, 280, 0)).toBe(true);
		expect(holds(polygon, 295, 0)).toBe(false);
	});

	it('leaves a hole in a large block', () => {
		const corners = placesInMetres([
			[0, 0],
			[400, 0],
			[400, 400],
			[0, 400]
		]);
		const { polygon } = areaAround(buildNetwork([way([0, 1, 2, 3, 0], corners)], TOWN_ORIGIN), [0, 0], 1000);
		expect(polygon.coordinates.map((rings) => rings.length)).toEqual([2]);
		expect(holds(polygon, 200, 200)).toBe(false);
		expect(holds(polygon, 200, 60)).toBe(true);
	});

	it('draws nothing without sources', () => {
		const search = new StreetSearch(street);
		search.run([], pace, 1000);
		expect(new AreaDrawer(street).draw(search, town, 1000).coordinates).toEqual([]);
	});
});

describe('drawing random towns', () => {
	const drawn = [1, 2, 3, 4, 5, 6].map((seed) => {
		const network = buildNetwork(randomStreets(seed, 120), TOWN_ORIGIN);
		const node = network.component.indexOf(0);
		return areaAround(network, [network.x[node]!, network.y[node]!], 900);
	});

	it('agrees with the definition, place by place', () => {
		for (const { search, source, polygon } of drawn) {
			const random = seeded(42);
			const points = reachedPoints(search, source, 9000);
			let [both, either] = [0, 0];
			for (let i = 0; i < 6000; i++) {
				const [x, y] = [random() * 1900 - 200, random() * 1900 - 200];
				const truth = points.some(([px, py, cost]) => {
					const off = Math.hypot(px - x, py - y);
					return off <= 75 && cost / 10 + off <= 900;
				});
				const ours = holds(polygon, x, y);
				both += truth && ours ? 1 : 0;
				either += truth || ours ? 1 : 0;
			}
			expect(both / either).toBeGreaterThan(0.97);
		}
	});

	it('agrees with a raster five times as fine', () => {
		for (const { search, source, polygon, index } of drawn) {
			const from = [source.x, source.y] as const;
			search.run([source], pace, 9000);
			const fine = new AreaDrawer(index.network, 0).draw(
				search,
				index.plane,
				9000,
				startDiscs([source], [from], 9000),
				{
					cellM: 5,
					offStreetM: 75
				}
			);
			const random = seeded(43);
			let [both, either] = [0, 0];
			for (let i = 0; i < 6000; i++) {
				const [x, y] = [random() * 1900 - 200, random() * 1900 - 200];
				const [a, b] = [holds(fine, x, y), holds(polygon, x, y)];
				both += a && b ? 1 : 0;
				either += a || b ? 1 : 0;
			}
			expect(both / either).toBeGreaterThan(0.975);
		}
	});

	it('nests: what is inside in a short time is inside in a longer one', () => {
		for (const { draw } of drawn) {
			const areas = [300, 600, 900].map(draw);
			const random = seeded(44);
			for (let i = 0; i < 1500; i++) {
				const [x, y] = [random() * 1900 - 200, random() * 1900 - 200];
				const inside = areas.map((polygon) => holds(polygon, x, y));
				expect(inside).toEqual([...inside].sort((a, b) => Number(a) - Number(b)));
			}
		}
	});

	it('draws closed rings, outer ones counter-clockwise, that do not cross', () => {
		for (const { polygon } of drawn) {
			for (const rings of polygon.coordinates) {
				rings.forEach((ring, i) => {
					expect(ring.at(-1)).toEqual(ring[0]);
					expect(Math.sign(twiceArea(ring))).toBe(i === 0 ? 1 : -1);
				});
			}
			expect(crossings(polygon.coordinates.flat())).toBe(0);
		}
	});
});

/** Points every metre or so on all reached streets with their cost, computed from the ends of each edge anew. */
function reachedPoints(search: StreetSearch, source: { shape: number; alongDm: number }, budget: number) {
	const { network } = search;
	const points: [x: number, y: number, cost: number][] = [];
	for (let s = 0; s < network.shapeForward.length; s++) {
		const edge = network.shapeForward[s]!;
		const pointsOfShape = [...Array(network.firstShapePoint[s + 1]! - network.firstShapePoint[s]!).keys()].map(
			(i) =>
				[network.shapeX[network.firstShapePoint[s]! + i]!, network.shapeY[network.firstShapePoint[s]! + i]!] as const
		);
		const stretches = pointsOfShape.slice(1).map((to, i) => ({ from: pointsOfShape[i]!, to }));
		const drawn = stretches.reduce((sum, { from, to }) => sum + Math.hypot(to[0] - from[0], to[1] - from[1]), 0);
		const whole = network.edgeLengthDm[edge]! + network.edgeStepsDm[edge]!;
		const [a, b] = [
			search.costDm[network.edgeTarget[network.shapeBackward[s]!]!]!,
			search.costDm[network.edgeTarget[edge]!]!
		];
		let before = 0;
		for (const { from, to } of stretches) {
			const length = Math.hypot(to[0] - from[0], to[1] - from[1]);
			const count = Math.ceil(length) + 1;
			for (let i = 0; i <= count; i++) {
				const share = i / count;
				const part = drawn === 0 ? 0 : ((before + share * length) / drawn) * whole;
				let cost = Math.min(a + part, b + whole - part);
				if (source.shape === s) {
					cost = Math.min(cost, Math.abs(part - (source.alongDm / network.edgeLengthDm[edge]!) * whole));
				}
				if (cost <= budget)
					points.push([from[0] + share * (to[0] - from[0]), from[1] + share * (to[1] - from[1]), cost]);
			}
			before += length;
		}
	}
	return points;
}

function twiceArea(ring: readonly Position[]): number {
	let sum = 0;
	for (let i = 0; i + 1 < ring.length; i++) sum += ring[i]![0]! * ring[i + 1]![1]! - ring[i + 1]![0]! * ring[i]![1]!;
	return sum;
}

/** Number of pairs of sides that properly cross, by looking at every pair. */
function crossings(rings: readonly (readonly Position[])[]): number {
	const sides = rings.flatMap((ring) => ring.slice(1).map((to, i) => [ring[i]!, to] as const));
	const turn = (a: Position, b: Position, c: Position) =>
		Math.sign((b[0]! - a[0]!) * (c[1]! - a[1]!) - (b[1]! - a[1]!) * (c[0]! - a[0]!));
	let count = 0;
	sides.forEach(([a, b], i) => {
		for (const [c, d] of sides.slice(i + 1)) {
			if (turn(a, b, c) * turn(a, b, d) < 0 && turn(c, d, a) * turn(c, d, b) < 0) count++;
		}
	});
	return count;
}
