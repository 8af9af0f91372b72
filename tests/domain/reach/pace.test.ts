import { describe, expect, it } from 'vitest';
import { budgetDm, edgeCostDm, paceFromKmh, partCostDm, secondsOf } from '#domain/reach/pace';

describe('pace', () => {
	it('turns minutes into level decimetres without losing one to rounding', () => {
		expect([5, 10, 15].map((minutes) => budgetDm(minutes, paceFromKmh(5)))).toEqual([4166, 8333, 12500]);
		expect(budgetDm(15, { metresPerSecond: 0.8, stepsFactor: 0.5 })).toBe(7200);
		expect(secondsOf(7200, { metresPerSecond: 0.8, stepsFactor: 0.5 })).toBeCloseTo(900);
	});

	it('walks steps at a share of the pace, or not at all', () => {
		expect(edgeCostDm(300, 100, 0.5)).toBe(400);
		expect(edgeCostDm(300, 100, 0)).toBe(Infinity);
		expect(edgeCostDm(300, 0, 0)).toBe(300);
		expect(partCostDm(400, 300, 150)).toBe(200);
	});

	it.each([0, -1, NaN, Infinity, 50])('refuses %s metres a second', (metresPerSecond) => {
		expect(() => budgetDm(5, { metresPerSecond, stepsFactor: 0.5 })).toThrow('bad-pace');
	});

	it.each([0, -5, NaN, Infinity, 1441])('refuses %s minutes', (minutes) => {
		expect(() => budgetDm(minutes, paceFromKmh(5))).toThrow('bad-minutes');
	});
});
