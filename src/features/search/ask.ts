import type { Hit } from '#domain/place/search';
import { searchUrl } from '#features/search/search-url';

/** What the server said: places, or the name of the refusal. */
export type Answer = { readonly rows: readonly Hit[] } | { readonly refusal: string };

/** Asks our own server, with the session's cookie and without the database's client. Throws only when aborted. */
export async function ask(query: string, districtId: string | null, signal: AbortSignal): Promise<Answer> {
	try {
		const response = await fetch(searchUrl(query, districtId, true), { signal });
		const said = (await response.json()) as { rows?: readonly Hit[]; refusal?: string };
		return said.rows ? { rows: said.rows } : { refusal: said.refusal ?? 'failed' };
	} catch (cause) {
		if (signal.aborted) throw cause;
		return { refusal: 'offline' };
	}
}
