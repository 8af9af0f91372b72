import type { SupabaseClient } from '@supabase/supabase-js';
import * as v from 'valibot';
import { allPages } from '#data/all-pages';
import { call } from '#data/call';
import { count, duty, paged, totals } from '#data/shapes';
import type { CellDetail, Paged } from '#domain/place/card';
import { CELL_KINDS } from '#domain/place/survey';
import type { ViewCell } from '#domain/place/view';

/** A cell of the effective plan as `map_view` and `cells_page` carry it. */
export const cell: v.GenericSchema<unknown, ViewCell> = v.object({
	id: v.string(),
	lineageId: v.string(),
	level: v.picklist([2, 3]),
	parentId: v.string(),
	communityId: v.string(),
	name: v.string(),
	code: v.string(),
	kind: v.picklist(CELL_KINDS),
	totals,
	vacant: v.boolean(),
	below: count
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

export interface CellQuestion {
	readonly districtId: string;
	/** Nodes: of a community all its cells, of a living area or a cell those of the living area. Null for all. */
	readonly within?: readonly string[] | null;
	/** Part of a name or code. */
	readonly query?: string;
	/** Of this level only. */
	readonly level?: 2 | 3 | null;
	/** From 1. */
	readonly page: number;
	readonly size: number;
}

/** One page of stairwell cells of the plan in force, by code. Throws Refused. */
export function pageCells(
	client: SupabaseClient,
	{ districtId, within, query, level, page, size }: CellQuestion,
	signal?: AbortSignal
): Promise<Paged<ViewCell>> {
	const args = {
		p_district: districtId,
		p_within: within ?? null,
		p_query: query ?? '',
		p_level: level ?? null,
		p_limit: size,
		p_offset: (page - 1) * size
	};
	return call(client, 'cells_page', args, paged(cell), signal);
}

const CELLS_PER_CALL = 200;

/** All cells within these nodes, or those of one level, page by page. Throws Refused. */
export function loadCellsWithin(
	client: SupabaseClient,
	districtId: string,
	within: readonly string[],
	level: 2 | 3 | null = null
): Promise<readonly ViewCell[]> {
	return allPages((page) => pageCells(client, { districtId, within, level, page, size: CELLS_PER_CALL }));
}
