import type { SupabaseClient } from '@supabase/supabase-js';
import * as v from 'valibot';
import { allPages } from '#data/all-pages';
import { call } from '#data/call';
import { bounds, count, paged, totals } from '#data/shapes';
import type { Paged } from '#domain/place/card';
import type { ViewCommunity, ViewSubdistrict } from '#domain/place/view';

/** A community as `map_view` and `communities_page` carry it. */
export const community: v.GenericSchema<unknown, ViewCommunity> = v.object({
	id: v.string(),
	subdistrictId: v.string(),
	name: v.string(),
	code: v.string(),
	bounds,
	totals,
	below: count
});

/** A subdistrict with the number of its communities. */
export const subdistrict: v.GenericSchema<unknown, ViewSubdistrict> = v.object({
	id: v.string(),
	name: v.string(),
	code: v.string(),
	below: count
});

export interface CommunityQuestion {
	readonly districtId: string;
	/** Nodes: of each those of its subdistrict, be it one itself, a community or a cell. Null for all. */
	readonly within?: readonly string[] | null;
	/** From 1. */
	readonly page: number;
	readonly size: number;
}

/** One page of communities, by code. Throws Refused. */
export function pageCommunities(
	client: SupabaseClient,
	{ districtId, within, page, size }: CommunityQuestion,
	signal?: AbortSignal
): Promise<Paged<ViewCommunity>> {
	const args = {
		p_district: districtId,
		p_within: within ?? null,
		p_limit: size,
		p_offset: (page - 1) * size
	};
	return call(client, 'communities_page', args, paged(community), signal);
}

const PER_CALL = 200;

/** The communities of the subdistricts that these nodes are or lie in. Throws Refused. */
export function loadCommunitiesAround(
	client: SupabaseClient,
	districtId: string,
	within: readonly string[],
	signal?: AbortSignal
): Promise<readonly ViewCommunity[]> {
	return allPages((page) => pageCommunities(client, { districtId, within, page, size: PER_CALL }, signal));
}
