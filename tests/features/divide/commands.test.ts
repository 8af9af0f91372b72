import { describe, expect, it } from 'vitest';
import {
	assignChanges,
	editChanges,
	isNothing,
	joined,
	mergeChanges,
	newCellChanges,
	removeChanges
} from '#features/divide/commands';
import { Ledger } from '#features/divide/ledger';
import { AREA, cell, draftOf, stateOf } from './fake-plan.ts';

const make = {
	id: (() => {
		let n = 0;
		return () => `new ${++n}`;
	})(),
	areaName: (n: number) => `area ${n}`,
	cellName: (_: unknown, n: number) => `cell ${n}`
};

describe('steps from what somebody wants', () => {
	it('moves units from where they are, grouped, and leaves those that are there', () => {
		const ledger = new Ledger(draftOf());
		const { moves } = assignChanges(ledger, [0, 4, 6, 5], 'B');
		expect(moves).toEqual([
			{ units: [0], from: 'A', to: 'B' },
			{ units: [6], from: null, to: 'B' }
		]);
		expect(assignChanges(ledger, [0, 6, 99], 'B', { free: true }).moves).toEqual([{ units: [6], from: null, to: 'B' }]);
		expect(isNothing(assignChanges(ledger, [], 'A'))).toBe(true);
	});

	it('leaves a locked cell as it is', () => {
		const ledger = new Ledger(draftOf([AREA, cell('A', { locked: true }), cell('B')]));
		expect(assignChanges(ledger, [0, 4], null).moves).toEqual([{ units: [4], from: 'B', to: null }]);
	});

	it('makes the first living area with the first cell, and takes the next free name', () => {
		const empty = new Ledger(draftOf([]));
		const first = newCellChanges(empty, make, { units: [6], area: null });
		expect(first.changes.created.map(({ level, name }) => [level, name])).toEqual([
			[2, 'area 1'],
			[3, 'cell 1']
		]);
		empty.apply(first.changes);
		const second = newCellChanges(empty, make, { units: [6, 7], area: null });
		expect(second.changes.created.map(({ name }) => name)).toEqual(['cell 2']);
		expect(second.changes.moves).toEqual([
			{ units: [6], from: first.cell, to: second.cell },
			{ units: [7], from: null, to: second.cell }
		]);
	});

	it('merges cells and areas, and takes cells away with what is in them', () => {
		const other: typeof AREA = { ...AREA, id: 'other', name: 'Other' };
		const ledger = new Ledger(draftOf([AREA, other, cell('A'), cell('B')]));
		ledger.apply(mergeChanges(ledger, 'A', 'B'));
		expect(stateOf(ledger)).toBe('B B B B B B - - - -');
		expect(ledger.cell('A')).toBeUndefined();
		expect(mergeChanges(ledger, 'area', 'other')).toMatchObject({
			changed: [{ id: 'B', before: { parentId: 'area' }, after: { parentId: 'other' } }],
			removed: [{ id: 'area' }]
		});
		expect(isNothing(mergeChanges(ledger, 'area', 'B'))).toBe(true);
		ledger.apply(removeChanges(ledger, 'area'));
		expect([stateOf(ledger), ledger.cells(3)]).toEqual(['- - - - - - - - - -', []]);
	});

	it('changes only what is different', () => {
		const ledger = new Ledger(draftOf());
		expect(editChanges(ledger, 'A', { name: 'cell A', locked: true }).changed).toEqual([
			{ id: 'A', before: { locked: false }, after: { locked: true } }
		]);
		expect(isNothing(editChanges(ledger, 'A', { name: 'cell A' }))).toBe(true);
	});

	it('joins two steps to one: from where a unit was first to where it is last', () => {
		const there = { moves: [{ units: [1, 2], from: 'A', to: 'B' }], created: [], removed: [], changed: [] };
		const back = { ...there, moves: [{ units: [2, 3], from: 'B', to: 'A' }] };
		expect(joined(there, back).moves).toEqual([
			{ units: [1], from: 'A', to: 'B' },
			{ units: [3], from: 'B', to: 'A' }
		]);
	});
});

describe('the ledger', () => {
	it('sums cells and areas, a shared building in each of its cells', () => {
		const ledger = new Ledger(draftOf());
		ledger.apply(assignChanges(ledger, [3], 'B'));
		expect(ledger.meterOf(ledger.cell('B')!)).toMatchObject({ households: 13 + 14 + 15, units: 3, buildings: 2 });
		expect(ledger.meterOf(ledger.cell('area')!)).toMatchObject({ households: 75, units: 6, buildings: 3, parts: null });
	});

	it('calls a cell incomplete that is empty or has a part of a building of which the rest is nowhere', () => {
		const ledger = new Ledger(draftOf([AREA, cell('A'), cell('B'), cell('E')]));
		expect(ledger.incomplete(ledger.cell('A')!)).toBeNull();
		expect(ledger.incomplete(ledger.cell('E')!)).toEqual({ empty: true, halves: 0 });
		ledger.apply(assignChanges(ledger, [3], null));
		expect(ledger.incomplete(ledger.cell('A')!)).toEqual({ empty: false, halves: 1 });
		expect(ledger.incomplete(ledger.cell('area')!)).toEqual({ empty: false, halves: 1 });
		ledger.apply(assignChanges(ledger, [3], 'B'));
		expect(ledger.incomplete(ledger.cell('A')!)).toBeNull();
	});
});
