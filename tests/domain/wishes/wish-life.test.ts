import { expect, test } from 'vitest';
import { FULFILLED_STATES, LIVE_STATES, OPEN_STATES, PUBLIC_WISH_STATES, WISH_STATES } from '#domain/wishes/wish';
import { nextStates } from '#domain/wishes/wish-life';

test('every live state can be cancelled or has come true', () => {
	for (const state of WISH_STATES) {
		if (FULFILLED_STATES.includes(state) || state === 'cancelled') continue;
		expect(nextStates(state), state).toContain('cancelled');
	}
});

test('nothing follows the end of a life, and nothing follows itself', () => {
	expect(nextStates('closed')).toEqual([]);
	expect(nextStates('cancelled')).toEqual([]);
	for (const state of WISH_STATES) expect(nextStates(state)).not.toContain(state);
});

test('every state can be reached from collected', () => {
	const reached = new Set<string>(['collected']);
	for (const state of reached) for (const next of nextStates(state as never)) reached.add(next);
	expect([...reached].sort()).toEqual([...WISH_STATES].sort());
});

test('the stages share out the public states', () => {
	const staged = [...OPEN_STATES, ...LIVE_STATES, ...FULFILLED_STATES];
	expect(staged.toSorted()).toEqual([...PUBLIC_WISH_STATES].sort());
});
