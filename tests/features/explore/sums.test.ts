import { describe, expect, test } from 'vitest';
import type { WishRow } from '#domain/place/card';
import type { LngLat } from '#domain/place/coord';
import { nodeTree } from '#domain/place/node-tree';
import { memberSums, wishPoints, wishSums, type PlanPoints } from '#features/explore/sums';
import { smallView, viewId } from '#fixtures/small-view';

const tree = nodeTree(smallView);
const label: LngLat = [118.6, 37.4];
const points: PlanPoints = new Map(
	[...tree.nodes.values()].map(({ node, level, parent }) => [node, { node, level, parent, label }])
);

const wish = (n: number, lineage: number | null, more: Partial<WishRow> = {}): WishRow => ({
	id: viewId(500 + n),
	kind: 'goods',
	state: 'published',
	beneficiary: 'other',
	text: 'x',
	communityId: viewId(11),
	lineageId: lineage === null ? null : viewId(lineage),
	cellName: null,
	createdAt: '2026-11-01T00:00:00Z',
	dueOn: null,
	version: 1,
	door: null,
	...more
});

const door = {
	buildingId: null,
	buildingName: null,
	position: [118.6, 37.4] as LngLat,
	door: '',
	personName: '',
	personPhone: '',
	rawText: ''
};

describe('wishes on the map', () => {
	test('are added up for each level above them', () => {
		const sums = wishSums([wish(1, 31), wish(2, 31), wish(3, 33)], points);
		const n = (node: number) => sums.find((sum) => sum.node === viewId(node))?.n;
		expect([n(31), n(33), n(21), n(22), n(11)]).toEqual([2, 1, 2, 1, 3]);
	});

	test('one alone can be opened, several cannot', () => {
		const sums = wishSums([wish(1, 31), wish(2, 33)], points);
		expect(sums.find((sum) => sum.node === viewId(31))?.wish).toBe(viewId(501));
		expect(sums.find((sum) => sum.node === viewId(11))?.wish).toBeNull();
	});

	test('without a cell count for the community only', () => {
		expect(wishSums([wish(1, null)], points).map(({ node }) => node)).toEqual([viewId(11)]);
	});

	test('with a door stand at the door and not in the cell as well', () => {
		const known = [wish(1, 31, { door })];
		expect(wishSums(known, points).map(({ level }) => level)).toEqual([2, 1]);
		expect(wishPoints(known)).toHaveLength(1);
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
