import type { SupabaseClient } from '@supabase/supabase-js';
import * as v from 'valibot';
import { call } from '#data/call';
import { count, duty, lngLat } from '#data/shapes';
import type { PlaceCard } from '#domain/place/card';
import type { LngLat } from '#domain/place/coord';

const cellRef = v.object({ id: v.string(), lineageId: v.string(), name: v.string(), code: v.string() });

const placeCard: v.GenericSchema<unknown, PlaceCard> = v.object({
	building: v.object({
		id: v.string(),
		name: v.string(),
		address: v.string(),
		door: lngLat,
		communityId: v.string(),
		districtId: v.string(),
		units: count
	}),
	community: v.object({ id: v.string(), name: v.string() }),
	livingArea: v.nullable(cellRef),
	cell: v.nullable(cellRef),
	cells: v.array(cellRef),
	duties: v.array(duty)
});

/** Which cell a building lies in and who is responsible for it. Throws Refused `not-found`. */
export function loadPlaceCard(client: SupabaseClient, buildingId: string, signal?: AbortSignal): Promise<PlaceCard> {
	return call(client, 'place_card', { p_building: buildingId }, placeCard, signal);
}

/** The building on whose parcel a point lies, or null off every parcel. Throws Refused `not-permitted`. */
export function findPlaceAt(
	client: SupabaseClient,
	districtId: string,
	[lng, lat]: LngLat,
	signal?: AbortSignal
): Promise<string | null> {
	const args = { p_district: districtId, p_lng: lng, p_lat: lat };
	return call(client, 'place_at', args, v.nullable(v.string()), signal);
}
