import type { SupabaseClient } from '@supabase/supabase-js';
import { Refused } from '#data/call';
import { renameDistrict, saveSettings } from '#data/settings';
import { parseSettings, type DistrictSettings } from '#domain/place/settings';
import { nameDifferences, settingDifferences, type Names, type SettingDifference } from '#features/settings/difference';
import { readSettings, settingFields } from '#features/settings/settings-form';
import type { FormProblem } from '#ui/form-problem';
import { operationOf, textOf } from '#ui/form-text';

const LONGEST_NAME = 80;

/** A district as the database has it. */
type Saved = Names & { readonly settings: DistrictSettings };

/** Somebody else saved meanwhile: their version, and where it differs from what was typed. */
export interface Conflict {
	readonly version: number;
	readonly differences: readonly SettingDifference[];
	/** What they saved, in the shape that an undo takes back to. */
	readonly current: Former;
}

/** How a district was before a save, to be taken back to: its settings as JSON, and its names. */
export interface Former {
	readonly settings: string;
	readonly name: string;
	readonly nameEn: string;
}

export interface SaveOutcome {
	/** Which of the two forms of the page this is about. */
	readonly form: 'settings' | 'names';
	readonly done?: 'saved' | 'renamed' | 'restored';
	readonly problems?: readonly FormProblem[];
	readonly typed?: Readonly<Record<string, string>>;
	readonly duties?: DistrictSettings['duties'];
	readonly conflict?: Conflict;
	/** What to send to have it as it was before, by the names of the form's fields. */
	readonly undo?: Readonly<Record<string, string>>;
}

/** Saves what the settings form says. */
export async function saveForm(client: SupabaseClient, form: FormData, districtId: string): Promise<SaveOutcome> {
	const draft = readSettings(form);
	const kept = { typed: draft.typed, duties: draft.settings.duties };
	if (draft.problems.length > 0) return { form: 'settings', problems: draft.problems, ...kept };
	const former = textOf(form, 'former');
	try {
		const version = await saveSettings(client, {
			operation: operationOf(form),
			districtId,
			version: Number(textOf(form, 'version')),
			settings: draft.settings
		});
		return {
			form: 'settings',
			done: 'saved',
			undo: former ? { settings: former, version: String(version) } : undefined
		};
	} catch (cause) {
		return {
			form: 'settings',
			...refusedSave(cause, (theirs) => settingDifferences(theirs.settings, draft.settings)),
			...kept
		};
	}
}

/** Takes a save back by saving what was there before. */
export async function restore(client: SupabaseClient, form: FormData, districtId: string): Promise<SaveOutcome> {
	const settings = parseSettings(readJson(textOf(form, 'settings')));
	const version = Number(textOf(form, 'version'));
	try {
		await saveSettings(client, { operation: operationOf(form), districtId, version, settings });
		return { form: 'settings', done: 'restored' };
	} catch (cause) {
		const refused = refusedSave(cause, (theirs) => settingDifferences(theirs.settings, settings));
		// the form then holds what was to be restored, so that saving it once more restores it
		return { form: 'settings', ...refused, typed: settingFields(settings), duties: settings.duties };
	}
}

/** Gives the district its names. */
export async function rename(client: SupabaseClient, form: FormData, districtId: string): Promise<SaveOutcome> {
	const typed = { name: textOf(form, 'name'), nameEn: textOf(form, 'nameEn') };
	const problems = nameProblems(typed);
	if (problems.length > 0) return { form: 'names', problems, typed };
	const former = { name: textOf(form, 'formerName'), nameEn: textOf(form, 'formerNameEn') };
	const sent = Number(textOf(form, 'version'));
	try {
		const version = await renameDistrict(client, { operation: operationOf(form), districtId, version: sent, ...typed });
		const undo = former.name ? { ...former, version: String(version) } : undefined;
		return { form: 'names', done: 'renamed', undo };
	} catch (cause) {
		return { form: 'names', ...refusedSave(cause, (theirs) => nameDifferences(theirs, typed)), typed };
	}
}

function nameProblems(names: Names): FormProblem[] {
	if (names.name === '') return [{ field: 'name', refusal: 'name-missing' }];
	return (['name', 'nameEn'] as const)
		.filter((field) => names[field].length > LONGEST_NAME)
		.map((field) => ({ field, refusal: 'name-too-long', params: { max: LONGEST_NAME } }));
}

type Refusal = Pick<SaveOutcome, 'problems' | 'conflict'>;

/** What a refusal comes to; `compare` finds where what stands in the database differs from what was sent. */
function refusedSave(cause: unknown, compare: (theirs: Saved) => SettingDifference[]): Refusal {
	if (!(cause instanceof Refused)) throw cause;
	const problems = [{ refusal: cause.refusal }];
	const detail = cause.detail as { version?: unknown; current?: Partial<Record<keyof Saved, unknown>> } | null;
	if (cause.refusal !== 'stale-version' || typeof detail?.version !== 'number') return { problems };
	const { settings, name, nameEn } = detail.current ?? {};
	const theirs = { settings: parseSettings(settings), name: String(name ?? ''), nameEn: String(nameEn ?? '') };
	const current = { ...theirs, settings: JSON.stringify(theirs.settings) };
	return { problems, conflict: { version: detail.version, differences: compare(theirs), current } };
}

function readJson(text: string): unknown {
	try {
		return JSON.parse(text) as unknown;
	} catch {
		return null;
	}
}
