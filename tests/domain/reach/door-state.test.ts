import { expect, test } from 'vitest';
import type { OpeningSpan } from '#domain/reach/centre';
import { doorState } from '#domain/reach/opening';

const span = (weekday: number, opensMinute: number, closesMinute: number): OpeningSpan => ({
	weekday,
	opensMinute,
	closesMinute
});
const office = [1, 2, 3, 4, 5].flatMap((day) => [span(day, 510, 690), span(day, 810, 1050)]);

test('open: until when', () => {
	expect(doorState(office, { weekday: 1, minute: 510 })).toEqual({ open: true, closesMinute: 690 });
	expect(doorState([span(3, 0, 1440)], { weekday: 3, minute: 5 })).toEqual({ open: true, closesMinute: null });
});

test('closed: when it opens next', () => {
	const next = (weekday: number, minute: number) => {
		const state = doorState(office, { weekday, minute });
		return state.open ? null : state.next;
	};
	expect(next(1, 0)).toEqual({ inDays: 0, weekday: 1, opensMinute: 510 });
	expect(next(1, 690)).toEqual({ inDays: 0, weekday: 1, opensMinute: 810 });
	expect(next(1, 1050)).toEqual({ inDays: 1, weekday: 2, opensMinute: 510 });
	expect(next(5, 1100)).toEqual({ inDays: 3, weekday: 1, opensMinute: 510 });
	// open on one day only: the same day of next week
	expect(doorState([span(2, 60, 120)], { weekday: 2, minute: 120 })).toEqual({
		open: false,
		next: { inDays: 7, weekday: 2, opensMinute: 60 }
	});
});

test('never', () => {
	expect(doorState([], { weekday: 1, minute: 600 })).toEqual({ open: false, next: null });
});
