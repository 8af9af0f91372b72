import { describe, expect, test } from 'vitest';
import { conflictOf, readConflict } from '#features/explore/conflict';

const held = (version: number, value: string | null) => ({ subject: 'member', version, value });

describe('a refusal tells both values', () => {
	test('what stands and what was sent', () => {
		const detail = { version: 4, current: { lineageId: 'theirs' }, sent: { lineageId: 'mine' } };
		expect(readConflict(detail, 'lineageId')).toEqual({ version: 4, theirs: 'theirs', mine: 'mine' });
	});

	test('a member who stands in no cell any more', () => {
		const detail = { version: 4, current: { lineageId: null }, sent: { lineageId: 'mine' } };
		expect(readConflict(detail, 'lineageId')).toEqual({ version: 4, theirs: null, mine: 'mine' });
	});

	test.each([null, 'text', {}, { version: '4', sent: { state: 'done' } }, { version: 4, current: { state: 1 } }])(
		'nothing is made of %j',
		(detail) => expect(readConflict(detail, 'state')).toBeNull()
	);
});

describe('what contradicts a half-filled form', () => {
	test('news about the value that it is about', () => {
		expect(conflictOf(held(1, 'a'), held(2, 'b'), 'c', null)).toEqual({ version: 2, theirs: 'b', mine: 'c' });
	});

	test('not while nothing has been chosen', () => {
		expect(conflictOf(held(1, 'a'), held(2, 'b'), '', null)).toBeNull();
	});

	test('not a change of something else', () => {
		expect(conflictOf(held(1, 'a'), held(2, 'a'), 'c', null)).toBeNull();
	});

	test('a refusal before the news of it have come', () => {
		const told = { version: 3, theirs: 'b', mine: 'c' };
		expect(conflictOf(held(1, 'a'), held(1, 'a'), 'c', told)).toEqual(told);
	});

	test('a third change after the refusal: the newest stands against mine', () => {
		const told = { version: 3, theirs: 'b', mine: 'c' };
		expect(conflictOf(held(1, 'a'), held(4, 'd'), '', told)).toEqual({ version: 4, theirs: 'd', mine: 'c' });
	});
});
