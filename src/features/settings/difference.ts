import type { DistrictSettings } from '#domain/place/settings';

/** One field in which two states of the settings differ; values as short text. */
export interface SettingDifference {
	/** The path of the field, e.g. `pacesKmh.adult`, or `name`; a whole vocabulary is one field. */
	readonly field: string;
	readonly theirs: string;
	readonly ours: string;
}

/** The fields in which what another saved differs from what we want to save, in the order of the settings. */
export function settingDifferences(theirs: DistrictSettings, ours: DistrictSettings): SettingDifference[] {
	const before = leaves(theirs, '');
	const after = leaves(ours, '');
	return [...after].flatMap(([field, value]) => {
		const other = before.get(field) ?? [];
		if (other.join() === value.join()) return [];
		// of a vocabulary only the words that one side has and the other has not
		const only = (mine: string[], yours: string[]) => mine.filter((word) => !yours.includes(word)).join(' · ');
		return [{ field, theirs: only(other, value), ours: only(value, other) }];
	});
}

/** What a district is called. */
export interface Names {
	readonly name: string;
	readonly nameEn: string;
}

/** The names in which what another saved differs from what we want to save. */
export function nameDifferences(theirs: Names, ours: Names): SettingDifference[] {
	return (['name', 'nameEn'] as const)
		.filter((field) => theirs[field] !== ours[field])
		.map((field) => ({ field, theirs: theirs[field], ours: ours[field] }));
}

function leaves(value: unknown, path: string): Map<string, string[]> {
	if (path === 'duties') return new Map([[path, dutyNames(value)]]);
	if (path === 'mapCentre') return new Map([[path, Array.isArray(value) ? [value.join(', ')] : []]]);
	if (typeof value !== 'object' || value === null) return new Map([[path, value ? [String(value)] : []]]);
	const entries = Object.entries(value).flatMap(([key, inner]) => [...leaves(inner, path ? `${path}.${key}` : key)]);
	return new Map(entries);
}

function dutyNames(value: unknown): string[] {
	if (!Array.isArray(value)) return [];
	return value.map((duty: { zh?: unknown; en?: unknown }) => `${duty.zh ?? ''} ${duty.en ?? ''}`.trim());
}
