import type { SupabaseClient } from '@supabase/supabase-js';
import { pageAudit } from '#data/audit';
import { pageBuildings } from '#data/buildings';
import { Refused } from '#data/call';
import { loadCellCard } from '#data/cells';
import { loadMember, pageMembers } from '#data/members';
import { loadPlaceCard } from '#data/places';
import { loadWish, pageWishes } from '#data/wishes';
import type { AuditRow, BuildingRow, CellDetail, MemberRow, Paged, PlaceCard, WishRow } from '#domain/place/card';
import { isWorker, type MapView } from '#domain/place/view';
import { FULFILLED_STATES, LIVE_STATES, OPEN_STATES, type WishState } from '#domain/wishes/wish';
import type { Question, Selected, WishStage } from '#features/explore/view-url';

/** Rows on a page of a list. */
export const PAGE_SIZE = 25;

/** One page of the list that the mode shows; cells and centres come with the map view itself. */
export type ListAnswer =
	| { readonly mode: 'cells' }
	| { readonly mode: 'centres' }
	| { readonly mode: 'buildings'; readonly page: Paged<BuildingRow> }
	| { readonly mode: 'wishes'; readonly page: Paged<WishRow> }
	| { readonly mode: 'members'; readonly page: Paged<MemberRow> }
	| { readonly mode: 'refused'; readonly refusal: string };

/** What is known about the chosen thing, beyond what the map view carries. */
export type CardAnswer =
	| { readonly kind: 'cell'; readonly id: string; readonly detail: CellDetail }
	| { readonly kind: 'centre'; readonly id: string }
	| { readonly kind: 'building'; readonly id: string; readonly place: PlaceCard }
	| { readonly kind: 'wish'; readonly id: string; readonly wish: WishRow }
	| { readonly kind: 'member'; readonly id: string; readonly member: MemberRow }
	| { readonly kind: 'refused'; readonly id: string; readonly refusal: string };

export interface Answer {
	readonly list: ListAnswer;
	readonly card: CardAnswer | null;
	/** What was done to the chosen thing, newest first; null where the caller may not know. */
	readonly audit: readonly AuditRow[] | null;
}

const AUDIT_ROWS = 10;

/** Everything the address asks beside the map view, in one round. Refusals become part of the answer. */
export async function answer(client: SupabaseClient, view: MapView, question: Question): Promise<Answer> {
	const [list, card, audit] = await Promise.all([
		answerList(client, view, question),
		question.selected ? answerCard(client, view, question.selected) : null,
		question.selected ? answerAudit(client, view, question.selected) : null
	]);
	return { list, card, audit };
}

async function answerList(client: SupabaseClient, view: MapView, question: Question): Promise<ListAnswer> {
	const where = { districtId: view.district.id, ...scopeOf(view, question.selected) };
	const page = { page: question.page, size: PAGE_SIZE };
	try {
		switch (question.mode) {
			case 'cells':
			case 'centres':
				return { mode: question.mode };
			case 'buildings':
				return { mode: 'buildings', page: await pageBuildings(client, { ...where, ...page, query: question.q }) };
			case 'members':
				return { mode: 'members', page: await pageMembers(client, { ...where, ...page, query: question.q }) };
			case 'wishes': {
				const states = question.wishStage && statesOf(question.wishStage);
				const kinds = question.wishKind && [question.wishKind];
				return { mode: 'wishes', page: await pageWishes(client, { ...where, ...page, states, kinds }) };
			}
		}
	} catch (problem) {
		return { mode: 'refused', refusal: refusalOf(problem) };
	}
}

/** The states of a stage of the list. */
export function statesOf(stage: WishStage): readonly WishState[] {
	return { open: OPEN_STATES, live: LIVE_STATES, fulfilled: FULFILLED_STATES }[stage];
}

/** A chosen cell narrows the lists to it; anything else leaves them whole. */
export function scopeOf(
	view: MapView,
	selected: Selected | null
): { communityId: string | null; lineageId: string | null } {
	if (selected?.kind !== 'cell') return { communityId: null, lineageId: null };
	const isCommunity = view.communities.some((community) => community.id === selected.id);
	return isCommunity ? { communityId: selected.id, lineageId: null } : { communityId: null, lineageId: selected.id };
}

async function answerCard(client: SupabaseClient, view: MapView, { kind, id }: Selected): Promise<CardAnswer> {
	try {
		switch (kind) {
			case 'cell':
				return { kind, id, detail: await loadCellCard(client, id) };
			case 'centre':
				if (!view.centres.some((centre) => centre.id === id)) throw new Refused('not-found');
				return { kind, id };
			case 'building':
				return { kind, id, place: await loadPlaceCard(client, id) };
			case 'wish':
				return { kind, id, wish: await loadWish(client, id) };
			case 'member':
				return { kind, id, member: await loadMember(client, id) };
		}
	} catch (problem) {
		return { kind: 'refused', id, refusal: refusalOf(problem) };
	}
}

async function answerAudit(
	client: SupabaseClient,
	view: MapView,
	selected: Selected
): Promise<readonly AuditRow[] | null> {
	const mayLook = isWorker(view.me) || view.me.roles.some((held) => held.role === 'administrator');
	if (!mayLook || selected.kind === 'building' || selected.kind === 'cell') return null;
	const question = { districtId: view.district.id, subjectId: selected.id, page: 1, size: AUDIT_ROWS };
	try {
		return (await pageAudit(client, question)).rows;
	} catch {
		// the card stands without its history
		return null;
	}
}

function refusalOf(problem: unknown): string {
	if (problem instanceof Refused) return problem.refusal;
	throw problem;
}
