import { describe, expect, test } from 'vitest';
import type { MultiPolygon } from 'geojson';
import { adjacencyOf, atomsOf } from '#domain/division/proposal/adjacency';
import { parcelTopology } from '#domain/division/parcel-topology';
import { EARTH_RADIUS_M } from '#domain/place/coord';

/** Degrees of latitude, near the equator, in 100 m. */
const SIDE = (100 / EARTH_RADIUS_M) * (180 / Math.PI);

/** Squares of 100 m, two rows of two, numbered from the south-west. */
const squares = [0, 1, 2, 3].map((i): MultiPolygon => {
	const at = (dx: number, dy: number) => [((i % 2) + dx) * SIDE, (Math.floor(i / 2) + dy) * SIDE];
	return { type: 'MultiPolygon', coordinates: [[[at(0, 0), at(1, 0), at(1, 1), at(0, 1), at(0, 0)]]] };
});
const topology = parcelTopology(squares, [0, 1, 2, 3]);
const atoms = [5, 6, 7, 8].map((households) => ({ households, compound: -1 }));

describe('who adjoins whom', () => {
	const street = [
		[SIDE, -SIDE],
		[SIDE, 3 * SIDE]
	] as const;
	const graph = adjacencyOf(topology, { atoms, atomOfUnit: [0, 1, 2, 3], streets: [street] });
	const neighbours = (v: number) => [...graph.adjncy.subarray(graph.xadj[v], graph.xadj[v + 1])];

	test('a common line makes neighbours, a common corner does not', () => {
		expect([0, 1, 2, 3].map(neighbours)).toEqual([
			[1, 2],
			[0, 3],
			[0, 3],
			[1, 2]
		]);
	});

	test('borders in metres', () => {
		for (const length of graph.borderM) expect(Math.abs(length - 100)).toBeLessThan(0.1);
	});

	test('a border along a street is known, one across it is not', () => {
		expect(graph.streetShare[0]).toBe(1);
		expect(graph.streetShare[1]).toBeLessThan(0.15);
	});

	test('units of one building are one; units of other communities are left out', () => {
		const pair = adjacencyOf(topology, { atoms: atoms.slice(0, 2), atomOfUnit: [0, 0, 1, -1], streets: [] });
		expect([...pair.adjncy]).toEqual([1, 0]);
		expect([...pair.households]).toEqual([5, 6]);
	});
});

test('a building larger than a cell may be is taken unit by unit', () => {
	const { atomOfUnit, count } = atomsOf([0, 0, 1, 1, -1], [10, 10, 300, 300, 1], 500);
	expect([...atomOfUnit]).toEqual([0, 0, 1, 2, -1]);
	expect(count).toBe(3);
});
