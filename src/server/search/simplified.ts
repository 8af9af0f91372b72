import { Converter } from 'opencc-js/t2cn';

let convert: ((text: string) => string) | null = null;

/** The text in simplified characters, word by word where that matters (乾燥 → 干燥, but 乾隆 stays); others stay. */
export function simplified(text: string): string {
	if (!/\p{Script=Han}/u.test(text)) return text;
	convert ??= Converter({ from: 'hk', to: 'cn' });
	return convert(text);
}
