import type { MultiPolygon, Polygon, Position } from 'geojson';
import { union, xor, type Geom } from 'polyclip-ts';
import { describe, expect, test } from 'vitest';
import { localPlane } from '#domain/place/coord';
import { ringContains, signedArea, type Ring } from '#domain/place/ring';
import { cellBorders, cellOutlines, mapCells, openTopology } from '#domain/division/outline';
import { parcelsOf } from '#domain/division/parcel';
import { parcelTopology, type ParcelTopology } from '#domain/division/parcel-topology';
import { seededRandom } from '#fixtures/random';

const plane = localPlane([118.6, 37.4]);

/** A square community with a grid of houses of one to three units, not quite in rows. */
function community(seed: number, side: number) {
	const next = seededRandom(seed);
	const width = side * 30;
	const square = (x: number, y: number, w: number, h: number): Position[] =>
		[
			[x, y],
			[x + w, y],
			[x + w, y + h],
			[x, y + h],
			[x, y]
		].map(([a, b]) => [...plane.toLngLat(a!, b!)]);
	const boundary: Polygon = { type: 'Polygon', coordinates: [square(0, 0, width, width)] };
	const lots = Array.from({ length: side * side }, (_, k) => ({
		footprint: {
			type: 'Polygon' as const,
			coordinates: [square((k % side) * 30 + 5 + next() * 5, Math.floor(k / side) * 30 + 5 + next() * 5, 14, 9)]
		},
		units: 1 + Math.floor(next() * 3)
	}));
	const parcels = parcelsOf(boundary, lots);
	const buildingOf = parcels.flatMap((units, building) => units.map(() => building));
	return { boundary, parcels: parcels.flat(), buildingOf, next };
}

function open(parcels: readonly MultiPolygon[], buildingOf: readonly number[]) {
	// As it arrives: through bytes.
	return openTopology(JSON.parse(JSON.stringify(parcelTopology(parcels, buildingOf))) as ParcelTopology);
}

const areaOf = (coordinates: readonly (readonly Position[][])[] | Geom) =>
	(coordinates as Position[][][]).reduce(
		(sum, rings) =>
			sum + rings.reduce((part, ring, i) => part + (i ? -1 : 1) * Math.abs(signedArea(ring as unknown as Ring)), 0),
		0
	);

describe('outlines of cells', () => {
	test.each([1, 2, 3])('equal the union of their parcels (polyclip), seed %i', (seed) => {
		const { parcels, buildingOf, next } = community(seed, 6);
		const cellOf = buildingOf.map(() => Math.floor(next() * 9) - 1);
		const outlines = cellOutlines(open(parcels, buildingOf), cellOf, 9);
		for (let cell = 0; cell < 9; cell++) {
			const own = parcels.filter((_, unit) => cellOf[unit] === cell).map((parcel) => parcel.coordinates as Geom);
			const { geometry, labelPoint } = outlines[cell]!;
			if (own.length === 0) {
				expect(outlines[cell]).toEqual({ geometry: { type: 'MultiPolygon', coordinates: [] }, labelPoint: null });
				continue;
			}
			const expected = union(own[0]!, ...own.slice(1));
			const off = areaOf(xor(geometry.coordinates as Geom, expected) as Geom);
			expect(off / areaOf(expected as Geom)).toBeLessThan(1e-3);
			const [lng, lat] = labelPoint!;
			const inside = geometry.coordinates.some(
				(rings) => rings.filter((ring) => ringContains(ring as unknown as Ring, lng, lat)).length === 1
			);
			expect(inside).toBe(true);
		}
	});

	test('living areas are outlines of the parents of cells, and all of them fill the community', () => {
		const { boundary, parcels, buildingOf } = community(4, 5);
		const topology = open(parcels, buildingOf);
		const parents = mapCells(
			buildingOf,
			Int32Array.from({ length: 25 }, (_, cell) => cell % 3)
		);
		const sum = cellOutlines(topology, parents, 3).reduce(
			(total, each) => total + areaOf(each.geometry.coordinates),
			0
		);
		expect(sum / areaOf([boundary.coordinates])).toBeCloseTo(1, 6);
		const [whole] = cellOutlines(topology, new Int32Array(parcels.length), 1);
		expect(whole!.geometry.coordinates).toHaveLength(1);
		expect(whole!.geometry.coordinates[0]).toHaveLength(1);
	});

	test('every line between cells is there once', () => {
		const { parcels, buildingOf } = community(5, 4);
		const topology = open(parcels, buildingOf);
		const { between, around } = cellBorders(topology, buildingOf);
		const length = (lines: Position[][]) =>
			lines
				.flatMap((line) => line.slice(1).map((p, i) => Math.hypot(p[0]! - line[i]![0]!, p[1]! - line[i]![1]!)))
				.reduce((a, b) => a + b, 0);
		const rings = cellOutlines(topology, buildingOf, 16).flatMap(({ geometry }) => geometry.coordinates.flat());
		expect(2 * length(between.coordinates) + length(around.coordinates)).toBeCloseTo(length(rings), 9);
		expect(cellBorders(topology, new Int32Array(parcels.length)).between.coordinates).toEqual([]);
	});

	test('something else than a parcels artefact is refused', () => {
		expect(() => openTopology({} as ParcelTopology)).toThrow(TypeError);
	});

	test('9,000 cells are outlined in less than a second', () => {
		const { parcels, buildingOf } = community(6, 95);
		const topology = open(parcels, buildingOf);
		let outlines: ReturnType<typeof cellOutlines> = [];
		// The best of three: another test may be on the same core.
		const times = [1, 2, 3].map(() => {
			const start = performance.now();
			outlines = cellOutlines(topology, buildingOf, 95 * 95);
			return performance.now() - start;
		});
		expect(Math.min(...times)).toBeLessThan(1000);
		expect(outlines.every((outline) => outline.labelPoint)).toBe(true);
	});
});
