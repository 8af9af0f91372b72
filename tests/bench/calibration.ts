import { quantile, timed } from './bench.ts';
import { BinaryHeap } from '#fixtures/reach/plain-search';
import { seeded } from '#fixtures/reach/random';

/** Median of the first run on the machines this was written on (2 cores, Node 24). */
export const REFERENCE_MS = 5.8;

const NODES = 20_000;
const DEGREE = 4;

/** Times a plain binary-heap search over a fixed graph: how fast this machine is today. In milliseconds. */
export function calibrate(): number {
	const random = seeded(1);
	const target = Uint32Array.from({ length: NODES * DEGREE }, (_, i) =>
		// mostly neighbours, as in a street network, and a few far away
		Math.floor(random() < 0.9 ? (Math.floor(i / DEGREE) + random() * 200) % NODES : random() * NODES)
	);
	const length = Uint32Array.from({ length: NODES * DEGREE }, () => 1 + Math.floor(random() * 1000));
	const search = () => {
		const cost = new Float64Array(NODES).fill(Infinity);
		const heap = new BinaryHeap();
		cost[0] = 0;
		heap.push(0, 0);
		while (heap.size > 0) {
			const { cost: here, node } = heap.pop();
			if (here > cost[node]!) continue;
			for (let e = node * DEGREE; e < (node + 1) * DEGREE; e++) {
				const next = here + length[e]!;
				if (next >= cost[target[e]!]!) continue;
				cost[target[e]!] = next;
				heap.push(next, target[e]!);
			}
		}
	};
	for (let warmUp = 0; warmUp < 5; warmUp++) search();
	return quantile(
		Array.from({ length: 15 }, () => timed(search)),
		0.5
	);
}
