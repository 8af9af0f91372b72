import type { LngLat } from '#domain/place/coord';
import { composeSettings, NUMBER_FIELDS, numberAt, type DistrictSettings } from '#domain/place/settings';
import { checkSettings } from '#domain/place/settings-check';
import type { DutyWord } from '#domain/people/duties.words';
import type { FormProblem } from '#ui/form-problem';
import { textOf } from '#ui/form-text';

const MOST_DUTIES = 60;

/** Blank rows that the vocabulary offers below what it has. */
export const BLANK_DUTIES = 2;

/** What somebody typed into the settings form: the settings it means, and what stands against saving them. */
export interface SettingsDraft {
	readonly settings: DistrictSettings;
	readonly problems: readonly FormProblem[];
	/** Every field as typed, to be shown again beside its error. */
	readonly typed: Readonly<Record<string, string>>;
}

/** Reads the settings form. A number that is none becomes NaN and a problem, never a default in silence. */
export function readSettings(form: FormData): SettingsDraft {
	const settings = composeSettings((field) => readNumber(textOf(form, field)), {
		duties: readDuties(form),
		codeTemplate: textOf(form, 'codeTemplate'),
		approvalNumber: textOf(form, 'approvalNumber'),
		mapCentre: readCentre(textOf(form, 'mapCentre')),
		timeZone: textOf(form, 'timeZone')
	});
	const problems = checkSettings(settings).map(({ field, refusal, min, max }): FormProblem => {
		const params = { ...(min === undefined ? {} : { min }), ...(max === undefined ? {} : { max }) };
		return { field, refusal, params };
	});
	return { settings, problems, typed: typedFields(form) };
}

/** Full-width digits and the decimal comma are what Chinese and European keyboards write. */
function readNumber(text: string): number {
	const plain = text
		.replace(/[\uff10-\uff19\uff0e]/g, (wide) => String.fromCharCode(wide.charCodeAt(0) - 0xfee0))
		.replace(',', '.');
	return /^-?\d+(\.\d+)?$/.test(plain) ? Number(plain) : NaN;
}

function readDuties(form: FormData): DutyWord[] {
	const duties: DutyWord[] = [];
	for (let row = 0; row < MOST_DUTIES; row++) {
		const duty = {
			key: textOf(form, `duties.${row}.key`),
			zh: textOf(form, `duties.${row}.zh`),
			en: textOf(form, `duties.${row}.en`)
		};
		// an emptied row is a removed one
		if (duty.key !== '' || duty.zh !== '' || duty.en !== '') duties.push(duty);
	}
	return duties;
}

/** `116.3975, 39.9087`, longitude first; empty is no centre; what cannot be read becomes a refused position. */
function readCentre(text: string): LngLat | null {
	if (text === '') return null;
	const [lng = NaN, lat = NaN, ...more] = text.split(/[,\uff0c\s]+/).map(readNumber);
	return more.length > 0 ? [NaN, NaN] : [lng, lat];
}

/** Every field of the form as it would be filled in for these settings; the vocabulary apart. */
export function settingFields(settings: DistrictSettings): Record<string, string> {
	const { codeTemplate, approvalNumber, timeZone } = settings;
	const numbers = Object.fromEntries(NUMBER_FIELDS.map((field) => [field, String(numberAt(settings, field))]));
	return { ...numbers, codeTemplate, approvalNumber, timeZone, mapCentre: settings.mapCentre?.join(', ') ?? '' };
}

function typedFields(form: FormData): Record<string, string> {
	const names = [...NUMBER_FIELDS, 'codeTemplate', 'approvalNumber', 'mapCentre', 'timeZone'];
	return Object.fromEntries(names.map((name) => [name, textOf(form, name)]));
}
