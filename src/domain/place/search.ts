/** What a search can find. `cell` is a stairwell cell, `area` a living area. */
export const FINDABLE = ['community', 'area', 'centre', 'building', 'cell'] as const;
export type Findable = (typeof FINDABLE)[number];

/** Longer questions are refused, by the page as by the database. */
export const MAX_QUERY_LENGTH = 100;

/** One place with a public name. */
export interface Hit {
	readonly kind: Findable;
	/** Of the node (community, living area, cell), the centre or the building. */
	readonly id: string;
	readonly name: string;
	/** An address or a code; may be empty. */
	readonly detail: string;
	readonly communityId: string | null;
	readonly communityName: string | null;
	/** A slip of the finger was assumed. */
	readonly near: boolean;
}

export interface HitGroup {
	readonly kind: Findable;
	readonly hits: readonly Hit[];
}

/** The hits by kind: the kind of the best one first, and within a kind as they came. */
export function groupHits(hits: readonly Hit[]): HitGroup[] {
	const kinds = [...new Set(hits.map(({ kind }) => kind))];
	return kinds.map((kind) => ({ kind, hits: hits.filter((hit) => hit.kind === kind) }));
}
