import { describe, expect, test } from 'vitest';
import { opposite } from '#domain/division/plan';
import { Ledger } from '#features/divide/ledger';
import { proposalChanges } from '#features/divide/take-proposal';
import { AREA, applyChecked, cell, draftOf, stateOf } from './fake-plan.ts';

let made = 0;
const make = {
	id: () => `made ${++made}`,
	areaName: (n: number) => `area ${n}`,
	cellName: ({ name }: { name: string }, n: number) => `${name}, cell ${n}`
};

/** Names of the cells with their units, as the ledger has them after a proposal. */
function taken(ledger: Ledger, groups: number[][], area: string | null = null): Record<string, number[]> {
	applyChecked(ledger, proposalChanges(ledger, make, { groups, area }));
	return Object.fromEntries(
		ledger.cells(3).map(({ id, name }) => [name, [...ledger.unitsOf(id)].sort((a, b) => a - b)])
	);
}

describe('a proposal that is taken', () => {
	test('makes the first living area of an empty community, and cells with names in their order', () => {
		const ledger = new Ledger(draftOf([]));
		expect(
			taken(ledger, [
				[0, 1, 2],
				[3, 4, 5],
				[6, 7, 8, 9]
			])
		).toEqual({
			'area 1, cell 1': [0, 1, 2],
			'area 1, cell 2': [3, 4, 5],
			'area 1, cell 3': [6, 7, 8, 9]
		});
		expect(ledger.cells(2).map(({ name }) => name)).toEqual(['area 1']);
	});

	test('keeps a cell that it hardly changes, and takes those away that it dissolves', () => {
		const ledger = new Ledger(draftOf());
		expect(
			taken(ledger, [
				[0, 1, 2],
				[3, 4, 6],
				[5, 7, 8, 9]
			])
		).toEqual({
			'cell A': [0, 1, 2],
			'Area, cell 1': [3, 4, 6],
			'Area, cell 2': [5, 7, 8, 9]
		});
	});

	test('leaves a locked cell as it is, also where it was locked after the proposal was made', () => {
		const ledger = new Ledger(draftOf([AREA, cell('A', { locked: true }), cell('B')]));
		expect(
			taken(ledger, [
				[0, 1, 4, 5],
				[6, 7, 8, 9]
			])
		).toEqual({
			'cell A': [0, 1, 2, 3],
			'cell B': [4, 5],
			'Area, cell 1': [6, 7, 8, 9]
		});
	});

	test('for one living area touches no cell of another', () => {
		const other = { ...AREA, id: 'other', name: 'Other' };
		const ledger = new Ledger(draftOf([AREA, other, cell('A'), cell('B', { parentId: 'other' })]));
		expect(
			taken(
				ledger,
				[
					[0, 3],
					[1, 2]
				],
				'area'
			)
		).toEqual({
			'cell B': [4, 5],
			'Area, cell 1': [0, 3],
			'Area, cell 2': [1, 2]
		});
	});

	test('takes living areas away that lose their last cell, and gives cells to the area that most of them was in', () => {
		const other = { ...AREA, id: 'other', name: 'Other' };
		const ledger = new Ledger(draftOf([AREA, other, cell('A'), cell('B', { parentId: 'other' })]));
		taken(ledger, [
			[0, 1, 4],
			[2, 3, 5],
			[6, 7, 8, 9]
		]);
		expect(ledger.cells(2)).toEqual([AREA]);
		expect(ledger.cells(3).map(({ parentId }) => parentId)).toEqual(['area', 'area', 'area']);
	});

	test('keeps what has units without ground, which no proposal can hold', () => {
		const ledger = new Ledger(draftOf());
		expect(taken(ledger, [[0], [1], [2, 4, 5, 6, 7, 8, 9]])['cell A']).toEqual([3]);
	});

	test('is one step that can be taken back', () => {
		const ledger = new Ledger(draftOf());
		const before = stateOf(ledger);
		const step = proposalChanges(ledger, make, {
			groups: [
				[0, 4],
				[1, 5],
				[2, 3, 6, 7, 8, 9]
			],
			area: null
		});
		applyChecked(ledger, step);
		expect(stateOf(ledger)).not.toEqual(before);
		applyChecked(ledger, opposite(step));
		expect(stateOf(ledger)).toEqual(before);
	});
});
