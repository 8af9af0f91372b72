import { describe, expect, test } from 'vitest';
import type { DraftBuilding } from '#domain/division/plan';
import { houseRows, listed, NO_COMPOUND, rowsBetween } from '#features/divide/house-rows';
import type { LedgerUnit } from '#features/divide/ledger';

const house = (id: string, name: string, compoundId: string | null): DraftBuilding => ({
	id,
	name,
	address: `长安路${id}`,
	kind: 'residential',
	levels: 6,
	compoundId,
	door: [0, 0]
});
const buildings = [
	house('10', '10号楼', 'b'),
	house('2', '2号楼', 'b'),
	house('30', '３０号楼', 'a'),
	house('7', '', null),
	house('empty', '空楼', 'a')
];
const compounds = [
	{ id: 'b', name: '幸福里' },
	{ id: 'a', name: '安居苑' }
];
const people = { people: 0, elders: 0, children: 0, employees: 0, members: 0 };
const unitsOf = (id: string): LedgerUnit[] => {
	const building = buildings.find((each) => each.id === id)!;
	if (id === 'empty') return [];
	return [1, 2].map((number) => ({ ordinal: Number(id) * 10 + number, building, number, households: 12, ...people }));
};
const rows = houseRows({ buildings, compounds }, unitsOf, 'zh-CN');
const ids = (some: typeof rows) => some.map(({ building }) => building.id);
const ALL = { text: '', compound: '', onlyFree: false };
const NOTHING: ReadonlySet<number> = new Set();

describe('the list of buildings', () => {
	test('goes compound by compound, 2 before 10, what is in none last, without houses that have no unit', () => {
		expect(ids(rows)).toEqual(['30', '2', '10', '7']);
		expect(rows[1]).toMatchObject({ compound: '幸福里', ordinals: [21, 22], households: 24 });
	});

	test('puts first what is in no cell, and shows nothing else where that is wanted', () => {
		const free = new Set([101, 71, 72]);
		expect(ids(listed(rows, ALL, free))).toEqual(['10', '7', '30', '2']);
		expect(ids(listed(rows, { ...ALL, onlyFree: true }, free))).toEqual(['10', '7']);
	});

	test('is searched by name, address and compound, in any width, and by several words at once', () => {
		const find = (text: string) => ids(listed(rows, { ...ALL, text }, NOTHING));
		expect(find('30号')).toEqual(['30']);
		expect(find('长安路7')).toEqual(['7']);
		expect(find('幸福里 １０')).toEqual(['10']);
		expect(find('幸福里 30')).toEqual([]);
	});

	test('shows one compound, or what is in none', () => {
		expect(ids(listed(rows, { ...ALL, compound: 'b' }, NOTHING))).toEqual(['2', '10']);
		expect(ids(listed(rows, { ...ALL, compound: NO_COMPOUND }, NOTHING))).toEqual(['7']);
	});

	test('gives the lines between two, in both directions, and one line where the other is not there', () => {
		expect(ids(rowsBetween(rows, '2', '7'))).toEqual(['2', '10', '7']);
		expect(ids(rowsBetween(rows, '7', '2'))).toEqual(['2', '10', '7']);
		expect(ids(rowsBetween(rows, null, '2'))).toEqual(['2']);
		expect(ids(rowsBetween(rows, 'gone', '2'))).toEqual(['2']);
		expect(rowsBetween(rows, '2', 'gone')).toEqual([]);
	});
});
