import type { DeskProposal } from '#compute/division-desk';

type Measure = 'deviation' | 'border' | 'cut' | 'walk';

/** Measures by which this alternative is better than every other one; nothing is best alone, or where all are equal. */
export function bestAt(option: DeskProposal, options: readonly DeskProposal[]): ReadonlySet<Measure> {
	const others = options.filter((other) => other !== option);
	if (others.length === 0) return new Set();
	const measures: Readonly<Record<Measure, (of: DeskProposal) => number>> = {
		deviation: ({ scores }) => roundTo(scores.largestDeviation, 0.001),
		border: ({ scores }) => roundTo(scores.borderMetres, 10),
		cut: ({ scores }) => scores.compoundsCut,
		walk: ({ scores }) => roundTo(scores.diameterMetres, 1)
	};
	const names = Object.keys(measures) as Measure[];
	return new Set(names.filter((name) => others.every((other) => measures[name](option) < measures[name](other))));
}

/** Households, or buildings, of the cell that is farthest from what it should have: by how many. */
export function deviationCount({ scores }: DeskProposal): number {
	return Math.round(scores.largestDeviation * scores.target);
}

function roundTo(value: number, step: number): number {
	return Math.round(value / step);
}
