import { describe, expect, test } from 'vitest';
import type { WishCount } from '#data/wishes';
import type { LngLat } from '#domain/place/coord';
import { nodeTree } from '#domain/place/node-tree';
import { memberSums, wishSums, type PlanPoints } from '#features/explore/sums';
import { smallView, viewId } from '#fixtures/small-view';

const tree = nodeTree(smallView);
const label: LngLat = [118.6, 37.4];
const points: PlanPoints = new Map(
	[...tree.nodes.values()].map(({ node, level, parent }) => [node, { node, level, parent, label }])
);

const counted = (place: number, n: number, more: Partial<WishCount> = {}): WishCount => ({
	node: viewId(place),
	kind: 'goods',
	drawn: false,
	n,
	wish: n === 1 ? viewId(500 + place) : null,
	...more
});

describe('wishes on the map', () => {
	test('are added up for each level above them', () => {
		const sums = wishSums([counted(31, 2), counted(33, 1)], points);
		const n = (node: number) => sums.find((sum) => sum.node === viewId(node))?.n;
		expect([n(31), n(33), n(21), n(22), n(11)]).toEqual([2, 1, 2, 1, 3]);
	});

	test('one alone can be opened, several cannot', () => {
		const sums = wishSums([counted(31, 1), counted(33, 1)], points);
		const wish = (node: number) => sums.find((sum) => sum.node === viewId(node))?.wish;
		expect([wish(31), wish(22), wish(11)]).toEqual([viewId(531), viewId(533), null]);
	});

	test('of each kind have a sum of their own', () => {
		const sums = wishSums([counted(31, 2), counted(31, 1, { kind: 'urgent' })], points);
		expect(sums.filter(({ node }) => node === viewId(11)).map(({ kind, n }) => [kind, n])).toEqual([
			['goods', 2],
			['urgent', 1]
		]);
	});

	test('without a cell count for the community only', () => {
		expect(wishSums([counted(11, 1)], points).map(({ node }) => node)).toEqual([viewId(11)]);
	});

	test('with a door stand at the door and not in the cell as well', () => {
		const sums = wishSums([counted(31, 1, { drawn: true }), counted(31, 1)], points);
		expect(sums.map(({ level, n }) => [level, n])).toEqual([
			[2, 2],
			[1, 2],
			[3, 1]
		]);
	});
});

describe('members on the map', () => {
	const sums = (...counts: [number, number | null][]) =>
		new Map(
			memberSums(
				counts.map(([lineage, n]) => ({ lineageId: viewId(lineage), n })),
				points
			).map((sum) => [sum.node, sum.n])
		);

	test('are added up', () => {
		expect(sums([31, 12], [32, 3], [33, 1]).get(viewId(11))).toBe(16);
	});

	test('a withheld number is not given away by the sum above it, in whatever order the cells come', () => {
		for (const counts of [
			[
				[31, 12],
				[32, null],
				[33, 20]
			],
			[
				[32, null],
				[31, 12],
				[33, 20]
			]
		] as [number, number | null][][]) {
			const found = sums(...counts);
			expect([...found.keys()].sort()).toEqual([viewId(22), viewId(31), viewId(33)]);
		}
	});

	test('a cell without members has no badge', () => {
		expect(sums([31, 0]).size).toBe(0);
	});
});
