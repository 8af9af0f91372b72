import type { Effort } from '#domain/division/proposal/effort';
import type { Level } from '#domain/division/proposal/level';
import { GainQueue } from '#domain/division/proposal/queue';
import type { Dice } from '#domain/division/proposal/random';

/** How often the middles are found anew: after that, cells hardly move. */
const ROUNDS = 3;

/**
 * A first division of a connected level: cells grow from k places that lie far from each other (k-means++ sowing,
 * Arthur & Vassilvitskii 2007, by hops), the lightest next, each along its strongest tie; then they grow again from
 * their middles (bubble growing, Diekmann et al. 2000). Cells are in one piece, and as even as growing makes them.
 *
 * @param level must have at least k vertices.
 */
export function growCells(level: Level, k: number, dice: Dice, effort: Effort): Int32Array {
	let seeds = sowSeeds(level, k, dice, effort);
	let of = growFrom(level, seeds, effort);
	for (let round = 1; round < ROUNDS; round++) {
		seeds = middlesOf(level, of, k, effort);
		of = growFrom(level, seeds, effort);
	}
	return of;
}

function sowSeeds(level: Level, k: number, dice: Dice, effort: Effort): Int32Array {
	const seeds = new Int32Array(k);
	const hops = new Int32Array(level.n).fill(level.n);
	seeds[0] = dice.below(level.n);
	for (let i = 1; i < k; i++) {
		spreadHops(level, [seeds[i - 1]!], hops, effort);
		let total = 0;
		for (let v = 0; v < level.n; v++) total += hops[v]! ** 2;
		let left = dice.next() * total;
		let chosen = -1;
		for (let v = 0; v < level.n; v++) {
			if (hops[v] === 0) continue;
			chosen = v;
			left -= hops[v]! ** 2;
			if (left <= 0) break;
		}
		seeds[i] = chosen;
	}
	return seeds;
}

/** Lowers `hops` to the number of steps from any of the sources. */
function spreadHops(level: Level, sources: readonly number[], hops: Int32Array, effort: Effort): void {
	const queue = [...sources];
	for (const v of sources) hops[v] = 0;
	for (let head = 0; head < queue.length; head++) {
		const v = queue[head]!;
		effort.spend(level.xadj[v + 1]! - level.xadj[v]!);
		for (let e = level.xadj[v]!; e < level.xadj[v + 1]!; e++) {
			const u = level.adj[e]!;
			if (hops[u]! <= hops[v]! + 1) continue;
			hops[u] = hops[v]! + 1;
			queue.push(u);
		}
	}
}

function growFrom(level: Level, seeds: Int32Array, effort: Effort): Int32Array {
	const { n, xadj, adj, cost } = level;
	const k = seeds.length;
	const of = new Int32Array(n).fill(-1);
	const fronts = Array.from({ length: k }, () => new Map<number, number>());
	const weight = new Float64Array(k);
	const lightest = new GainQueue(k);
	const take = (v: number, cell: number) => {
		of[v] = cell;
		weight[cell] = weight[cell]! + level.weight[v]!;
		effort.spend(xadj[v + 1]! - xadj[v]!);
		for (let e = xadj[v]!; e < xadj[v + 1]!; e++) {
			const u = adj[e]!;
			if (of[u] === -1) fronts[cell]!.set(u, (fronts[cell]!.get(u) ?? 0) + cost[e]!);
		}
	};
	seeds.forEach((seed, cell) => take(seed, cell));
	for (let cell = 0; cell < k; cell++) lightest.put(cell, -weight[cell]!);
	while (lightest.size > 0) {
		const cell = lightest.pop();
		const v = strongest(fronts[cell]!, of);
		// a cell that is hemmed in stays light; its neighbours give to it later
		if (v === -1) continue;
		take(v, cell);
		lightest.put(cell, -weight[cell]!);
	}
	return of;
}

function strongest(front: Map<number, number>, of: Int32Array): number {
	let best = -1;
	let tie = -1;
	for (const [v, cost] of front) {
		if (of[v] !== -1) front.delete(v);
		else if (cost > tie) {
			tie = cost;
			best = v;
		}
	}
	if (best !== -1) front.delete(best);
	return best;
}

/** Of each cell, the vertex that lies deepest inside. */
function middlesOf(level: Level, of: Int32Array, k: number, effort: Effort): Int32Array {
	const depth = new Int32Array(level.n).fill(level.n);
	const border: number[] = [];
	for (let v = 0; v < level.n; v++) {
		for (let e = level.xadj[v]!; e < level.xadj[v + 1]!; e++) {
			if (of[level.adj[e]!] === of[v]) continue;
			border.push(v);
			break;
		}
	}
	spreadHops(level, border, depth, effort);
	const middles = new Int32Array(k).fill(-1);
	for (let v = 0; v < level.n; v++) {
		const middle = middles[of[v]!]!;
		if (middle === -1 || depth[v]! > depth[middle]!) middles[of[v]!] = v;
	}
	return middles;
}
