import { DATUMS, type Datum } from '#domain/division/polygons/datum';
import { PLAIN_READING, type Reading } from '#domain/division/polygons/shapes-of-file';

const MAX_SHIFT_M = 2_000;

/** How a file is to be read, from the words of a form or a command line; whatever makes no sense is as if it were not said. */
export function readingFrom(word: (name: 'level' | 'datum' | 'shift') => string | null | undefined): Reading {
	const datum = word('datum') ?? '';
	const shiftM = (word('shift') ?? '').split(',').map(Number);
	const isShift =
		shiftM.length === 2 && shiftM.every((value) => Number.isFinite(value) && Math.abs(value) <= MAX_SHIFT_M);
	return {
		levelless: word('level') === '2' ? 2 : 3,
		datum: (DATUMS as readonly string[]).includes(datum) ? (datum as Datum) : PLAIN_READING.datum,
		shiftM: isShift ? [shiftM[0]!, shiftM[1]!] : PLAIN_READING.shiftM
	};
}
