/** Pages that may be read without a network, as copies without a person in them. */
export const PAGES = 'gezhi-pages';
/** The page that lists them. */
export const SHELL = 'gezhi-shell';
/** Files of the build, named by their content. */
export const ASSETS = 'gezhi-assets';
/** Base maps, parcels and networks, named by their content. */
export const ARTEFACTS = 'gezhi-artefacts';

/** Where the list of kept pages stands, on the network and on the shelf. */
export const SHELF_PATH = '/offline';
/** Set by the server on pages that anybody may read and nobody is named on as a reader. */
export const KEEP_HEADER = 'x-gezhi-keep';
/** On a kept copy: when it was made (ISO), the same in the reader's words, its title (both URI-encoded). */
export const SAVED_AT_HEADER = 'x-gezhi-saved-at';
export const SAVED_TEXT_HEADER = 'x-gezhi-saved-text';
export const TITLE_HEADER = 'x-gezhi-title';

export const MOST_PAGES = 24;
export const MOST_ARTEFACTS = 12;

export type KeptKind = 'community' | 'centre' | 'centres';

/** What kind of page that may be kept an address leads to; null for every other. */
export function kindOf(pathname: string): KeptKind | null {
	if (pathname === '/centres') return 'centres';
	if (/^\/c\/[^/]+$/.test(pathname)) return 'community';
	if (/^\/centres\/[^/]+$/.test(pathname)) return 'centre';
	return null;
}

/** Whether anybody may keep the page at an address: a public one, or the list of what is kept. */
export function mayBeKept(pathname: string): boolean {
	return kindOf(pathname) !== null || pathname === SHELF_PATH;
}

/** Whether the server lets an answer be kept: marked by it, whole, a page, and not forbidden to be stored. */
export function mayKeep({ status, redirected, headers }: Pick<Response, 'status' | 'redirected' | 'headers'>): boolean {
	return (
		status === 200 &&
		!redirected &&
		headers.get(KEEP_HEADER) === 'yes' &&
		!/no-store/.test(headers.get('cache-control') ?? '') &&
		/^text\/html/.test(headers.get('content-type') ?? '')
	);
}

/** One line of the list of what can be read without a network. */
export interface KeptPage {
	readonly path: string;
	readonly title: string;
	/** When it was saved, in the words of the page it was saved from. */
	readonly savedText: string;
	readonly savedAt: string;
}

/** Every kept page: the community first, then the list of centres, then centres by name. */
export async function keptPages(storage: CacheStorage): Promise<KeptPage[]> {
	if (!(await storage.has(PAGES))) return [];
	const cache = await storage.open(PAGES);
	const found = await Promise.all((await cache.keys()).map((request) => lineOf(cache, request)));
	const rank = ({ path }: KeptPage) => ['community', 'centres', 'centre'].indexOf(kindOf(path) ?? 'centre');
	return found.filter((line) => line !== null).sort((a, b) => rank(a) - rank(b) || a.title.localeCompare(b.title));
}

async function lineOf(cache: Cache, request: Request): Promise<KeptPage | null> {
	const headers = (await cache.match(request))?.headers;
	if (!headers) return null;
	const read = (name: string) => decodeURIComponent(headers.get(name) ?? '');
	return {
		path: new URL(request.url).pathname,
		title: read(TITLE_HEADER),
		savedText: read(SAVED_TEXT_HEADER),
		savedAt: headers.get(SAVED_AT_HEADER) ?? ''
	};
}

/** Deletes the oldest entries beyond `most`. */
export async function bounded(cache: Cache, most: number): Promise<void> {
	const keys = await cache.keys();
	await Promise.all(keys.slice(0, Math.max(0, keys.length - most)).map((key) => cache.delete(key)));
}
