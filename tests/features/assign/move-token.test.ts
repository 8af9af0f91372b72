import { expect, test } from 'vitest';
import { readMoves, writeMove } from '#features/assign/move-token';

const A = '11111111-1111-4111-8111-111111111111';
const B = '22222222-2222-4222-8222-222222222222';

test('a tick box says who, under which version, from where and to where', () => {
	const move = { id: A, version: 3, from: null, to: B };
	expect(readMoves([writeMove(move), writeMove({ ...move, id: B, from: A, to: null })])).toEqual([
		move,
		{ id: B, version: 3, from: A, to: null }
	]);
});

test('what is no token is left out, and nobody is moved twice', () => {
	expect(readMoves(['', 'x', `${A}.x..`, 'a.1.b.c', new File([], 'x')])).toEqual([]);
	expect(readMoves([`${A}.1..${B}`, `${A}.1..${A}`])).toHaveLength(1);
});
