import { describe, expect, test } from 'vitest';
import type { DeskProposal } from '#compute/division-desk';
import { bestAt, deviationCount } from '#features/divide/proposal-words';
import { cellsInSpan, isProblem, wishFrom, type WishForm } from '#features/divide/proposal-wish';

const FORM: WishForm = {
	area: '',
	by: 'span',
	count: 12,
	fewest: 300,
	most: 500,
	streets: true,
	compounds: false,
	seed: 3
};

describe('the form of a proposal', () => {
	test('is read as a range or a number, for the community or a living area', () => {
		const respect = { streets: true, compounds: false };
		expect(wishFrom(FORM)).toEqual({ area: null, span: [300, 500], seed: 3, respect });
		expect(wishFrom({ ...FORM, by: 'count', area: 'a' })).toEqual({ area: 'a', k: 12, seed: 3, respect });
	});

	test.for([
		{ fewest: 500, most: 300 },
		{ fewest: 0 },
		{ most: null },
		{ most: undefined },
		{ fewest: 10.5 },
		{ most: 1e12 }
	])('tells an impossible range: %o', (change) => {
		expect(wishFrom({ ...FORM, ...change })).toEqual({ field: 'fewest', refusal: 'bad-range' });
	});

	test.for([0, -1, 2.5, null, undefined, Infinity])('tells an impossible number: %s', (count) => {
		const read = wishFrom({ ...FORM, by: 'count', count });
		expect(isProblem(read) && read).toEqual({ field: 'count', refusal: 'bad-cell-count' });
	});

	test('says about how many cells a range makes', () => {
		expect(cellsInSpan(3873, 300, 500)).toBe(10);
		expect(cellsInSpan(50, 300, 500)).toBe(1);
		expect(cellsInSpan(0, 300, 500)).toBe(1);
	});
});

describe('alternatives side by side', () => {
	const option = (scores: Partial<DeskProposal['scores']>): DeskProposal => ({
		groups: [[0], [1]],
		leaning: 'balanced',
		scores: {
			largestDeviation: 0.04,
			target: 400,
			counted: 'households',
			outsideRange: 0,
			partsApart: 0,
			borderMetres: 5000,
			alongStreets: 0.5,
			compoundsCut: 2,
			diameterMetres: 600,
			...scores
		}
	});

	test('the best is told only where it is better than all others, not by a hair', () => {
		const [a, b, c] = [
			option({ borderMetres: 4900, compoundsCut: 0 }),
			option({ largestDeviation: 0.0402, compoundsCut: 0 }),
			option({ diameterMetres: 500 })
		];
		expect([...bestAt(a, [a, b, c])]).toEqual(['border']);
		expect([...bestAt(b, [a, b, c])]).toEqual([]);
		expect([...bestAt(c, [a, b, c])]).toEqual(['walk']);
		expect([...bestAt(a, [a])]).toEqual([]);
	});

	test('a deviation is told in households', () => {
		expect(deviationCount(option({ largestDeviation: 0.031, target: 394 }))).toBe(12);
	});
});
