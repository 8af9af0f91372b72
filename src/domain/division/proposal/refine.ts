import type { Cells } from '#domain/division/proposal/cells';
import type { Effort } from '#domain/division/proposal/effort';
import { GainQueue } from '#domain/division/proposal/queue';
import type { Dice } from '#domain/division/proposal/random';

const TINY = 1e-9;

/**
 * Moves single vertices between cells so that the excess falls, and then the cut: k-way local search after Fiduccia &
 * Mattheyses (1982), which may go through worse divisions and comes back to the best it saw. Cells stay in one piece
 * (canLeave). Started from all borders at once, and then from single places, because many small searches find what one
 * large one passes by (multi-try search: Sanders & Schulz 2011).
 */
export class Refiner {
	readonly #cells: Cells;
	readonly #effort: Effort;
	readonly #queue: GainQueue;
	/** How much excess a search may pass through. */
	readonly #slack: number;
	readonly #locked: Int32Array;
	#lockStamp = 0;
	readonly #touched: Int32Array;
	#touchStamp = 0;
	readonly #link: Float64Array;
	readonly #near: Int32Array;
	#bestTo = -1;
	#bestGain = 0;
	readonly #logVertex: number[] = [];
	readonly #logFrom: number[] = [];
	readonly #logGain: number[] = [];

	constructor(cells: Cells, slack: number, effort: Effort) {
		const { n } = cells.level;
		this.#cells = cells;
		this.#slack = slack;
		this.#effort = effort;
		this.#queue = new GainQueue(n);
		this.#locked = new Int32Array(n);
		this.#touched = new Int32Array(n);
		this.#link = new Float64Array(cells.k);
		this.#near = new Int32Array(cells.k);
	}

	/** Searches from all borders until nothing is gained, at most `rounds` times. */
	fromAllBorders(rounds: number, patience: number, dice: Dice): void {
		for (let round = 0; round < rounds; round++) {
			const { cut, excess } = this.#cells;
			const border = this.#borderVertices();
			dice.shuffle(border);
			for (const v of border) this.#offer(v);
			this.#search(patience);
			if (this.#cells.cut > cut - TINY && this.#cells.excess > excess - TINY) return;
		}
	}

	/** Searches from every border vertex, or every marked one, that no search of this round has come by. */
	fromSinglePlaces(rounds: number, patience: number, dice: Dice, only: Uint8Array | null): void {
		for (let round = 0; round < rounds; round++) {
			const { cut, excess } = this.#cells;
			const border = this.#borderVertices();
			dice.shuffle(border);
			this.#touchStamp++;
			for (const v of border) {
				if (this.#touched[v] === this.#touchStamp || (only && only[v] === 0)) continue;
				this.#offer(v);
				this.#search(patience);
			}
			if (this.#cells.cut > cut * (1 - 1e-4) && this.#cells.excess > excess - TINY) return;
		}
	}

	/** Searches from the given vertices at once. */
	from(vertices: ArrayLike<number>, patience: number): void {
		for (let i = 0; i < vertices.length; i++) this.#offer(vertices[i]!);
		this.#search(patience);
	}

	#borderVertices(): Int32Array {
		const { level, of } = this.#cells;
		const { n, xadj, adj } = level;
		const border = new Int32Array(n);
		let count = 0;
		for (let v = 0; v < n; v++) {
			for (let e = xadj[v]!; e < xadj[v + 1]!; e++) {
				if (of[adj[e]!] === of[v]) continue;
				border[count++] = v;
				break;
			}
		}
		this.#effort.spend(n);
		return border.subarray(0, count);
	}

	#offer(v: number): void {
		this.#findBest(v);
		if (this.#bestTo === -1) this.#queue.remove(v);
		else this.#queue.put(v, this.#bestGain);
	}

	/** The neighbouring cell that the vertex had best move to; `#bestTo` is -1 where it must stay. */
	#findBest(v: number): void {
		const cells = this.#cells;
		const { xadj, adj, cost } = cells.level;
		const { of } = cells;
		const link = this.#link;
		const near = this.#near;
		const home = of[v]!;
		let count = 0;
		let inside = 0;
		for (let e = xadj[v]!, end = xadj[v + 1]!; e < end; e++) {
			const cell = of[adj[e]!]!;
			if (cell === home) inside += cost[e]!;
			else {
				if (link[cell] === 0) near[count++] = cell;
				// a bridge over a gap has no border at all
				link[cell] = link[cell]! + cost[e]! + 1e-300;
			}
		}
		this.#effort.spend(xadj[v + 1]! - xadj[v]!);
		this.#bestTo = -1;
		this.#bestGain = -Infinity;
		for (let i = 0; i < count; i++) {
			const cell = near[i]!;
			const gain = link[cell]! - inside;
			link[cell] = 0;
			if (gain < this.#bestGain) continue;
			if (gain === this.#bestGain && cells.weight[cell]! >= cells.weight[this.#bestTo]!) continue;
			if (!this.#bearable(v, cell)) continue;
			this.#bestTo = cell;
			this.#bestGain = gain;
		}
		if (cells.size[home] === 1) this.#bestTo = -1;
	}

	#bearable(v: number, to: number): boolean {
		const change = this.#cells.excessChange(v, to);
		return change <= TINY || this.#cells.excess + change <= this.#slack;
	}

	#search(patience: number): void {
		const cells = this.#cells;
		const { xadj, adj } = cells.level;
		const [vertices, froms, gains] = [this.#logVertex, this.#logFrom, this.#logGain];
		vertices.length = froms.length = gains.length = 0;
		const lock = ++this.#lockStamp;
		let bestLength = 0;
		let { cut: bestCut, excess: bestExcess } = cells;
		while (this.#queue.size > 0 && vertices.length - bestLength < patience) {
			const v = this.#queue.pop();
			const promised = this.#queue.gainOf(v);
			this.#findBest(v);
			if (this.#bestTo === -1) continue;
			if (this.#bestGain < promised - TINY) {
				this.#queue.put(v, this.#bestGain);
				continue;
			}
			const [to, gain, from] = [this.#bestTo, this.#bestGain, cells.of[v]!];
			const stays = !cells.canLeave(v);
			this.#effort.spend(cells.visits);
			cells.visits = 0;
			if (stays) continue;
			cells.move(v, to, gain);
			this.#locked[v] = lock;
			this.#touched[v] = this.#touchStamp;
			vertices.push(v);
			froms.push(from);
			gains.push(gain);
			if (cells.excess < bestExcess - TINY || (cells.excess < bestExcess + TINY && cells.cut < bestCut - TINY)) {
				bestLength = vertices.length;
				bestCut = cells.cut;
				bestExcess = cells.excess;
			}
			for (let e = xadj[v]!; e < xadj[v + 1]!; e++) {
				const u = adj[e]!;
				if (this.#locked[u] !== lock) this.#offer(u);
			}
		}
		this.#queue.clear();
		while (vertices.length > bestLength) cells.move(vertices.pop()!, froms.pop()!, -gains.pop()!);
		cells.cut = bestCut;
		cells.excess = bestExcess;
	}
}
