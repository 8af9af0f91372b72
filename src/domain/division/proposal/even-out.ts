import type { Cells } from '#domain/division/proposal/cells';
import type { Effort } from '#domain/division/proposal/effort';
import type { Refiner } from '#domain/division/proposal/refine';

const TINY = 1e-9;

/**
 * Brings the weights into the band where single moves find no way: from a cell that is too heavy, or to one that is
 * too light, households are handed on along a chain of neighbours to the nearest cell with room (as diffusion does it,
 * Cybenko 1989), always by the vertices that cost the least border; then the borders are straightened again. Ends with
 * the division it likes best; where none fits the band, with the least excess found.
 */
export function evenOut(cells: Cells, refiner: Refiner, effort: Effort, attempts: number): void {
	const best = { of: cells.of.slice(), cut: cells.cut, excess: cells.excess };
	let borders = new CellBorders(cells, effort);
	for (let attempt = 1; attempt <= attempts && cells.excess > TINY; attempt++) {
		if (attempt % Math.ceil(cells.k / 8) === 0) borders = new CellBorders(cells, effort);
		const chain = chainFromWorst(cells, borders, attempt);
		if (!chain) break;
		const handed = handOn(cells, chain.path, chain.amount, effort);
		if (handed.length === 0) continue;
		refiner.from(handed, 40);
		if (cells.excess < best.excess - TINY) {
			best.of.set(cells.of);
			best.cut = cells.cut;
			best.excess = cells.excess;
		}
	}
	if (cells.excess > best.excess + TINY) restore(cells, best.of);
}

function restore(cells: Cells, wanted: Int32Array): void {
	for (let v = 0; v < wanted.length; v++)
		if (cells.of[v] !== wanted[v]) cells.move(v, wanted[v]!, gainOf(cells, v, wanted[v]!));
}

function gainOf(cells: Cells, v: number, to: number): number {
	const { xadj, adj, cost } = cells.level;
	let gain = 0;
	for (let e = xadj[v]!; e < xadj[v + 1]!; e++) {
		const cell = cells.of[adj[e]!]!;
		if (cell === to) gain += cost[e]!;
		else if (cell === cells.of[v]) gain -= cost[e]!;
	}
	return gain;
}

/** Cells from giver to taker, and how much to hand on. Later attempts start from another of the bad cells. */
function chainFromWorst(
	cells: Cells,
	borders: CellBorders,
	attempt: number
): { path: number[]; amount: number } | null {
	const bad: number[] = [];
	for (let cell = 0; cell < cells.k; cell++) if (cells.excessOf(cells.weight[cell]!) > TINY) bad.push(cell);
	bad.sort((a, b) => cells.excessOf(cells.weight[b]!) - cells.excessOf(cells.weight[a]!) || a - b);
	const start = bad[attempt % Math.min(bad.length, 3)];
	if (start === undefined) return null;
	const amount = cells.excessOf(cells.weight[start]!);
	const { low, high } = cells.band;
	const heavy = cells.weight[start]! > high;
	const middle = (low + high) / 2;
	const hasRoom = (cell: number) =>
		heavy ? cells.weight[cell]! + amount <= high : cells.weight[cell]! - amount >= low;
	const hasSome = (cell: number) => (heavy ? cells.weight[cell]! < middle : cells.weight[cell]! > middle);
	const path = borders.nearest(start, hasRoom) ?? borders.nearest(start, hasSome);
	return path && { path: heavy ? path : path.reverse(), amount };
}

/** Which cells adjoin, as it was when last looked at. */
class CellBorders {
	readonly #cells: Cells;
	readonly #first: Int32Array;
	readonly #next: number[] = [];

	constructor(cells: Cells, effort: Effort) {
		this.#cells = cells;
		this.#first = new Int32Array(cells.k + 1);
		const { n, xadj, adj } = cells.level;
		const start = new Int32Array(cells.k + 1);
		for (let cell = 0; cell < cells.k; cell++) start[cell + 1] = start[cell]! + cells.size[cell]!;
		const members = new Int32Array(n);
		const fill = start.slice();
		for (let v = 0; v < n; v++) members[fill[cells.of[v]!]!++] = v;
		const met = new Int32Array(cells.k).fill(-1);
		for (let cell = 0; cell < cells.k; cell++) {
			met[cell] = cell;
			for (let i = start[cell]!; i < start[cell + 1]!; i++) {
				for (let e = xadj[members[i]!]!; e < xadj[members[i]! + 1]!; e++) {
					const other = cells.of[adj[e]!]!;
					if (met[other] === cell) continue;
					met[other] = cell;
					this.#next.push(other);
				}
			}
			this.#first[cell + 1] = this.#next.length;
		}
		effort.spend(adj.length >> 1);
	}

	/** The shortest chain of neighbours from `start` to a cell that is wanted. */
	nearest(start: number, wanted: (cell: number) => boolean): number[] | null {
		const before = new Int32Array(this.#cells.k).fill(-1);
		before[start] = start;
		const queue = [start];
		for (let head = 0; head < queue.length; head++) {
			const cell = queue[head]!;
			if (cell !== start && wanted(cell)) return wayBack(before, cell);
			for (let i = this.#first[cell]!; i < this.#first[cell + 1]!; i++) {
				const next = this.#next[i]!;
				if (before[next] !== -1) continue;
				before[next] = cell;
				queue.push(next);
			}
		}
		return null;
	}
}

function wayBack(before: Int32Array, end: number): number[] {
	const path = [end];
	for (let cell = end; before[cell] !== cell;) path.push((cell = before[cell]!));
	return path.reverse();
}

/** Hands `amount` on along the path, the last step first so that there is room; returns the vertices that moved. */
function handOn(cells: Cells, path: readonly number[], amount: number, effort: Effort): number[] {
	const moved: number[] = [];
	for (let step = path.length - 2; step >= 0; step--) {
		const [from, to] = [path[step]!, path[step + 1]!];
		const beside = verticesBeside(cells, from, to, effort);
		for (let left = amount; left > TINY;) {
			const v = cheapest(cells, beside, to, left, effort);
			if (v === -1) break;
			beside.delete(v);
			for (let e = cells.level.xadj[v]!; e < cells.level.xadj[v + 1]!; e++) {
				if (cells.of[cells.level.adj[e]!] === from) beside.add(cells.level.adj[e]!);
			}
			cells.move(v, to, gainOf(cells, v, to));
			left -= cells.level.weight[v]!;
			moved.push(v);
		}
	}
	return moved;
}

function verticesBeside(cells: Cells, from: number, to: number, effort: Effort): Set<number> {
	const { n, xadj, adj } = cells.level;
	const beside = new Set<number>();
	for (let v = 0; v < n; v++) {
		if (cells.of[v] !== to) continue;
		for (let e = xadj[v]!; e < xadj[v + 1]!; e++) if (cells.of[adj[e]!] === from) beside.add(adj[e]!);
	}
	effort.spend(n);
	return beside;
}

/** The vertex that costs the least border for each household wanted; -1 where none can leave its cell. */
function cheapest(cells: Cells, beside: ReadonlySet<number>, to: number, wanted: number, effort: Effort): number {
	const { weight } = cells.level;
	const dearest = (2 * cells.cut) / cells.level.n;
	let best = -1;
	let bestPrice = Infinity;
	effort.spend(beside.size * 8);
	for (const v of beside) {
		// one without households brings nothing, but may stand in the way of those that do
		const useful = Math.min(weight[v]!, 2 * wanted - weight[v]!);
		const price = (dearest - gainOf(cells, v, to)) / Math.max(useful, wanted * 0.01);
		if (price >= bestPrice || !cells.canLeave(v)) continue;
		best = v;
		bestPrice = price;
	}
	return best;
}
