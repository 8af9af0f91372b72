import { describe, expect, test } from 'vitest';
import type { OpeningSpan } from '#domain/reach/centre';
import { clockTime, isOpenAt, weekPlate } from '#domain/reach/opening';

const span = (weekday: number, opensMinute: number, closesMinute: number): OpeningSpan => ({
	weekday,
	opensMinute,
	closesMinute
});

describe('the clock on the wall', () => {
	test('is the district’s, not the machine’s', () => {
		const instant = new Date('2026-11-22T16:30:00Z');
		expect(clockTime(instant, 'Asia/Shanghai')).toEqual({ weekday: 1, minute: 30 });
		expect(clockTime(instant, 'America/Sao_Paulo')).toEqual({ weekday: 7, minute: 13 * 60 + 30 });
	});

	test('midnight is minute 0 of the new day', () => {
		expect(clockTime(new Date('2026-11-22T16:00:00Z'), 'Asia/Shanghai')).toEqual({ weekday: 1, minute: 0 });
	});
});

describe('opening hours', () => {
	const hours = [span(1, 510, 690), span(1, 810, 1050), span(7, 0, 1440)];

	test.each([
		[1, 509, false],
		[1, 510, true],
		[1, 689, true],
		[1, 690, false],
		[1, 810, true],
		[2, 600, false],
		[7, 0, true],
		[7, 1439, true]
	])('on day %i at minute %i: %s', (weekday, minute, open) => {
		expect(isOpenAt(hours, { weekday, minute })).toBe(open);
	});
});

describe('the door plate', () => {
	test('joins neighbouring days with equal hours, whatever the order of the rows', () => {
		const workdays = [1, 2, 3, 4, 5].flatMap((day) => [span(day, 810, 1050), span(day, 510, 690)]);
		expect(weekPlate(workdays).map(({ from, to, spans }) => [from, to, spans.length])).toEqual([
			[1, 5, 2],
			[6, 7, 0]
		]);
	});

	test('does not join equal days across a different one', () => {
		const plate = weekPlate([span(1, 0, 10), span(3, 0, 10)]);
		expect(plate.map(({ from, to }) => `${from}-${to}`)).toEqual(['1-1', '2-2', '3-3', '4-7']);
	});

	test('of a centre without hours is one closed week', () => {
		expect(weekPlate([])).toEqual([{ from: 1, to: 7, spans: [] }]);
	});
});
