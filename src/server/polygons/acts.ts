import { createHash } from 'node:crypto';
import type { SupabaseClient } from '@supabase/supabase-js';
import { Refused } from '#data/call';
import { loadPolygonGround, planFromCells } from '#data/polygons';
import { changesOf } from '#domain/division/polygons/division';
import { PolygonRefusal } from '#domain/division/polygons/refusal';
import type { Reading } from '#domain/division/polygons/shapes-of-file';
import { polygonDesk, type Owner } from '#server/polygons/desk';
import { lookAgain } from '#server/polygons/look';
import type { Locale } from '#ui/text/locale';
import { refusalText } from '#ui/text/refusal';
import { translator } from '#ui/text/words';

/** The page of a community, where polygons are brought in. */
export function importPage(communityId: string): string {
	return `/plans/import?community=${communityId}`;
}

/** Reads a kept file another way and tells where its new report is. Throws Refused where the caller may not. */
export async function readAgain(
	client: SupabaseClient,
	owner: Owner,
	{ preview, reading }: { readonly preview: string; readonly reading: Reading },
	locale: Locale
): Promise<string> {
	const page = importPage(owner.communityId);
	const looked = polygonDesk.find(owner, preview);
	if (!looked) return `${page}&refused=polygons-gone`;
	const place = await loadPolygonGround(client, owner.communityId, true);
	try {
		return `${page}&preview=${await lookAgain(owner, place, looked, reading, locale)}`;
	} catch (cause) {
		if (!(cause instanceof PolygonRefusal)) throw cause;
		return `${page}&refused=${cause.refusal}`;
	}
}

/** Makes a draft of a kept report. The same form sent twice leads to the same draft. */
export async function makeDraft(
	client: SupabaseClient,
	owner: Owner,
	asked: { readonly preview: string; readonly operation: string; readonly name: string },
	locale: Locale
): Promise<{ readonly planId: string } | { readonly problem: string }> {
	const t = translator(locale);
	const looked = polygonDesk.find(owner, asked.preview);
	const division = looked && !(looked.outcome instanceof PolygonRefusal) ? looked.outcome.division : null;
	if (!division) return { problem: t('polygons.gone') };
	const { operation } = asked;
	const name = [...asked.name].slice(0, 60).join('') || t('polygons.draftNameNow');
	const changes = changesOf(division, idsOf(operation));
	try {
		const { id } = await planFromCells(client, { operation, communityId: owner.communityId, name, changes });
		return { planId: id };
	} catch (cause) {
		if (!(cause instanceof Refused)) throw cause;
		return { problem: refusalText(t, cause.refusal) };
	}
}

/** Ids that follow from an operation's, so that the second arrival of a form asks for the same as the first. */
function idsOf(operation: string): () => string {
	let number = 0;
	return () => {
		const hex = createHash('sha256').update(`${operation} ${++number}`).digest('hex').slice(0, 32);
		return hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
	};
}
