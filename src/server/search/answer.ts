import type { RequestEvent } from '@sveltejs/kit';
import { Refused } from '#data/call';
import { search } from '#data/search';
import { MAX_QUERY_LENGTH, type Hit } from '#domain/place/search';
import { publicDistricts } from '#server/front-page';
import { clientAddress } from '#server/gate/client-address';
import { runningInstallation } from '#server/running';
import { SearchBrake } from '#server/search/brake';
import { simplified } from '#server/search/simplified';

export type SearchAnswer = { readonly rows: readonly Hit[] } | { readonly refusal: string };

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;
const STATUS: Readonly<Record<string, number>> = {
	'query-too-long': 400,
	'search-too-fast': 429,
	busy: 503,
	'too-slow': 503
};
const brake = new SearchBrake();

/**
 * Answers `?q=&district=` (the first district where none is named) with the caller's own rights. An empty question,
 * or an installation without a district, has no rows; a refusal comes back by its name.
 */
export async function answerSearch(
	event: RequestEvent,
	limit: number
): Promise<{ query: string; districtId: string | null; answer: SearchAnswer }> {
	const { url, locals } = event;
	const query = (url.searchParams.get('q') ?? '').trim();
	const districts = (await publicDistricts(locals.supabase)) ?? [];
	const named = url.searchParams.get('district') ?? '';
	const districtId = UUID.test(named) ? named.toLowerCase() : (districts[0]?.id ?? null);
	if (query.length > MAX_QUERY_LENGTH)
		return { query: query.slice(0, MAX_QUERY_LENGTH), districtId, answer: { refusal: 'query-too-long' } };
	if (query === '' || !districtId) return { query, districtId, answer: { rows: [] } };
	if (!brake.lets(await addressOf(event))) return { query, districtId, answer: { refusal: 'search-too-fast' } };
	return { query, districtId, answer: await answered(search(locals.supabase, districtId, simplified(query), limit)) };
}

/** The HTTP status of an answer. */
export function statusOf(answer: SearchAnswer): number {
	return 'refusal' in answer ? (STATUS[answer.refusal] ?? 500) : 200;
}

async function answered(rows: Promise<readonly Hit[]>): Promise<SearchAnswer> {
	try {
		return { rows: await rows };
	} catch (cause) {
		if (!(cause instanceof Refused)) throw cause;
		return { refusal: cause.refusal };
	}
}

async function addressOf(event: RequestEvent): Promise<string> {
	const { config } = await runningInstallation();
	const socket = event.platform?.req?.socket.remoteAddress ?? event.getClientAddress();
	return clientAddress(socket, event.request.headers.get('x-forwarded-for'), config.origin !== null);
}
