import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { codeLength, parseCodeTemplate } from '#domain/place/code-template';
import {
	DEFAULT_SETTINGS,
	dutyName,
	NUMBER_FIELDS,
	NUMBER_RULES,
	numberAt,
	parseSettings
} from '#domain/place/settings';
import { checkSettings } from '#domain/place/settings-check';

describe('settings as stored', () => {
	test('nothing stored is the default', () => {
		expect(parseSettings({})).toEqual(DEFAULT_SETTINGS);
		expect(parseSettings(null)).toEqual(DEFAULT_SETTINGS);
	});

	test('what was saved comes back', () => {
		const saved = { ...DEFAULT_SETTINGS, approvalNumber: 'GS(2026)0001', mapCentre: [116.4, 39.9] as const };
		expect(parseSettings(JSON.parse(JSON.stringify(saved)))).toEqual(saved);
	});

	test('one bad field does not take the others with it', () => {
		const settings = parseSettings({
			pacesKmh: { adult: 'fast', elder: 2.5 },
			timeZone: 'Mars/Olympus',
			mapCentre: [1]
		});
		expect(settings.pacesKmh).toEqual({ ...DEFAULT_SETTINGS.pacesKmh, elder: 2.5 });
		expect(settings.timeZone).toBe('Asia/Shanghai');
		expect(settings.mapCentre).toBeNull();
	});

	test('thresholds bear the names by which the database reads them', () => {
		const totals = readFileSync('supabase/migrations/20261120081200_totals.sql', 'utf8');
		const read = [...totals.matchAll(/private\.threshold\(d\.settings, '(\w+)'/g)].map(([, name]) => name);
		expect(read.sort()).toEqual(Object.keys(DEFAULT_SETTINGS.thresholds).sort());
	});

	test('thresholds cannot be lowered under the small numbers', () => {
		const { thresholds } = parseSettings({ thresholds: { vulnerable: 2, households: 1 } });
		expect(thresholds).toEqual({ vulnerable: 10, households: 5 });
	});

	test('anything at all is read without a throw, and what comes out can be used', () => {
		fc.assert(
			fc.property(fc.jsonValue(), (stored) => {
				const settings = parseSettings(stored);
				for (const field of NUMBER_FIELDS) {
					const { min, max } = NUMBER_RULES[field];
					expect(numberAt(settings, field)).toBeGreaterThanOrEqual(min);
					expect(numberAt(settings, field)).toBeLessThanOrEqual(max);
				}
			}),
			{ seed: 20261120, numRuns: 300 }
		);
	});

	test('a duty is called by its word, and by its key when the word is gone', () => {
		expect(dutyName(DEFAULT_SETTINGS, 'grid_leader', 'en')).toBe('Cell leader');
		expect(dutyName(DEFAULT_SETTINGS, 'forgotten', 'en')).toBe('forgotten');
		const renamed = { ...DEFAULT_SETTINGS, duties: [{ key: 'police', zh: 'P', en: '' }] };
		expect(dutyName(renamed, 'police', 'en')).toBe('P');
	});
});

describe('checking settings', () => {
	const refusals = (change: object) =>
		checkSettings({ ...DEFAULT_SETTINGS, ...change }).map(({ field, refusal }) => `${field}: ${refusal}`);

	test('the defaults can be saved', () => expect(checkSettings(DEFAULT_SETTINGS)).toEqual([]));

	test('numbers name their bounds', () => {
		const paces = { ...DEFAULT_SETTINGS.pacesKmh, adult: 40, elder: NaN };
		expect(checkSettings({ ...DEFAULT_SETTINGS, pacesKmh: paces })).toEqual([
			{ field: 'pacesKmh.adult', refusal: 'out-of-range', min: 0.5, max: 10 },
			{ field: 'pacesKmh.elder', refusal: 'not-a-number', min: 0.5, max: 10 }
		]);
	});

	test('tiers rise, spans are not reversed', () => {
		const [near, middle, far] = DEFAULT_SETTINGS.tiers;
		expect(refusals({ tiers: [near, { ...middle, minutes: near.minutes }, far] })).toEqual([
			'tiers.1.minutes: not-rising'
		]);
		expect(refusals({ cellSize: { ...DEFAULT_SETTINGS.cellSize, micro: { min: 100, max: 30 } } })).toEqual([
			'cellSize.micro.max: span-reversed'
		]);
	});

	test('duties have a key, once, and a name', () => {
		const duties = [
			{ key: 'a b', zh: 'x', en: '' },
			{ key: 'police', zh: 'x', en: '' },
			{ key: 'police', zh: 'y', en: '' },
			{ key: 'other', zh: ' ', en: '' }
		];
		expect(refusals({ duties })).toEqual([
			'duties.0.key: duty-key',
			'duties.2.key: duty-twice',
			'duties.3.zh: duty-unnamed'
		]);
	});

	test('texts', () => {
		expect(refusals({ codeTemplate: 'x', timeZone: 'Nowhere', mapCentre: [200, 0] })).toEqual([
			'codeTemplate: code-template',
			'timeZone: bad-time-zone',
			'mapCentre: map-centre'
		]);
	});
});

describe('a code template', () => {
	test('has parts and a length', () => {
		const parts = parseCodeTemplate('{district:6}{subdistrict:3}-{sequence:3}');
		expect(parts).toEqual([
			{ kind: 'district', digits: 6 },
			{ kind: 'subdistrict', digits: 3 },
			{ kind: 'text', text: '-' },
			{ kind: 'sequence', digits: 3 }
		]);
		expect(codeLength(parts!)).toBe(13);
	});

	test.each([
		'',
		'abc',
		'{district:6}',
		'{sequence:0}',
		'{sequence:3}{sequence:3}',
		'{city:2}{sequence:3}',
		'{sequence:3}}'
	])('%j is refused', (template) => expect(parseCodeTemplate(template)).toBeNull());
});
