import type { SupabaseClient } from '@supabase/supabase-js';
import { listDistricts, loadMapView, type DistrictRow } from '#data/districts';
import { pageWishes } from '#data/wishes';
import { figuresOf, type DistrictFigures } from '#domain/place/figures';
import { Remembered, within } from '#server/remembered';

const LIST_PATIENCE = { freshMs: 1_000, patienceMs: 100, firstPatienceMs: 3_000 };
const FIGURES_PATIENCE = { freshMs: 30_000, patienceMs: 100, firstPatienceMs: 2_000 };

const SIGNED_IN_PATIENCE_MS = 2_000;

const districts = new Remembered<readonly DistrictRow[]>(LIST_PATIENCE);
const figures = new Map<string, Remembered<DistrictFigures>>();

/**
 * The districts of this installation: the same list for everybody, so whoever asks, asks for all.
 * Null where the database has not answered yet.
 */
export function publicDistricts(client: SupabaseClient): Promise<readonly DistrictRow[] | null> {
	return districts.read(() => listDistricts(client));
}

/**
 * The figures of a district as the caller may know them; null where unknown. What visitors see is remembered for
 * some seconds, and asked by visitors only: whoever is signed in counts more, which is not for everybody.
 */
export function frontFigures(
	client: SupabaseClient,
	districtId: string,
	isVisitor: boolean
): Promise<DistrictFigures | null> {
	if (!isVisitor) return within<DistrictFigures | null>(count(client, districtId), SIGNED_IN_PATIENCE_MS, null);
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
