import { describe, expect, test } from 'vitest';
import { preferredLocale, parseLocale } from '#ui/text/locale';
import { formatter } from '#ui/text/format';
import { refusalText } from '#ui/text/refusal';
import { placeholders, speak, type Dictionary, type MessageKey } from '#ui/text/translate';
import { translator } from '#ui/text/words';

const sample = { room: { hello: '{who}, {n} {n|cell|cells}', twice: '{a} {a} {b}' } } as unknown as Dictionary;
const key = (name: string) => `room.${name}` as MessageKey;

describe('speak', () => {
	const en = speak(sample, 'en');

	test('fills placeholders and groups numbers', () => {
		expect(en(key('hello'), { who: 'A', n: 1234 })).toBe('A, 1,234 cells');
	});

	test('takes the singular where the language has one', () => {
		expect(en(key('hello'), { who: 'A', n: 1 })).toBe('A, 1 cell');
		expect(speak(sample, 'zh-CN')(key('hello'), { who: 'A', n: 1 })).toBe('A, 1 cells');
	});

	test('shows what is missing instead of throwing', () => {
		expect(en(key('nothing'))).toBe('room.nothing');
		expect(en(key('hello'), { who: 'A' })).toBe('A, {n} {n|cell|cells}');
	});

	test('a parameter is text, not a pattern', () => {
		expect(en(key('twice'), { a: '$& {b}', b: 'x' })).toBe('$& {b} $& {b} x');
	});

	test('placeholders that print, once each', () => {
		expect(placeholders('{b} {a} {a} {n|one|other}')).toEqual(['a', 'b']);
	});
});

describe('refusals', () => {
	test('have a sentence, and unknown ones the general sentence', () => {
		const t = translator('en');
		expect(refusalText(t, 'already-claimed')).toBe('Somebody has claimed it already.');
		expect(refusalText(t, 'never-heard-of')).toBe(t('errors.failed'));
	});
});

describe('the language of a reader', () => {
	test.each([
		[null, 'zh-CN'],
		['', 'zh-CN'],
		['fr', 'zh-CN'],
		['en-GB,zh;q=0.8', 'en'],
		['de, en;q=0.7, zh-TW;q=0.9', 'zh-CN'],
		['en;q=0', 'zh-CN'],
		['*', 'zh-CN']
	])('%s → %s', (header, locale) => expect(preferredLocale(header)).toBe(locale));

	test('a name that is none of ours', () => {
		expect(parseLocale('english')).toBeNull();
		expect(parseLocale('zh_CN.UTF-8')).toBe('zh-CN');
	});
});

describe('dates and numbers', () => {
	const zh = formatter('zh-CN', 'Asia/Shanghai');
	const en = formatter('en', 'Asia/Shanghai');

	test('a bare day is printed as it is', () => {
		expect(zh.date('2026-11-20')).toBe('2026年11月20日');
		expect(en.date('2026-11-20')).toBe('20 November 2026');
	});

	test('an instant in the zone of the district, 24 hours', () => {
		expect(zh.moment('2026-11-20T16:05:00Z')).toBe('2026年11月21日 00:05');
		expect(en.time('2026-11-20T06:30:00Z')).toBe('14:30');
	});

	test('weeks begin on Monday, days end at 24:00', () => {
		expect(zh.weekday(1)).toBe('星期一');
		expect(en.weekday(7)).toBe('Sunday');
		expect(zh.clock(510)).toBe('08:30');
		expect(zh.clock(1440)).toBe('24:00');
	});

	test('shares and counts', () => {
		expect(en.percent(0.1234, 1)).toBe('12.3%');
		expect(zh.number(1234567)).toBe('1,234,567');
	});
});
