import type { SupabaseClient } from '@supabase/supabase-js';
import { Refused } from '#data/call';
import { renameDistrict, saveSettings } from '#data/settings';
import { parseSettings, type DistrictSettings } from '#domain/place/settings';
import { settingDifferences, type SettingDifference } from '#features/settings/difference';
import { readSettings } from '#features/settings/settings-form';
import type { FormProblem } from '#ui/form-problem';
import { operationOf, textOf } from '#ui/form-text';

/** Somebody else saved meanwhile: their version, and where it differs from what was typed. */
export interface Conflict {
	readonly version: number;
	readonly differences: readonly SettingDifference[];
}

export interface SaveOutcome {
	readonly done?: 'saved' | 'renamed' | 'restored';
	readonly problems?: readonly FormProblem[];
	readonly typed?: Readonly<Record<string, string>>;
	readonly duties?: DistrictSettings['duties'];
	readonly conflict?: Conflict;
	/** How the settings were before, as JSON, and the version to take back. */
	readonly undo?: { readonly settings: string; readonly version: number };
}

/** Saves what the settings form says. */
export async function saveForm(client: SupabaseClient, form: FormData, districtId: string): Promise<SaveOutcome> {
	const draft = readSettings(form);
	const kept = { typed: draft.typed, duties: draft.settings.duties };
	if (draft.problems.length > 0) return { problems: draft.problems, ...kept };
	const former = textOf(form, 'former');
	try {
		const version = await saveSettings(client, {
			operation: operationOf(form),
			districtId,
			version: Number(textOf(form, 'version')),
			settings: draft.settings
		});
		return { done: 'saved', undo: former ? { settings: former, version } : undefined };
	} catch (cause) {
		return { ...refusedSave(cause, draft.settings), ...kept };
	}
}

/** Takes a save back by saving what was there before. */
export async function restore(client: SupabaseClient, form: FormData, districtId: string): Promise<SaveOutcome> {
	const settings = parseSettings(readJson(textOf(form, 'settings')));
	const version = Number(textOf(form, 'version'));
	try {
		await saveSettings(client, { operation: operationOf(form), districtId, version, settings });
		return { done: 'restored' };
	} catch (cause) {
		return refusedSave(cause, settings);
	}
}

/** Gives the district its names. */
export async function rename(client: SupabaseClient, form: FormData, districtId: string): Promise<SaveOutcome> {
	const name = textOf(form, 'name');
	const nameEn = textOf(form, 'nameEn');
	if (name === '') return { problems: [{ field: 'name', refusal: 'name-missing' }] };
	if (name.length > 80) return { problems: [{ field: 'name', refusal: 'name-too-long', params: { max: 80 } }] };
	const version = Number(textOf(form, 'version'));
	try {
		await renameDistrict(client, { operation: operationOf(form), districtId, version, name, nameEn });
		return { done: 'renamed' };
	} catch (cause) {
		if (!(cause instanceof Refused)) throw cause;
		return { problems: [{ refusal: cause.refusal }] };
	}
}

function refusedSave(cause: unknown, ours: DistrictSettings): SaveOutcome {
	if (!(cause instanceof Refused)) throw cause;
	const problems = [{ refusal: cause.refusal }];
	const detail = cause.detail as { version?: unknown; current?: { settings?: unknown } } | null;
	if (cause.refusal !== 'stale-version' || typeof detail?.version !== 'number') return { problems };
	const differences = settingDifferences(parseSettings(detail.current?.settings), ours);
	return { problems, conflict: { version: detail.version, differences } };
}

function readJson(text: string): unknown {
	try {
		return JSON.parse(text) as unknown;
	} catch {
		return null;
	}
}
