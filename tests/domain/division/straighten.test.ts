import { describe, expect, test } from 'vitest';
import type { XY } from '#domain/place/ring';
import { OUTSIDE, type Arc } from '#domain/division/partition';
import { straighten } from '#domain/division/straighten';

const [west, east]: [XY, XY] = [
	[0, 0],
	[10, 0]
];
function arc(points: readonly XY[], left = 0, right = 1, start = 0, end = 1): Arc {
	return { left, right, start, end, points };
}

describe('straightening dividing lines', () => {
	test('takes zigzag within the tolerance out and keeps what is beyond it', () => {
		const zigzag = arc([west, [2, 0.3], [4, -0.3], [6, 0.3], east]);
		expect(straighten([zigzag], 0.5)[0]!.points).toEqual([west, east]);
		const bend = arc([west, [2, 0.3], [5, 3], [8, 0.9], east]);
		expect(straighten([bend], 0.5)[0]!.points).toContainEqual([5, 3]);
	});

	test('leaves lines along the outside as they are', () => {
		const border = arc([west, [5, 0.1], east], 0, OUTSIDE);
		expect(straighten([border], 0.5)).toEqual([border]);
	});

	test('does not close a narrow parcel between two lines', () => {
		const north = arc([west, [5, 0.2], east], 0, 1);
		const south = arc([west, [5, -0.2], east], 1, 2);
		expect(straighten([north, south], 0.5)).toEqual([north, south]);
	});

	test('does not cut across a notch of the boundary', () => {
		const notch = arc(
			[
				[4, -5],
				[5, 0.1],
				[6, -5]
			],
			0,
			OUTSIDE,
			2,
			3
		);
		const around = arc([west, [5, 0.3], east]);
		expect(straighten([notch, around], 0.5)).toEqual([notch, around]);
	});

	test('keeps a closed line closed, with ground inside', () => {
		const small = Array.from({ length: 13 }, (_, k): XY => [
			0.3 * Math.cos((k * Math.PI) / 6),
			0.3 * Math.sin((k * Math.PI) / 6)
		]);
		const island = arc([...small.slice(0, 12), small[0]!], 0, 1, 4, 4);
		expect(straighten([island], 0.5)[0]!.points.length).toBeGreaterThan(3);
		const wide = small.slice(0, 12).map(([x, y]): XY => [x * 100, y * 100]);
		const large = arc([...wide, wide[0]!], 0, 1, 5, 5);
		const [kept] = straighten([large], 5);
		expect(kept!.points[0]).toEqual(kept!.points.at(-1));
		expect(kept!.points.length).toBeLessThan(13);
	});
});
