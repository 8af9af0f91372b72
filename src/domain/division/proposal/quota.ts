import type { ProposalQuestion } from '#domain/division/proposal/question';
import { ProposalRefusal } from '#domain/division/proposal/refusal';

/** How many new cells to make, what they should weigh and may weigh, and what each free building counts for. */
export interface Quota {
	readonly cells: number;
	readonly target: number;
	readonly low: number;
	readonly high: number;
	readonly weight: Float64Array;
}

const TOLERANCE = 0.05;

/** Throws ProposalRefusal where the question makes no sense, whatever the graph. */
export function checkQuestion({ wish, tolerance = TOLERANCE, graph, locked }: ProposalQuestion): void {
	if (graph.households.length === 0) throw new ProposalRefusal('no-buildings');
	if ('cells' in wish) {
		if (!Number.isInteger(wish.cells) || wish.cells < 1) throw new ProposalRefusal('bad-cell-count');
		if (!(tolerance >= 0 && tolerance < 1)) throw new ProposalRefusal('bad-tolerance');
	} else {
		const { fewestHouseholds: fewest, mostHouseholds: most } = wish;
		if (!(fewest >= 0 && most > 0 && fewest <= most && most < Infinity)) throw new ProposalRefusal('bad-range');
	}
	if (locked?.every((cell) => cell !== -1)) throw new ProposalRefusal('all-locked');
}

/**
 * How many cells the buildings that are free become. With a range, as many as bring cells nearest to its middle, which
 * is the geometric one: twice as many and half as many are equally wrong.
 *
 * @param weight of each building that is free, by which cells are to be even.
 */
export function quotaOf(question: ProposalQuestion, weight: Float64Array, lockedCells: number): Quota {
	const { wish, tolerance = TOLERANCE } = question;
	if ('cells' in wish) {
		const cells = wish.cells - lockedCells;
		if (cells < 1) throw new ProposalRefusal('no-cells-left');
		if (cells > weight.length) throw new ProposalRefusal('more-cells-than-buildings');
		return withinTolerance(weight, cells, tolerance);
	}
	const { fewestHouseholds: low, mostHouseholds: high } = wish;
	const middle = Math.sqrt(Math.max(low, high / 4) * high);
	const total = weight.reduce((sum, w) => sum + w, 0);
	const cells = Math.max(1, Math.min(weight.length, Math.round(total / middle)));
	// one that is too large for any cell fills one by itself
	return { cells, target: total / cells, low, high, weight: weight.map((w) => Math.min(w, high)) };
}

/**
 * A building with more households than a cell may have counts as exactly one cell: it becomes a cell of its own, and
 * the rest is shared evenly among the others.
 */
function withinTolerance(weight: Float64Array, cells: number, tolerance: number): Quota {
	const falling = weight.slice().sort().reverse();
	let rest = weight.reduce((sum, w) => sum + w, 0);
	let target = rest / cells;
	for (let large = 0; large < cells - 1 && falling[large]! > target * (1 + tolerance); large++) {
		rest -= falling[large]!;
		target = rest / (cells - large - 1);
	}
	const [low, high] = [target * (1 - tolerance), target * (1 + tolerance)];
	return { cells, target, low, high, weight: weight.map((w) => (w > high ? target : w)) };
}
