import type { MapPageDictionary } from '#ui/text/translate';
import type { LayoutLoad } from './$types';

/** Brings the words of one language only, for the map page its own, and none of the console. */
export const load: LayoutLoad = async ({ data, route }) => {
	const dictionary = await (route.id === '/map' ? mapWords(data.locale) : pageWords(data.locale));
	return { ...data, dictionary };
};

async function mapWords(locale: string): Promise<MapPageDictionary> {
	if (locale === 'en') return (await import('#ui/text/en/map-pages')).enMapPages;
	return (await import('#ui/text/zh-CN/map-pages')).zhCNMapPages;
}

async function pageWords(locale: string): Promise<MapPageDictionary> {
	if (locale === 'en') return (await import('#ui/text/en/pages')).enPages;
	return (await import('#ui/text/zh-CN/pages')).zhCNPages;
}
