import { expect, test } from 'vitest';
import { csvOf } from '#features/plans/csv';

test('begins with a byte order mark, ends its lines as spreadsheets do, and quotes what needs it', () => {
	expect(
		csvOf([
			['楼栋', 3, null],
			['a,b', 'say "x"', 'two\nlines']
		])
	).toBe('\ufeff楼栋,3,\r\n"a,b","say ""x""","two\nlines"\r\n');
});

test('no text is taken for a formula, and numbers stay numbers', () => {
	const texts = ['=1+1', '+86', '-3', '@SUM(A1)', ' =A1', '\t=A1', '＝A1'];
	const fields = csvOf([texts, [-3]])
		.slice(1)
		.split('\r\n');
	expect(fields[0]!.split(',').every((field) => field.startsWith("'") || field.startsWith('"\''))).toBe(true);
	expect(fields[1]).toBe('-3');
});

test('long codes and leading zeros are not taken for numbers', () => {
	expect(csvOf([['990100001001001001', '007', '2027', 12]])).toBe('\ufeff\t990100001001001001,\t007,2027,12\r\n');
});
