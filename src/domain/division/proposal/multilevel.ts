import { Cells, type Band } from '#domain/division/proposal/cells';
import type { Effort } from '#domain/division/proposal/effort';
import { evenOut } from '#domain/division/proposal/even-out';
import { growCells } from '#domain/division/proposal/grow';
import { coarsen, sum, type Level } from '#domain/division/proposal/level';
import type { Dice } from '#domain/division/proposal/random';
import { Refiner } from '#domain/division/proposal/refine';

/** A division, how much border it costs, and how far its cells are outside the band. */
export interface Draft {
	readonly of: Int32Array;
	readonly cut: number;
	readonly excess: number;
}

/** What a multilevel run is made on. */
export interface Ground {
	readonly level: Level;
	readonly k: number;
	readonly band: Band;
	readonly dice: Dice;
	readonly effort: Effort;
}

/** Coarse vertices for each cell where coarsening ends, and the fewest where cells are small. */
const COARSE_PER_CELL = 20;
const FEWEST_PER_CELL = 6;
/** Moves that a search from a single place makes without finding anything better. */
const PATIENCE = 25;
/** With fewer vertices than this, a single one weighs much beside a cell. */
const FEW = 1000;
/** First divisions tried on the coarsest level. */
const GROWN = 4;

/** Whether the first draft is the better one: weights first, then borders. */
export function better(a: Draft, b: Draft): boolean {
	if (Math.abs(a.excess - b.excess) > 1e-9) return a.excess < b.excess;
	return a.cut < b.cut - 1e-9;
}

/** A division from nothing: coarsen, grow on the coarsest level, refine on the way back (Karypis & Kumar 1998). */
export function divideAnew(ground: Ground): Draft {
	const ladder = climbDown(ground, null);
	const coarsest = ladder.levels.at(-1)!;
	let best: Cells | null = null;
	for (let attempt = 0; attempt < GROWN; attempt++) {
		const of = growCells(coarsest, ground.k, ground.dice, ground.effort);
		const cells = refineAt(ground, coarsest, of);
		if (!best || better(cells, best)) best = cells;
	}
	return climbUp(ground, ladder, best!.of);
}

/**
 * Makes a child of two drafts that is never worse than the better of them: what both keep together is put together, so
 * that the coarse search can choose between their borders only, and near them (KaFFPaE: Sanders & Schulz 2012). With
 * the same draft twice it is a second multilevel round over one draft (Walshaw 2004).
 */
export function combine(ground: Ground, first: Draft, second: Draft): Draft {
	const start = better(second, first) ? second : first;
	const label = new Int32Array(ground.level.n);
	for (let v = 0; v < label.length; v++) label[v] = first.of[v]! * ground.k + second.of[v]!;
	const ladder = climbDown(ground, label);
	let of = start.of;
	for (const [i, holder] of ladder.holders.entries()) {
		const coarse = new Int32Array(ladder.levels[i + 1]!.n);
		for (let v = 0; v < holder.length; v++) coarse[holder[v]!] = of[v]!;
		of = coarse;
	}
	const child = climbUp(ground, ladder, refineAt(ground, ladder.levels.at(-1)!, of).of, start.of);
	return better(start, child) ? start : child;
}

interface Ladder {
	readonly levels: readonly Level[];
	readonly holders: readonly Int32Array[];
}

function climbDown({ level, k, dice, effort }: Ground, label: Int32Array | null): Ladder {
	const levels = [level];
	const holders: Int32Array[] = [];
	const enough = Math.max(k * FEWEST_PER_CELL, Math.min(k * COARSE_PER_CELL, level.n >> 1));
	const heaviest = (1.5 * sum(level.weight)) / enough;
	let labels = label;
	for (;;) {
		const fine = levels.at(-1)!;
		if (fine.n <= enough) break;
		const { level: coarse, holder } = coarsen(fine, { label: labels, heaviest }, dice, effort);
		if (coarse.n > fine.n * 0.95 || coarse.n < k) break;
		if (labels) {
			const next = new Int32Array(coarse.n);
			for (let v = 0; v < fine.n; v++) next[holder[v]!] = labels[v]!;
			labels = next;
		}
		levels.push(coarse);
		holders.push(holder);
	}
	return { levels, holders };
}

function climbUp(ground: Ground, { levels, holders }: Ladder, coarsest: Int32Array, parent?: Int32Array): Draft {
	let of = coarsest;
	let cells: Cells | null = null;
	for (let i = holders.length - 1; i >= 0; i--) {
		const holder = holders[i]!;
		const fine = new Int32Array(holder.length);
		for (let v = 0; v < holder.length; v++) fine[v] = of[holder[v]!]!;
		cells = refineAt(ground, levels[i]!, fine, i === 0 ? parent : undefined);
		of = cells.of;
	}
	cells ??= refineAt(ground, levels[0]!, of);
	return { of: cells.of, cut: cells.cut, excess: cells.excess };
}

function refineAt(ground: Ground, level: Level, of: Int32Array, parent?: Int32Array): Cells {
	const { k, band, dice, effort } = ground;
	const cells = new Cells(level, k, band, of);
	let heaviest = 0;
	for (const weight of level.weight) heaviest = Math.max(heaviest, weight);
	// a search may pass through uneven divisions, so that vertices can change places; where they are few, further
	const [vertices, share] = ground.level.n < FEW ? [3, 0.5] : [1, 0.1];
	const slack = Math.min(heaviest * vertices, ((band.low + band.high) / 2) * share);
	const refiner = new Refiner(cells, slack, effort);
	refiner.fromAllBorders(3, Math.max(30, level.n >> 6), dice);
	if (cells.excess > 0) evenOut(cells, refiner, effort, 4 * k);
	// what a parent's search has looked at already is not looked at again
	refiner.fromSinglePlaces(3, PATIENCE, dice, parent ? changedPlaces(level, parent, cells.of) : null);
	return cells;
}

/** Marks the vertices that changed their cell, and their neighbours. */
function changedPlaces({ n, xadj, adj }: Level, before: Int32Array, now: Int32Array): Uint8Array {
	const marked = new Uint8Array(n);
	for (let v = 0; v < n; v++) {
		if (before[v] === now[v]) continue;
		marked[v] = 1;
		for (let e = xadj[v]!; e < xadj[v + 1]!; e++) marked[adj[e]!] = 1;
	}
	return marked;
}
