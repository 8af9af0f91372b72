import type { Effort } from '#domain/division/proposal/effort';
import type { Dice } from '#domain/division/proposal/random';

/** A weighted graph at one degree of coarseness. */
export interface Level {
	readonly n: number;
	readonly xadj: Int32Array;
	readonly adj: Int32Array;
	/** What it costs to cut each edge, beside `adj`. */
	readonly cost: Float64Array;
	readonly weight: Float64Array;
}

/** A coarser graph and the vertex in it that holds each vertex of the finer one. */
export interface Coarser {
	readonly level: Level;
	readonly holder: Int32Array;
}

export interface Matching {
	/** Only vertices of equal label are put together; every label must then be kept whole. */
	readonly label: ArrayLike<number> | null;
	readonly heaviest: number;
}

/**
 * Puts vertices together in pairs along dear edges and contracts them (heavy-edge matching, Karypis & Kumar 1998). The
 * rating is cost² / (weight × weight), which keeps weights even (Holtgrewe, Sanders & Schulz 2010). A pair is joined by
 * an edge, so whatever is connected on the coarse graph is connected on the fine one.
 */
export function coarsen(level: Level, { label, heaviest }: Matching, dice: Dice, effort: Effort): Coarser {
	const mate = matchPairs(level, { label, heaviest }, dice);
	const holder = new Int32Array(level.n);
	let n = 0;
	for (let v = 0; v < level.n; v++) if (mate[v]! >= v) holder[v] = holder[mate[v]!] = n++;
	effort.spend(level.adj.length * 2);
	return { level: contract(level, holder, n), holder };
}

function matchPairs(level: Level, { label, heaviest }: Matching, dice: Dice): Int32Array {
	const { n, xadj, adj, cost, weight } = level;
	const mate = new Int32Array(n).fill(-1);
	const order = Int32Array.from({ length: n }, (_, v) => v);
	dice.shuffle(order);
	// vertices without households are matched too, as if they had a few
	const floor = 0.1 * (sum(weight) / n) || 1;
	for (const v of order) {
		if (mate[v] !== -1) continue;
		const mine = weight[v]!;
		let best = v;
		let rating = -1;
		for (let e = xadj[v]!; e < xadj[v + 1]!; e++) {
			const u = adj[e]!;
			if (mate[u] !== -1 || mine + weight[u]! > heaviest || (label && label[u] !== label[v])) continue;
			const rated = (cost[e]! * cost[e]!) / (weight[u]! + floor);
			if (rated <= rating) continue;
			rating = rated;
			best = u;
		}
		mate[v] = best;
		mate[best] = v;
	}
	return mate;
}

/**
 * Puts all vertices with the same holder together. Costs between the same two holders add up; so do weights.
 *
 * @param holder coarse vertex of each vertex; all from 0 below `n` must occur.
 */
export function contract(level: Level, holder: Int32Array, n: number): Level {
	const { start, members } = membersOf(holder, n);
	const xadj = new Int32Array(n + 1);
	const adj = new Int32Array(level.adj.length);
	const cost = new Float64Array(level.adj.length);
	const weight = new Float64Array(n);
	const slot = new Int32Array(n).fill(-1);
	let length = 0;
	for (let coarse = 0; coarse < n; coarse++) {
		const since = length;
		for (let i = start[coarse]!; i < start[coarse + 1]!; i++) {
			const v = members[i]!;
			weight[coarse] = weight[coarse]! + level.weight[v]!;
			for (let e = level.xadj[v]!; e < level.xadj[v + 1]!; e++) {
				const target = holder[level.adj[e]!]!;
				if (target === coarse) continue;
				const at = slot[target]!;
				if (at >= since) cost[at] = cost[at]! + level.cost[e]!;
				else {
					slot[target] = length;
					adj[length] = target;
					cost[length++] = level.cost[e]!;
				}
			}
		}
		xadj[coarse + 1] = length;
	}
	return { n, xadj, adj: adj.slice(0, length), cost: cost.slice(0, length), weight };
}

/** Vertices sorted by their holder (counting sort), and where each holder's begin. */
function membersOf(holder: Int32Array, n: number): { start: Int32Array; members: Int32Array } {
	const start = new Int32Array(n + 1);
	for (const coarse of holder) start[coarse + 1] = start[coarse + 1]! + 1;
	for (let coarse = 0; coarse < n; coarse++) start[coarse + 1] = start[coarse + 1]! + start[coarse]!;
	const next = start.slice();
	const members = new Int32Array(holder.length);
	for (let v = 0; v < holder.length; v++) {
		const coarse = holder[v]!;
		members[next[coarse]!] = v;
		next[coarse] = next[coarse]! + 1;
	}
	return { start, members };
}

export function sum(values: Float64Array): number {
	let total = 0;
	for (const value of values) total += value;
	return total;
}
