import { describe, expect, test } from 'vitest';
import { DEFAULT_SETTINGS, NUMBER_FIELDS, numberAt } from '#domain/place/settings';
import { nameDifferences, settingDifferences } from '#features/settings/difference';
import { readSettings, settingFields } from '#features/settings/settings-form';

/** The form as the page sends it when nothing was touched. */
function untouched(change: Readonly<Record<string, string>> = {}): FormData {
	const form = new FormData();
	for (const field of NUMBER_FIELDS) form.set(field, String(numberAt(DEFAULT_SETTINGS, field)));
	DEFAULT_SETTINGS.duties.forEach((duty, row) => {
		for (const part of ['key', 'zh', 'en'] as const) form.set(`duties.${row}.${part}`, duty[part]);
	});
	for (const field of ['codeTemplate', 'approvalNumber', 'timeZone'] as const) form.set(field, DEFAULT_SETTINGS[field]);
	for (const [name, value] of Object.entries(change)) form.set(name, value);
	return form;
}

describe('the settings form', () => {
	test('untouched, it means what was there', () => {
		expect(readSettings(untouched())).toMatchObject({ settings: DEFAULT_SETTINGS, problems: [] });
	});

	test('full-width digits and a decimal comma are numbers', () => {
		const { settings } = readSettings(untouched({ 'pacesKmh.adult': '\uff14\uff0e\uff15', 'pacesKmh.elder': '2,5' }));
		expect([settings.pacesKmh.adult, settings.pacesKmh.elder]).toEqual([4.5, 2.5]);
	});

	test('what is no number is refused and kept as typed', () => {
		const draft = readSettings(untouched({ 'tiers.0.minutes': 'soon', 'tiers.0.metres': '' }));
		expect(draft.problems.map(({ field, refusal }) => [field, refusal])).toEqual([
			['tiers.0.minutes', 'not-a-number'],
			['tiers.0.metres', 'not-a-number']
		]);
		expect(draft.typed['tiers.0.minutes']).toBe('soon');
	});

	test('an emptied duty is removed, a new row is added', () => {
		const { settings } = readSettings(
			untouched({
				'duties.0.key': '',
				'duties.0.zh': '',
				'duties.0.en': '',
				'duties.9.key': 'steward',
				'duties.9.zh': 'S'
			})
		);
		expect(settings.duties.map(({ key }) => key)).not.toContain('linked_leader');
		expect(settings.duties.at(-1)).toEqual({ key: 'steward', zh: 'S', en: '' });
	});

	test('a centre is longitude, latitude; half a centre is refused', () => {
		expect(readSettings(untouched({ mapCentre: '116.4\uff0c39.9' })).settings.mapCentre).toEqual([116.4, 39.9]);
		expect(readSettings(untouched({ mapCentre: '' })).settings.mapCentre).toBeNull();
		for (const wrong of ['116.4', 'a, b', '1 2 3', '200, 10']) {
			expect(readSettings(untouched({ mapCentre: wrong })).problems.map(({ field }) => field)).toEqual(['mapCentre']);
		}
	});
});

describe('two people at once', () => {
	test('see the fields in which they differ', () => {
		const theirs = { ...DEFAULT_SETTINGS, pacesKmh: { ...DEFAULT_SETTINGS.pacesKmh, child: 3.5 } };
		const ours = { ...DEFAULT_SETTINGS, duties: DEFAULT_SETTINGS.duties.slice(1), mapCentre: [1, 2] as const };
		expect(settingDifferences(theirs, ours)).toEqual([
			{ field: 'pacesKmh.child', theirs: '3.5', ours: '3.2' },
			{ field: 'duties', theirs: expect.stringContaining('Linked leader'), ours: '' },
			{ field: 'mapCentre', theirs: '', ours: '1, 2' }
		]);
		expect(settingDifferences(ours, ours)).toEqual([]);
	});
});

test('the fields of settings are what the form would send for them', () => {
	const settings = { ...DEFAULT_SETTINGS, mapCentre: [116.5, 39.5] as const };
	const read = readSettings(untouched(settingFields(settings)));
	expect(read).toMatchObject({ settings: { mapCentre: [116.5, 39.5] }, problems: [] });
	expect(settingFields(settings)['pacesKmh.elder']).toBe('2.88');
});

test('of two names only the one that differs is told, with both values', () => {
	const theirs = { name: 'A', nameEn: 'B' };
	expect(nameDifferences(theirs, { name: 'A', nameEn: 'C' })).toEqual([{ field: 'nameEn', theirs: 'B', ours: 'C' }]);
});
