import type { SupabaseClient } from '@supabase/supabase-js';
import { loadCentres } from '#data/centres';
import type { ViewCentre } from '#domain/place/view';

const MOST_DISTRICTS = 20;

interface Kept {
	readonly version: string;
	readonly centres: Promise<readonly ViewCentre[]>;
}

const kept = new Map<string, Kept>();

/**
 * All centres of a district by name. They are the same for everybody, so they are kept until the database names
 * another version of them. Throws Refused.
 */
export async function centresOf(
	client: SupabaseClient,
	{ id, centresVersion: version }: { readonly id: string; readonly centresVersion: string }
): Promise<readonly ViewCentre[]> {
	const known = kept.get(id);
	if (known?.version === version) return known.centres;
	const asked: Kept = { version, centres: loadCentres(client, id) };
	kept.delete(id);
	kept.set(id, asked);
	if (kept.size > MOST_DISTRICTS) kept.delete(kept.keys().next().value!);
	try {
		return await asked.centres;
	} catch (problem) {
		// the next reader asks again
		if (kept.get(id) === asked) kept.delete(id);
		throw problem;
	}
}
