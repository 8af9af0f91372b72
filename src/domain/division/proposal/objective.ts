import type { ParcelGraph } from '#domain/division/proposal/graph';

/** What a proposal leans to when it weighs one border against another. */
export interface Leaning {
	/** How much cheaper a border is where it runs along a street, 0 to below 1. */
	readonly streetDiscount: number;
	/** How many times dearer a border is between two buildings of one compound, at least 1. */
	readonly compoundFactor: number;
	/** Metres added to every border: above 0, crooked lines past many small parcels cost more than straight ones. */
	readonly perNeighbourM: number;
}

/** Every metre of border costs the same, wherever it runs. */
export const BORDER_ONLY: Leaning = { streetDiscount: 0, compoundFactor: 1, perNeighbourM: 0 };

/** The leanings of the alternatives, in the order in which they are tried. */
export const LEANINGS = {
	balanced: { streetDiscount: 0.6, compoundFactor: 4, perNeighbourM: 0 },
	'whole-compounds': { streetDiscount: 0.5, compoundFactor: 16, perNeighbourM: 0 },
	'along-streets': { streetDiscount: 0.9, compoundFactor: 3, perNeighbourM: 0 },
	compact: { streetDiscount: 0.2, compoundFactor: 2, perNeighbourM: 10 }
} as const satisfies Readonly<Record<string, Leaning>>;

export type LeaningName = keyof typeof LEANINGS | 'border-only';

export function leaningOf(name: LeaningName): Leaning {
	return name === 'border-only' ? BORDER_ONLY : LEANINGS[name];
}

/** What it costs to part two neighbours, beside `adjncy`. */
export function costsOf(graph: ParcelGraph, leaning: Leaning): Float64Array {
	const costs = new Float64Array(graph.adjncy.length);
	for (let v = 0; v < graph.households.length; v++) {
		const compound = graph.compound[v]!;
		for (let e = graph.xadj[v]!; e < graph.xadj[v + 1]!; e++) {
			const shared = compound !== -1 && graph.compound[graph.adjncy[e]!] === compound;
			const street = 1 - leaning.streetDiscount * graph.streetShare[e]!;
			costs[e] = (graph.borderM[e]! * street + leaning.perNeighbourM) * (shared ? leaning.compoundFactor : 1);
		}
	}
	return costs;
}
