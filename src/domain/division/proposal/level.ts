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
	return { level: contract(level, mate, holder, n), holder };
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

function contract(level: Level, mate: Int32Array, holder: Int32Array, n: number): Level {
	const xadj = new Int32Array(n + 1);
	const adj = new Int32Array(level.adj.length);
	const cost = new Float64Array(level.adj.length);
	const weight = new Float64Array(n);
	const slot = new Int32Array(n).fill(-1);
	let length = 0;
	for (let v = 0, coarse = 0; v < level.n; v++) {
		const other = mate[v]!;
		if (other < v) continue;
		const start = length;
		for (let member = v; ; member = other) {
			weight[coarse] = weight[coarse]! + level.weight[member]!;
			for (let e = level.xadj[member]!; e < level.xadj[member + 1]!; e++) {
				const target = holder[level.adj[e]!]!;
				if (target === coarse) continue;
				const at = slot[target]!;
				if (at >= start) cost[at] = cost[at]! + level.cost[e]!;
				else {
					slot[target] = length;
					adj[length] = target;
					cost[length++] = level.cost[e]!;
				}
			}
			if (member === other) break;
		}
		xadj[++coarse] = length;
	}
	return { n, xadj, adj: adj.slice(0, length), cost: cost.slice(0, length), weight };
}

export function sum(values: Float64Array): number {
	let total = 0;
	for (const value of values) total += value;
	return total;
}
