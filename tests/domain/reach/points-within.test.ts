import fc from 'fast-check';
import { expect, it } from 'vitest';
import { randomStreets } from '#fixtures/reach/random-streets';
import { surveyCosts } from '#fixtures/reach/survey-search';
import { contractStreets } from '#domain/reach/contract';
import { costsToPoints, countWithin } from '#domain/reach/points-within';
import { StreetSearch } from '#domain/reach/search';

it('walks to every point of the survey as far as a search over the survey itself says', () => {
	let points = 0;
	fc.assert(
		fc.property(fc.integer({ min: 0, max: 1e6 }), fc.integer({ min: 5, max: 60 }), (seed, size) => {
			const ways = randomStreets(seed, size);
			const streets = contractStreets(ways);
			const { network, shapePointKeys } = streets;
			if (network.shapeForward.length === 0) return;
			const search = new StreetSearch(network);
			search.run([{ shape: 0, alongDm: 0, accessDm: 0 }], { metresPerSecond: 1, stepsFactor: 0.5 }, 1e6);
			const truth = surveyCosts(ways, shapePointKeys[0]!, 0.5);
			const closed = new Set(ways.flatMap((way) => way.gates.map((gate) => way.nodeKeys[gate.index]!)));
			// from a closed gate one walks into one of its sides only
			if (closed.has(shapePointKeys[0]!)) return;
			for (const [key, costDm] of costsToPoints(streets, search)) {
				const metres = truth.get(key) ?? Infinity;
				if (metres === Infinity || costDm === Infinity) expect(costDm).toBe(metres);
				else expect(Math.abs(costDm / 10 - metres)).toBeLessThan(0.1 * network.shapeForward.length + 0.3);
				points++;
			}
		}),
		{ seed: 20261120, numRuns: 200 }
	);
	expect(points).toBeGreaterThan(2000);
});

it('counts what costs at most the budget', () => {
	const costs = new Map([10, 20, 20, Infinity].map((cost, key) => [key, cost]));
	expect(countWithin(costs, [9, 10, 20])).toEqual([0, 1, 3]);
});
