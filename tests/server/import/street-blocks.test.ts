import { expect, test } from 'vitest';
import { localPlane, type LngLat } from '#domain/place/coord';
import type { SurveyWay, WayClass } from '#domain/place/survey';
import { mergeSmallBlocks } from '#server/import/merge-blocks';
import { readingOrder } from '#server/import/reading-order';
import { blockFinder } from '#server/import/street-blocks';

const plane = localPlane([118.6, 37.4]);
const at = (x: number, y: number): LngLat => plane.toLngLat(x, y);

function street(kind: WayClass, ...line: [number, number][]): SurveyWay {
	const nodeKeys = line.map((_, i) => i);
	const points = line.map(([x, y]) => at(x, y));
	return { class: kind, name: '', walkable: true, bridge: false, tunnel: false, nodeKeys, line: points, gates: [] };
}

/** `n` × `n` houses, 10 m apart, from a corner. */
function houses(n: number, x: number, y: number): LngLat[] {
	return Array.from({ length: n * n }, (_, i) => at(x + (i % n) * 10, y + Math.floor(i / n) * 10));
}

test('a street parts two blocks, however it is drawn; a lane and a tunnel do not', () => {
	const both = [...houses(6, 0, 0), ...houses(6, 80, 0)];
	const parting = street('residential', [65, -500], [71, 20], [64, 500]);
	const blocks = blockFinder([parting], plane)(both);
	expect(new Set(blocks.slice(0, 36)).size).toBe(1);
	expect(new Set(blocks.slice(36)).size).toBe(1);
	expect(blocks[0]).not.toBe(blocks[36]);
	for (const way of [street('service', [65, -500], [65, 500]), { ...parting, tunnel: true }]) {
		expect(new Set(blockFinder([way], plane)(both)).size).toBe(1);
	}
});

test('small blocks are joined, very large ones parted along lanes', () => {
	const few = [...houses(6, 0, 0), ...houses(2, 80, 0)];
	const parting = street('residential', [65, -500], [65, 500]);
	expect(new Set(blockFinder([parting], plane)(few)).size).toBe(1);
	const many = [...houses(12, 0, 0), ...houses(12, 160, 0)];
	expect(new Set(blockFinder([], plane)(many)).size).toBe(1);
	expect(new Set(blockFinder([street('service', [130, -500], [130, 500])], plane)(many)).size).toBe(2);
});

test('one building and a building on a street have a block', () => {
	expect(blockFinder([], plane)([])).toEqual([]);
	expect(blockFinder([street('primary', [-50, 0], [50, 0])], plane)([at(0, 0)])).toEqual([0]);
});

test('blocks are joined smallest first, across the longest border, small with small before large', () => {
	const borders = new Map([
		[
			1,
			new Map([
				[2, 10],
				[3, 90]
			])
		],
		[2, new Map([[3, 50]])]
	]);
	// block 1 has 2 buildings, block 2 has 3, block 3 has 9
	const blockOf = [1, 1, 2, 2, 2, ...Array<number>(9).fill(3)];
	expect(new Set(mergeSmallBlocks(blockOf, borders, 5).slice(0, 5))).toEqual(new Set([2]));
	expect(new Set(mergeSmallBlocks(blockOf, borders, 6)).size).toBe(1);
	expect(mergeSmallBlocks(blockOf, borders, 1)).toEqual(blockOf);
	expect(new Set(mergeSmallBlocks(blockOf, new Map(), 9)).size).toBe(3);
});

test('codes run from north to south in rows, in each row from west to east', () => {
	const points = [at(50, 10), at(0, 20), at(0, 350), at(90, 340), at(-10, -10)];
	expect(readingOrder(points, 300)).toEqual([2, 3, 1, 0, 4].map((i) => i));
	expect(readingOrder([], 300)).toEqual([]);
});
