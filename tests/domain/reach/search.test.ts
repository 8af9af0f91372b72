import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { plainSearch } from '#fixtures/reach/plain-search';
import { seeded } from '#fixtures/reach/random';
import { placesInMetres, randomStreets, way } from '#fixtures/reach/random-streets';
import { attachDoors, costsToDoors } from '#domain/reach/buildings';
import { buildNetwork } from '#domain/reach/contract';
import { StreetSearch, UNREACHED, type Source } from '#domain/reach/search';
import { indexStreets } from '#domain/reach/snap';
import type { StreetNetwork } from '#domain/reach/street-network';

function randomSources(network: StreetNetwork, random: () => number): Source[] {
	return Array.from({ length: 1 + Math.floor(random() * 5) }, () => {
		const shape = Math.floor(random() * network.shapeForward.length);
		const length = network.edgeLengthDm[network.shapeForward[shape]!]!;
		return { shape, alongDm: Math.floor(random() * (length + 1)), accessDm: Math.floor(random() * 800) };
	});
}

const asInfinity = (costDm: Uint32Array) => Array.from(costDm, (cost) => (cost === UNREACHED ? Infinity : cost));

describe('bounded search', () => {
	it('agrees with a plain Dijkstra at every node, for every pace, bound and number of sources', () => {
		let nodes = 0;
		fc.assert(
			fc.property(fc.integer({ min: 0, max: 1e6 }), fc.integer({ min: 3, max: 120 }), (seed, size) => {
				const random = seeded(seed);
				const network = buildNetwork(randomStreets(seed, size));
				if (network.shapeForward.length === 0) return;
				const search = new StreetSearch(network);
				// one search object for all: what a run leaves behind must not leak into the next
				for (const stepsFactor of [0.5, 0, 1, 0.3]) {
					const sources = randomSources(network, random);
					const budget = Math.floor(random() * 20_000);
					search.run(sources, { metresPerSecond: 1.2, stepsFactor }, budget);
					expect(asInfinity(search.costDm)).toEqual([...plainSearch(network, sources, stepsFactor, budget)]);
					const reached = [...search.reached.subarray(0, search.reachedCount)].sort((a, b) => a - b);
					expect(reached).toEqual([...search.costDm.keys()].filter((n) => search.costDm[n] !== UNREACHED));
					nodes += network.x.length;
				}
			}),
			{ seed: 20261120, numRuns: 250 }
		);
		expect(nodes).toBeGreaterThan(10_000);
	});

	it('labels every node with its nearest source, the first of equals', () => {
		fc.assert(
			fc.property(fc.integer({ min: 0, max: 1e6 }), (seed) => {
				const network = buildNetwork(randomStreets(seed, 50));
				if (network.shapeForward.length === 0) return;
				const sources = randomSources(network, seeded(seed));
				const search = new StreetSearch(network);
				search.run(sources, { metresPerSecond: 1, stepsFactor: 0.5 }, 1e5);
				const alone = sources.map((source) => plainSearch(network, [source], 0.5, 1e5));
				for (const node of search.reached.subarray(0, search.reachedCount)) {
					const nearest = Math.min(...alone.map((cost) => cost[node]!));
					expect(search.costDm[node]).toBe(nearest);
					expect(search.label[node]).toBe(alone.findIndex((cost) => cost[node] === nearest));
				}
			}),
			{ seed: 20261120, numRuns: 150 }
		);
	});

	it('reaches what costs exactly the budget and nothing beyond', () => {
		const places = placesInMetres([
			[0, 0],
			[100, 0],
			[200, 0],
			[100, 50]
		]);
		const network = buildNetwork([way([0, 1, 2], places), way([1, 3], places)]);
		const search = new StreetSearch(network);
		const start = { shape: 0, alongDm: 0, accessDm: 0 };
		search.run([start], { metresPerSecond: 1, stepsFactor: 0.5 }, 1000);
		expect(search.reachedCount).toBe(2);
		search.run([start], { metresPerSecond: 1, stepsFactor: 0.5 }, 999);
		expect(search.reachedCount).toBe(1);
		search.run([], { metresPerSecond: 1, stepsFactor: 0.5 }, 999);
		expect(search.reachedCount).toBe(0);
	});
});

describe('walking to doors', () => {
	const places = placesInMetres([
		[0, 0],
		[1000, 0],
		[1000, 1000]
	]);
	const pace = { metresPerSecond: 1, stepsFactor: 0.5 };

	it('goes straight along the street on which both stand', () => {
		const network = buildNetwork([way([0, 1, 2], places)]);
		const search = new StreetSearch(network);
		search.run([{ shape: 0, alongDm: 4000, accessDm: 100 }], pace, 3000);
		expect(search.costTo({ shape: 0, alongDm: 5500, accessDm: 200 })).toEqual({ costDm: 1800, source: 0 });
		expect(search.costTo({ shape: 0, alongDm: 4000, accessDm: 0 }).costDm).toBe(100);
		expect(search.costTo({ shape: 0, alongDm: 8000, accessDm: 0 })).toEqual({ costDm: Infinity, source: -1 });
	});

	it('takes twice the time on steps, and never takes them with wheels', () => {
		const network = buildNetwork([way([0, 1], places), way([1, 2], places, { class: 'steps' })]);
		const index = indexStreets(network);
		const doors = [...placesInMetres([[1010, 500]]).get(0)!];
		const search = new StreetSearch(network);
		const start = index.nearest(places.get(0)!)!;
		search.run([start], pace, 1e5);
		expect(costsToDoors(search, attachDoors(index, doors)).costDm[0]).toBeCloseTo(10_000 + 10_000 + 100, -1);
		search.run([start], { ...pace, stepsFactor: 0 }, 1e5);
		expect(costsToDoors(search, attachDoors(index, doors)).costDm[0]).toBe(Infinity);
		expect(attachDoors(index, doors, false).shape[0]).toBe(-1);
	});

	it('agrees with a plain Dijkstra that has the doors and sources as nodes of their own', () => {
		fc.assert(
			fc.property(fc.integer({ min: 0, max: 1e6 }), (seed) => {
				const random = seeded(seed);
				const network = buildNetwork(randomStreets(seed, 40));
				if (network.shapeForward.length === 0) return;
				const sources = randomSources(network, random);
				const search = new StreetSearch(network);
				search.run(sources, pace, 30_000);
				for (const door of randomSources(network, random)) {
					expect(search.costTo(door).costDm).toBe(costByBothEnds(network, sources, door, 30_000));
				}
			}),
			{ seed: 20261120, numRuns: 200 }
		);
	});
});

/** Searches backwards, from the door to each source: an undirected walk costs the same. */
function costByBothEnds(network: StreetNetwork, sources: readonly Source[], door: Source, budget: number): number {
	const fromDoor = plainSearch(network, [door], 0.5);
	let best = Infinity;
	for (const source of sources) {
		const edge = network.shapeForward[source.shape]!;
		const [length, steps] = [network.edgeLengthDm[edge]!, network.edgeStepsDm[edge]!];
		const whole = length + steps;
		const part = (along: number) => Math.round((whole * along) / length);
		const [from, to] = [network.edgeTarget[network.shapeBackward[source.shape]!]!, network.edgeTarget[edge]!];
		const walks = [fromDoor[from]! + part(source.alongDm), fromDoor[to]! + whole - part(source.alongDm)];
		if (source.shape === door.shape) walks.push(door.accessDm + Math.abs(part(source.alongDm) - part(door.alongDm)));
		best = Math.min(best, source.accessDm + Math.min(...walks));
	}
	return best <= budget ? best : Infinity;
}
