import type { SupabaseClient } from '@supabase/supabase-js';
import * as v from 'valibot';
import { call } from '#data/call';
import { count } from '#data/shapes';
import type { CellPair } from '#domain/division/compare';
import { PLAN_STATUSES } from '#domain/division/plan';
import type { PlanSheet, SheetCell, SheetFigures } from '#domain/division/plan-sheet';
import { CELL_KINDS } from '#domain/place/survey';

const text = v.nullable(v.string());
const known = v.optional(v.nullable(count));

const figures: v.GenericSchema<unknown, SheetFigures> = v.object({
	households: v.nullable(count),
	people: known,
	elders: known,
	children: known,
	employees: known,
	members: known
});

const cell: v.GenericSchema<unknown, SheetCell> = v.object({
	id: v.string(),
	node: v.string(),
	level: v.picklist([2, 3]),
	parentId: text,
	name: v.string(),
	code: text,
	kind: v.picklist(CELL_KINDS),
	validUntil: text,
	units: count,
	buildings: count,
	figures
});

const named = { id: v.string(), name: v.string() };
const place = { ...named, code: v.string() };

const sheet: v.GenericSchema<unknown, PlanSheet> = v.object({
	plan: v.object({
		...named,
		status: v.picklist(PLAN_STATUSES),
		version: v.number(),
		communityId: text,
		districtId: v.string(),
		baseId: text,
		editionId: text,
		effectiveFrom: text,
		effectiveUntil: text,
		createdAt: v.string()
	}),
	base: v.nullable(v.object({ ...named, status: v.picklist(PLAN_STATUSES) })),
	inForce: text,
	community: v.nullable(v.object(place)),
	district: v.object({ ...named, nameEn: v.string(), settings: v.unknown() }),
	works: v.boolean(),
	administers: v.boolean(),
	detail: v.picklist(['exact', 'shown', 'households']),
	turns: v.array(v.object({ at: v.string(), from: text, to: text, day: text, by: text, reason: v.string() })),
	cells: v.array(cell),
	leftOut: v.object({ units: count, households: count, buildings: v.array(v.string()) }),
	communities: v.array(v.object({ ...place, areas: count, stairs: count, figures: v.nullable(figures) }))
});

const pairs: v.GenericSchema<unknown, readonly CellPair[]> = v.array(
	v.object({ from: text, to: text, units: count, households: count })
);

/**
 * A plan with the cells of its community, of an edition those of `communityId`, as far as the caller may see them.
 * Throws Refused `not-found`.
 */
export function loadPlanSheet(
	client: SupabaseClient,
	planId: string,
	communityId: string | null,
	signal?: AbortSignal
): Promise<PlanSheet> {
	return call(client, 'plan_sheet', { p_plan: planId, p_community: communityId }, sheet, signal);
}

/**
 * Which units go from which cell of the plan `withId` to which of `planId`, in the community of either, else in
 * `communityId`. Throws Refused `not-found`, also where the two do not divide the same ground.
 */
export function loadPairs(
	client: SupabaseClient,
	question: { readonly planId: string; readonly withId: string; readonly communityId: string | null },
	signal?: AbortSignal
): Promise<readonly CellPair[]> {
	const { planId, withId, communityId } = question;
	return call(client, 'plan_comparison', { p_plan: planId, p_with: withId, p_community: communityId }, pairs, signal);
}
