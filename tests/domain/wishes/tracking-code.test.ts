import { expect, test } from 'vitest';
import { readTrackingCode, TRACKING_CODE, writeTrackingCode } from '#domain/wishes/tracking-code';

test.each([
	['k7pm-4xq2-9hrt', 'K7PM4XQ29HRT'],
	[' K7PM 4XQ2 9HRT\n', 'K7PM4XQ29HRT'],
	['Ｋ７ＰＭ４ＸＱ２９ＨＲＴ', 'K7PM4XQ29HRT'],
	['OIL0-U111-0000', '0110V1110000'],
	['！？', ''],
	['', '']
])('reads %j as it is kept', (typed, kept) => {
	expect(readTrackingCode(typed)).toBe(kept);
});

test('reads no more of a flood than a code could be', () => {
	expect(readTrackingCode('9'.repeat(10_000_000)).length).toBe(40);
});

test('is written in groups of four, and read back the same', () => {
	expect(writeTrackingCode('K7PM4XQ29HRT')).toBe('K7PM-4XQ2-9HRT');
	expect(readTrackingCode(writeTrackingCode('K7PM4XQ29HRT'))).toMatch(TRACKING_CODE);
});
