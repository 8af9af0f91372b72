import { expect, test } from 'vitest';
import type { PlanSheet, SheetCell } from '#domain/division/plan-sheet';
import type { LngLat } from '#domain/place/coord';
import { DEFAULT_SETTINGS } from '#domain/place/settings';
import { codingOf } from '#features/plans/coding';
import { sheetOf } from './sheet.ts';

const cell = (id: string, parentId: string | null, code: string | null = null): Partial<SheetCell> => ({
	...{ id, node: `node ${id}`, level: parentId ? 3 : 2, parentId, code }
});
const places = new Map<string, LngLat>([
	['node A', [1, 1]],
	['node w', [1, 1]],
	['node e', [2, 1]]
]);
const coded = (sheet: PlanSheet) => {
	const coding = codingOf(sheet, places);
	return 'refusal' in coding ? coding.refusal : coding.codes.map(({ id, code }) => `${id} ${code}`);
};

test('living areas and their stairwell cells get codes from west to east, a fitting code stays', () => {
	const cells = [cell('A', null), cell('e', 'A'), cell('w', 'A')];
	expect(coded(sheetOf(cells))).toEqual(['A 130202003005001', 'e 130202003005001002', 'w 130202003005001001']);
	const kept = [cell('A', null, '130202003005007'), cell('e', 'A'), cell('w', 'A', '130202003005007003')];
	expect(coded(sheetOf(kept))).toEqual(['A 130202003005007', 'e 130202003005007001', 'w 130202003005007003']);
});

test('a cell without ground is coded as well', () => {
	expect(coded(sheetOf([cell('A', null), cell('nowhere', 'A')]))).toEqual([
		'A 130202003005001',
		'nowhere 130202003005001001'
	]);
});

test('what stands against it has a name', () => {
	const template = (codeTemplate: string) => ({ ...DEFAULT_SETTINGS, codeTemplate });
	const many = [cell('A', null), ...Array.from({ length: 10 }, (_, index) => cell(`s${index}`, 'A'))];
	const short = template('{community:3}{area:2}{sequence:1}');
	expect(coded(sheetOf(many, { settings: short }))).toBe('codes-exhausted');
	expect(coded(sheetOf([cell('A', null)], { settings: template('{community:3}') }))).toBe('code-template');
});
