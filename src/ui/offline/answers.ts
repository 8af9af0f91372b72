import { withShelf } from '#ui/offline/shelf-list';
import {
	ARTEFACTS,
	ASSETS,
	bounded,
	keptPages,
	kindOf,
	MOST_ARTEFACTS,
	PAGES,
	SHELF_PATH,
	SHELL
} from '#ui/offline/shelf';

/** How long a page may take before the copy of it is shown instead, where there is one. */
const PATIENCE_MS = 12_000;
/** Where the worker notes which files belong to the build it came with. */
const BUILD_NOTE = '/_app/kept-build.json';

/** What a worker does with a request: `null` leaves it to the browser, as if there were no worker. */
export type Handling = 'page' | 'asset' | 'artefact' | 'sign-out' | null;

/** Decides by method, address and kind of a request of this origin. Data, events and forms are never touched. */
export function handlingOf(
	{ method, mode, headers }: Pick<Request, 'method' | 'mode' | 'headers'>,
	pathname: string
): Handling {
	if (method === 'POST') return pathname === '/sign-out' ? 'sign-out' : null;
	if (method !== 'GET') return null;
	if (/^\/(rest|auth)\/v1\/|^\/live$/.test(pathname)) return null;
	if (mode === 'navigate') return 'page';
	if (pathname.startsWith('/_app/immutable/') || pathname === '/icon.svg') return 'asset';
	// ranges stay with the browser's own cache, which knows how to keep parts
	if (pathname.startsWith('/artefacts/') && !headers.has('range')) return 'artefact';
	return null;
}

/** A page from the network; where that fails its copy, else the list of what can be read. */
export async function answerPage(asked: Promise<Response>, pathname: string): Promise<Response> {
	const copy = kindOf(pathname) ? await kept(PAGES, pathname) : undefined;
	const patience = copy && new Promise<Response>((resolve) => setTimeout(() => resolve(copy.clone()), PATIENCE_MS));
	try {
		return await (patience ? Promise.race([asked, patience]) : asked);
	} catch (failure) {
		const instead = copy ?? (await shelfPage());
		if (instead) return instead;
		throw failure;
	}
}

async function kept(name: string, path: string): Promise<Response | undefined> {
	return (await caches.has(name)) ? (await caches.open(name)).match(path) : undefined;
}

async function shelfPage(): Promise<Response | undefined> {
	const page = await kept(SHELL, SHELF_PATH);
	if (!page) return undefined;
	return new Response(withShelf(await page.text(), await keptPages(caches)), { headers: page.headers });
}

/** A file whose name is its content: from the cache, else from the network into the cache. */
export async function answerKept(request: Request, handling: 'asset' | 'artefact'): Promise<Response> {
	const cache = await caches.open(handling === 'asset' ? ASSETS : ARTEFACTS);
	const found = await cache.match(request.url);
	if (found) return found;
	const response = await fetch(request);
	const isWhole = response.status === 200 && response.type === 'basic';
	if (!isWhole || /no-store|private/.test(response.headers.get('cache-control') ?? '')) return response;
	// a full disk must not cost the answer
	const put = cache.put(request.url, response.clone()).catch(() => undefined);
	if (handling === 'artefact') void put.then(() => bounded(cache, MOST_ARTEFACTS)).catch(() => undefined);
	return response;
}

/** Everything that could be read without a network is forgotten. */
export function forgetPages(): Promise<boolean> {
	return caches.delete(PAGES);
}

/**
 * Called when a new build takes over: drops files that belong neither to it nor to the build before it, which may
 * still be open in another tab and ask for its own files.
 */
export async function dropOldBuilds(build: readonly string[]): Promise<void> {
	const cache = await caches.open(ASSETS);
	const note = await cache.match(BUILD_NOTE);
	const before = note ? ((await note.json()) as string[]) : [];
	const stays = new Set([...build, ...before, BUILD_NOTE, '/icon.svg']);
	for (const request of await cache.keys()) {
		if (!stays.has(new URL(request.url).pathname)) await cache.delete(request);
	}
	await cache.put(BUILD_NOTE, new Response(JSON.stringify(build)));
}
