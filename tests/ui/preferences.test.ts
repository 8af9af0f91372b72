import { expect, test } from 'vitest';
import { parseContrast, parseSize, parseTheme, readPreferences } from '#ui/preferences';
import { operationOf, textOf } from '#ui/form-text';

function form(fields: Record<string, string>): FormData {
	const data = new FormData();
	for (const [name, value] of Object.entries(fields)) data.set(name, value);
	return data;
}

test('only known choices are kept', () => {
	expect(readPreferences(form({ lang: 'en', theme: 'dark', size: 'large', contrast: 'high' }))).toEqual([
		{ name: 'lang', value: 'en' },
		{ name: 'theme', value: 'dark' },
		{ name: 'size', value: 'large' },
		{ name: 'contrast', value: 'high' }
	]);
	expect(readPreferences(form({ lang: 'fr', theme: '"><script>', size: 'huge', contrast: '9' }))).toEqual([]);
});

test('a cookie that says nonsense means the default', () => {
	expect(parseTheme('neon')).toBe('auto');
	expect(parseSize(undefined)).toBe('normal');
	expect(parseContrast('more')).toBe('auto');
});

test('an operation id is kept when it is one and made when it is not', () => {
	const id = '0b8f5d0e-6a37-4a0c-9d0b-0d7c1a2b3c4d';
	expect(operationOf(form({ operation: id }))).toBe(id);
	expect(operationOf(form({ operation: 'x' }))).toMatch(/^[0-9a-f-]{36}$/);
	expect(textOf(form({ a: '  b ' }), 'a')).toBe('b');
	expect(textOf(form({}), 'a')).toBe('');
});
