import { describe, expect, test } from 'vitest';
import { codesOf, type CodedArea, type CodedStair } from '#domain/division/codes';
import { parseCodeTemplate } from '#domain/place/code-template';

const fifteen = parseCodeTemplate('{district:6}{subdistrict:3}{community:3}{sequence:3}')!;
const twenty = parseCodeTemplate('{district:6}{subdistrict:6}{community:3}{area:3}{sequence:2}')!;
const stair = (id: string, lng: number, lat: number, code: string | null = null): CodedStair => ({
	id,
	at: [lng, lat],
	code
});
const area = (
	id: string,
	lng: number,
	lat: number,
	stairs: CodedStair[] = [],
	code: string | null = null
): CodedArea => ({
	...stair(id, lng, lat, code),
	stairs
});
const asText = (codes: readonly { id: string; code: string }[]) => codes.map(({ id, code }) => `${id} ${code}`);

describe('codes of cells', () => {
	test('run from north to south and within a row from west to east', () => {
		const areas = [area('SE', 2, 1), area('NW', 1, 2.01), area('SW', 1, 1.01), area('NE', 2, 2)];
		expect(asText(codesOf(fifteen, '130202003005', areas))).toEqual([
			'SE 130202003005004',
			'NW 130202003005001',
			'SW 130202003005003',
			'NE 130202003005002'
		]);
	});

	test('put stairwell cells below their living area, by the template or behind it', () => {
		const areas = [area('A', 1, 1, [stair('e', 2, 1), stair('w', 1, 1)]), area('B', 2, 1, [stair('x', 2, 1)])];
		expect(asText(codesOf(fifteen, '130202003005', areas))).toEqual([
			'A 130202003005001',
			'e 130202003005001002',
			'w 130202003005001001',
			'B 130202003005002',
			'x 130202003005002001'
		]);
		expect(asText(codesOf(twenty, '130202003000005', areas))).toEqual([
			'A 130202003000005001',
			'e 13020200300000500102',
			'w 13020200300000500101',
			'B 130202003000005002',
			'x 13020200300000500201'
		]);
	});

	test('stay with the cells that bear them, and new cells take what is free', () => {
		const areas = [area('new', 0, 9), area('old', 1, 1, [], '130202003005001'), area('other', 2, 1, [], '999')];
		expect(asText(codesOf(fifteen, '130202003005', areas))).toEqual([
			'new 130202003005002',
			'old 130202003005001',
			'other 130202003005003'
		]);
	});

	test('are never given twice', () => {
		const twins = [area('a', 1, 1, [], '130202003005001'), area('b', 2, 1, [], '130202003005001')];
		const codes = codesOf(fifteen, '130202003005', twins).map(({ code }) => code);
		expect(new Set(codes).size).toBe(2);
	});

	test('fill a short community code with zeros', () => {
		expect(codesOf(fifteen, '7', [area('a', 1, 1)])[0]!.code).toBe('000007000000001');
	});

	test('are refused where the digits do not suffice', () => {
		const tiny = parseCodeTemplate('{community:3}{sequence:1}')!;
		const many = Array.from({ length: 10 }, (_, index) => area(`a${index}`, index, 1));
		expect(() => codesOf(tiny, '001', many)).toThrow('codes-exhausted');
	});
});
