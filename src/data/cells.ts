import type { SupabaseClient } from '@supabase/supabase-js';
import * as v from 'valibot';
import { call } from '#data/call';
import { count, duty, totals } from '#data/shapes';
import type { CellDetail } from '#domain/place/card';
import type { ViewCell } from '#domain/place/view';

/** A cell of the effective plan as `map_view` carries it. */
export const cell: v.GenericSchema<unknown, ViewCell> = v.object({
	id: v.string(),
	lineageId: v.string(),
	level: v.picklist([2, 3]),
	parentId: v.string(),
	communityId: v.string(),
	name: v.string(),
	code: v.string(),
	kind: v.picklist(['ordinary', 'industrial', 'mall', 'campus', 'site']),
	totals,
	vacant: v.boolean()
});

const detail: v.GenericSchema<unknown, CellDetail> = v.object({
	id: v.string(),
	name: v.string(),
	code: v.string(),
	totals,
	duties: v.array(duty),
	members: v.nullable(count),
	wishes: v.object({ open: count, fulfilled: count })
});

/** Which unit lies in which stairwell cell. */
export interface PlanAssignment {
	/** Ids of the level-3 cells. */
	readonly cells: readonly string[];
	/** By ordinal of the unit: index into `cells`, -1 where unassigned. */
	readonly units: readonly number[];
}

const assignment: v.GenericSchema<unknown, PlanAssignment> = v.object({
	cells: v.array(v.string()),
	units: v.array(v.number())
});

/** Duties, members and wishes of a living area or stairwell cell. Throws Refused `not-found`. */
export function loadCellCard(client: SupabaseClient, lineageId: string, signal?: AbortSignal): Promise<CellDetail> {
	return call(client, 'cell_card', { p_node: lineageId }, detail, signal);
}

/** The assignment of every unit of a plan. Throws Refused `not-found`. */
export function loadAssignment(client: SupabaseClient, planId: string, signal?: AbortSignal): Promise<PlanAssignment> {
	return call(client, 'plan_assignment', { p_plan: planId }, assignment, signal);
}
