import fc from 'fast-check';
import { expect, test } from 'vitest';
import { placesInMetres, randomStreets, TOWN_ORIGIN, way } from '#fixtures/reach/random-streets';
import { localPlane, type LngLat } from '#domain/place/coord';
import { attachDoors } from '#domain/reach/buildings';
import { contractStreets } from '#domain/reach/contract';
import { nearestCentres } from '#domain/reach/nearest';
import { StreetSearch } from '#domain/reach/search';
import { indexStreets } from '#domain/reach/snap';
import { streetsAround, walksFrom } from '#domain/reach/walk';

const PACE = { metresPerSecond: 1, stepsFactor: 0.5 };
const plane = localPlane(TOWN_ORIGIN);

test('walks there as long as the search from the other end says one walks back', () => {
	let reached = 0;
	fc.assert(
		fc.property(fc.integer({ min: 0, max: 1e6 }), fc.integer({ min: 5, max: 60 }), (seed, size) => {
			const { network } = contractStreets(randomStreets(seed, size));
			const index = indexStreets(network);
			const search = new StreetSearch(network);
			const door = plane.toLngLat(700, 700);
			const places = [100, 600, 800, 1400].map((x) => plane.toLngLat(x, 1500 - x));
			if (!index.nearest(door)) return;
			const doors = attachDoors(index, door);
			const back = places.map((place) => nearestCentres(index, search, doors, [place], PACE, 90).seconds[0]!);
			const there = walksFrom(index, search, door, places, PACE, 90);
			there.forEach((seconds, number) => {
				if (seconds === Infinity) expect(back[number]).toBe(Infinity);
				else expect(seconds).toBeCloseTo(back[number]!, 3);
				reached += Number(seconds < Infinity);
			});
		}),
		{ seed: 20261121, numRuns: 150 }
	);
	expect(reached).toBeGreaterThan(50);
});

const cross = placesInMetres([
	[-500, 0],
	[500, 0],
	[0, 400],
	[0, 900]
]);
const crossing = indexStreets(contractStreets([way([0, 1], cross), way([2, 3], cross)]).network);

test('refuses a door far from every street, and reaches no place that is', () => {
	const search = new StreetSearch(crossing.network);
	const far: LngLat = plane.toLngLat(0, -600);
	expect(() => walksFrom(crossing, search, far, [], PACE, 60)).toThrow('far-from-streets');
	expect(walksFrom(crossing, search, plane.toLngLat(-100, 0), [far, plane.toLngLat(100, 0)], PACE, 60)).toEqual([
		Infinity,
		expect.closeTo(200, 0)
	]);
});

test('draws the streets that touch the square around a place, in metres from it', () => {
	const lines = streetsAround(crossing, plane.toLngLat(100, 0), 150);
	expect(lines).toHaveLength(1);
	const [x1, y1, x2, y2] = lines[0] as [number, number, number, number];
	expect([[x1, x2].map(Math.abs).sort((a, b) => a - b), y1, y2]).toEqual([[400, 600], 0, 0]);
	expect(streetsAround(crossing, plane.toLngLat(0, 2000), 150)).toEqual([]);
});
