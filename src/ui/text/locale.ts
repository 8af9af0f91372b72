export const LOCALES = ['zh-CN', 'en'] as const;
/** A language of the interface. Chinese is the first language, English is complete. */
export type Locale = (typeof LOCALES)[number];

export const DEFAULT_LOCALE: Locale = 'zh-CN';

/** The language that a cookie, a query or a header names, or null where it names none of ours. */
export function parseLocale(text: string | null | undefined): Locale | null {
	const tag = text?.trim().toLowerCase() ?? '';
	if (tag === 'zh' || tag.startsWith('zh-') || tag.startsWith('zh_')) return 'zh-CN';
	if (tag === 'en' || tag.startsWith('en-') || tag.startsWith('en_')) return 'en';
	return null;
}

/** The best of our languages for an Accept-Language header (RFC 9110 §12.5.4), Chinese where it names none. */
export function preferredLocale(acceptLanguage: string | null | undefined): Locale {
	const wishes = (acceptLanguage ?? '').split(',').map((part, order) => {
		const [tag = '', ...options] = part.split(';');
		const weight = options.map((option) => /^\s*q=([\d.]+)/.exec(option)?.[1]).find((q) => q !== undefined);
		return { locale: parseLocale(tag), weight: weight === undefined ? 1 : Number(weight), order };
	});
	const known = wishes.filter((wish) => wish.locale !== null && wish.weight > 0);
	known.sort((a, b) => b.weight - a.weight || a.order - b.order);
	return known[0]?.locale ?? DEFAULT_LOCALE;
}
