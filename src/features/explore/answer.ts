import type { SupabaseClient } from '@supabase/supabase-js';
import { pageAudit } from '#data/audit';
import { pageBuildings } from '#data/buildings';
import { Refused } from '#data/call';
import { loadCellCard, loadCellsWithin } from '#data/cells';
import { loadCommunitiesAround } from '#data/communities';
import { loadMember, pageMembers } from '#data/members';
import { loadPlaceCard } from '#data/places';
import { loadWish, pageWishes } from '#data/wishes';
import type { AuditRow, BuildingRow, CellDetail, MemberRow, Paged, PlaceCard, WishRow } from '#domain/place/card';
import {
	isWhole,
	isWorker,
	type CentreMark,
	type MapView,
	type ViewCell,
	type ViewCentre,
	type ViewCommunity
} from '#domain/place/view';
import { changesOf } from '#features/explore/audit-change';
import { CENTRE_KINDS, CENTRE_STATUSES } from '#domain/reach/centre';
import { FULFILLED_STATES, LIVE_STATES, OPEN_STATES, type WishState } from '#domain/wishes/wish';
import { findCells, findCentres, findPlaces, type AskCentres, type PlaceMatch } from '#features/explore/matches';
import { orNone, refusalOf } from '#features/explore/refusals';
import type { Question, Selected, WishStage } from '#features/explore/view-url';

/** Rows on a page of a list. */
export const PAGE_SIZE = 25;
/** Of centres more: their rows are short, and a town's are then seen at once. */
export const CENTRES_PAGE_SIZE = 50;

/** One page of the list that the mode shows; cells come with the map view itself. */
export type ListAnswer =
	| { readonly mode: 'cells' }
	| { readonly mode: 'centres'; readonly page: Paged<ViewCentre> }
	| { readonly mode: 'buildings'; readonly page: Paged<BuildingRow> }
	| { readonly mode: 'wishes'; readonly page: Paged<WishRow> }
	| { readonly mode: 'members'; readonly page: Paged<MemberRow> }
	| { readonly mode: 'refused'; readonly refusal: string };

/** What is known about the chosen thing, beyond what the map view carries. */
export type CardAnswer =
	| { readonly kind: 'cell'; readonly id: string; readonly detail: CellDetail }
	| { readonly kind: 'centre'; readonly id: string; readonly centre: ViewCentre }
	| { readonly kind: 'building'; readonly id: string; readonly place: PlaceCard }
	| { readonly kind: 'wish'; readonly id: string; readonly wish: WishRow }
	| { readonly kind: 'member'; readonly id: string; readonly member: MemberRow }
	| { readonly kind: 'refused'; readonly id: string; readonly refusal: string };

export interface Answer {
	readonly list: ListAnswer;
	readonly card: CardAnswer | null;
	/** What was done to the chosen thing, newest first; null where the caller may not know. */
	readonly audit: readonly AuditRow[] | null;
	/** Cells that list and card speak of, with those beside them in the tree. */
	readonly cells: readonly ViewCell[];
	/** The same of communities, in a district whose view does not carry them all. */
	readonly communities: readonly ViewCommunity[];
	/** Communities and cells of a large district that match what is looked for in the list of buildings. */
	readonly places: readonly PlaceMatch[];
	/** Centres that match what is looked for in the list of buildings. */
	readonly centres: readonly CentreMark[];
}

const AUDIT_ROWS = 10;
/** Everything the address asks beside the map view, in one round. Refusals become part of the answer. */
export async function answer(
	client: SupabaseClient,
	view: MapView,
	question: Question,
	askCentres: AskCentres
): Promise<Answer> {
	const named = communitiesNamed(client, view, question);
	const [list, card, audit, matches, centres, known, places] = await Promise.all([
		named.then((communities) => answerList(client, view, question, communities, askCentres)),
		question.selected ? answerCard(client, question.selected, askCentres) : null,
		question.selected ? answerAudit(client, view, question.selected) : null,
		findCells(client, view, question),
		findCentres(question, askCentres),
		named,
		findPlaces(client, view, question)
	]);
	const [beside, around] = await Promise.all([
		cellsBeside(client, view, card, audit, known),
		communitiesBeside(client, view, card, known)
	]);
	return { list, card, audit, cells: [...matches, ...beside], communities: [...known, ...around], places, centres };
}

/** Those of the subdistrict that lies open in the tree, and those around the cell that is chosen. */
function communitiesNamed(client: SupabaseClient, view: MapView, { selected, branch }: Question) {
	return communitiesAround(client, view, [branch, selected?.kind === 'cell' ? selected.id : null]);
}

/** Those around what the card shows, where they are not known yet. */
async function communitiesBeside(
	client: SupabaseClient,
	view: MapView,
	card: CardAnswer | null,
	known: readonly ViewCommunity[]
): Promise<readonly ViewCommunity[]> {
	const place = card && communityOf(card);
	return known.some(({ id }) => id === place) ? [] : communitiesAround(client, view, [place]);
}

async function communitiesAround(
	client: SupabaseClient,
	view: MapView,
	nodes: readonly (string | null)[]
): Promise<readonly ViewCommunity[]> {
	const within = nodes.filter((node) => node !== null);
	if (isWhole(view) || within.length === 0) return [];
	return orNone(() => loadCommunitiesAround(client, view.district.id, within));
}

function communityOf(card: CardAnswer): string | null {
	switch (card.kind) {
		case 'building':
			return card.place.community.id;
		case 'wish':
			return card.wish.communityId;
		case 'member':
			return card.member.communityId ?? card.member.lineageId;
		default:
			return null;
	}
}

/** One page of the centres: open ones first, then by kind. */
export function pageOfCentres(centres: readonly ViewCentre[], page: number): Paged<ViewCentre> {
	const rank = ({ status, kind }: ViewCentre) =>
		(status === 'open' ? 0 : 100 + CENTRE_STATUSES.length - CENTRE_STATUSES.indexOf(status)) * 10 +
		CENTRE_KINDS.indexOf(kind);
	const sorted = centres.toSorted((a, b) => rank(a) - rank(b) || (a.name < b.name ? -1 : 1));
	return { total: centres.length, rows: sorted.slice((page - 1) * CENTRES_PAGE_SIZE, page * CENTRES_PAGE_SIZE) };
}

/** The cells around what is chosen, and those that its history names. */
async function cellsBeside(
	client: SupabaseClient,
	view: MapView,
	card: CardAnswer | null,
	audit: readonly AuditRow[] | null,
	communities: readonly ViewCommunity[]
): Promise<readonly ViewCell[]> {
	// of a small district all living areas are known, and more of a community is not shown beside its card
	const whole = view.cells.length >= (view.plan?.areaCount ?? 0);
	const known = new Set(whole ? view.communities.map(({ id }) => id) : []);
	const around = (card ? nodesOf(card) : []).filter((node) => card?.kind !== 'cell' || !known.has(node));
	const named = (audit ?? []).flatMap(changesOf).filter(({ field }) => field === 'lineage_id');
	const values = named.flatMap(({ before, after }) => [before, after]).filter((value) => typeof value === 'string');
	const within = [...new Set([...around, ...values])];
	// below a community its living areas are shown, and what is in them when they are opened
	const level = card?.kind === 'cell' && communities.some(({ id }) => id === card.id) ? 2 : null;
	return within.length > 0 ? orNone(() => loadCellsWithin(client, view.district.id, within, level)) : [];
}

function nodesOf(card: CardAnswer): string[] {
	switch (card.kind) {
		case 'cell':
			return [card.id];
		case 'building':
			return card.place.cells.map(({ lineageId }) => lineageId);
		case 'wish':
			return card.wish.lineageId ? [card.wish.lineageId] : [];
		// a member is moved within the community: its form offers all the cells of it
		case 'member':
			return [card.member.communityId, card.member.lineageId].filter((node) => node !== null);
		default:
			return [];
	}
}

async function answerList(
	client: SupabaseClient,
	view: MapView,
	question: Question,
	named: readonly ViewCommunity[],
	askCentres: AskCentres
): Promise<ListAnswer> {
	const where = { districtId: view.district.id, ...scopeOf([...view.communities, ...named], question.selected) };
	const page = { page: question.page, size: PAGE_SIZE };
	try {
		switch (question.mode) {
			case 'cells':
				return { mode: 'cells' };
			case 'centres':
				return { mode: 'centres', page: pageOfCentres(await askCentres(), question.page) };
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
function scopeOf(
	communities: readonly ViewCommunity[],
	selected: Selected | null
): { communityId: string | null; lineageId: string | null } {
	if (selected?.kind !== 'cell') return { communityId: null, lineageId: null };
	const isCommunity = communities.some((community) => community.id === selected.id);
	return isCommunity ? { communityId: selected.id, lineageId: null } : { communityId: null, lineageId: selected.id };
}

async function answerCard(client: SupabaseClient, { kind, id }: Selected, askCentres: AskCentres): Promise<CardAnswer> {
	try {
		switch (kind) {
			case 'cell':
				return { kind, id, detail: await loadCellCard(client, id) };
			case 'centre': {
				const centre = (await askCentres()).find((each) => each.id === id);
				if (!centre) throw new Refused('not-found');
				return { kind, id, centre };
			}
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
