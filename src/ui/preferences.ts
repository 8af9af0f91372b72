import { parseLocale } from '#ui/text/locale';

export const THEMES = ['auto', 'light', 'dark'] as const;
/** `auto` follows the machine. */
export type Theme = (typeof THEMES)[number];

export const SIZES = ['normal', 'large'] as const;
/** `large` is the edition for elders (长辈版): 18 pt and more, targets of 60 px, and fewer things on a screen. */
export type Size = (typeof SIZES)[number];

export const CONTRASTS = ['auto', 'normal', 'high'] as const;
/** `high` is 7 : 1 and more, with lines where there were shades. `auto` follows the machine. */
export type Contrast = (typeof CONTRASTS)[number];

/** A choice of how pages look and speak, remembered in a cookie of the same name, without an account. */
export type Preference = 'lang' | 'theme' | 'size' | 'contrast';

export function parseTheme(text: string | null | undefined): Theme {
	return THEMES.find((theme) => theme === text) ?? 'auto';
}

export function parseSize(text: string | null | undefined): Size {
	return SIZES.find((size) => size === text) ?? 'normal';
}

export function parseContrast(text: string | null | undefined): Contrast {
	return CONTRASTS.find((contrast) => contrast === text) ?? 'auto';
}

/** The choices that a form of the page carries, in the form cookies keep them; unknown values are left out. */
export function readPreferences(form: FormData): { name: Preference; value: string }[] {
	const lang = parseLocale(text(form, 'lang'));
	const theme = THEMES.find((known) => known === text(form, 'theme'));
	const size = SIZES.find((known) => known === text(form, 'size'));
	const contrast = CONTRASTS.find((known) => known === text(form, 'contrast'));
	const chosen: { name: Preference; value: string | null | undefined }[] = [
		{ name: 'lang', value: lang },
		{ name: 'theme', value: theme },
		{ name: 'size', value: size },
		{ name: 'contrast', value: contrast }
	];
	return chosen.flatMap(({ name, value }) => (value ? [{ name, value }] : []));
}

function text(form: FormData, name: string): string {
	const value = form.get(name);
	return typeof value === 'string' ? value : '';
}
