import type { SupabaseClient } from '@supabase/supabase-js';
import { pageBuildings } from '#data/buildings';
import { Refused } from '#data/call';
import { loadPlaceCard } from '#data/places';
import type { BuildingRow, Paged, PlaceCard } from '#domain/place/card';
import { pageAnswer } from '#server/page-error';
import { simplified } from '#server/search/simplified';

/** Buildings on a page of the search for one. */
export const BUILDINGS_PAGE_SIZE = 24;

/** The building's card; null where there is no such building. */
export async function placeOrNull(client: SupabaseClient, buildingId: string | null): Promise<PlaceCard | null> {
	if (!buildingId) return null;
	try {
		return await loadPlaceCard(client, buildingId);
	} catch (cause) {
		if (cause instanceof Refused && cause.refusal === 'not-found') return null;
		return pageAnswer(Promise.reject(cause as Error));
	}
}

/** The buildings that a search finds; null where nothing was asked yet. */
export async function buildingsAsked(
	client: SupabaseClient,
	districtId: string,
	asked: { communityId: string | null; query: string; page: number; asked: boolean }
): Promise<Paged<BuildingRow> | null> {
	if (!asked.asked) return null;
	const { communityId, page } = asked;
	const query = simplified(asked.query);
	return pageAnswer(pageBuildings(client, { districtId, communityId, query, page, size: BUILDINGS_PAGE_SIZE }));
}
