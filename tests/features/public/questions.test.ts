import { describe, expect, test } from 'vitest';
import type { ViewCentre } from '#domain/place/view';
import { nearestOf } from '#features/public/nearest';
import { addressOf, centreQuestion, chooseCentres, cut, idOf, placeQuestion } from '#features/public/questions';

const NOON = { weekday: 1, minute: 720 };
const centre = (name: string, more: Partial<ViewCentre> = {}): ViewCentre => ({
	id: name,
	name,
	kind: 'community',
	status: 'open',
	communityId: 'c1',
	communityName: '一社区',
	address: '',
	position: [0, 0],
	areaM2: null,
	floor: 1,
	phone: '',
	items: [],
	hours: [{ weekday: 1, opensMinute: 540, closesMinute: 1020 }],
	version: 1,
	...more
});
const planned = centre('planned', { status: 'planned' });
const shut = centre('shut', { hours: [] });
const open = centre('open', { kind: 'station', communityId: 'c2' });
const ALL = { communityId: null, kind: null, openNow: false, page: 1 };

describe('the question about centres', () => {
	test('is read from the address, and nonsense asks for nothing', () => {
		const query = new URLSearchParams('community=x&kind=palace&open=2&page=-7');
		expect(centreQuestion(query)).toEqual(ALL);
		expect(centreQuestion(new URLSearchParams('kind=station&open=1&page=3'))).toEqual({
			...ALL,
			kind: 'station',
			openNow: true,
			page: 3
		});
	});

	test('what has opened stands before what has not', () => {
		expect(chooseCentres([planned, shut, open], ALL, NOON)).toEqual([shut, open, planned]);
	});

	test('asks for a community, a kind, what is open now', () => {
		const names = (question: object) =>
			chooseCentres([planned, shut, open], { ...ALL, ...question }, NOON).map(({ name }) => name);
		expect(names({ communityId: 'c2' })).toEqual(['open']);
		expect(names({ kind: 'station' })).toEqual(['open']);
		expect(names({ openNow: true })).toEqual(['open']);
		expect(names({ communityId: 'nowhere' })).toEqual([]);
	});
});

test('a page beyond the last one is the last one', () => {
	expect(cut([1, 2, 3], 9, 2)).toEqual({ page: 2, rows: [3] });
	expect(cut([], 9, 2)).toEqual({ page: 1, rows: [] });
});

test('a flood of words is cut, and what is no id is none', () => {
	const asked = placeQuestion(new URLSearchParams({ q: 'x'.repeat(9999), community: "1' or true" }));
	expect(asked).toEqual({ communityId: null, query: 'x'.repeat(80), page: 1, asked: true });
	expect(placeQuestion(new URLSearchParams()).asked).toBe(false);
	expect(idOf('3F333DF6-90a4-4fda-8dd3-9485d27cee36')).toBe('3f333df6-90a4-4fda-8dd3-9485d27cee36');
});

test('an address says what was answered and nothing else', () => {
	expect(addressOf('/here', { q: '', page: false, community: null })).toBe('/here');
	expect(addressOf('/here', { q: "王 & O'B", page: 2 })).toBe('/here?q=%E7%8E%8B+%26+O%27B&page=2');
});

describe('the nearest centre', () => {
	test('and the nearest that is open now', () => {
		expect(nearestOf([open, shut], [900, 300], NOON)).toEqual({
			kind: 'found',
			nearest: { centre: shut, seconds: 300 },
			openNow: { centre: open, seconds: 900 }
		});
	});

	test('or why there is none', () => {
		const message = (answer: ReturnType<typeof nearestOf>) => answer.kind === 'none' && answer.message;
		expect(message(nearestOf([], [], NOON))).toBe('doors.nearestNoCentre');
		expect(message(nearestOf([open], null, NOON))).toBe('doors.nearestUnknown');
		expect(message(nearestOf([open], [Infinity], NOON))).toBe('doors.nearestNone');
	});
});
