import type { SupabaseClient } from '@supabase/supabase-js';
import * as v from 'valibot';
import type { PageRequest } from '#data/buildings';
import { call } from '#data/call';
import { subdistrict } from '#data/communities';
import { count, duty, lngLat, paged, totals } from '#data/shapes';
import { wishRow } from '#data/wishes';
import type { CentreSurroundings, CommunityPage, PublicDistrict } from '#domain/place/public';
import { BUILDING_KINDS } from '#domain/place/survey';

const district: v.GenericSchema<unknown, PublicDistrict> = v.object({
	id: v.string(),
	name: v.string(),
	nameEn: v.string(),
	isDemo: v.boolean(),
	timeZone: v.string(),
	settings: v.unknown(),
	network: v.nullable(v.string()),
	subdistricts: v.array(subdistrict),
	communities: v.array(
		v.object({ id: v.string(), name: v.string(), subdistrictId: v.string(), subdistrict: v.string() })
	),
	centresVersion: v.string()
});

const surroundings: v.GenericSchema<unknown, CentreSurroundings> = v.object({
	district,
	around: v.array(v.object({ kind: v.picklist(BUILDING_KINDS), ring: v.array(lngLat) })),
	landmarks: v.array(v.object({ name: v.string(), kind: v.picklist(BUILDING_KINDS), position: lngLat }))
});

const community: v.GenericSchema<unknown, CommunityPage> = v.object({
	id: v.string(),
	name: v.string(),
	subdistrict: v.nullable(v.string()),
	district,
	cells: count,
	totals,
	duties: v.array(duty),
	counts: v.object({ open: count, fulfilled: count }),
	wishes: paged(wishRow)
});

/**
 * What the public pages of a district start from, the same for everybody; in a large one with the communities beside
 * `near`, a subdistrict or community. Throws Refused `not-found`.
 */
export function loadPublicDistrict(
	client: SupabaseClient,
	districtId: string,
	near: string | null = null
): Promise<PublicDistrict> {
	return call(client, 'public_district', { p_district: districtId, p_near: near }, district);
}

/** A centre's district, and what stands around the centre. Throws Refused `not-found`. */
export function loadSurroundings(client: SupabaseClient, centreId: string): Promise<CentreSurroundings> {
	return call(client, 'centre_card', { p_centre: centreId }, surroundings);
}

/** A community as everybody sees it, with one page of its published wishes. Throws Refused `not-found`. */
export function loadCommunity(
	client: SupabaseClient,
	communityId: string,
	{ page, size }: PageRequest
): Promise<CommunityPage> {
	const args = { p_community: communityId, p_limit: size, p_offset: (page - 1) * size };
	return call(client, 'community_page', args, community);
}
