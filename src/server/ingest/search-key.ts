import { pinyin } from 'pinyin-pro';

const HAN = /\p{Script=Han}/u;

/**
 * What a search without an input method finds a building by, in lower case: of Chinese words the whole pinyin and its
 * initials, of others the letters without their accents. `幸福里12号楼` → `xingfuli12haolou xfl12hl`.
 */
export function searchKey(...words: readonly string[]): string {
	const keys = words.flatMap((word) => (HAN.test(word) ? chineseKeys(word) : [plainLetters(word)]));
	return [...new Set(keys.filter((key) => key !== ''))].join(' ');
}

function chineseKeys(word: string): string[] {
	const read = (pattern: 'pinyin' | 'first') =>
		plainLetters(pinyin(word, { pattern, toneType: 'none', type: 'array', nonZh: 'consecutive', v: true }).join(''));
	return [read('pinyin'), read('first')];
}

function plainLetters(word: string): string {
	return word.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase().replace(/\s+/g, '');
}
