import type { LngLat } from '#domain/place/coord';
import { DEFAULT_DUTIES, type DutyWord } from '#domain/people/duties.words';

/** Walking paces in km/h by person. */
export interface PacesKmh {
	readonly adult: number;
	readonly elder: number;
	readonly child: number;
	readonly wheelchair: number;
}

/** One tier of the life circle: a time at a person's pace, and the standard's walking distance beside it. */
export interface Tier {
	readonly minutes: number;
	readonly metres: number;
}

/** Wanted households of a cell, both ends included. */
export interface HouseholdSpan {
	readonly min: number;
	readonly max: number;
}

/** What a district decides for itself: `districts.settings`, always complete once it went through `parseSettings`. */
export interface DistrictSettings {
	readonly pacesKmh: PacesKmh;
	/** Shortest first. Tiers do not stand in for each other: each is counted for itself. */
	readonly tiers: readonly [Tier, Tier, Tier];
	/** Counts below these are not published: `vulnerable` for elders and children, `households` else. */
	readonly thresholds: { readonly vulnerable: number; readonly households: number };
	/** Households of a micro cell (a few stairwells) and of an ordinary cell. */
	readonly cellSize: { readonly micro: HouseholdSpan; readonly ordinary: HouseholdSpan };
	readonly duties: readonly DutyWord[];
	/** How a cell's code is written, see `parseCodeTemplate`. */
	readonly codeTemplate: string;
	/** 审图号: shown on the map and on every print where the district has one. */
	readonly approvalNumber: string;
	/** Where the map opens; null opens on the whole district. */
	readonly mapCentre: LngLat | null;
	/** IANA time zone in which opening hours and dates are meant. */
	readonly timeZone: string;
}

/** A number that a district may set: its bounds, both included, and what a new district gets. */
export interface NumberRule {
	readonly fallback: number;
	readonly min: number;
	readonly max: number;
	readonly step: number;
}

const pace = (fallback: number): NumberRule => ({ fallback, min: 0.5, max: 10, step: 0.01 });
const minutes = (fallback: number): NumberRule => ({ fallback, min: 1, max: 60, step: 1 });
const metres = (fallback: number): NumberRule => ({ fallback, min: 50, max: 5000, step: 10 });
const households = (fallback: number): NumberRule => ({ fallback, min: 1, max: 5000, step: 1 });

/**
 * Every number of the settings by the path of its field.
 *
 * An adult's 4.0 km/h makes 15 minutes the standard's 1,000 m; an elder's 2.88 km/h is 0.8 m/s. Thresholds can be
 * raised and never lowered under the law's small numbers (10 for elders and minors, 5 otherwise).
 */
export const NUMBER_RULES = {
	'pacesKmh.adult': pace(4),
	'pacesKmh.elder': pace(2.88),
	'pacesKmh.child': pace(3.2),
	'pacesKmh.wheelchair': pace(3),
	'tiers.0.minutes': minutes(5),
	'tiers.0.metres': metres(300),
	'tiers.1.minutes': minutes(10),
	'tiers.1.metres': metres(500),
	'tiers.2.minutes': minutes(15),
	'tiers.2.metres': metres(1000),
	'thresholds.vulnerable': { fallback: 10, min: 10, max: 100, step: 1 },
	'thresholds.households': { fallback: 5, min: 5, max: 100, step: 1 },
	'cellSize.micro.min': households(30),
	'cellSize.micro.max': households(100),
	'cellSize.ordinary.min': households(300),
	'cellSize.ordinary.max': households(500)
} as const satisfies Readonly<Record<string, NumberRule>>;

export type NumberField = keyof typeof NUMBER_RULES;

export const NUMBER_FIELDS = Object.keys(NUMBER_RULES) as readonly NumberField[];

/** Six digits of the district, three each of subdistrict, community and sequence: the 15 of Beijing's standard. */
export const DEFAULT_CODE_TEMPLATE = '{district:6}{subdistrict:3}{community:3}{sequence:3}';

export const DEFAULT_TIME_ZONE = 'Asia/Shanghai';

const MAX_TEXT = 80;

/** Puts the numbers of the fields, and what is no number, together. Nothing is checked here. */
export function composeSettings(
	number: (field: NumberField) => number,
	rest: Pick<DistrictSettings, 'duties' | 'codeTemplate' | 'approvalNumber' | 'mapCentre' | 'timeZone'>
): DistrictSettings {
	return {
		pacesKmh: {
			adult: number('pacesKmh.adult'),
			elder: number('pacesKmh.elder'),
			child: number('pacesKmh.child'),
			wheelchair: number('pacesKmh.wheelchair')
		},
		tiers: [
			{ minutes: number('tiers.0.minutes'), metres: number('tiers.0.metres') },
			{ minutes: number('tiers.1.minutes'), metres: number('tiers.1.metres') },
			{ minutes: number('tiers.2.minutes'), metres: number('tiers.2.metres') }
		],
		thresholds: {
			vulnerable: number('thresholds.vulnerable'),
			households: number('thresholds.households')
		},
		cellSize: {
			micro: { min: number('cellSize.micro.min'), max: number('cellSize.micro.max') },
			ordinary: { min: number('cellSize.ordinary.min'), max: number('cellSize.ordinary.max') }
		},
		...rest
	};
}

/** What a district has that never set anything. */
export const DEFAULT_SETTINGS: DistrictSettings = composeSettings((field) => NUMBER_RULES[field].fallback, {
	duties: DEFAULT_DUTIES,
	codeTemplate: DEFAULT_CODE_TEMPLATE,
	approvalNumber: '',
	mapCentre: null,
	timeZone: DEFAULT_TIME_ZONE
});

/**
 * Reads `districts.settings` as stored. Never fails: whatever is missing, of the wrong type or out of bounds takes
 * its default, so that an old or half-written row still opens the map.
 */
export function parseSettings(stored: unknown): DistrictSettings {
	const number = (field: NumberField) => {
		const value = at(stored, field);
		const rule = NUMBER_RULES[field];
		return isWithin(value, rule) ? value : rule.fallback;
	};
	const duties = at(stored, 'duties');
	const codeTemplate = at(stored, 'codeTemplate');
	const approvalNumber = at(stored, 'approvalNumber');
	const mapCentre = at(stored, 'mapCentre');
	const timeZone = at(stored, 'timeZone');
	return composeSettings(number, {
		duties: Array.isArray(duties) && duties.every(isDutyWord) ? duties : DEFAULT_DUTIES,
		codeTemplate: isShortText(codeTemplate) && codeTemplate !== '' ? codeTemplate : DEFAULT_CODE_TEMPLATE,
		approvalNumber: isShortText(approvalNumber) ? approvalNumber : '',
		mapCentre: isLngLat(mapCentre) ? mapCentre : null,
		timeZone: isShortText(timeZone) && isTimeZone(timeZone) ? timeZone : DEFAULT_TIME_ZONE
	});
}

/** The number that stands in a field. */
export function numberAt(settings: DistrictSettings, field: NumberField): number {
	return at(settings, field) as number;
}

/** The name of a duty in a language, or its key where the vocabulary has lost the word. */
export function dutyName(settings: Pick<DistrictSettings, 'duties'>, key: string, locale: string): string {
	const word = settings.duties.find((duty) => duty.key === key);
	if (!word) return key;
	return (locale === 'en' ? word.en : word.zh) || word.zh || word.en || key;
}

/** Whether the runtime knows an IANA time zone by this name. */
export function isTimeZone(name: string): boolean {
	try {
		return new Intl.DateTimeFormat('en', { timeZone: name }).resolvedOptions().timeZone !== '';
	} catch {
		return false;
	}
}

export function isWithin(value: unknown, rule: NumberRule): value is number {
	return typeof value === 'number' && Number.isFinite(value) && value >= rule.min && value <= rule.max;
}

function at(value: unknown, path: string): unknown {
	return path.split('.').reduce<unknown>((inner, key) => {
		if (typeof inner !== 'object' || inner === null || !Object.hasOwn(inner, key)) return undefined;
		return (inner as Record<string, unknown>)[key];
	}, value);
}

function isShortText(value: unknown): value is string {
	return typeof value === 'string' && value.length <= MAX_TEXT;
}

function isDutyWord(value: unknown): value is DutyWord {
	return isShortText(at(value, 'key')) && isShortText(at(value, 'zh')) && isShortText(at(value, 'en'));
}

function isLngLat(value: unknown): value is LngLat {
	return (
		Array.isArray(value) &&
		value.length === 2 &&
		isWithin(value[0], { fallback: 0, min: -180, max: 180, step: 0 }) &&
		isWithin(value[1], { fallback: 0, min: -90, max: 90, step: 0 })
	);
}
