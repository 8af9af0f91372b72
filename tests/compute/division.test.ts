import { describe, expect, test } from 'vitest';
import { outlinesOf } from '#compute/division-engine';
import { parcelTopology } from '#domain/division/parcel-topology';
import type { MultiPolygon } from 'geojson';

// neighbours must share the points of their common lines exactly
const lng = (i: number) => 118.6 + i * 0.001;

/** A strip of four parcels of one unit each, west to east. */
const parcels = [0, 1, 2, 3].map((i): MultiPolygon => {
	const ring = [
		[lng(i), 37.4],
		[lng(i + 1), 37.4],
		[lng(i + 1), 37.401],
		[lng(i), 37.401],
		[lng(i), 37.4]
	];
	return { type: 'MultiPolygon', coordinates: [[ring]] };
});
const bytes = new TextEncoder().encode(JSON.stringify(parcelTopology(parcels, [0, 1, 2, 3])));

describe('outlines of a plan', () => {
	const request = { parcels: bytes, units: [0, 0, 1, -1], cellCount: 3, areaOfCell: [0, 0, -1], areaCount: 1 };
	const { cells, areas } = outlinesOf(request);
	const ringLengths = (index: number) => cells[index]!.geometry.coordinates.map(([ring]) => ring!.length);

	test('units of one cell are merged to one ring', () => {
		expect(ringLengths(0)).toEqual([7]);
		expect(ringLengths(1)).toEqual([5]);
	});

	test('a living area is the union of its cells; unassigned ground belongs to none', () => {
		const [ring] = areas[0]!.geometry.coordinates[0]!;
		const lngs = ring!.map(([lng]) => lng!);
		expect(Math.min(...lngs)).toBeCloseTo(118.6, 5);
		expect(Math.max(...lngs)).toBeCloseTo(118.603, 5);
	});

	test('a name has its place inside its cell', () => {
		expect(cells[1]!.labelPoint![0]).toBeGreaterThan(118.602);
		expect(cells[1]!.labelPoint![0]).toBeLessThan(118.603);
	});

	test('a cell without ground has no outline and no place for a name', () => {
		expect(cells[2]).toEqual({ geometry: { type: 'MultiPolygon', coordinates: [] }, labelPoint: null });
	});

	test('other bytes are refused', () => {
		expect(() => outlinesOf({ ...request, parcels: new Uint8Array([1, 2]) })).toThrow();
		expect(() => outlinesOf({ ...request, parcels: new TextEncoder().encode('{}') })).toThrow(TypeError);
	});
});
