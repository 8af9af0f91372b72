import type { SupabaseClient } from '@supabase/supabase-js';
import type { Polygon } from 'geojson';
import * as v from 'valibot';
import { call } from '#data/call';
import { area, count, lngLat } from '#data/shapes';
import { PLAN_STATUSES, type PlanChanges } from '#domain/division/plan';
import type { PlanOutline } from '#domain/division/polygons/export';
import type { PolygonGround } from '#domain/division/polygons/ground';
import { CELL_KINDS } from '#domain/place/survey';

/** The community that polygons are laid on. */
export interface PolygonPlace extends PolygonGround {
	readonly id: string;
	readonly name: string;
	readonly districtId: string;
}

const footprint = v.custom<Polygon>(
	(input) => typeof input === 'object' && input !== null && 'type' in input && input.type === 'Polygon'
);
const unit = v.pipe(
	v.tuple([count, count]),
	v.transform(([ordinal, households]) => ({ ordinal, households }))
);
const place = v.object({
	id: v.string(),
	name: v.string(),
	districtId: v.string(),
	boundary: area,
	buildings: v.array(v.object({ name: v.string(), door: lngLat, footprint, units: v.array(unit) }))
});

/**
 * A community with its buildings, or with `whole: false` without them, for its workers.
 * Throws Refused `not-permitted` or `not-found`.
 */
export function loadPolygonGround(
	client: SupabaseClient,
	communityId: string,
	whole: boolean,
	signal?: AbortSignal
): Promise<PolygonPlace> {
	return call(client, 'polygon_ground', { p_community: communityId, p_whole: whole }, place, signal);
}

/** Makes a draft of cells, whole or not at all. Throws Refused: `not-permitted`, `foreign-unit`, `cell-unfit` and others. */
export function planFromCells(
	client: SupabaseClient,
	plan: { operation: string; communityId: string; name: string; changes: PlanChanges }
): Promise<{ id: string; version: number }> {
	const args = {
		p_operation: plan.operation,
		p_community: plan.communityId,
		p_name: plan.name,
		p_changes: plan.changes
	};
	return call(client, 'plan_from_cells', args, v.object({ id: v.string(), version: v.number() }));
}

const date = v.nullable(v.string());
const numbers = v.array(v.number());
const outline: v.GenericSchema<unknown, PlanOutline> = v.object({
	plan: v.object({
		id: v.string(),
		name: v.string(),
		status: v.picklist(PLAN_STATUSES),
		version: v.number(),
		effectiveFrom: date,
		effectiveUntil: date
	}),
	community: v.nullable(v.string()),
	district: v.object({ name: v.string(), attribution: v.string(), householdsEstimated: v.boolean() }),
	parcels: v.nullable(v.string()),
	cells: v.array(
		v.object({
			level: v.picklist([2, 3]),
			name: v.string(),
			code: v.nullable(v.string()),
			kind: v.picklist(CELL_KINDS),
			validUntil: date,
			parent: v.nullable(count),
			buildings: count,
			units: count,
			households: v.nullable(count)
		})
	),
	units: v.object({ ordinal: numbers, cell: numbers })
});

/** What the outlines of a plan are made of, of an edition those of one community where it is named. Throws Refused `not-found`, also where the caller may not see the plan. */
export function loadPlanOutline(
	client: SupabaseClient,
	planId: string,
	communityId: string | null
): Promise<PlanOutline> {
	return call(client, 'plan_outline', { p_plan: planId, p_community: communityId }, outline);
}
