import type { SupabaseClient } from '@supabase/supabase-js';
import { Refused } from '#data/call';
import { beginImport } from '#data/imports';
import { forgetDistricts } from '#server/front-page';
import { todayIn } from '#server/installation';
import { runningInstallation } from '#server/running';
import { ImportDesk } from '#server/upload/desk';

let desk: ImportDesk | null = null;

/** The desk of this server; null where it has no database of its own to store into. */
export async function importDesk(): Promise<ImportDesk | null> {
	const { backend, config, directory } = await runningInstallation();
	if (!backend) return null;
	const { timeZone } = config;
	const { uploads } = directory;
	return (desk ??= new ImportDesk({
		backend,
		uploads,
		timeZone,
		today: () => todayIn(timeZone),
		onStored: forgetDistricts
	}));
}

/**
 * Begins an import in the caller's name and tells its id. An embedded database belongs to this process alone: where
 * it says that an import runs and the desk is free, the import was restored from a snapshot, and is ended first.
 * Throws Refused.
 */
export async function openImport(client: SupabaseClient, operation: string, free: boolean): Promise<string> {
	try {
		return await beginImport(client, operation);
	} catch (cause) {
		const { backend, config } = await runningInstallation();
		const stale = cause instanceof Refused && cause.refusal === 'import-running' && free && config.mode === 'embedded';
		if (!stale) throw cause;
		await backend?.job('import-recover', null);
		return beginImport(client, operation);
	}
}
