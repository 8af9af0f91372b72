/** What of a request tells where it came from. */
export interface Provenance {
	readonly method: string;
	readonly origin: string | null;
	/** `Sec-Fetch-Site`, which pages cannot forge. */
	readonly fetchSite: string | null;
	/** The host that was addressed, with its port. */
	readonly host: string | null;
	/** The address people type, where a proxy stands before us. */
	readonly configuredOrigin: string | null;
}

const READING = new Set(['GET', 'HEAD', 'OPTIONS']);

/**
 * Whether a request that may change something comes from a page of this very site. Compared is the host that was
 * addressed, so that `localhost` and `127.0.0.1` both work; JSON is no exception. A program that sends neither header
 * is no browser and carries nobody's cookies but its own.
 */
export function isSameOrigin({ method, origin, fetchSite, host, configuredOrigin }: Provenance): boolean {
	if (READING.has(method)) return true;
	if (fetchSite && fetchSite !== 'same-origin' && fetchSite !== 'none') return false;
	if (origin === null) return true;
	if (configuredOrigin) return origin === configuredOrigin;
	const sender = URL.canParse(origin) ? new URL(origin) : null;
	return sender !== null && (sender.protocol === 'http:' || sender.protocol === 'https:') && sender.host === host;
}
