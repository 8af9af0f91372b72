import { describe, expect, it } from 'vitest';
import { createRandom } from '#server/demo/random';

const draws = (seed: number, label?: string) => {
	const random = createRandom(seed, label);
	return Array.from({ length: 50 }, () => random.next());
};

describe('createRandom', () => {
	it('repeats itself for a seed and differs for another seed or label', () => {
		expect(draws(7)).toEqual(draws(7));
		expect(draws(7)).not.toEqual(draws(8));
		expect(draws(7)).not.toEqual(draws(7, 'other'));
	});

	it('keeps a fork independent of what its parent drew', () => {
		const [one, other] = [createRandom(3), createRandom(3)];
		other.next();
		expect(one.fork('a').next()).toBe(other.fork('a').next());
		expect(one.fork('a').next()).not.toBe(one.fork('b').next());
	});

	it('is uniform enough and stays in its bounds', () => {
		const random = createRandom(11);
		const dice = Array.from({ length: 6000 }, () => random.whole(1, 6));
		for (let face = 1; face <= 6; face++) {
			const seen = dice.filter((value) => value === face).length;
			expect(Math.abs(seen - 1000)).toBeLessThan(120);
		}
		expect(Math.min(...dice)).toBe(1);
		expect(Math.max(...dice)).toBe(6);
	});

	it('draws in proportion to weights', () => {
		const random = createRandom(5);
		const picks = Array.from({ length: 4000 }, () =>
			random.weighted([
				['often', 3],
				['seldom', 1]
			] as const)
		);
		expect(picks.filter((pick) => pick === 'often').length / 4000).toBeCloseTo(0.75, 1);
	});

	it('refuses to pick from nothing', () => {
		expect(() => createRandom(1).pick([])).toThrow(RangeError);
		expect(() => createRandom(1).weighted([])).toThrow(RangeError);
	});

	it('makes version-4 UUIDs that do not repeat', () => {
		const random = createRandom(2);
		const ids = Array.from({ length: 2000 }, () => random.uuid());
		expect(ids.every((id) => /^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/.test(id))).toBe(
			true
		);
		expect(new Set(ids).size).toBe(ids.length);
	});
});
