import type { SupabaseClient } from '@supabase/supabase-js';
import * as v from 'valibot';
import { call } from '#data/call';
import { area } from '#data/shapes';
import type { PlanGround } from '#domain/division/plan-ground';

/** Which tiles of a plan are the latest, and whether everybody may see them. */
export interface PlanTilesState {
	readonly version: string;
	readonly isPublic: boolean;
}

const state: v.GenericSchema<unknown, PlanTilesState> = v.object({ version: v.string(), isPublic: v.boolean() });

const place = { node: v.string(), id: v.string(), name: v.string(), code: v.string(), vacant: v.boolean() };

const ground: v.GenericSchema<unknown, PlanGround & PlanTilesState> = v.object({
	parcels: v.nullable(v.string()),
	communities: v.array(v.object({ ...place, boundary: area })),
	areas: v.array(v.object({ ...place, community: v.string() })),
	cells: v.array(v.object({ ...place, area: v.number() })),
	// sixty thousand numbers that the database counted: their type is looked at once, not each of them
	units: v.custom<readonly number[]>((input) => Array.isArray(input) && (input.length === 0 || input[0] >= -1)),
	version: v.string(),
	isPublic: v.boolean()
});

/** Where the tiles of a plan's cells are served; another address after every change of what they show. */
export function cellTilesPath(planId: string, version: string): string {
	return `/tiles/cells/${planId}/${version}`;
}

/** The latest version of a plan's tiles. Throws Refused `not-found`, also where the caller may not see the plan. */
export function askPlanTiles(client: SupabaseClient, planId: string): Promise<PlanTilesState> {
	return call(client, 'plan_tiles', { p_plan: planId }, state);
}

/** All that the tiles of a plan are cut from. Throws Refused `not-found`, also where the caller may not see the plan. */
export function loadPlanGround(client: SupabaseClient, planId: string): Promise<PlanGround & PlanTilesState> {
	return call(client, 'plan_ground', { p_plan: planId }, ground);
}
