import { expect, test } from 'vitest';
import { sketchOf, type OutlinedPlace } from '#features/plans/sketch';

const square = (west: number, south: number, side: number) => [
	[west, south],
	[west + side, south],
	[west + side, south + side],
	[west, south + side],
	[west, south]
];
const place = (id: string, polygons: number[][][][]): OutlinedPlace => ({
	...{ id, node: id, level: 3, parent: 'area', name: id },
	geometry: { type: 'MultiPolygon', coordinates: polygons },
	label: [116.0005, 0.0005]
});

test('draws north up, a thousand on the longer side, neighbours on the same line', () => {
	const sketch = sketchOf([[place('west', [[square(116, 0, 0.001)]]), place('east', [[square(116.001, 0, 0.001)]])]])!;
	const [west, east] = sketch.plans[0]!;
	expect([sketch.width, sketch.height]).toEqual([1000, 512]);
	expect(west!.path).toBe('M12 500l488 0 0 -488 -488 0 0 488z');
	expect(east!.path).toBe('M500 500l488 0 0 -488 -488 0 0 488z');
	expect(west!.at).toEqual([256, 256]);
});

test('counts pieces, and says nothing of nothing', () => {
	const apart = place('apart', [[square(116, 0, 0.001)], [square(116.01, 0, 0.001)]]);
	expect(sketchOf([[apart], []])!.plans.map((shapes) => shapes.map(({ parts }) => parts))).toEqual([[2], []]);
	expect(sketchOf([[], []])).toBeNull();
});
