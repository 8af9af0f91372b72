import type { KeptPage } from '#ui/offline/shelf';

const LIST = /(<ul\b[^>]*\bdata-shelf\b[^>]*>)[\s\S]*?(<\/ul>)/;
const NOTHING = /(<[^>]*\bdata-shelf-empty\b[^>]*?)\s+hidden(?:="")?/;

/** Writes the kept pages into the copy of the shelf's page, which runs no script; says so where there are none. */
export function withShelf(html: string, pages: readonly KeptPage[]): string {
	if (pages.length === 0) return html.replace(NOTHING, '$1');
	return html.replace(LIST, (_, open: string, close: string) => `${open}${pages.map(line).join('')}${close}`);
}

function line({ path, title, savedText }: KeptPage): string {
	return `<li><a class="target" href="${escaped(path)}">${escaped(title)}</a> <small>${escaped(savedText)}</small></li>`;
}

function escaped(text: string): string {
	const named: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' };
	return text.replace(/[&<>"']/g, (letter) => named[letter] ?? letter);
}
