import { expect, test } from 'vitest';
import { comparePlans, pairsOfAreas, type CellPair } from '#domain/division/compare';
import type { SheetCell } from '#domain/division/plan-sheet';

const cell = (id: string, more: Partial<SheetCell> = {}): SheetCell => ({
	...{
		id,
		node: id,
		level: 3,
		parentId: `area ${id[0]}`,
		name: id.slice(1),
		code: null,
		kind: 'ordinary',
		validUntil: null
	},
	...{ units: 1, buildings: 1, figures: { households: 0 } },
	...more
});
const pair = (from: string | null, to: string | null, households: number, units = 1): CellPair => ({
	from,
	to,
	units,
	households
});
const told = ({ cells, moved }: ReturnType<typeof comparePlans>) => [
	...cells.map(
		({ fate, before, after, come, leave }) => `${fate} ${before?.id ?? '-'} ${after?.id ?? '-'} +${come} -${leave}`
	),
	`${moved.households} moved`
];

test('a cell follows the one of which it keeps more than half of the households', () => {
	const before = [cell('aX'), cell('aY'), cell('aZ')];
	const after = [cell('bX'), cell('bY'), cell('bNew')];
	const pairs = [
		pair('aX', 'bX', 60),
		pair('aX', 'bNew', 40),
		pair('aY', 'bY', 50),
		pair('aZ', 'bY', 10),
		pair('aZ', 'bNew', 10)
	];
	// half of Z is not more than half: it ends, and what took from it begins or changes
	expect(told(comparePlans(before, after, pairs))).toEqual([
		'changed aX bX +0 -40',
		'changed aY bY +10 -0',
		'new - bNew +50 -0',
		'gone aZ - +0 -20',
		'60 moved'
	]);
});

test('two that merge: the larger one lives on', () => {
	const pairs = [pair('aX', 'bM', 30), pair('aY', 'bM', 50)];
	const merged = comparePlans([cell('aX'), cell('aY')], [cell('bM', { name: 'Y' })], pairs);
	expect(told(merged)).toEqual(['changed aY bM +30 -0', 'gone aX - +0 -30', '30 moved']);
});

test('where nobody lives units are counted, and what was in no cell comes in', () => {
	const pairs = [pair('aX', 'bX', 0, 3), pair('aX', null, 0, 1), pair(null, 'bX', 8, 2)];
	const [only] = comparePlans([cell('aX')], [cell('bX')], pairs).cells;
	expect(only).toMatchObject({ fate: 'changed', come: 8, unitsCome: 2, unitsLeave: 1 });
	expect(comparePlans([cell('aX')], [cell('bX')], pairs).moved).toEqual({ units: 3, households: 8 });
});

test('the same units under another name or code are a change, a code that one of them lacks is none', () => {
	const compare = (was: Partial<SheetCell>, is: Partial<SheetCell>) =>
		comparePlans([cell('aX', was)], [cell('bX', is)], [pair('aX', 'bX', 9)]).cells[0];
	expect(compare({}, {})).toMatchObject({ fate: 'same' });
	expect(compare({}, { name: 'other' })).toMatchObject({ fate: 'changed', renamed: true });
	expect(compare({ code: '1' }, { code: '2' })).toMatchObject({ fate: 'changed', recoded: true });
	expect(compare({ code: '1' }, {})).toMatchObject({ fate: 'same' });
});

test('pairs of living areas are the sums of their cells', () => {
	const before = [cell('aX', { parentId: 'A' }), cell('aY', { parentId: 'A' })];
	const after = [cell('bX', { parentId: 'B' }), cell('bY', { parentId: 'B' })];
	const pairs = [pair('aX', 'bX', 5), pair('aX', 'bY', 6), pair('aY', 'bY', 7), pair('aY', null, 1)];
	expect(pairsOfAreas(pairs, before, after)).toEqual([pair('A', 'B', 18, 3), pair('A', null, 1)]);
});
