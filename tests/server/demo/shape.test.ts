import { describe, expect, it } from 'vitest';
import { createRandom } from '#server/demo/random';
import type { Random } from '#server/demo/random';
import { contains, nearestOnSegment, sides, signedArea } from '#server/demo/shape/plane';
import type { Point, Ring } from '#server/demo/shape/plane';
import { facesOf, joinLines, pruned } from '#server/demo/shape/planar';
import { cutBy, drawnIn, encloses, fittedRectangle, isSimple, overlaps, rectangle } from '#server/demo/shape/polygon';
import { curveThrough, lengthOf, nearestOnLine, pointAlong } from '#server/demo/shape/polyline';

/** A random convex-ish outline: corners around a middle, counter-clockwise. */
function lump(random: Random, corners = random.whole(4, 9)): Point[] {
	return Array.from({ length: corners }, (_, i): Point => {
		const angle = ((i + random.between(-0.2, 0.2)) / corners) * 2 * Math.PI;
		const radius = random.between(70, 120);
		return [radius * Math.cos(angle), radius * Math.sin(angle)];
	});
}

const gapTo = (ring: Ring, point: Point) =>
	Math.min(...sides(ring).map(([a, b]) => nearestOnSegment(point, a, b).distance));

describe('drawnIn', () => {
	it('moves the sides of a square', () => {
		const inner = drawnIn(
			[
				[0, 0],
				[10, 0],
				[10, 10],
				[0, 10]
			],
			[1, 2, 3, 4]
		);
		expect(signedArea(inner ?? [])).toBeCloseTo(24, 9);
	});

	it('stays inside and keeps its distance', () => {
		for (let seed = 1; seed <= 150; seed++) {
			const ring = lump(createRandom(seed, 'drawn in'));
			const inner = drawnIn(ring, 8);
			if (!inner) continue;
			expect(isSimple(inner), `seed ${seed}`).toBe(true);
			for (const corner of inner) {
				expect(contains(ring, corner), `seed ${seed}`).toBe(true);
				expect(gapTo(ring, corner), `seed ${seed}`).toBeGreaterThan(7.9);
			}
		}
	});

	it('leaves nothing of what is too narrow', () => {
		expect(
			drawnIn(
				[
					[0, 0],
					[100, 0],
					[100, 8],
					[0, 8]
				],
				5
			)
		).toBeNull();
	});
});

describe('cutBy', () => {
	it('parts an outline without losing ground', () => {
		for (let seed = 1; seed <= 150; seed++) {
			const random = createRandom(seed, 'cut');
			const ring = lump(random);
			const angle = random.between(0, Math.PI);
			const far: Point = [300 * Math.cos(angle), 300 * Math.sin(angle)];
			const parts = cutBy(ring, [[-far[0], -far[1]], [random.between(-20, 20), random.between(-20, 20)], far]);
			if (!parts) continue;
			expect(signedArea(parts[0]) + signedArea(parts[1]), `seed ${seed}`).toBeCloseTo(signedArea(ring), 6);
		}
	});
});

describe('fittedRectangle', () => {
	it('lies inside the outline', () => {
		for (let seed = 1; seed <= 100; seed++) {
			const random = createRandom(seed, 'fitted');
			const ring = lump(random);
			const fitted = fittedRectangle(ring, random.between(0, 3), 20);
			expect(fitted && encloses(ring, fitted), `seed ${seed}`).toBe(true);
		}
	});

	it('fills a rectangle', () => {
		const fitted = fittedRectangle(rectangle([5, 5], 200, 100, 0.3), 0.3, 20);
		expect(signedArea(fitted ?? [])).toBeGreaterThan(19_000);
	});
});

describe('overlaps', () => {
	it('sees crossing, holding and being held, not touching from afar', () => {
		const square = rectangle([0, 0], 10, 10, 0);
		expect(overlaps(square, rectangle([8, 0], 10, 10, 0.2))).toBe(true);
		expect(overlaps(square, rectangle([0, 0], 2, 2, 0))).toBe(true);
		expect(overlaps(rectangle([0, 0], 2, 2, 0), square)).toBe(true);
		expect(overlaps(square, rectangle([20, 0], 5, 5, 0))).toBe(false);
	});
});

describe('joinLines and facesOf', () => {
	it('find the fields of a grid, whatever overshoots', () => {
		const across = [0, 100, 200].map((y): Point[] => [
			[-10, y],
			[210, y]
		]);
		const along = [0, 100, 200].map((x): Point[] => [
			[x, -10],
			[x, 210]
		]);
		const graph = pruned(joinLines([...across, ...along]), () => 20);
		const faces = facesOf(graph);
		const areas = faces.map((face) => signedArea(face.corners.map((node) => graph.nodes[node] as Point)));
		expect(areas.map(Math.round)).toEqual([10_000, 10_000, 10_000, 10_000]);
		expect(graph.paths.flat(2).every((node) => Math.min(...(graph.nodes[node] as Point)) >= 0)).toBe(true);
	});
});

describe('lines', () => {
	it('find their points again', () => {
		const line = curveThrough(
			[
				[0, 0],
				[100, 40],
				[220, -30],
				[300, 10]
			],
			20
		);
		for (let metres = 0; metres < lengthOf(line); metres += 17) {
			const foot = nearestOnLine(line, pointAlong(line, metres));
			expect(foot.distance).toBeLessThan(1e-6);
			expect(foot.along).toBeCloseTo(metres, 5);
		}
	});
});
