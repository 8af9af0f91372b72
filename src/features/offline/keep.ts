import { copyPage, type PageCopy } from '#ui/offline/copy';
import {
	ASSETS,
	bounded,
	KEEP_HEADER,
	kindOf,
	mayKeep,
	MOST_PAGES,
	PAGES,
	SAVED_AT_HEADER,
	SAVED_TEXT_HEADER,
	SHELF_PATH,
	SHELL,
	TITLE_HEADER
} from '#ui/offline/shelf';
import { formatter } from '#ui/text/format';
import type { Locale } from '#ui/text/locale';

/** What a copy says about itself; `{moment}` is filled in. */
export interface KeepWords {
	readonly locale: Locale;
	readonly savedAt: string;
	readonly listLabel: string;
}

/** More centres than a community has. */
const MOST_CENTRES = 12;
/** A copy runs nothing and asks nobody. */
const COPY_POLICY = "default-src 'none'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; base-uri 'none'";

/**
 * Puts what can be read without a network on the shelf: the list of it, and where the reader is on a page that may
 * be kept, that page; of a community also its centres, in the place of the community before. Every copy is fetched
 * as a stranger would, so that nothing about the reader can be in it. Does nothing where no worker could show it.
 */
export async function keep(pathname: string, words: KeepWords): Promise<void> {
	if (!('serviceWorker' in navigator) || !('caches' in window)) return;
	await navigator.serviceWorker.ready;
	await keepShelf(words);
	const kind = kindOf(pathname);
	if (!kind) return;
	const copy = await keepPage(pathname, words);
	if (kind !== 'community' || !copy) return;
	await forgetOtherCommunities(pathname);
	if (isSparing()) return;
	const centres = copy.links.filter((path) => kindOf(path) === 'centre').slice(0, MOST_CENTRES);
	for (const path of centres) await keepPage(path, words);
}

function isSparing(): boolean {
	return (navigator as { connection?: { saveData?: boolean } }).connection?.saveData === true;
}

function askAsStranger(pathname: string, { locale }: KeepWords): Promise<Response> {
	const accept = { accept: 'text/html' };
	return fetch(`${pathname}?lang=${locale}`, { credentials: 'omit', cache: 'no-store', headers: accept });
}

async function keepPage(pathname: string, words: KeepWords): Promise<PageCopy | null> {
	const response = await askAsStranger(pathname, words);
	const cache = await caches.open(PAGES);
	if (!mayKeep(response)) {
		await cache.delete(pathname);
		return null;
	}
	const savedAt = new Date();
	const text = words.savedAt.replace('{moment}', formatter(words.locale).moment(savedAt));
	const notice = { text, listLabel: words.listLabel, listPath: SHELF_PATH };
	const copy = copyPage(await response.text(), pathname, notice);
	await keepStyles(copy.styles);
	// what is put last counts as newest
	await cache.delete(pathname);
	await cache.put(pathname, answerOf(copy, { [SAVED_AT_HEADER]: savedAt.toISOString(), [SAVED_TEXT_HEADER]: text }));
	await bounded(cache, MOST_PAGES);
	return copy;
}

async function keepShelf(words: KeepWords): Promise<void> {
	const cache = await caches.open(SHELL);
	const look = JSON.stringify(document.documentElement.dataset);
	// the styles bear the version of the build in their names
	const styles = Array.from(document.querySelectorAll('link[rel~="stylesheet"]'), (link) => link.getAttribute('href'));
	const edition = encodeURIComponent([words.locale, look, styles[0]].join(' '));
	if ((await cache.match(SHELF_PATH))?.headers.get('x-gezhi-edition') === edition) return;
	const response = await askAsStranger(SHELF_PATH, words);
	if (!mayKeep(response)) return;
	const copy = copyPage(await response.text(), SHELF_PATH, null);
	await keepStyles(copy.styles);
	await cache.put(SHELF_PATH, answerOf(copy, { 'x-gezhi-edition': edition }));
}

function answerOf({ html, title }: PageCopy, about: Record<string, string>): Response {
	const encoded = Object.entries({ ...about, [TITLE_HEADER]: title }).map(
		([name, value]) =>
			[name, name === TITLE_HEADER || name === SAVED_TEXT_HEADER ? encodeURIComponent(value) : value] as const
	);
	return new Response(html, {
		headers: {
			'content-type': 'text/html; charset=utf-8',
			'content-security-policy': COPY_POLICY,
			[KEEP_HEADER]: 'yes',
			...Object.fromEntries(encoded)
		}
	});
}

async function keepStyles(paths: readonly string[]): Promise<void> {
	const cache = await caches.open(ASSETS);
	for (const path of paths) if (path && !(await cache.match(path))) await cache.add(path);
}

async function forgetOtherCommunities(pathname: string): Promise<void> {
	const cache = await caches.open(PAGES);
	const stays = (await cache.match(pathname))?.headers.get(SAVED_AT_HEADER) ?? '';
	for (const request of await cache.keys()) {
		const path = new URL(request.url).pathname;
		const isOlder = ((await cache.match(request))?.headers.get(SAVED_AT_HEADER) ?? '') < stays;
		if (path !== pathname && isOlder && kindOf(path) !== 'centres') await cache.delete(request);
	}
}
