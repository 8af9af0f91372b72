import type { MultiPolygon, Polygon } from 'geojson';
import { difference, type Geom } from 'polyclip-ts';
import { describe, expect, test } from 'vitest';
import { parcelsOf } from '#domain/division/parcel';
import { seededRandom } from '#fixtures/random';
import { degrees, lot, plane, randomCommunity, rectangle, star } from '#fixtures/random-ground';
import { SMALL_SURVEY } from '#fixtures/small-survey';
import { areaOf, expectSharedLines, expectTiling } from '#fixtures/tiling';

describe('parcels tile the community', () => {
	test.each(Array.from({ length: 40 }, (_, seed) => seed + 1))('random community, seed %i', (seed) => {
		const { boundary, lots } = randomCommunity(seed);
		const parcels = parcelsOf(boundary, lots);
		expect(parcels.map((units) => units.length)).toEqual(lots.map((each) => each.units));
		expectTiling(boundary, parcels.flat());
		expectSharedLines(boundary, parcels.flat());
	});

	const square: Polygon = { type: 'Polygon', coordinates: [degrees(rectangle(0, 0, 200, 200))] };
	const touching: MultiPolygon = {
		type: 'MultiPolygon',
		coordinates: [square.coordinates, [degrees(rectangle(200, 200, 200, 200))]]
	};
	const nibbled: Polygon = {
		type: 'Polygon',
		coordinates: [
			square.coordinates[0]!,
			degrees([
				[-100, -100],
				[-20, -10],
				[-10, -20]
			])
		]
	};
	const spike = rectangle(0, 0, 200, 200);
	const spiked: Polygon = {
		type: 'Polygon',
		coordinates: [degrees([...spike.slice(0, 2), [100, 30], [150, 30], [100, 30], ...spike.slice(2)])]
	};
	test.each([
		['one building', square, [lot(rectangle(10, 10, 30, 12), 4)]],
		['houses that share walls', square, [0, 1, 2, 3].map((k) => lot(rectangle(-30 + k * 10, 0, 10, 12), 2))],
		['one house drawn twice', square, [lot(rectangle(0, 0, 30, 12), 3), lot(rectangle(0, 0, 30, 12), 3)]],
		['a house in another', square, [lot(rectangle(0, 0, 60, 60), 2), lot(rectangle(0, 0, 10, 10))]],
		[
			'houses over and beyond the boundary',
			square,
			[lot(rectangle(100, 0, 30, 12), 3), lot(rectangle(150, 150, 30, 12), 2), lot(rectangle(400, 0, 30, 12))]
		],
		['walls on the boundary', square, [lot(rectangle(-85, -94, 30, 12), 2), lot(rectangle(-55, -94, 30, 12), 2)]],
		['a very small house of many units', square, [lot(rectangle(0, 0, 3, 2), 12), lot(rectangle(4, 0, 3, 2), 3)]],
		['parts that touch in a corner', touching, [lot(rectangle(0, 0, 30, 12), 2), lot(rectangle(180, 190, 30, 12), 2)]],
		[
			'a hole that touches the outer ring',
			nibbled,
			[lot(rectangle(0, -40, 30, 12), 3), lot(rectangle(60, 40, 30, 12), 2)]
		],
		[
			'a boundary that goes out and back on itself',
			spiked,
			[lot(rectangle(0, -40, 30, 12), 3), lot(rectangle(60, 40, 30, 12), 2)]
		]
	] as const)('%s', (_, boundary, lots) => {
		expectTiling(boundary, parcelsOf(boundary, lots).flat());
	});

	test('a community without buildings has no parcels', () => {
		expect(parcelsOf(square, [])).toEqual([]);
	});

	test('a boundary without ground is refused', () => {
		const flat: Polygon = {
			type: 'Polygon',
			coordinates: [
				degrees([
					[0, 0],
					[10, 0],
					[20, 0]
				])
			]
		};
		expect(() => parcelsOf(flat, [lot(rectangle(0, 0, 5, 5))])).toThrow('no ground');
	});
});

describe('parcels follow the buildings', () => {
	const square: Polygon = { type: 'Polygon', coordinates: [degrees(rectangle(0, 0, 200, 200))] };

	test('a footprint lies in its own parcel, each unit with an equal slice, west to east', () => {
		const house = lot(rectangle(0, 0, 60, 12, 0.3), 4);
		const [own, other] = parcelsOf(square, [house, lot(rectangle(0, 40, 60, 12, 0.3), 2)]);
		const footprint = house.footprint.coordinates as Geom;
		const shares = own!.map(
			(unit) =>
				areaOf(house.footprint) - areaOf({ coordinates: difference(footprint, unit.coordinates as Geom) as Geom })
		);
		for (const share of shares) expect(share / areaOf(house.footprint)).toBeCloseTo(0.25, 1);
		expect(shares.reduce((a, b) => a + b)).toBeCloseTo(areaOf(house.footprint), 12);
		const wests = own!.map((unit) => Math.min(...unit.coordinates.flat(2).map((point) => point[0]!)));
		expect(wests).toEqual(wests.toSorted((a, b) => a - b));
		expect(other).toHaveLength(2);
	});

	test('the line between two parallel houses is straight and halfway', () => {
		const [south] = parcelsOf(square, [lot(rectangle(0, -20, 60, 12)), lot(rectangle(0, 20, 60, 12))]);
		expect(south![0]!.coordinates[0]![0]).toHaveLength(5);
		const north = Math.max(...south![0]!.coordinates.flat(2).map((point) => plane.toMetres([point[0]!, point[1]!])[1]));
		expect(north).toBeCloseTo(0, 0);
	});

	test('houses that touch keep the wall between them, however their walls are divided', () => {
		const houses = [lot(rectangle(-42, 1, 84, 80)), lot(rectangle(4.1, 7, 8, 33)), lot(rectangle(4.1, -31, 8, 43))];
		const [x, y] = plane.toMetres([plane.origin[0] + 1, plane.origin[1] + 1]);
		const sharedWallM = 33 + 43;
		parcelsOf(square, houses).forEach(([parcel], index) => {
			const footprint = houses[index]!.footprint;
			const lost = difference(footprint.coordinates as Geom, parcel!.coordinates as Geom) as Geom;
			expect((areaOf({ coordinates: lost }) * x * y) / sharedWallM).toBeLessThan(0.15);
		});
	});

	test('a deep house is cut through to the back, not only along its walls', () => {
		const house = lot(rectangle(0, 0, 44, 40), 4);
		for (const slice of parcelsOf(square, [house])[0]!) {
			const lost = difference(house.footprint.coordinates as Geom, slice.coordinates as Geom) as Geom;
			expect(1 - areaOf({ coordinates: lost }) / areaOf(house.footprint)).toBeCloseTo(0.25, 2);
		}
	});

	test('corners of the boundary come back to the last bit, so neighbours still meet', () => {
		const corners = SMALL_SURVEY.communities.map(({ id, boundary }) => {
			const lots = SMALL_SURVEY.buildings
				.filter((building) => building.communityId === id)
				.map(({ footprint, units }) => ({ footprint, units: units.length }));
			const points = new Set(
				parcelsOf(boundary, lots)
					.flat()
					.flatMap((unit) => unit.coordinates.flat(2))
					.map(String)
			);
			for (const corner of boundary.coordinates.flat()) expect(points).toContain(String(corner));
			return points;
		});
		expect([...corners[0]!].filter((corner) => corners[1]!.has(corner)).length).toBeGreaterThanOrEqual(3);
	});

	test('the same ground twice gives the same parcels', () => {
		const { boundary, lots } = randomCommunity(7);
		expect(parcelsOf(boundary, lots)).toEqual(parcelsOf(boundary, lots));
	});
});

test('9,000 buildings in one community take less than 20 s', () => {
	const next = seededRandom(9000);
	const lots = Array.from({ length: 9000 }, (_, k) =>
		lot(
			rectangle(
				(k % 100) * 30 + next() * 8,
				Math.floor(k / 100) * 30 + next() * 8,
				8 + next() * 14,
				8 + next() * 5,
				next() * 3
			),
			1 + (k % 3)
		)
	);
	const boundary: Polygon = { type: 'Polygon', coordinates: [degrees(star(seededRandom(5), 1500, 1350, 3500, 400))] };
	const start = performance.now();
	const parcels = parcelsOf(boundary, lots).flat();
	expect(performance.now() - start).toBeLessThan(20_000);
	const sum = parcels.reduce((total, piece) => total + areaOf(piece), 0);
	expect(Math.abs(sum / areaOf(boundary) - 1)).toBeLessThan(1e-9);
});
