import type { CodePart } from '#domain/place/code-template';
import type { LngLat } from '#domain/place/coord';

/** A stairwell cell that wants a code. */
export interface CodedStair {
	readonly id: string;
	/** A place inside it. */
	readonly at: LngLat;
	/** The code it bears already, from the grid in force; null for a new cell. */
	readonly code: string | null;
}

export interface CodedArea extends CodedStair {
	readonly stairs: readonly CodedStair[];
}

export interface CellCode {
	readonly id: string;
	readonly code: string;
}

/** A level below the template's own steps (a stairwell cell where the template knows no living area). */
const INNER_DIGITS = 3;

/**
 * Codes of a community's cells. A cell that bears a fitting code keeps it, so that codes stay while cells stay; the
 * others get the free numbers in the order of the standard (CJ/T 349): from north to south, within a row from west to
 * east. With `{area:n}` in the template a living area is coded up to that part and its stairwell cells by the whole;
 * without it a living area takes the sequence, and its stairwell cells three digits more.
 *
 * @param parts of the district's template.
 * @param communityCode digits of district, subdistrict and community one after the other, shared out to these parts
 * from the left.
 * @throws RangeError `codes-exhausted` where a part has too few digits for the cells.
 */
export function codesOf(
	parts: readonly CodePart[],
	communityCode: string,
	areas: readonly CodedArea[]
): readonly CellCode[] {
	const cut = parts.findIndex(({ kind }) => kind === 'area');
	const areaParts = cut < 0 ? parts : parts.slice(0, cut + 1);
	const coded = numbered(areas, (number) => write(areaParts, communityCode, number, number));
	return areas.flatMap((area) => {
		const code = coded.get(area.id)!;
		const areaNumber = Number(code.slice(-digitsOf(areaParts)));
		const stair = (number: number) =>
			cut < 0 ? code + padded(number, INNER_DIGITS) : write(parts, communityCode, areaNumber, number);
		const inner = numbered(area.stairs, stair);
		return [{ id: area.id, code }, ...area.stairs.map(({ id }) => ({ id, code: inner.get(id)! }))];
	});
}

function digitsOf(parts: readonly CodePart[]): number {
	const last = parts.at(-1)!;
	return last.kind === 'text' ? 1 : last.digits;
}

/** Keeps codes that one of the numbers would have written, and gives the free numbers to the rest. */
function numbered(cells: readonly CodedStair[], write: (number: number) => string): Map<string, string> {
	const codes = new Map<string, string>();
	const possible = new Set(Array.from({ length: cells.length * 2 + 100 }, (_, index) => attempt(write, index + 1)));
	const taken = new Set<string>();
	for (const { id, code } of cells) {
		if (code === null || !possible.has(code) || taken.has(code)) continue;
		codes.set(id, code);
		taken.add(code);
	}
	let number = 0;
	for (const { id } of inReadingOrder(cells.filter((cell) => !codes.has(cell.id)))) {
		do number++;
		while (taken.has(write(number)));
		codes.set(id, write(number));
	}
	return codes;
}

function attempt(write: (number: number) => string, number: number): string | null {
	try {
		return write(number);
	} catch {
		return null;
	}
}

/** Rows from north to south, each from west to east; as many rows as would make a square. */
function inReadingOrder<Cell extends { readonly at: LngLat; readonly id: string }>(
	cells: readonly Cell[]
): readonly Cell[] {
	const southwards = cells.toSorted((a, b) => b.at[1] - a.at[1] || (a.id < b.id ? -1 : 1));
	const perRow = Math.ceil(cells.length / Math.max(1, Math.round(Math.sqrt(cells.length))));
	const rows = Array.from({ length: Math.ceil(cells.length / perRow) }, (_, row) =>
		southwards.slice(row * perRow, (row + 1) * perRow)
	);
	return rows.flatMap((row) => row.toSorted((a, b) => a.at[0] - b.at[0] || (a.id < b.id ? -1 : 1)));
}

function write(parts: readonly CodePart[], communityCode: string, area: number, sequence: number): string {
	let read = 0;
	return parts
		.map((part) => {
			if (part.kind === 'text') return part.text;
			if (part.kind === 'area') return padded(area, part.digits);
			if (part.kind === 'sequence') return padded(sequence, part.digits);
			const digits = communityCode.slice(read, read + part.digits);
			read += part.digits;
			return digits.padStart(part.digits, '0');
		})
		.join('');
}

function padded(number: number, digits: number): string {
	const text = String(number);
	if (text.length > digits) throw new RangeError('codes-exhausted');
	return text.padStart(digits, '0');
}
