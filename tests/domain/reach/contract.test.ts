import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { placesInMetres, randomStreets, way } from '#fixtures/reach/random-streets';
import { surveyCosts } from '#fixtures/reach/survey-search';
import { buildNetwork, contractStreets } from '#domain/reach/contract';
import { shapeFrom, shapeTo, type StreetNetwork } from '#domain/reach/street-network';

const places = placesInMetres([
	[0, 0],
	[100, 0],
	[200, 0],
	[300, 0],
	[100, 100],
	[200, 100],
	[0, 100],
	[0, 0]
]);

const lengths = (network: StreetNetwork) =>
	Array.from(network.shapeForward, (edge) => network.edgeLengthDm[edge]!).sort((a, b) => a - b);

describe('contracting streets', () => {
	it('keeps ends and crossings and drops the bends between them', () => {
		const network = buildNetwork([way([0, 1, 2, 3], places), way([1, 4], places)]);
		expect(network.x.length).toBe(4);
		expect(lengths(network)).toEqual([1000, 1000, 2000]);
	});

	it('keeps the bends as the shape of the edge', () => {
		const { network, shapePointKeys } = contractStreets([way([0, 1, 4, 5], places)]);
		expect(network.shapeForward.length).toBe(1);
		expect([...shapePointKeys].sort()).toEqual([0, 1, 4, 5]);
		expect(lengths(network)).toEqual([3000]);
	});

	it('keeps a node where steps begin, so that time is linear along an edge', () => {
		const network = buildNetwork([way([0, 1], places), way([1, 2], places, { class: 'steps' })]);
		expect(network.x.length).toBe(3);
		const steps = Array.from(network.shapeForward, (edge) => network.edgeStepsDm[edge]!);
		expect(steps.sort((a, b) => a - b)).toEqual([0, 1000]);
	});

	it('cuts a way at a closed gate and leaves it whole at an open one', () => {
		const closed = buildNetwork([way([0, 1, 2], places, { gates: [{ index: 1, passable: false }] })]);
		expect(new Set(closed.component).size).toBe(2);
		expect(lengths(closed)).toEqual([1000, 1000]);
		const open = buildNetwork([way([0, 1, 2], places, { gates: [{ index: 1, passable: true }] })]);
		expect(lengths(open)).toEqual([2000]);
	});

	it('cuts every way that meets in a closed gate', () => {
		const network = buildNetwork([
			way([0, 1, 2], places, { gates: [{ index: 1, passable: false }] }),
			way([1, 4], places)
		]);
		expect(new Set(network.component).size).toBe(3);
	});

	it('takes only what can be walked', () => {
		const network = buildNetwork([way([0, 1], places), way([2, 3], places, { walkable: false })]);
		expect(network.x.length).toBe(2);
	});

	it('keeps one node of a ring without a crossing, and a loop at its crossing', () => {
		const ring = buildNetwork([way([1, 2, 5, 4, 1], places)]);
		expect(ring.x.length).toBe(1);
		expect(lengths(ring)).toEqual([4000]);
		const loop = buildNetwork([way([0, 1], places), way([1, 2, 5, 4, 1], places)]);
		expect(loop.x.length).toBe(2);
		expect(lengths(loop)).toEqual([1000, 4000]);
	});

	it('keeps two different ways between the same crossings', () => {
		const network = buildNetwork([way([0, 1, 2, 3], places), way([1, 4, 5, 2], places)]);
		expect(lengths(network)).toEqual([1000, 1000, 1000, 3000]);
	});

	it('walks a doubled stretch on the level where one of the two has no steps', () => {
		const network = buildNetwork([way([0, 1], places, { class: 'steps' }), way([1, 0], places)]);
		expect(network.shapeForward.length).toBe(1);
		expect(network.edgeStepsDm[0]).toBe(0);
	});

	it('gives two nodes in one place an edge of one decimetre', () => {
		expect(lengths(buildNetwork([way([0, 7], places)]))).toEqual([1]);
	});

	it('makes an empty network of nothing', () => {
		expect(buildNetwork([]).x.length).toBe(0);
		expect(buildNetwork([way([3], places), way([2, 2], places)]).x.length).toBe(0);
	});

	it('numbers the components by size', () => {
		const network = buildNetwork([way([6, 7], places), way([0, 1], places), way([1, 2], places), way([1, 4], places)]);
		const sizes = [0, 1].map((label) => network.component.filter((component) => component === label).length);
		expect(sizes).toEqual([4, 2]);
	});

	it('refuses a way whose keys and points differ in number', () => {
		expect(() => buildNetwork([{ ...way([0, 1], places), line: [places.get(0)!] }])).toThrow(RangeError);
	});
});

describe('contracting a random town', () => {
	it('keeps who can reach whom, and how far', () => {
		fc.assert(
			fc.property(fc.integer({ min: 0, max: 1e6 }), (seed) => {
				const ways = randomStreets(seed, 25);
				const { network, nodeKeys } = contractStreets(ways);
				const start = nodeKeys.length - 1;
				if (start < 0) return;
				const single = nodeKeys.filter((key) => key === nodeKeys[start]).length === 1;
				if (!single) return;
				const truth = surveyCosts(ways, nodeKeys[start]!, 1);
				const ours = levelDistances(network, start);
				// a closed gate has one node a side: the nearest of them is how far it is
				const nearest = new Map<number, number>();
				nodeKeys.forEach((key, node) => nearest.set(key, Math.min(nearest.get(key) ?? Infinity, ours[node]!)));
				for (const [key, costDm] of nearest) {
					const metres = truth.get(key) ?? Infinity;
					// every edge is rounded by at most half a decimetre, or up to one
					if (metres === Infinity || costDm === Infinity) expect(costDm).toBe(metres);
					else expect(Math.abs(costDm / 10 - metres)).toBeLessThan(0.1 * network.shapeForward.length);
				}
			}),
			{ seed: 20261120, numRuns: 150 }
		);
	});
});

function levelDistances(network: StreetNetwork, start: number): number[] {
	const cost = new Array<number>(network.x.length).fill(Infinity);
	cost[start] = 0;
	for (let round = 0; round < cost.length; round++) {
		for (let s = 0; s < network.shapeForward.length; s++) {
			const [a, b] = [shapeFrom(network, s), shapeTo(network, s)];
			const length = network.edgeLengthDm[network.shapeForward[s]!]!;
			cost[b] = Math.min(cost[b]!, cost[a]! + length);
			cost[a] = Math.min(cost[a]!, cost[b]! + length);
		}
	}
	return cost;
}
