import type { SupabaseClient } from '@supabase/supabase-js';
import { listDistricts, loadMapView, type DistrictRow } from '#data/districts';
import { pageWishes } from '#data/wishes';
import { figuresOf, type DistrictFigures } from '#domain/place/figures';
import { Remembered } from '#server/remembered';

const LIST_PATIENCE = { freshMs: 1_000, patienceMs: 100, firstPatienceMs: 3_000 };
const FIGURES_PATIENCE = { freshMs: 30_000, patienceMs: 100, firstPatienceMs: 2_000 };

const districts = new Remembered<readonly DistrictRow[]>(LIST_PATIENCE);
const figures = new Map<string, Remembered<DistrictFigures>>();

/**
 * The districts of this installation: the same list for everybody, so whoever asks, asks for all.
 * Null where the database has not answered yet.
 */
export function publicDistricts(client: SupabaseClient): Promise<readonly DistrictRow[] | null> {
	return districts.read(() => listDistricts(client));
}

/** The public figures of a district, some seconds old at most while the database answers; null where unknown. */
export function publicFigures(client: SupabaseClient, districtId: string): Promise<DistrictFigures | null> {
	let known = figures.get(districtId);
	if (!known) figures.set(districtId, (known = new Remembered(FIGURES_PATIENCE)));
	return known.read(() => count(client, districtId));
}

/** A district came or changed its name: nobody shall see the former list. */
export function forgetDistricts(): void {
	districts.forget();
}

async function count(client: SupabaseClient, districtId: string): Promise<DistrictFigures> {
	const [view, wishes] = await Promise.all([
		loadMapView(client, districtId),
		pageWishes(client, { districtId, states: ['published'], page: 1, size: 1 })
	]);
	return figuresOf(view, wishes.total);
}
