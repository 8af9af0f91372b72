import { bookOf, type BookName } from '#ui/text/books';
import type { Book } from '#ui/text/translate';
import type { LayoutLoad } from './$types';

/** Brings the words of one language only, those of the page's book, and none of the console. */
export const load: LayoutLoad = async ({ data, route }) => {
	const book = bookOf(route.id);
	return { ...data, dictionary: await (data.locale === 'en' ? english(book) : chinese(book)) };
};

async function english(book: BookName): Promise<Book> {
	if (book === 'map') return (await import('#ui/text/en/map-pages')).enMapPages;
	if (book === 'open') return (await import('#ui/text/en/open-pages')).enOpenPages;
	return (await import('#ui/text/en/pages')).enPages;
}

async function chinese(book: BookName): Promise<Book> {
	if (book === 'map') return (await import('#ui/text/zh-CN/map-pages')).zhCNMapPages;
	if (book === 'open') return (await import('#ui/text/zh-CN/open-pages')).zhCNOpenPages;
	return (await import('#ui/text/zh-CN/pages')).zhCNPages;
}
