import type { Level } from '#domain/division/proposal/level';

/** The weight that a cell may have. */
export interface Band {
	readonly low: number;
	readonly high: number;
}

/** A division of a level into cells, and what follows from it. Every cell has a vertex and is in one piece. */
export class Cells {
	readonly level: Level;
	readonly k: number;
	readonly band: Band;
	readonly of: Int32Array;
	readonly weight: Float64Array;
	readonly size: Int32Array;
	/** Cost of all cut edges. */
	cut = 0;
	/** How far the weights of all cells lie outside the band, together. */
	excess = 0;
	/** Edges that canLeave has visited so far. */
	visits = 0;
	readonly #seen: Int32Array;
	readonly #stack: Int32Array;
	#stamp = 0;

	constructor(level: Level, k: number, band: Band, of: Int32Array) {
		this.level = level;
		this.k = k;
		this.band = band;
		this.of = of;
		this.weight = new Float64Array(k);
		this.size = new Int32Array(k);
		this.#seen = new Int32Array(level.n);
		this.#stack = new Int32Array(level.n);
		for (let v = 0; v < level.n; v++) {
			const cell = of[v]!;
			this.weight[cell] = this.weight[cell]! + level.weight[v]!;
			this.size[cell] = this.size[cell]! + 1;
			for (let e = level.xadj[v]!; e < level.xadj[v + 1]!; e++) {
				if (of[level.adj[e]!] !== cell) this.cut += level.cost[e]! / 2;
			}
		}
		for (let cell = 0; cell < k; cell++) this.excess += this.excessOf(this.weight[cell]!);
	}

	excessOf(weight: number): number {
		const { low, high } = this.band;
		return weight > high ? weight - high : weight < low ? low - weight : 0;
	}

	/** By how much the excess would change. */
	excessChange(v: number, to: number): number {
		const w = this.level.weight[v]!;
		const giver = this.weight[this.of[v]!]!;
		const taker = this.weight[to]!;
		return this.excessOf(giver - w) + this.excessOf(taker + w) - this.excessOf(giver) - this.excessOf(taker);
	}

	/** Moves a vertex. `gain` is by how much the cut falls. */
	move(v: number, to: number, gain: number): void {
		const from = this.of[v]!;
		const w = this.level.weight[v]!;
		this.excess += this.excessChange(v, to);
		this.weight[from] = this.weight[from]! - w;
		this.weight[to] = this.weight[to]! + w;
		this.size[from]!--;
		this.size[to]!++;
		this.of[v] = to;
		this.cut -= gain;
	}

	/**
	 * Whether the vertex's cell stays in one piece without it: its neighbours in the cell must reach each other. The
	 * search sets out from one of them and mostly ends after a few steps, because parcels around a place adjoin.
	 */
	canLeave(v: number): boolean {
		const { xadj, adj } = this.level;
		const { of } = this;
		const seen = this.#seen;
		const stack = this.#stack;
		const cell = of[v]!;
		const wanted = (this.#stamp += 2);
		const reached = wanted + 1;
		let missing = 0;
		let first = -1;
		for (let e = xadj[v]!; e < xadj[v + 1]!; e++) {
			const u = adj[e]!;
			if (of[u] !== cell || seen[u] === wanted) continue;
			seen[u] = wanted;
			first = u;
			missing++;
		}
		if (missing === 0) return false;
		if (missing === 1) return true;
		seen[v] = reached;
		seen[first] = reached;
		missing--;
		let [head, tail] = [0, 1];
		stack[0] = first;
		while (head < tail) {
			const at = stack[head++]!;
			this.visits += xadj[at + 1]! - xadj[at]!;
			for (let e = xadj[at]!; e < xadj[at + 1]!; e++) {
				const u = adj[e]!;
				if (of[u] !== cell || seen[u] === reached) continue;
				if (seen[u] === wanted && --missing === 0) return true;
				seen[u] = reached;
				stack[tail++] = u;
			}
		}
		return false;
	}
}
