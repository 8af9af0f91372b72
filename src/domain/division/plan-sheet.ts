import type { PlanStatus } from '#domain/division/plan';
import type { CellKind } from '#domain/place/survey';

/** Counts of a cell; what the reader may not know is absent or null. */
export interface SheetFigures {
	readonly households: number | null;
	readonly people?: number | null;
	readonly elders?: number | null;
	readonly children?: number | null;
	readonly employees?: number | null;
	readonly members?: number | null;
}

/** A cell of a plan as its page shows it. */
export interface SheetCell {
	readonly id: string;
	/** Lineage, or the cell's own id where it has none yet. */
	readonly node: string;
	readonly level: 2 | 3;
	readonly parentId: string | null;
	readonly name: string;
	readonly code: string | null;
	readonly kind: CellKind;
	readonly validUntil: string | null;
	readonly units: number;
	readonly buildings: number;
	readonly figures: SheetFigures;
}

/** A turn of a plan's life. Who took it, and why, is for those who work on it. */
export interface PlanTurnTaken {
	readonly at: string;
	readonly from: string | null;
	readonly to: string | null;
	/** The day that was given to it. */
	readonly day: string | null;
	readonly by: string | null;
	readonly reason: string;
}

export interface SheetCommunity {
	readonly id: string;
	readonly name: string;
	readonly code: string;
}

/** A plan with its cells in one community; an edition of the district with all communities to choose from. */
export interface PlanSheet {
	readonly plan: {
		readonly id: string;
		readonly name: string;
		readonly status: PlanStatus;
		readonly version: number;
		readonly communityId: string | null;
		readonly districtId: string;
		readonly baseId: string | null;
		readonly editionId: string | null;
		readonly effectiveFrom: string | null;
		readonly effectiveUntil: string | null;
		readonly createdAt: string;
	};
	/** What it began from, where everybody may look at that. */
	readonly base: { readonly id: string; readonly name: string; readonly status: PlanStatus } | null;
	/** The edition in force. */
	readonly inForce: string | null;
	readonly community: SheetCommunity | null;
	readonly district: {
		readonly id: string;
		readonly name: string;
		readonly nameEn: string;
		readonly settings: unknown;
	};
	readonly works: boolean;
	readonly administers: boolean;
	/** `exact` counts, `shown` ones without small numbers, or `households` alone: see the migration `plan_pages`. */
	readonly detail: 'exact' | 'shown' | 'households';
	readonly turns: readonly PlanTurnTaken[];
	/** Living areas first, then stairwell cells, each by code. */
	readonly cells: readonly SheetCell[];
	/** Units of the community that are in no cell; at most twenty of their buildings by name. */
	readonly leftOut: { readonly units: number; readonly households: number; readonly buildings: readonly string[] };
	/** Of an edition: how each community is divided. */
	readonly communities: readonly (SheetCommunity & {
		readonly areas: number;
		readonly stairs: number;
		readonly figures: SheetFigures | null;
	})[];
}

/** What somebody may do with a plan. `discard`, `paint` and `import` change or end a draft. */
export const PLAN_ACTS = ['paint', 'import', 'handIn', 'publish', 'giveDay', 'sendBack', 'discard'] as const;
export type PlanAct = (typeof PLAN_ACTS)[number];

/**
 * The acts that are open to somebody, in the order of the plan's life: the same rules as `private.plan_turn`, which
 * decides. An edition never changes.
 */
export function actsOf(
	status: PlanStatus,
	{ works, administers }: { readonly works: boolean; readonly administers: boolean }
): readonly PlanAct[] {
	const responsible = works || administers;
	const open: Readonly<Record<PlanAct, boolean>> = {
		paint: status === 'draft' && works,
		import: status === 'draft' && works,
		handIn: status === 'draft' && responsible,
		publish: status === 'reviewed' && administers,
		giveDay: status === 'published' && administers,
		sendBack: (status === 'reviewed' && responsible) || (status === 'published' && administers),
		discard: status === 'draft' && works
	};
	return PLAN_ACTS.filter((act) => open[act]);
}
