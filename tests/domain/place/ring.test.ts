import { describe, expect, test } from 'vitest';
import { ringsCross } from '#domain/place/crossing';
import { longAxis } from '#domain/place/long-axis';
import {
	clipBelow,
	distanceToSegment,
	openRing,
	perimeter,
	ringContains,
	signedArea,
	type XY
} from '#domain/place/ring';
import { seededRandom } from '#fixtures/random';

const SQUARE: XY[] = [
	[0, 0],
	[2, 0],
	[2, 2],
	[0, 2]
];

describe('rings', () => {
	test('open: without the closing point and without repeats', () => {
		expect(
			openRing([
				[0, 0],
				[0, 0],
				[1, 0],
				[1, 1],
				[0, 0]
			])
		).toEqual([
			[0, 0],
			[1, 0],
			[1, 1]
		]);
		expect(
			openRing([
				[5, 5],
				[5, 5]
			])
		).toEqual([[5, 5]]);
		expect(openRing([])).toEqual([]);
	});

	test('area is positive counter-clockwise, closed or not, and exact far from the origin', () => {
		expect(signedArea(SQUARE)).toBe(4);
		expect(signedArea(SQUARE.toReversed())).toBe(-4);
		expect(signedArea([...SQUARE, SQUARE[0]!])).toBe(4);
		expect(signedArea(SQUARE.map(([x, y]): XY => [x + 2 ** 30, y + 2 ** 30]))).toBe(4);
		expect(perimeter(SQUARE)).toBe(8);
	});

	test('contains: points inside and outside of a concave ring', () => {
		const notched: XY[] = [
			[0, 0],
			[4, 0],
			[4, 4],
			[2, 1],
			[0, 4]
		];
		expect(ringContains(notched, 2, 0.5)).toBe(true);
		expect(ringContains(notched, 2, 2)).toBe(false);
		expect(ringContains(notched, 5, 0.5)).toBe(false);
	});

	test('clip: both sides of a cut add up to the whole, concave or not', () => {
		const ring: XY[] = [
			[0, 0],
			[9, 0],
			[9, 6],
			[6, 6],
			[6, 2],
			[3, 2],
			[3, 6],
			[0, 6]
		];
		for (const cut of [1, 3, 4.5, 8]) {
			const west = Math.abs(signedArea(clipBelow(ring, [1, 0], cut)));
			const east = Math.abs(signedArea(clipBelow(ring, [-1, 0], -cut)));
			expect(west + east).toBeCloseTo(signedArea(ring), 9);
		}
	});

	test('distance to a segment: beside it and beyond its ends', () => {
		expect(distanceToSegment([1, 3], [0, 0], [2, 0])).toBe(3);
		expect(distanceToSegment([5, 4], [0, 0], [2, 0])).toBe(5);
		expect(distanceToSegment([3, 4], [0, 0], [0, 0])).toBe(5);
	});
});

describe('the long axis', () => {
	test.each([0, 0.3, 1.2, 2.9, 4])('of a slab turned by %d', (turned) => {
		const [c, s] = [Math.cos(turned), Math.sin(turned)];
		const slab: XY[] = [
			[0, 0],
			[60, 0],
			[60, 12],
			[0, 12]
		];
		const [x, y] = longAxis(slab.map(([u, v]): XY => [u * c - v * s, u * s + v * c]));
		expect(Math.abs(x * c + y * s)).toBeCloseTo(1, 9);
		expect(x).toBeGreaterThan(0);
	});

	test('no direction encloses the points in less (brute force)', () => {
		const next = seededRandom(11);
		for (let round = 0; round < 20; round++) {
			const points = Array.from({ length: 12 }, (): XY => [next() * 30, next() * 10]);
			const box = ([x, y]: XY) => {
				const along = points.map((p) => p[0] * x + p[1] * y);
				const across = points.map((p) => p[1] * x - p[0] * y);
				return (Math.max(...along) - Math.min(...along)) * (Math.max(...across) - Math.min(...across));
			};
			const found = box(longAxis(points));
			for (let k = 0; k < 360; k++) {
				const angle = (k * Math.PI) / 360;
				expect(found).toBeLessThanOrEqual(box([Math.cos(angle), Math.sin(angle)]) + 1e-9);
			}
		}
	});
});

test('rings that cross: a bow tie does, rings that touch do not', () => {
	expect(ringsCross([SQUARE])).toBe(false);
	expect(
		ringsCross([
			[
				[0, 0],
				[2, 2],
				[2, 0],
				[0, 2]
			]
		])
	).toBe(true);
	expect(
		ringsCross([
			SQUARE,
			[
				[2, 0],
				[4, 0],
				[4, 2],
				[2, 2]
			]
		])
	).toBe(false);
	expect(
		ringsCross([
			SQUARE,
			[
				[1, 1],
				[3, 1],
				[3, 3],
				[1, 3]
			]
		])
	).toBe(true);
	expect(ringsCross([])).toBe(false);
});
