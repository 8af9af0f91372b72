import type { LngLat } from '#domain/place/coord';

/** What can be wrong with polygons from elsewhere, or worth knowing about them. Each has its sentence. */
export const FINDING_KINDS = [
	'other-shape',
	'empty',
	'bad-coordinates',
	'duplicate',
	'self-crossing',
	'open-ring',
	'ring-order',
	'height',
	'outside',
	'community-level',
	'level-unknown',
	'level-missing',
	'duplicated-code',
	'orphan',
	'no-areas',
	'stairless-area',
	'gap',
	'overlap',
	'sliver',
	'shifted',
	'fewer-buildings',
	'empty-cell',
	'split-building',
	'unassigned-building',
	'unmeasured'
] as const;
export type FindingKind = (typeof FINDING_KINDS)[number];

/** What was done about a finding. Each has its sentence. */
export const DEEDS = [
	'left-out',
	'first-kept',
	'repaired',
	'closed',
	'turned',
	'height-dropped',
	'not-changed',
	'level-taken',
	'codes-anew',
	'parent-by-place',
	'made-area',
	'made-cell',
	'ground-follows-buildings',
	'smaller-wins',
	'ask-datum',
	'said-only',
	'split-by-unit',
	'left-unassigned'
] as const;
export type Deed = (typeof DEEDS)[number];

/** One thing that was found, where, and what was done about it. */
export interface Finding {
	readonly kind: FindingKind;
	readonly done: Deed;
	/** Numbers of the features, counted from 1 in the order of the file. */
	readonly features: readonly number[];
	readonly at?: LngLat | undefined;
	/** Which ring of the feature and which of its points, counted from 1. */
	readonly corner?: { readonly ring: number; readonly point: number } | undefined;
	readonly areaM2?: number | undefined;
	/** How wide a sliver is, or how far a shift goes. */
	readonly metres?: number | undefined;
	readonly count?: number | undefined;
	/** A word of the file (a code, a level), the name of a building, or the datum that would fit. */
	readonly word?: string | undefined;
	/** Of what a sliver is a piece. */
	readonly of?: 'gap' | 'overlap' | 'cell' | undefined;
}
