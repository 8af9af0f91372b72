import { distanceM, type LngLat } from '#domain/place/coord';
import type { SurveyWay } from '#domain/place/survey';

/** Every walkable stretch between two neighbouring points of the survey, before contraction. */
export interface RawStreets {
	/** Survey key and position of every node; a closed gate gives one node per stretch that ends at it. */
	readonly keys: readonly number[];
	readonly positions: readonly LngLat[];
	/** Parallel arrays, one entry a stretch. */
	readonly from: readonly number[];
	readonly to: readonly number[];
	readonly lengthM: readonly number[];
	readonly steps: readonly boolean[];
}

// two node numbers in one exact whole number
const PAIR = 2 ** 26;

/**
 * Takes the walkable ways apart. A gate that does not let people pass cuts every way that meets in it: one can walk
 * up to it from each side, not through. Stretches from a node to itself are dropped; of two between the same nodes
 * one is kept, the level one before steps. Throws a RangeError where a way's keys and line differ in number.
 */
export function collectStreets(ways: readonly SurveyWay[]): RawStreets {
	const walkable = ways.filter((way) => way.walkable);
	const nodes = nodeNumbers(closedGates(walkable));
	const from: number[] = [];
	const to: number[] = [];
	const lengthM: number[] = [];
	const steps: boolean[] = [];
	const known = new Map<number, number>();
	for (const way of walkable) {
		if (way.nodeKeys.length !== way.line.length) throw new RangeError('a way needs one key per point');
		const isSteps = way.class === 'steps';
		for (let i = 0; i + 1 < way.line.length; i++) {
			if (way.nodeKeys[i] === way.nodeKeys[i + 1]) continue;
			const a = nodes.numberOf(way.nodeKeys[i]!, way.line[i]!);
			const b = nodes.numberOf(way.nodeKeys[i + 1]!, way.line[i + 1]!);
			const pair = Math.min(a, b) * PAIR + Math.max(a, b);
			const twin = known.get(pair);
			if (twin !== undefined) {
				steps[twin] &&= isSteps;
				continue;
			}
			known.set(pair, from.length);
			from.push(a);
			to.push(b);
			lengthM.push(distanceM(way.line[i]!, way.line[i + 1]!));
			steps.push(isSteps);
		}
	}
	return { keys: nodes.keys, positions: nodes.positions, from, to, lengthM, steps };
}

function closedGates(ways: readonly SurveyWay[]): Set<number> {
	const closed = new Set<number>();
	for (const way of ways) {
		for (const gate of way.gates) if (!gate.passable) closed.add(way.nodeKeys[gate.index]!);
	}
	return closed;
}

function nodeNumbers(closed: ReadonlySet<number>) {
	const keys: number[] = [];
	const positions: LngLat[] = [];
	const numbers = new Map<number, number>();
	const add = (key: number, position: LngLat): number => {
		keys.push(key);
		positions.push(position);
		return keys.length - 1;
	};
	const numberOf = (key: number, position: LngLat): number => {
		if (closed.has(key)) return add(key, position);
		const known = numbers.get(key);
		if (known !== undefined) return known;
		const number = add(key, position);
		numbers.set(key, number);
		return number;
	};
	return { keys, positions, numberOf };
}
