import { rm } from 'node:fs/promises';
import { Backend } from '#server/backend/backend';
import type { DataDirectory } from '#server/data-directory';
import type { Keys } from '#server/keys';
import { RestoreRefusal, swapDatabase, unpackBackup } from '#server/restore';

/** Where the database lies that a restore replaced. */
export interface Restored {
	readonly kept: string;
}

/** Restores `file` under a running server: its database is closed for the moment of the exchange only. */
export async function restoreRunning(
	backend: Backend,
	directory: DataDirectory,
	file: string,
	keys: Keys
): Promise<Restored> {
	const fresh = await provenDatabase(directory, file, keys);
	const kept = await backend.whileClosed(() => swapDatabase(fresh, directory.database, new Date()));
	return { kept };
}

/** Restores `file` into a directory that no server has open. The caller holds its lock. */
export async function restoreClosed(directory: DataDirectory, file: string, keys: Keys): Promise<Restored> {
	const fresh = await provenDatabase(directory, file, keys);
	return { kept: await swapDatabase(fresh, directory.database, new Date()) };
}

/** Unpacks the backup beside the database and opens it once, so that what replaces a database is one. */
async function provenDatabase(directory: DataDirectory, file: string, keys: Keys): Promise<string> {
	const fresh = `${directory.database}.restoring`;
	await rm(fresh, { recursive: true, force: true });
	await unpackBackup(file, fresh);
	try {
		const trial = await Backend.open({ place: { kind: 'embedded', directory: fresh }, keys });
		try {
			await trial.job('state', null);
		} finally {
			await trial.close();
		}
	} catch {
		await rm(fresh, { recursive: true, force: true });
		throw new RestoreRefusal('restore-unreadable');
	}
	return fresh;
}
