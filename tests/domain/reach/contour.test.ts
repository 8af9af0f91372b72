import { describe, expect, it } from 'vitest';
import { seeded } from '#fixtures/reach/random';
import { ContourScratch, contourRings, polygonsOf, signedArea } from '#domain/reach/contour';

/** A field drawn with characters, north up: `#` is a metre inside, `.` a metre outside. */
function field(rows: readonly string[]) {
	const upward = rows.toReversed();
	const values = Float32Array.from(upward.join(''), (letter) => (letter === '#' ? -1 : 1));
	return { west: 0, south: 0, cellM: 10, width: upward[0]!.length, height: upward.length, values };
}

const rings = (rows: readonly string[]) => contourRings(field(rows), new ContourScratch());

describe('the contour of a field', () => {
	it('runs half-way around a single point, the area on its left', () => {
		const [ring] = rings(['...', '.#.', '...']);
		expect([...ring!].length).toBe(8);
		expect(signedArea(ring!)).toBeCloseTo(50);
	});

	it('turns the other way around a hole', () => {
		const areas = rings(['.....', '.###.', '.#.#.', '.###.', '.....']).map(signedArea);
		expect(areas.sort((a, b) => a - b)).toEqual([expect.closeTo(-50), expect.closeTo(850)]);
	});

	it('joins two points at a corner where the middle between them is inside, else keeps them apart', () => {
		const corner = field(['....', '.#..', '..#.', '....']);
		expect(contourRings(corner, new ContourScratch()).length).toBe(2);
		corner.values[9] = -4;
		expect(contourRings(corner, new ContourScratch()).length).toBe(1);
	});

	it('puts holes into the ring around them, and islands in holes beside it', () => {
		const polygons = polygonsOf(
			rings([
				'.............',
				'.#######.###.',
				'.#.....#.#.#.',
				'.#.###.#.###.',
				'.#.#.#.#.....',
				'.#.###.#.....',
				'.#.....#.....',
				'.#######.....',
				'.............'
			])
		);
		expect(polygons.map(({ holes }) => holes.length)).toEqual([1, 1, 1]);
		for (const { outer, holes } of polygons) expect(signedArea(outer)).toBeGreaterThan(-signedArea(holes[0]!));
	});

	it('closes every ring of random fields and leaves nothing behind for the next', () => {
		const scratch = new ContourScratch();
		const random = seeded(12);
		for (let round = 0; round < 50; round++) {
			const size = 12;
			const values = Float32Array.from({ length: size * size }, (_, k) => {
				const edge = k % size === 0 || k % size === size - 1 || k < size || k >= size * (size - 1);
				return edge ? 1 : random() * 2 - 1;
			});
			const noise = { west: 0, south: 0, cellM: 1, width: size, height: size, values };
			const found = contourRings(noise, scratch);
			expect(contourRings(noise, scratch)).toEqual(found);
			const holes = found.filter((ring) => signedArea(ring) < 0).length;
			expect(polygonsOf(found).reduce((sum, polygon) => sum + polygon.holes.length, 0)).toBe(holes);
			expect(scratch.next.every((following) => following === 0)).toBe(true);
		}
	});
});
