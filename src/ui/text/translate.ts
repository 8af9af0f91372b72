import type { Locale } from '#ui/text/locale';
import type { Translation } from '#ui/text/room';
import type { zhCN } from '#ui/text/zh-CN/dictionary';
import type { zhCNPages } from '#ui/text/zh-CN/pages';

type Rooms = typeof zhCN;

/** All words of one language: rooms of flat messages. */
export type Dictionary = { readonly [Room in keyof Rooms]: Translation<Rooms[Room]> };

/** The rooms that pages speak from: all but those of the console. A test keeps the pages to them. */
export type PageDictionary = Pick<Dictionary, keyof typeof zhCNPages>;

/** What a page brings of them. A test keeps each page to its book. */
export type Book = { readonly [Room in keyof PageDictionary]?: Readonly<Record<string, string>> };

/** The name of a message, `room.key`. */
export type MessageKey = {
	[Room in keyof Rooms & string]: `${Room}.${keyof Rooms[Room] & string}`;
}[keyof Rooms & string];

/** What fills the placeholders. Numbers are written with the language's grouping; pass years and codes as text. */
export type Params = Readonly<Record<string, string | number>>;

/** The words of a message with its placeholders filled. */
export type Translate = (key: MessageKey, params?: Params) => string;

const PLACEHOLDER = /\{(\w+)(?:\|([^|{}]*)\|([^|{}]*))?\}/g;

/**
 * Makes the function that speaks one language.
 *
 * `{name}` is replaced by the parameter, `{n|cell|cells}` by the first text where the number takes the singular
 * of the language (Intl.PluralRules) and by the second elsewhere. An unknown key or a missing parameter comes
 * back visibly as itself: a page with a flaw is better than no page.
 */
export function speak(dictionary: Book, locale: Locale): Translate {
	const numbers = new Intl.NumberFormat(locale);
	const plurals = new Intl.PluralRules(locale);
	return (key, params = {}) => {
		const dot = key.indexOf('.');
		const room = dictionary[key.slice(0, dot) as keyof Book];
		const text = room?.[key.slice(dot + 1)];
		if (text === undefined) return key;
		return text.replace(PLACEHOLDER, (whole, name: string, one?: string, other?: string) => {
			const value = params[name];
			if (value === undefined) return whole;
			if (one !== undefined && other !== undefined) return plurals.select(Number(value)) === 'one' ? one : other;
			return typeof value === 'number' ? numbers.format(value) : value;
		});
	};
}

/** The names of the placeholders of a message that print their value, sorted, without doubles; plurals apart. */
export function placeholders(text: string): string[] {
	const printing = Array.from(text.matchAll(PLACEHOLDER)).filter((match) => match[2] === undefined);
	return [...new Set(printing.map((match) => match[1] ?? ''))].sort();
}
