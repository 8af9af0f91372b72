import type { SupabaseClient } from '@supabase/supabase-js';
import * as v from 'valibot';
import { call } from '#data/call';
import { fetchJson } from '#data/plan-shapes';
import { count, lngLat } from '#data/shapes';
import type { CentreMark, ViewCentre } from '#domain/place/view';
import { CENTRE_KINDS, CENTRE_STATUSES } from '#domain/reach/centre';

const span = v.object({
	weekday: v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(7)),
	opensMinute: count,
	closesMinute: count
});

const centre: v.GenericSchema<unknown, ViewCentre> = v.object({
	id: v.string(),
	name: v.string(),
	kind: v.picklist(CENTRE_KINDS),
	status: v.picklist(CENTRE_STATUSES),
	communityId: v.nullable(v.string()),
	communityName: v.nullable(v.string()),
	address: v.string(),
	position: lngLat,
	areaM2: v.nullable(v.number()),
	floor: v.number(),
	phone: v.string(),
	items: v.array(v.string()),
	hours: v.array(span),
	version: v.number()
});

const mark: v.GenericSchema<unknown, CentreMark> = v.object({
	id: v.string(),
	name: v.string(),
	kind: v.picklist(CENTRE_KINDS),
	status: v.picklist(CENTRE_STATUSES),
	position: lngLat
});

/** All centres of a district by name, the same for everybody. Throws Refused. */
export function loadCentres(client: SupabaseClient, districtId: string): Promise<readonly ViewCentre[]> {
	return call(client, 'centres_of', { p_district: districtId }, v.array(centre));
}

/** Where the map's centres of a district are read; another address after every change of them. */
export function centreMarksPath(districtId: string, version: string): string {
	return `/map/centres/${districtId}/${version}`;
}

/** All centres of a district as the map draws them, from our own server. Throws Refused `not-found`, `busy` or `offline`. */
export async function fetchCentreMarks(
	districtId: string,
	version: string,
	signal?: AbortSignal
): Promise<readonly CentreMark[]> {
	return v.parse(v.array(mark), await fetchJson(centreMarksPath(districtId, version), signal));
}
