import type { PublicCommunity } from '#domain/place/public';
import type { ViewCentre } from '#domain/place/view';
import { CENTRE_KINDS, type CentreKind } from '#domain/reach/centre';
import { isOpenAt, type ClockTime } from '#domain/reach/opening';

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;
const MOST_LETTERS = 80;
const MOST_PAGES = 10_000;

/** An id that the address carries; null for whatever else stands there. */
export function idOf(text: string | null | undefined): string | null {
	return text && UUID.test(text) ? text.toLowerCase() : null;
}

/** The page that the address asks for, from 1. */
export function pageOf(query: URLSearchParams): number {
	const page = Number(query.get('page') ?? 1);
	return Number.isInteger(page) && page >= 1 && page <= MOST_PAGES ? page : 1;
}

/** Where somebody looks for a building. */
export interface PlaceQuestion {
	readonly communityId: string | null;
	readonly query: string;
	readonly page: number;
	/** Whether anything was asked yet. */
	readonly asked: boolean;
}

/** Reads the search for a building from the address; what is too long for a name is cut. */
export function placeQuestion(query: URLSearchParams): PlaceQuestion {
	const communityId = idOf(query.get('community'));
	const words = (query.get('q') ?? '').trim().slice(0, MOST_LETTERS);
	return { communityId, query: words, page: pageOf(query), asked: communityId !== null || words !== '' };
}

/** Which centres are wanted. */
export interface CentreQuestion {
	readonly communityId: string | null;
	readonly kind: CentreKind | null;
	readonly openNow: boolean;
	readonly page: number;
}

/** Reads the question about centres from the address; unknown values ask for nothing. */
export function centreQuestion(query: URLSearchParams): CentreQuestion {
	return {
		communityId: idOf(query.get('community')),
		kind: CENTRE_KINDS.find((kind) => kind === query.get('kind')) ?? null,
		openNow: query.get('open') === '1',
		page: pageOf(query)
	};
}

/** Whether people are let in at the moment: it has opened at all, and its hours say so. */
export function isOpenNow(centre: ViewCentre, now: ClockTime): boolean {
	return centre.status === 'open' && isOpenAt(centre.hours, now);
}

/** The centres that are wanted, those that have opened first; a subdistrict stands for those of its `communities`. */
export function chooseCentres(
	centres: readonly ViewCentre[],
	{ communityId, kind, openNow }: CentreQuestion,
	now: ClockTime,
	communities: readonly PublicCommunity[] = []
): ViewCentre[] {
	const here = communities.filter(({ id, subdistrictId }) => [id, subdistrictId].includes(communityId ?? ''));
	const wanted = centres.filter(
		(centre) =>
			(communityId === null ||
				here.some(({ id }) => id === centre.communityId) ||
				centre.communityId === communityId) &&
			(kind === null || centre.kind === kind) &&
			(!openNow || isOpenNow(centre, now))
	);
	const rank = ({ status }: ViewCentre) => (status === 'open' ? 0 : 1);
	return wanted.sort((a, b) => rank(a) - rank(b));
}

/** One page out of a list, and the page that exists where a later one was asked for. */
export function cut<Row>(rows: readonly Row[], page: number, size: number): { page: number; rows: readonly Row[] } {
	const there = Math.min(page, Math.max(1, Math.ceil(rows.length / size)));
	return { page: there, rows: rows.slice((there - 1) * size, there * size) };
}

/** An address with those of the answers that say something. */
export function addressOf(path: string, answers: Readonly<Record<string, string | number | null | false>>): string {
	const said = Object.entries(answers).filter(([, value]) => value !== null && value !== '' && value !== false);
	const query = new URLSearchParams(said.map(([name, value]) => [name, String(value)]));
	return said.length > 0 ? `${path}?${query}` : path;
}
