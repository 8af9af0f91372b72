import { parseCodeTemplate } from '#domain/place/code-template';
import {
	isTimeZone,
	isWithin,
	NUMBER_FIELDS,
	NUMBER_RULES,
	numberAt,
	type DistrictSettings
} from '#domain/place/settings';

/** Why a setting cannot be saved. The names are keys of the dictionary. */
export type SettingRefusal =
	| 'not-a-number'
	| 'out-of-range'
	| 'not-rising'
	| 'span-reversed'
	| 'duty-key'
	| 'duty-twice'
	| 'duty-unnamed'
	| 'code-template'
	| 'too-long'
	| 'bad-time-zone'
	| 'map-centre';

/** A refusal at a field; `min` and `max` where the bounds are what repairs it. */
export interface SettingProblem {
	readonly field: string;
	readonly refusal: SettingRefusal;
	readonly min?: number;
	readonly max?: number;
}

const DUTY_KEY = /^[a-z][a-z0-9_]{1,39}$/;

/** Everything that stands against saving these settings, in the order of the form; empty when nothing does. */
export function checkSettings(settings: DistrictSettings): SettingProblem[] {
	return [
		...numberProblems(settings),
		...orderProblems(settings),
		...dutyProblems(settings),
		...textProblems(settings)
	];
}

function numberProblems(settings: DistrictSettings): SettingProblem[] {
	return NUMBER_FIELDS.flatMap((field): SettingProblem[] => {
		const value = numberAt(settings, field);
		const rule = NUMBER_RULES[field];
		if (isWithin(value, rule)) return [];
		return [{ field, refusal: Number.isNaN(value) ? 'not-a-number' : 'out-of-range', min: rule.min, max: rule.max }];
	});
}

function orderProblems({ tiers, cellSize }: DistrictSettings): SettingProblem[] {
	const problems: SettingProblem[] = [];
	for (const [index, unit] of [1, 2].flatMap((i) => [[i, 'minutes'] as const, [i, 'metres'] as const])) {
		const shorter = tiers[index - 1];
		const longer = tiers[index];
		if (shorter && longer && longer[unit] <= shorter[unit]) {
			problems.push({ field: `tiers.${index}.${unit}`, refusal: 'not-rising' });
		}
	}
	for (const size of ['micro', 'ordinary'] as const) {
		if (cellSize[size].max <= cellSize[size].min) {
			problems.push({ field: `cellSize.${size}.max`, refusal: 'span-reversed' });
		}
	}
	return problems;
}

function dutyProblems({ duties }: DistrictSettings): SettingProblem[] {
	const seen = new Set<string>();
	return duties.flatMap((duty, index): SettingProblem[] => {
		const twice = seen.has(duty.key);
		seen.add(duty.key);
		if (!DUTY_KEY.test(duty.key)) return [{ field: `duties.${index}.key`, refusal: 'duty-key' }];
		if (twice) return [{ field: `duties.${index}.key`, refusal: 'duty-twice' }];
		if (duty.zh.trim() === '') return [{ field: `duties.${index}.zh`, refusal: 'duty-unnamed' }];
		if (duty.zh.length > 20) return [{ field: `duties.${index}.zh`, refusal: 'too-long', max: 20 }];
		if (duty.en.length > 40) return [{ field: `duties.${index}.en`, refusal: 'too-long', max: 40 }];
		return [];
	});
}

function textProblems(settings: DistrictSettings): SettingProblem[] {
	const problems: SettingProblem[] = [];
	const { codeTemplate, approvalNumber, timeZone, mapCentre } = settings;
	if (codeTemplate.length > 80 || !parseCodeTemplate(codeTemplate)) {
		problems.push({ field: 'codeTemplate', refusal: 'code-template' });
	}
	if (approvalNumber.length > 60) problems.push({ field: 'approvalNumber', refusal: 'too-long', max: 60 });
	if (!isTimeZone(timeZone)) problems.push({ field: 'timeZone', refusal: 'bad-time-zone' });
	if (mapCentre && !(Math.abs(mapCentre[0]) <= 180 && Math.abs(mapCentre[1]) <= 90)) {
		problems.push({ field: 'mapCentre', refusal: 'map-centre' });
	}
	return problems;
}
