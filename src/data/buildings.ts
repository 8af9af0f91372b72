import type { SupabaseClient } from '@supabase/supabase-js';
import * as v from 'valibot';
import { call } from '#data/call';
import { count, lngLat, paged } from '#data/shapes';
import type { BuildingRow, Paged } from '#domain/place/card';
import type { LngLat } from '#domain/place/coord';
import { BUILDING_KINDS } from '#domain/place/survey';

/** What a page of a list asks for: 1-based page, rows per page (the database caps it at 200). */
export interface PageRequest {
	readonly page: number;
	readonly size: number;
}

export interface BuildingQuestion extends PageRequest {
	readonly districtId: string;
	/** Name, address or pinyin initials; empty for all. */
	readonly query: string;
	readonly communityId?: string | null;
	readonly lineageId?: string | null;
}

/** A disc on the ground. */
export interface Around {
	readonly position: LngLat;
	readonly radiusM: number;
}

/** Where demand stands: parallel arrays, one entry per building. */
export interface DemandPoints {
	/** Longitude and latitude of each door, flat, degrees WGS-84. */
	readonly doors: readonly number[];
	readonly households: readonly number[] | null;
	/** Null for buildings of which the caller may not know. */
	readonly elders: readonly (number | null)[] | null;
	readonly buildingIds: readonly string[];
}

const row: v.GenericSchema<unknown, BuildingRow> = v.object({
	id: v.string(),
	name: v.string(),
	address: v.string(),
	kind: v.picklist(BUILDING_KINDS),
	communityId: v.string(),
	communityName: v.string(),
	door: lngLat,
	units: count,
	households: v.nullable(count),
	elders: v.nullable(count),
	estimated: v.boolean()
});

const demand: v.GenericSchema<unknown, DemandPoints> = v.object({
	doors: v.array(v.number()),
	households: v.nullable(v.array(v.number())),
	elders: v.nullable(v.array(v.nullable(v.number()))),
	buildingIds: v.array(v.string())
});

/** One page of buildings by name, address or initials. Throws Refused. */
export function pageBuildings(
	client: SupabaseClient,
	question: BuildingQuestion,
	signal?: AbortSignal
): Promise<Paged<BuildingRow>> {
	const args = {
		p_district: question.districtId,
		p_query: question.query,
		p_community: question.communityId ?? null,
		p_lineage: question.lineageId ?? null,
		p_limit: question.size,
		p_offset: (question.page - 1) * question.size
	};
	return call(client, 'buildings_page', args, paged(row), signal);
}

/** The doors within a disc, and some just outside it, with what lives behind them. Throws Refused. */
export function loadDemand(
	client: SupabaseClient,
	districtId: string,
	{ position: [lng, lat], radiusM }: Around,
	signal?: AbortSignal
): Promise<DemandPoints> {
	const args = { p_district: districtId, p_lng: lng, p_lat: lat, p_radius_m: radiusM };
	return call(client, 'demand_points', args, demand, signal);
}
