import { mkdir, readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { Backend } from '#server/backend/backend';

const KEPT = 24;
const EVERY_MS = 3_600_000;
const SNAPSHOT = /^gezhi-\d{8}T\d{6}Z\.tar\.gz$/;

/** The file name of a snapshot taken at `now`, in UTC; names sort by time. */
export function snapshotName(now: Date): string {
	return `gezhi-${now.toISOString().replace(/[-:]|\.\d+/g, '')}.tar.gz`;
}

/**
 * Takes a snapshot of the embedded database into `directory` and removes all but the newest 24.
 * Returns its path. PGlite never syncs its own files, so after a loss of power a snapshot may be all there is.
 */
export async function takeSnapshot(backend: Backend, directory: string, now: Date): Promise<string> {
	await mkdir(directory, { recursive: true, mode: 0o700 });
	const path = join(directory, snapshotName(now));
	await backend.job('snapshot', { path });
	const snapshots = (await readdir(directory)).filter((name) => SNAPSHOT.test(name)).sort();
	for (const old of snapshots.slice(0, -KEPT)) await rm(join(directory, old), { force: true });
	return path;
}

/** Takes one every hour until the returned function is called. `onError` hears of one that failed. */
export function keepSnapshots(backend: Backend, directory: string, onError: (cause: unknown) => void): () => void {
	const timer = setInterval(() => {
		takeSnapshot(backend, directory, new Date()).catch(onError);
	}, EVERY_MS);
	timer.unref();
	return () => clearInterval(timer);
}
