import type { SupabaseClient } from '@supabase/supabase-js';
import * as v from 'valibot';
import { call } from '#data/call';
import { area, count, lngLat, paged } from '#data/shapes';
import {
	PLAN_STATUSES,
	STEP_KINDS,
	type CellChange,
	type DraftBuilding,
	type DraftCell,
	type DraftUnits,
	type PlanChanges,
	type PlanDraft,
	type PlanRow,
	type PlanStatus,
	type PlanStep,
	type StepKind
} from '#domain/division/plan';
import type { Paged } from '#domain/place/card';
import { BUILDING_KINDS, CELL_KINDS } from '#domain/place/survey';

const date = v.nullable(v.string());
const id = v.nullable(v.string());

const row: v.GenericSchema<unknown, PlanRow> = v.object({
	id: v.string(),
	name: v.string(),
	status: v.picklist(PLAN_STATUSES),
	communityId: id,
	baseId: id,
	editionId: id,
	effectiveFrom: date,
	effectiveUntil: date,
	createdAt: v.string(),
	version: v.number(),
	areas: count,
	stairs: count,
	leftOut: v.nullable(count)
});

const cell: v.GenericSchema<unknown, DraftCell> = v.object({
	id: v.string(),
	level: v.picklist([2, 3]),
	parentId: id,
	name: v.string(),
	kind: v.picklist(CELL_KINDS),
	validUntil: date,
	locked: v.boolean(),
	lineageId: id,
	code: v.nullable(v.string())
});

const building: v.GenericSchema<unknown, DraftBuilding> = v.object({
	id: v.string(),
	name: v.string(),
	address: v.string(),
	kind: v.picklist(BUILDING_KINDS),
	levels: v.number(),
	compoundId: id,
	door: lngLat
});

const numbers = v.array(v.number());
const units: v.GenericSchema<unknown, DraftUnits> = v.object({
	ordinal: numbers,
	building: numbers,
	number: numbers,
	households: numbers,
	people: numbers,
	elders: numbers,
	children: numbers,
	employees: numbers,
	members: numbers,
	cell: numbers
});

const draft: v.GenericSchema<unknown, PlanDraft> = v.object({
	plan: v.object({
		id: v.string(),
		name: v.string(),
		status: v.picklist(PLAN_STATUSES),
		version: v.number(),
		communityId: v.string(),
		districtId: v.string(),
		baseId: id,
		effectiveFrom: date,
		seq: v.number()
	}),
	community: v.object({ id: v.string(), name: v.string(), code: v.string(), boundary: area }),
	mayEdit: v.boolean(),
	mayApprove: v.boolean(),
	cells: v.array(cell),
	buildings: v.array(building),
	compounds: v.array(v.object({ id: v.string(), name: v.string() })),
	units
});

const change = v.object({
	id: v.string(),
	before: v.record(v.string(), v.unknown()),
	after: v.record(v.string(), v.unknown())
}) as unknown as v.GenericSchema<unknown, CellChange>;
const changes: v.GenericSchema<unknown, PlanChanges> = v.object({
	moves: v.array(v.object({ units: numbers, from: id, to: id })),
	// a cell that a person made is told as it was made: what it left open has its default
	created: v.array(
		v.object({
			...cellEntries(),
			kind: v.optional(v.picklist(CELL_KINDS), 'ordinary'),
			locked: v.optional(v.boolean(), false)
		})
	),
	removed: v.array(cell),
	changed: v.array(change)
});

function cellEntries() {
	const open = v.optional(v.nullable(v.string()), null);
	return {
		id: v.string(),
		level: v.picklist([2, 3] as const),
		parentId: open,
		name: v.string(),
		validUntil: open,
		lineageId: open,
		code: open
	};
}

/** What a step did, as it was done. */
export interface StepDone {
	readonly seq: number;
	readonly changes: PlanChanges;
}
const done: v.GenericSchema<unknown, StepDone> = v.object({ seq: v.number(), changes });

/** The steps after a number, and how many of the caller's own can be undone and done again. */
export interface StepNews {
	readonly steps: readonly PlanStep[];
	readonly undo: number;
	readonly redo: number;
}
const news: v.GenericSchema<unknown, StepNews> = v.object({
	steps: v.array(
		v.object({
			seq: v.number(),
			kind: v.picklist([...STEP_KINDS, 'undo', 'redo']),
			changes,
			mine: v.boolean(),
			by: v.string(),
			at: v.string()
		})
	),
	undo: count,
	redo: count
});

/** The proposals of a community that the caller may see, newest first; with `communityId` null the district's editions. */
export function pagePlans(
	client: SupabaseClient,
	question: { districtId: string; communityId: string | null; page: number; size: number },
	signal?: AbortSignal
): Promise<Paged<PlanRow>> {
	const { districtId, communityId, page, size } = question;
	const args = { p_district: districtId, p_community: communityId, p_limit: size, p_offset: (page - 1) * size };
	return call(client, 'plans_page', args, paged(row), signal);
}

/**
 * Begins a proposal as the plan `baseId` divides the community (null: the grid in force), or with nothing in any cell.
 * Throws Refused `not-permitted`, `not-found` where the caller may not see that plan.
 */
export function beginPlan(
	client: SupabaseClient,
	plan: { operation: string; communityId: string; name: string; empty: boolean; baseId?: string | null }
): Promise<{ id: string; version: number }> {
	const args = {
		p_operation: plan.operation,
		p_community: plan.communityId,
		p_name: plan.name,
		p_empty: plan.empty,
		p_base: plan.baseId ?? null
	};
	return call(client, 'begin_plan', args, v.object({ id: v.string(), version: v.number() }));
}

/** A proposal with everything that painting needs (workers and administrators of the community). Throws Refused `not-found`. */
export function loadDraft(client: SupabaseClient, planId: string, signal?: AbortSignal): Promise<PlanDraft> {
	return call(client, 'plan_draft', { p_plan: planId }, draft, signal);
}

/** Does one step. Throws Refused: `units-moved` with `{units:[{unit,now,sent,by}]}` where somebody was quicker, and others. */
export function editPlan(
	client: SupabaseClient,
	step: { operation: string; planId: string; kind: StepKind; changes: Partial<PlanChanges> }
): Promise<StepDone> {
	const args = { p_operation: step.operation, p_plan: step.planId, p_kind: step.kind, p_changes: step.changes };
	return call(client, 'edit_plan', args, done);
}

/** Undoes the caller's own last step. Throws Refused `nothing-to-undo`, `moved-since` with the name. */
export function undoStep(client: SupabaseClient, operation: string, planId: string): Promise<StepDone> {
	return call(client, 'undo_step', { p_operation: operation, p_plan: planId }, done);
}

/** Does again what the caller undid last. Throws Refused `nothing-to-redo`, `moved-since`. */
export function redoStep(client: SupabaseClient, operation: string, planId: string): Promise<StepDone> {
	return call(client, 'redo_step', { p_operation: operation, p_plan: planId }, done);
}

/** At most 500 steps after `seq`, own and others'. Throws Refused `not-found`. */
export function loadSteps(
	client: SupabaseClient,
	planId: string,
	seq: number,
	signal?: AbortSignal
): Promise<StepNews> {
	return call(client, 'plan_steps_since', { p_plan: planId, p_seq: seq }, news, signal);
}

/** Where a plan stands after a turn. */
export interface PlanTurn {
	readonly id: string;
	readonly version: number;
	readonly status: PlanStatus;
	readonly effectiveFrom: string | null;
	readonly editionId: string | null;
}

/** Hands in, sends back, publishes or gives a day. Throws Refused by name; see the migration `plan_life`. */
export function setPlanStatus(
	client: SupabaseClient,
	turn: {
		operation: string;
		planId: string;
		version: number;
		status: PlanStatus;
		reason: string;
		codes?: readonly { readonly id: string; readonly code: string }[];
		from?: string | null;
	}
): Promise<PlanTurn> {
	const args = {
		p_operation: turn.operation,
		p_plan: turn.planId,
		p_version: turn.version,
		p_status: turn.status,
		p_reason: turn.reason,
		p_codes: turn.codes ?? [],
		p_from: turn.from ?? null
	};
	const schema = v.object({
		id: v.string(),
		version: v.number(),
		status: v.picklist(PLAN_STATUSES),
		effectiveFrom: date,
		editionId: id
	});
	return call(client, 'set_plan_status', args, schema);
}

/** Takes a draft away, with its steps. Throws Refused `plan-not-draft`, `stale-version`. */
export async function discardPlan(
	client: SupabaseClient,
	plan: { operation: string; planId: string; version: number }
): Promise<void> {
	const args = { p_operation: plan.operation, p_plan: plan.planId, p_version: plan.version };
	await call(client, 'discard_plan', args, v.object({ id: v.string() }));
}
