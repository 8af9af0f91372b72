import { expect, test } from 'vitest';
import { byArea, byWord, vacancies, type ChargeCell } from '#domain/people/charge';

const cell = (code: string, duties: number, parentId: string | null = null): ChargeCell => ({
	lineageId: code,
	id: `cell ${code}`,
	name: `name ${code}`,
	code,
	level: parentId === null ? 2 : 3,
	parentId,
	parentName: parentId && `name ${parentId}`,
	duties,
	members: 0,
	households: 10
});
const cells = [
	cell('A1', 1),
	cell('A11', 1, 'A1'),
	cell('A12', 2, 'A1'),
	cell('A2', 1),
	cell('A22', 1, 'A2'),
	cell('A21', 1, 'A2'),
	cell('A23', 0, 'A2'),
	cell('A3', 0)
];
const names = (groups: ReturnType<typeof byArea>) =>
	groups.map(({ area, cells: inside }) => [area?.code ?? '-', ...inside.map(({ code }) => code)].join(' '));

test('cells with nobody are counted by level', () => {
	expect(vacancies(cells)).toEqual({ stairs: 5, vacantStairs: 1, areas: 3, vacantAreas: 1 });
	expect(vacancies([])).toEqual({ stairs: 0, vacantStairs: 0, areas: 0, vacantAreas: 0 });
});

test('where somebody is to be found comes first: areas, and cells in them; the rest by code', () => {
	expect(names(byArea(cells))).toEqual(['A2 A23 A21 A22', 'A3', 'A1 A11 A12']);
});

test('only those with nobody, each in its area', () => {
	expect(names(byArea(cells, true))).toEqual(['A2 A23', 'A3']);
	expect(byArea([cell('A1', 1), cell('A11', 1, 'A1')], true)).toEqual([]);
});

test('a cell whose area is not known is not lost', () => {
	expect(names(byArea([cell('A1', 1), cell('X9', 0, 'gone')]))).toEqual(['- X9', 'A1']);
});

test('duties stand in the order of the vocabulary, stand-ins after whom they stand in for, lost words last', () => {
	const words = ['leader', 'worker'].map((key) => ({ key, zh: key, en: key }));
	const duty = (key: string, standIn = false) => ({ duty: key, standIn });
	const sorted = byWord([duty('lost'), duty('worker'), duty('leader', true), duty('leader')], words);
	expect(sorted).toEqual([duty('leader'), duty('leader', true), duty('worker'), duty('lost')]);
});
