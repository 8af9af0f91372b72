import { randomBytes } from 'node:crypto';
import { open, rename, rm } from 'node:fs/promises';
import { dirname } from 'node:path';

/**
 * Writes a file that is there whole or not at all, even after a loss of power: a temporary neighbour is written and
 * synced, then renamed, then the directory is synced.
 */
export async function writeWhole(path: string, bytes: Uint8Array, mode = 0o600): Promise<void> {
	const draft = `${path}.${randomBytes(6).toString('hex')}.part`;
	try {
		const file = await open(draft, 'wx', mode);
		try {
			await file.writeFile(bytes);
			await file.sync();
		} finally {
			await file.close();
		}
		await rename(draft, path);
	} catch (cause) {
		await rm(draft, { force: true });
		throw cause;
	}
	await syncDirectory(dirname(path));
}

/** Makes names that were just created or renamed in `directory` survive a loss of power. */
export async function syncDirectory(directory: string): Promise<void> {
	const handle = await open(directory, 'r');
	try {
		await handle.sync();
	} finally {
		await handle.close();
	}
}
