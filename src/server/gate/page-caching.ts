/** What of a request decides whether its answer may be stored. */
export interface Asked {
	/** Whether a session came with it or goes with the answer, valid or not. */
	readonly hasSession: boolean;
	/** The header that marks a page anybody may read without a network; null for every other page. */
	readonly keepHeader: string | null;
}

/**
 * Says on every page who may store it. With a session: nobody. Without: the reader's own browser, asking again each
 * time; and public pages that may be read without a network carry the mark that a browser looks for before it keeps one.
 */
export function pageCaching({ headers, status }: Response, { hasSession, keepHeader }: Asked): void {
	if (!/^text\/html/.test(headers.get('content-type') ?? '')) return;
	if (hasSession) return headers.set('cache-control', 'private, no-store');
	if (!headers.has('cache-control')) headers.set('cache-control', 'private, no-cache');
	if (status === 200 && keepHeader) headers.set(keepHeader, 'yes');
}
