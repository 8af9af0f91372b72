import type { SupabaseClient } from '@supabase/supabase-js';
import { pageAudit } from '#data/audit';
import { pageBuildings } from '#data/buildings';
import { Refused } from '#data/call';
import { loadCellCard, loadCellsWithin, pageCells } from '#data/cells';
import { loadMember, pageMembers } from '#data/members';
import { loadPlaceCard } from '#data/places';
import { loadWish, pageWishes } from '#data/wishes';
import type { AuditRow, BuildingRow, CellDetail, MemberRow, Paged, PlaceCard, WishRow } from '#domain/place/card';
import { isWorker, type CentreMark, type MapView, type ViewCell, type ViewCentre } from '#domain/place/view';
import { changesOf } from '#features/explore/audit-change';
import { CENTRE_KINDS, CENTRE_STATUSES } from '#domain/reach/centre';
import { FULFILLED_STATES, LIVE_STATES, OPEN_STATES, type WishState } from '#domain/wishes/wish';
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
	/** Centres that match what is looked for in the list of buildings. */
	readonly centres: readonly CentreMark[];
}

const AUDIT_ROWS = 10;
/** Cells that stand before the buildings found by the same words. */
export const MOST_MATCHES = 6;

/** The district's centres, by name; asked for only where the address speaks of them. Throws Refused. */
export type AskCentres = () => Promise<readonly ViewCentre[]>;

/** Everything the address asks beside the map view, in one round. Refusals become part of the answer. */
export async function answer(
	client: SupabaseClient,
	view: MapView,
	question: Question,
	askCentres: AskCentres
): Promise<Answer> {
	const [list, card, audit, matches, centres] = await Promise.all([
		answerList(client, view, question, askCentres),
		question.selected ? answerCard(client, question.selected, askCentres) : null,
		question.selected ? answerAudit(client, view, question.selected) : null,
		findCells(client, view, question),
		findCentres(question, askCentres)
	]);
	const beside = await cellsBeside(client, view, card, audit);
	return { list, card, audit, cells: [...matches, ...beside], centres };
}

async function findCentres({ mode, q }: Question, askCentres: AskCentres): Promise<readonly CentreMark[]> {
	if (mode !== 'buildings' || !q) return [];
	const words = q.toLowerCase();
	const centres = await orNone(askCentres);
	const found = centres.filter(({ name }) => name.toLowerCase().includes(words)).slice(0, MOST_MATCHES);
	return found.map(({ id, name, kind, status, position }) => ({ id, name, kind, status, position }));
}

/** One page of the centres: open ones first, then by kind. */
export function pageOfCentres(centres: readonly ViewCentre[], page: number): Paged<ViewCentre> {
	const rank = ({ status, kind }: ViewCentre) =>
		(status === 'open' ? 0 : 100 + CENTRE_STATUSES.length - CENTRE_STATUSES.indexOf(status)) * 10 +
		CENTRE_KINDS.indexOf(kind);
	const sorted = centres.toSorted((a, b) => rank(a) - rank(b) || (a.name < b.name ? -1 : 1));
	return { total: centres.length, rows: sorted.slice((page - 1) * CENTRES_PAGE_SIZE, page * CENTRES_PAGE_SIZE) };
}

/** Cells that match what is looked for in the list of buildings. */
async function findCells(client: SupabaseClient, view: MapView, { mode, q }: Question): Promise<readonly ViewCell[]> {
	if (mode !== 'buildings' || !q) return [];
	const question = { districtId: view.district.id, query: q, page: 1, size: MOST_MATCHES };
	return orNone(async () => (await pageCells(client, question)).rows);
}

/** The cells around what is chosen, and those that its history names. */
async function cellsBeside(
	client: SupabaseClient,
	view: MapView,
	card: CardAnswer | null,
	audit: readonly AuditRow[] | null
): Promise<readonly ViewCell[]> {
	// of a small district all living areas are known, and more of a community is not shown beside its card
	const whole = view.cells.length >= (view.plan?.areaCount ?? 0);
	const known = new Set(whole ? view.communities.map(({ id }) => id) : []);
	const around = (card ? nodesOf(card) : []).filter((node) => card?.kind !== 'cell' || !known.has(node));
	const named = (audit ?? []).flatMap(changesOf).filter(({ field }) => field === 'lineage_id');
	const values = named.flatMap(({ before, after }) => [before, after]).filter((value) => typeof value === 'string');
	const within = [...new Set([...around, ...values])];
	return within.length > 0 ? orNone(() => loadCellsWithin(client, view.district.id, within)) : [];
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

async function orNone<Row>(work: () => Promise<readonly Row[]>): Promise<readonly Row[]> {
	try {
		return await work();
	} catch (problem) {
		refusalOf(problem);
		return [];
	}
}

async function answerList(
	client: SupabaseClient,
	view: MapView,
	question: Question,
	askCentres: AskCentres
): Promise<ListAnswer> {
	const where = { districtId: view.district.id, ...scopeOf(view, question.selected) };
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
export function scopeOf(
	view: MapView,
	selected: Selected | null
): { communityId: string | null; lineageId: string | null } {
	if (selected?.kind !== 'cell') return { communityId: null, lineageId: null };
	const isCommunity = view.communities.some((community) => community.id === selected.id);
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

function refusalOf(problem: unknown): string {
	if (problem instanceof Refused) return problem.refusal;
	throw problem;
}
