import type { ProposalFigures } from '#domain/division/proposal/figures';
import type { ParcelGraph } from '#domain/division/proposal/graph';
import type { LeaningName } from '#domain/division/proposal/objective';

/** How many cells a community shall have in all, or how many households each new one may have. */
export type ProposalWish =
	{ readonly cells: number } | { readonly fewestHouseholds: number; readonly mostHouseholds: number };

export interface ProposalQuestion {
	readonly graph: ParcelGraph;
	readonly wish: ProposalWish;
	/** Cells that stay as they are: by vertex, numbered from 0 without gaps; -1 for what may be divided. */
	readonly locked?: Int32Array | undefined;
	/** How far a cell may be from its share, where a number of cells is asked for; 0.05 unless told. */
	readonly tolerance?: number | undefined;
	/** One alternative for each leaning; several of them where none are told. */
	readonly leanings?: readonly LeaningName[] | undefined;
	readonly seed: number;
	/** How hard to search, 1 unless told: what takes about a second for 6,000 buildings. */
	readonly effort?: number | undefined;
}

/** One alternative: a draft that can be painted further. */
export interface Proposal {
	readonly leaning: LeaningName;
	/** Cell of each vertex. Locked cells keep their numbers; new ones follow, from north-west to south-east. */
	readonly cellOf: Int32Array;
	readonly cells: number;
	readonly figures: ProposalFigures;
}

export interface ProposalAnswer {
	/** The best one first; at least one. */
	readonly proposals: readonly Proposal[];
	/** What was shared evenly: buildings, where no households are known. */
	readonly counted: 'households' | 'buildings';
}
