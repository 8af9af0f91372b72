import { describe, expect, test } from 'vitest';
import { ancestorAt, chainOf, findNodes, isWithin, nodeTree } from '#domain/place/node-tree';
import { smallView, viewId } from '#fixtures/small-view';

const tree = nodeTree(smallView);
const names = (ids: readonly string[]) => ids.map((id) => tree.nodes.get(id)?.name);

describe('the tree of a view', () => {
	test('is ordered by code on every level', () => {
		expect(names(tree.roots)).toEqual(['West', 'East']);
		expect(names(tree.nodes.get(viewId(11))!.children)).toEqual(['cell 21', 'cell 22']);
		expect(names(tree.nodes.get(viewId(21))!.children)).toEqual(['cell 31', 'cell 32']);
	});

	test('names cells by lineage, so that an address outlives the plan', () => {
		expect(tree.byCell.get(viewId(1031))).toBe(viewId(31));
		expect(tree.nodes.has(viewId(1031))).toBe(false);
	});

	test('leaves out a cell whose living area is not in the view', () => {
		const orphaned = nodeTree({
			...smallView,
			cells: smallView.cells.filter(({ lineageId }) => lineageId !== viewId(22))
		});
		expect(orphaned.nodes.has(viewId(33))).toBe(false);
	});
});

describe('where a node hangs', () => {
	test('chain, from the community down', () => {
		expect(chainOf(tree, viewId(33)).map(({ name }) => name)).toEqual(['West', 'cell 22', 'cell 33']);
		expect(chainOf(tree, viewId(99))).toEqual([]);
	});

	test('within', () => {
		expect(isWithin(tree, viewId(31), viewId(21))).toBe(true);
		expect(isWithin(tree, viewId(31), viewId(31))).toBe(true);
		expect(isWithin(tree, viewId(31), viewId(22))).toBe(false);
		expect(isWithin(tree, viewId(21), viewId(31))).toBe(false);
	});

	test('ancestor of a level', () => {
		expect(ancestorAt(tree, viewId(31), 2)?.node).toBe(viewId(21));
		expect(ancestorAt(tree, viewId(21), 3)).toBeNull();
	});
});

describe('finding', () => {
	test('by a part of the name or the beginning of the code, communities first', () => {
		expect(findNodes(tree, 'EAST', 5).map(({ name }) => name)).toEqual(['East']);
		expect(findNodes(tree, '101', 3).map(({ name }) => name)).toEqual(['West', 'cell 21', 'cell 22']);
	});

	test('of nothing finds nothing', () => {
		expect(findNodes(tree, '  ', 5)).toEqual([]);
	});
});
