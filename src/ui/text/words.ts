import { en } from '#ui/text/en/dictionary';
import type { Locale } from '#ui/text/locale';
import { speak, type Dictionary, type Translate } from '#ui/text/translate';
import { zhCN } from '#ui/text/zh-CN/dictionary';

/** Both languages at once: for the server and the command line. Pages get theirs from `#ui/text/context`. */
export const DICTIONARIES: Readonly<Record<Locale, Dictionary>> = { 'zh-CN': zhCN, en };

const translators = new Map<Locale, Translate>();

/** The words of a language as a function: `translator('en')('common.save')`. */
export function translator(locale: Locale): Translate {
	let translate = translators.get(locale);
	if (!translate) translators.set(locale, (translate = speak(DICTIONARIES[locale], locale)));
	return translate;
}
