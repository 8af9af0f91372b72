import { describe, expect, test } from 'vitest';
import { ancestorsOf, treeMove, visibleRows, type TreeNode } from '#ui/tree';

const nodes: TreeNode[] = [
	{
		id: 'a',
		label: 'Apple',
		children: [
			{ id: 'a1', label: 'One' },
			{ id: 'a2', label: 'Two', children: [{ id: 'a21', label: 'Deep' }] }
		]
	},
	{ id: 'b', label: 'Banana' },
	{ id: 'c', label: 'Cherry', children: [{ id: 'c1', label: 'Ace' }] }
];
const open = new Set(['a']);
const rows = visibleRows(nodes, open);
const move = (from: string, key: string, opened = open) => treeMove(visibleRows(nodes, opened), opened, from, key);

describe('a tree', () => {
	test('shows what is open, with place and level', () => {
		expect(rows.map((row) => [row.node.id, row.level, row.position, row.setSize])).toEqual([
			['a', 1, 1, 3],
			['a1', 2, 1, 2],
			['a2', 2, 2, 2],
			['b', 1, 2, 3],
			['c', 1, 3, 3]
		]);
	});

	test('knows who stands above', () => {
		expect(ancestorsOf(nodes, 'a21')).toEqual(['a', 'a2']);
		expect(ancestorsOf(nodes, 'b')).toEqual([]);
		expect(ancestorsOf(nodes, 'nobody')).toEqual([]);
	});

	test.each([
		['a', 'ArrowDown', { kind: 'focus', id: 'a1' }],
		['a', 'ArrowUp', null],
		['c', 'ArrowDown', null],
		['b', 'Home', { kind: 'focus', id: 'a' }],
		['a', 'End', { kind: 'focus', id: 'c' }],
		['a', 'ArrowRight', { kind: 'focus', id: 'a1' }],
		['c', 'ArrowRight', { kind: 'open', id: 'c' }],
		['b', 'ArrowRight', null],
		['a', 'ArrowLeft', { kind: 'close', id: 'a' }],
		['a2', 'ArrowLeft', { kind: 'focus', id: 'a' }],
		['b', 'ArrowLeft', null],
		['b', '*', { kind: 'open-siblings', id: 'b' }],
		['a1', 'c', { kind: 'focus', id: 'c' }],
		['a', 'a', null],
		['b', 'Tab', null]
	])('%s, %s', (from, key, expected) => expect(move(from, key)).toEqual(expected));

	test('a letter does not find what is folded away', () => {
		expect(move('b', 'd')).toBeNull();
		expect(move('b', 'd', new Set(['a', 'a2']))).toEqual({ kind: 'focus', id: 'a21' });
	});
});
