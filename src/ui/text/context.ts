import { getContext, setContext } from 'svelte';
import { formatter, type Format } from '#ui/text/format';
import type { Locale } from '#ui/text/locale';
import { speak, type PageDictionary, type Translate } from '#ui/text/translate';

/** The language of the page: `t` for words, `format` for numbers and dates. */
export interface Words {
	readonly t: Translate;
	readonly locale: Locale;
	readonly format: Format;
}

const KEY = Symbol('words');

/** Gives every component below one language. Changing it is a new page load, so nothing here is reactive. */
export function provideWords(locale: Locale, dictionary: PageDictionary, timeZone?: string): Words {
	return setContext<Words>(KEY, { t: speak(dictionary, locale), locale, format: formatter(locale, timeZone) });
}

/** The language of the page, for a component below the layout. Throws where no layout provides one. */
export function words(): Words {
	const found = getContext<Words | undefined>(KEY);
	if (!found) throw new Error('no words above this component: provideWords is missing');
	return found;
}
