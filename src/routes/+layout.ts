import type { PageDictionary } from '#ui/text/translate';
import type { LayoutLoad } from './$types';

/** Brings the words of one language only, and none of the console; the rest stays on the server. */
export const load: LayoutLoad = async ({ data }) => {
	const dictionary: PageDictionary =
		data.locale === 'en'
			? (await import('#ui/text/en/pages')).enPages
			: (await import('#ui/text/zh-CN/pages')).zhCNPages;
	return { ...data, dictionary };
};
