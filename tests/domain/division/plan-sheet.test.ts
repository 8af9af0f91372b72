import { expect, test } from 'vitest';
import { PLAN_STATUSES } from '#domain/division/plan';
import { actsOf } from '#domain/division/plan-sheet';

const actsBy = (works: boolean, administers: boolean) =>
	PLAN_STATUSES.map((status) => `${status}: ${actsOf(status, { works, administers }).join(' ')}`.trim());

test('workers make plans', () => {
	expect(actsBy(true, false)).toEqual([
		'draft: paint import handIn discard',
		'reviewed: sendBack',
		'published:',
		'enacted:',
		'effective:',
		'retired:'
	]);
});

test('administrators approve them', () => {
	expect(actsBy(false, true)).toEqual([
		'draft: handIn',
		'reviewed: publish sendBack',
		'published: giveDay sendBack',
		'enacted:',
		'effective:',
		'retired:'
	]);
});

test('everybody else looks on', () => {
	expect(actsBy(false, false)).toEqual(PLAN_STATUSES.map((status) => `${status}:`));
});
