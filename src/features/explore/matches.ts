import type { SupabaseClient } from '@supabase/supabase-js';
import { pageCells } from '#data/cells';
import { search } from '#data/search';
import type { PlaceNode } from '#domain/place/node-tree';
import { isWhole, type CentreMark, type MapView, type ViewCell, type ViewCentre } from '#domain/place/view';
import { orNone } from '#features/explore/refusals';
import type { Question } from '#features/explore/view-url';

/** Of each kind, how many stand before the buildings found by the same words. */
export const MOST_MATCHES = 6;

/** The district's centres, by name; asked for only where the address speaks of them. Throws Refused. */
export type AskCentres = () => Promise<readonly ViewCentre[]>;

/** A community or cell whose name or code matches. */
export type PlaceMatch = Pick<PlaceNode, 'node' | 'name' | 'code' | 'level'>;

const LEVELS = { community: 1, area: 2, cell: 3 } as const;
/** The search finds all kinds by turns. */
const SEARCHED = 50;

/**
 * What matches among the communities and cells of a large district, whose tree knows few of them; in a small one the
 * tree is asked (`findNodes`).
 */
export async function findPlaces(
	client: SupabaseClient,
	view: MapView,
	{ mode, q }: Question
): Promise<readonly PlaceMatch[]> {
	if (mode !== 'buildings' || !q || isWhole(view)) return [];
	const hits = await orNone(() => search(client, view.district.id, q, SEARCHED));
	const places = hits.flatMap(({ kind, id, name, detail, near }) =>
		kind in LEVELS && !near ? [{ node: id, name, code: detail, level: LEVELS[kind as keyof typeof LEVELS] }] : []
	);
	return places.toSorted((a, b) => a.level - b.level).slice(0, MOST_MATCHES);
}

/** Centres that match what is looked for in the list of buildings. */
export async function findCentres({ mode, q }: Question, askCentres: AskCentres): Promise<readonly CentreMark[]> {
	if (mode !== 'buildings' || !q) return [];
	const words = q.toLowerCase();
	const centres = await orNone(askCentres);
	const found = centres.filter(({ name }) => name.toLowerCase().includes(words)).slice(0, MOST_MATCHES);
	return found.map(({ id, name, kind, status, position }) => ({ id, name, kind, status, position }));
}

/** Cells of a small district that match what is looked for in the list of buildings. */
export async function findCells(
	client: SupabaseClient,
	view: MapView,
	{ mode, q }: Question
): Promise<readonly ViewCell[]> {
	if (mode !== 'buildings' || !q || !isWhole(view)) return [];
	const question = { districtId: view.district.id, query: q, page: 1, size: MOST_MATCHES };
	return orNone(async () => (await pageCells(client, question)).rows);
}
