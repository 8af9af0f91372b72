import { getContext, setContext } from 'svelte';
import { formatter, type Format } from '#ui/text/format';
import type { Locale } from '#ui/text/locale';
import { speak, type Book, type Translate } from '#ui/text/translate';

/** The language of the page: `t` for words, `format` for numbers and dates. */
export interface Words {
	readonly t: Translate;
	readonly locale: Locale;
	readonly format: Format;
}

const KEY = Symbol('words');

/**
 * Gives every component below one language. Changing it is a new page load; only the rooms change on the way from one
 * page to another, so `dictionary` is asked at every word.
 */
export function provideWords(locale: Locale, dictionary: () => Book, timeZone?: string): Words {
	const t: Translate = (key, params) => speaker(dictionary(), locale)(key, params);
	return setContext<Words>(KEY, { t, locale, format: formatter(locale, timeZone) });
}

const speakers = new WeakMap<Book, Translate>();

function speaker(dictionary: Book, locale: Locale): Translate {
	const known = speakers.get(dictionary) ?? speak(dictionary, locale);
	speakers.set(dictionary, known);
	return known;
}

/** The language of the page, for a component below the layout. Throws where no layout provides one. */
export function words(): Words {
	const found = getContext<Words | undefined>(KEY);
	if (!found) throw new Error('no words above this component: provideWords is missing');
	return found;
}
