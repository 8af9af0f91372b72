import type { MultiPolygon, Polygon } from 'geojson';
import type { LngLat } from '#domain/place/coord';
import type { BuildingKind, CellKind } from '#domain/place/survey';

/** From a draft to the grid in force. `enacted` is a proposal that an edition carries out; editions are `effective` or `retired`. */
export const PLAN_STATUSES = ['draft', 'reviewed', 'published', 'enacted', 'effective', 'retired'] as const;
export type PlanStatus = (typeof PLAN_STATUSES)[number];

/** A plan in a list. */
export interface PlanRow {
	readonly id: string;
	readonly name: string;
	readonly status: PlanStatus;
	/** Null for an edition of the whole district. */
	readonly communityId: string | null;
	readonly baseId: string | null;
	readonly editionId: string | null;
	readonly effectiveFrom: string | null;
	readonly effectiveUntil: string | null;
	readonly createdAt: string;
	readonly version: number;
	/** How many living areas and stairwell cells it has. */
	readonly areas: number;
	readonly stairs: number;
	/** Units in no cell; null for editions. */
	readonly leftOut: number | null;
}

/** A cell of a proposal in the making. */
export interface DraftCell {
	readonly id: string;
	readonly level: 2 | 3;
	/** The living area of a stairwell cell, null for a living area. */
	readonly parentId: string | null;
	readonly name: string;
	readonly kind: CellKind;
	/** The day a special cell ends, as a date. */
	readonly validUntil: string | null;
	/** Nothing is painted into or out of it. */
	readonly locked: boolean;
	readonly lineageId: string | null;
	readonly code: string | null;
}

export interface DraftBuilding {
	readonly id: string;
	readonly name: string;
	readonly address: string;
	readonly kind: BuildingKind;
	readonly levels: number;
	readonly compoundId: string | null;
	readonly door: LngLat;
}

/** Every unit of the community by position; the lists are equally long. */
export interface DraftUnits {
	/** Place of the unit in the parcels artefact. */
	readonly ordinal: readonly number[];
	/** Index into `buildings`. */
	readonly building: readonly number[];
	/** 1-based number of the stairwell within the building. */
	readonly number: readonly number[];
	readonly households: readonly number[];
	readonly people: readonly number[];
	readonly elders: readonly number[];
	readonly children: readonly number[];
	readonly employees: readonly number[];
	/** Members whose home it is. */
	readonly members: readonly number[];
	/** Index into `cells`, -1 where unassigned. */
	readonly cell: readonly number[];
}

/** All that painting a proposal starts from. */
export interface PlanDraft {
	readonly plan: {
		readonly id: string;
		readonly name: string;
		readonly status: PlanStatus;
		readonly version: number;
		readonly communityId: string;
		readonly districtId: string;
		readonly baseId: string | null;
		readonly effectiveFrom: string | null;
		/** Number of the last step that is contained. */
		readonly seq: number;
	};
	readonly community: {
		readonly id: string;
		readonly name: string;
		readonly code: string;
		readonly boundary: Polygon | MultiPolygon;
	};
	readonly mayEdit: boolean;
	readonly mayApprove: boolean;
	readonly cells: readonly DraftCell[];
	readonly buildings: readonly DraftBuilding[];
	/** Walled estates with buildings in the community, by name. */
	readonly compounds: readonly { readonly id: string; readonly name: string }[];
	readonly units: DraftUnits;
}

export const STEP_KINDS = ['paint', 'cell', 'split', 'merge', 'erase', 'proposal', 'import'] as const;
export type StepKind = (typeof STEP_KINDS)[number];

/** Units that leave one cell for another; null is unassigned. Units are ordinals. */
export interface UnitMove {
	readonly units: readonly number[];
	readonly from: string | null;
	readonly to: string | null;
}

export interface CellChange {
	readonly id: string;
	readonly before: Partial<DraftCell>;
	readonly after: Partial<DraftCell>;
}

/** What one step does. It says what it found, so that it is refused where somebody was quicker. */
export interface PlanChanges {
	readonly moves: readonly UnitMove[];
	readonly created: readonly DraftCell[];
	readonly removed: readonly DraftCell[];
	readonly changed: readonly CellChange[];
}

/** A step as others hear of it. */
export interface PlanStep {
	readonly seq: number;
	readonly kind: StepKind | 'undo' | 'redo';
	readonly changes: PlanChanges;
	readonly mine: boolean;
	readonly by: string;
	readonly at: string;
}

/** The opposite of a step: applied after it, everything stands as before. */
export function opposite({ moves, created, removed, changed }: PlanChanges): PlanChanges {
	return {
		moves: moves.map(({ units, from, to }) => ({ units, from: to, to: from })),
		created: removed,
		removed: created,
		changed: changed.map(({ id, before, after }) => ({ id, before: after, after: before }))
	};
}
