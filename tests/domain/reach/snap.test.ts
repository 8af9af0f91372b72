import { describe, expect, it } from 'vitest';
import { seeded } from '#fixtures/reach/random';
import { placesInMetres, randomStreets, TOWN_ORIGIN, way } from '#fixtures/reach/random-streets';
import { localPlane } from '#domain/place/coord';
import { buildNetwork } from '#domain/reach/contract';
import { indexStreets, snap } from '#domain/reach/snap';

const town = localPlane(TOWN_ORIGIN);
const places = placesInMetres([
	[0, 0],
	[400, 0],
	[400, 300]
]);
const street = indexStreets(buildNetwork([way([0, 1, 2], places)], TOWN_ORIGIN));

describe('snapping to streets', () => {
	it('finds the foot on the street, how far along it is and how far away', () => {
		const point = snap(street, town.toLngLat(430, 100));
		expect(point.accessDm).toBe(300);
		expect(Math.min(point.alongDm, 7000 - point.alongDm)).toBe(2000);
		expect(point.x).toBeCloseTo(400, 0);
	});

	it('agrees with looking at every stretch of every street', () => {
		const network = buildNetwork(randomStreets(5, 80), TOWN_ORIGIN);
		const index = indexStreets(network);
		const random = seeded(9);
		for (let i = 0; i < 500; i++) {
			const [x, y] = [random() * 2000 - 250, random() * 2000 - 250];
			let nearest = Infinity;
			for (let s = 0; s < network.shapeForward.length; s++) {
				for (let p = network.firstShapePoint[s]!; p + 1 < network.firstShapePoint[s + 1]!; p++) {
					nearest = Math.min(nearest, distanceToStretch(network.shapeX, network.shapeY, p, x, y));
				}
			}
			const found = index.nearest(town.toLngLat(x, y));
			if (nearest > 250.1) expect(found).toBeNull();
			else if (nearest < 249.9) expect(Math.abs(found!.accessDm / 10 - nearest)).toBeLessThan(0.06);
		}
	});

	it('refuses a place far from every street, and one that is nowhere', () => {
		expect(() => snap(street, town.toLngLat(-200, -200))).toThrow('far-from-streets');
		expect(() => snap(indexStreets(buildNetwork([])), [118, 39])).toThrow('far-from-streets');
		expect(() => snap(street, [200, 39])).toThrow('bad-position');
		expect(() => snap(street, [NaN, 39])).toThrow('bad-position');
	});

	it('passes over a scrap of path, unless there is nothing else', () => {
		const scattered = placesInMetres([
			[0, 0],
			[400, 0],
			[50, 20],
			[80, 20],
			[2000, 0],
			[2030, 0]
		]);
		const ways = [way([0, 1], scattered), way([2, 3], scattered), way([4, 5], scattered)];
		const index = indexStreets(buildNetwork(ways, TOWN_ORIGIN));
		expect(snap(index, town.toLngLat(60, 30)).accessDm).toBe(300);
		expect(snap(index, town.toLngLat(2010, 30)).accessDm).toBe(300);
	});

	it('passes over steps where they cannot be used', () => {
		const index = indexStreets(
			buildNetwork([way([0, 1], places), way([1, 2], places, { class: 'steps' })], TOWN_ORIGIN)
		);
		const place = town.toLngLat(390, 40);
		expect(snap(index, place).accessDm).toBe(100);
		expect(snap(index, place, false).accessDm).toBe(400);
	});
});

/** By ternary search: the distance along a straight line has one minimum. */
function distanceToStretch(xs: Float32Array, ys: Float32Array, p: number, x: number, y: number): number {
	const at = (share: number) =>
		Math.hypot(xs[p]! + (xs[p + 1]! - xs[p]!) * share - x, ys[p]! + (ys[p + 1]! - ys[p]!) * share - y);
	let [low, high] = [0, 1];
	while (high - low > 1e-6) {
		const third = (high - low) / 3;
		if (at(low + third) < at(high - third)) high -= third;
		else low += third;
	}
	return at((low + high) / 2);
}
