import { error } from '@sveltejs/kit';
import type { SupabaseClient } from '@supabase/supabase-js';
import { readArtefactBytes } from '#data/artefact-bytes';
import type { DistrictRow } from '#data/districts';
import { loadPublicDistrict } from '#data/public-pages';
import type { LngLat } from '#domain/place/coord';
import type { PublicDistrict } from '#domain/place/public';
import { parseSettings } from '#domain/place/settings';
import { clockTime, type ClockTime } from '#domain/reach/opening';
import { paceFromKmh } from '#domain/reach/pace';
import type { StreetLine } from '#domain/reach/walk';
import { pageAnswer } from '#server/page-error';
import { walks } from '#server/reach/walks';

const STEPS_FACTOR = 0.5;

/**
 * The district that the address names, else the first one, in a large one with the communities beside `near`; an error
 * page where there is none.
 */
export async function districtAsked(
	client: SupabaseClient,
	{ districts, districtsKnown }: { districts: readonly DistrictRow[]; districtsKnown: boolean },
	url: URL,
	near: string | null
): Promise<PublicDistrict> {
	const wanted = url.searchParams.get('district');
	const district = districts.find(({ id }) => id === wanted) ?? districts[0];
	if (!district) error(districtsKnown ? 404 : 503, { message: 'not-found' });
	return pageAnswer(loadPublicDistrict(client, district.id, near));
}

/** What the clocks of a district show now. */
export function clockOf(district: PublicDistrict, now = new Date()): ClockTime {
	return clockTime(now, district.timeZone);
}

/**
 * Seconds at an adult's pace from a door to each place, Infinity beyond `maxMinutes`; null where it cannot be
 * computed now. Throws ReachRefusal 'far-from-streets'.
 */
export async function walkSeconds(
	client: SupabaseClient,
	district: PublicDistrict,
	door: LngLat,
	places: readonly LngLat[],
	maxMinutes: number
): Promise<readonly number[] | null> {
	if (!district.network) return null;
	const pace = paceFromKmh(parseSettings(district.settings).pacesKmh.adult, STEPS_FACTOR);
	const fetchNetwork = (hash: string) => readArtefactBytes(client, hash);
	return walks.from(district.network, fetchNetwork, { door, places, pace, maxMinutes });
}

/** The streets around a place for a sketch, in metres from it; none where they are not at hand. */
export async function streetsNear(
	client: SupabaseClient,
	district: PublicDistrict,
	place: LngLat,
	radiusM: number
): Promise<readonly StreetLine[]> {
	if (!district.network) return [];
	return walks.streets(district.network, (hash) => readArtefactBytes(client, hash), place, radiusM);
}
