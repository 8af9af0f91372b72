/** What is put on top of a copy, so that nobody takes it for today's page. */
export interface CopyNotice {
	/** The saved-at sentence. */
	readonly text: string;
	readonly listLabel: string;
	readonly listPath: string;
}

/** A copy of a page that needs nothing but its styles. */
export interface PageCopy {
	readonly html: string;
	readonly title: string;
	/** Paths of the style sheets it needs. */
	readonly styles: readonly string[];
	/** Paths that it links to, without query, each once. */
	readonly links: readonly string[];
}

/** What runs, what would send something, and what the page marks as not to be kept (names, phones). */
const LEFT_OUT =
	'script, noscript, iframe, form, [data-not-kept], link:not([rel~="stylesheet"]):not([rel~="icon"]), template';

/**
 * Copies the page at `pathname` for reading without a network: no script, no form, nothing marked `data-not-kept`, the
 * theme and the type size of the page that is open. `notice` is put before everything else. Addresses become whole,
 * because a copy may be shown in the place of another page.
 */
export function copyPage(html: string, pathname: string, notice: CopyNotice | null): PageCopy {
	const copy = new DOMParser().parseFromString(html, 'text/html');
	for (const element of copy.querySelectorAll(LEFT_OUT)) element.remove();
	for (const comment of commentsOf(copy)) comment.remove();
	for (const element of copy.querySelectorAll('[href]')) {
		element.setAttribute('href', wholeAddress(element.getAttribute('href') ?? '', pathname));
	}
	// theme, type size, contrast: as the reader chose them
	Object.assign(copy.documentElement.dataset, document.documentElement.dataset);
	if (notice) copy.body.prepend(noticeIn(copy, notice));
	const paths = (selector: string) =>
		Array.from(copy.querySelectorAll(selector), (element) => (element.getAttribute('href') ?? '').split(/[?#]/)[0]!);
	return {
		html: `<!doctype html>${copy.documentElement.outerHTML}`,
		title: copy.querySelector('h1')?.textContent?.trim() || copy.title,
		styles: [...new Set(paths('link[rel~="stylesheet"], link[rel~="icon"]'))],
		links: [...new Set(paths('main a[href]'))]
	};
}

/** An address of this origin as path, query and fragment; a mere fragment, query or foreign address stays as it is. */
function wholeAddress(href: string, pathname: string): string {
	if (/^([#?]|[a-z]+:|\/\/)/i.test(href)) return href;
	const { pathname: path, search, hash } = new URL(href, new URL(pathname, location.origin));
	return path + search + hash;
}

function commentsOf(copy: Document): Comment[] {
	const walker = copy.createTreeWalker(copy, NodeFilter.SHOW_COMMENT);
	const found: Comment[] = [];
	while (walker.nextNode()) found.push(walker.currentNode as Comment);
	return found;
}

function noticeIn(copy: Document, { text, listLabel, listPath }: CopyNotice): HTMLElement {
	const box = copy.createElement('aside');
	box.className = 'saved-copy';
	const list = copy.createElement('a');
	list.className = 'target';
	list.href = listPath;
	list.textContent = listLabel;
	box.append(text, ' ', list);
	return box;
}
