import type { Tags } from '#domain/reach/walkability';
import type { Translate } from '#ui/text/translate';

const MAX_NAME = 80;
const HAN = /\p{Script=Han}/u;

/** One line of text: no control characters, single spaces, at most 80 characters. */
export function oneLine(text: string | undefined): string {
	const line = (text ?? '').replace(/[\p{Cc}\p{Cf}\s]+/gu, ' ').trim();
	return Array.from(line).slice(0, MAX_NAME).join('');
}

/** The address a building is tagged with, in the order its script is written; empty where it has none. */
export function addressOf(tags: Tags, t: Translate): string {
	const full = oneLine(tags['addr:full']);
	if (full) return full;
	const street = oneLine(tags['addr:street'] ?? tags['addr:place']);
	const number = oneLine(tags['addr:housenumber']);
	if (!number) return street;
	const isHan = HAN.test(street) || (!street && HAN.test(number));
	if (!isHan) return street ? `${street} ${number}` : number;
	return street + (/^\d+$/.test(number) ? t('import.house-number', { n: number }) : number);
}

/** What the map calls a building: its name, else its house name, else its address; empty where it has none. */
export function nameOf(tags: Tags, address: string): string {
	return oneLine(tags['name'] ?? tags['addr:housename']) || address;
}
