import type { SupabaseClient } from '@supabase/supabase-js';
import * as v from 'valibot';
import { call } from '#data/call';
import { cell } from '#data/cells';
import { community, subdistrict } from '#data/communities';
import { bounds, count } from '#data/shapes';
import { NODE_KINDS, ROLES } from '#domain/people/grant';
import type { Bounds } from '#domain/place/coord';
import type { MapView } from '#domain/place/view';

/** What a picker of districts needs. */
export interface DistrictRow {
	readonly id: string;
	readonly name: string;
	readonly nameEn: string;
	readonly isDemo: boolean;
	readonly bounds: Bounds | null;
}

const districtRow: v.GenericSchema<unknown, DistrictRow> = v.object({
	id: v.string(),
	name: v.string(),
	nameEn: v.string(),
	isDemo: v.boolean(),
	bounds: v.nullable(bounds)
});

const hash = v.optional(v.nullable(v.string()), null);

const mapView: v.GenericSchema<unknown, MapView> = v.object({
	district: v.object({
		id: v.string(),
		name: v.string(),
		nameEn: v.string(),
		isDemo: v.boolean(),
		source: v.string(),
		attribution: v.string(),
		householdsEstimated: v.boolean(),
		bounds: v.nullable(bounds),
		settings: v.unknown(),
		version: v.number()
	}),
	me: v.object({
		userId: v.nullable(v.string()),
		roles: v.array(v.object({ role: v.picklist(ROLES), nodeId: v.string(), kind: v.picklist(NODE_KINDS) }))
	}),
	subdistricts: v.array(subdistrict),
	communities: v.array(community),
	plan: v.nullable(
		v.object({
			id: v.string(),
			name: v.string(),
			status: v.string(),
			effectiveFrom: v.nullable(v.string()),
			version: v.string(),
			areaCount: count,
			cellCount: count
		})
	),
	cells: v.array(cell),
	centresVersion: v.string(),
	openCentres: count,
	artefacts: v.object({ network: hash, parcels: hash, basemap: hash })
});

/** All districts of this installation, the demonstration included. Throws Refused. */
export function listDistricts(client: SupabaseClient, signal?: AbortSignal): Promise<readonly DistrictRow[]> {
	return call(client, 'district_list', {}, v.array(districtRow), signal);
}

/** One district as the caller may see it. Throws Refused `not-found`. */
export function loadMapView(client: SupabaseClient, districtId: string, signal?: AbortSignal): Promise<MapView> {
	return call(client, 'map_view', { p_district: districtId }, mapView, signal);
}
