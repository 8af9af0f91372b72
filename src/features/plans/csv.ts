/** What a spreadsheet takes for a formula when a field begins with it. */
const FORMULA = /^[\s]*[=+\-@\t\r＝＋－＠]/;

/** Digits that a spreadsheet would take for a number and write as 9.9E+17, or without their zeros. */
const DIGITS = /^(0\d+|\d{12,})$/;

/**
 * A table as CSV for a spreadsheet (RFC 4180 with a byte order mark, so that Chinese is read as UTF-8). A text that
 * would be taken for a formula gets an apostrophe before it, a code of many digits a tab, so that it stays whole.
 */
export function csvOf(rows: readonly (readonly (string | number | null)[])[]): string {
	return `\ufeff${rows.map((row) => row.map(field).join(',')).join('\r\n')}\r\n`;
}

function field(value: string | number | null): string {
	if (value === null) return '';
	if (typeof value === 'number') return String(value);
	if (DIGITS.test(value)) return `\t${value}`;
	const safe = FORMULA.test(value) ? `'${value}` : value;
	return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}
