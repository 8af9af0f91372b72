import type { Dictionary } from '#ui/text/translate';
import type { LayoutLoad } from './$types';

/** Brings the words of one language only; the other stays on the server. */
export const load: LayoutLoad = async ({ data }) => {
	const dictionary: Dictionary =
		data.locale === 'en'
			? (await import('#ui/text/en/dictionary')).en
			: (await import('#ui/text/zh-CN/dictionary')).zhCN;
	return { ...data, dictionary };
};
