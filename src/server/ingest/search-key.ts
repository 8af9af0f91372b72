import { pinyin } from 'pinyin-pro';
import { simplified } from '#server/search/simplified';

const HAN = /\p{Script=Han}/u;

/**
 * What a search without an input method finds a building by, in lower case: of Chinese words the whole pinyin and its
 * initials, of others the letters without their accents. `幸福里12号楼` → `xingfuli12haolou xfl12hl`. A word in
 * traditional characters stands before these in simplified ones.
 */
export function searchKey(...words: readonly string[]): string {
	const keys = words.flatMap((word) => (HAN.test(word) ? chineseKeys(word) : [plainLetters(word)]));
	return [...new Set(keys.filter((key) => key !== ''))].join(' ');
}

/** Pinyin and initials of a Chinese word; null for any other. */
export function readAloud(word: string): { readonly pinyin: string; readonly initials: string } | null {
	if (!HAN.test(word)) return null;
	const read = (pattern: 'pinyin' | 'first') =>
		plainLetters(
			pinyin(simplified(word), { pattern, toneType: 'none', type: 'array', nonZh: 'consecutive', v: true }).join('')
		);
	return { pinyin: read('pinyin'), initials: read('first') };
}

function chineseKeys(word: string): string[] {
	const simple = simplified(word);
	const { pinyin: whole, initials } = readAloud(word)!;
	return [...(simple === word ? [] : [plainLetters(simple)]), whole, initials];
}

function plainLetters(word: string): string {
	return word.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase().replace(/\s+/g, '');
}
