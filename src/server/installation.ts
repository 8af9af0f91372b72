import { mkdir, rm } from 'node:fs/promises';
import { Backend } from '#server/backend/backend';
import type { JobProgress } from '#server/backend/job-table';
import type { DatabasePlace, OpeningStep } from '#server/backend/thread-messages';
import type { Config } from '#server/config';
import { openControl, type Control } from '#server/control';
import { dataDirectory, type DataDirectory } from '#server/data-directory';
import { DEMO_SEED } from '#server/demo/seed';
import { openKeys, type Keys } from '#server/keys';
import { openFeed, type Feed } from '#server/live/feed';
import { takeLock, type Lock } from '#server/lock';
import { keepSnapshots } from '#server/snapshots';
import { keepTicking } from '#server/tick';

/** Everything a running server consists of besides its pages. */
export interface Installation {
	readonly config: Config;
	readonly directory: DataDirectory;
	readonly keys: Keys;
	/** Null in Supabase mode without `DATABASE_URL`. */
	readonly backend: Backend | null;
	/** Null where there is no database to listen to: pages then poll. */
	readonly feed: Feed | null;
	/** Opens the page of the first administrator; null where there is one. */
	readonly setupToken: string | null;
	/** Closes everything, the database cleanly, and gives the directory free. Safe to call twice. */
	close(): Promise<void>;
}

/** What boot tells while it works. */
export interface BootEvents {
	onStep?(step: OpeningStep): void;
	onDemo?(progress: JobProgress): void;
	onDemoDone?(name: string): void;
	/** Something in the background failed; the server goes on. */
	onError?(part: 'tick' | 'snapshot', cause: unknown): void;
}

export interface BootOptions {
	readonly config: Config;
	/** Leave an empty database empty, for starting in earnest. */
	readonly empty?: boolean;
	/** No clock, no snapshots, no control: for a command that opens the directory to do one thing. */
	readonly quiet?: boolean;
	readonly events?: BootEvents;
}

/**
 * Takes the directory, opens the database, brings it to the last migration and fills an empty one with the demo town.
 * Throws `LockHeld` where another process has the directory, or what the database says; then nothing stays open.
 */
export async function boot(options: BootOptions): Promise<Installation> {
	const { config, events = {} } = options;
	const directory = dataDirectory(config.dataDir);
	await mkdir(directory.root, { recursive: true, mode: 0o700 });
	const lock = config.mode === 'embedded' ? takeLock(directory.root) : null;
	try {
		const keys = await openKeys(directory.root);
		const place = databasePlace(config, directory);
		const backend = place && (await Backend.open({ place, keys, ...(events.onStep ? { onStep: events.onStep } : {}) }));
		return await furnish({ ...options, events }, { lock, directory, keys, backend });
	} catch (cause) {
		lock?.release();
		throw cause;
	}
}

interface Ground {
	readonly lock: Lock | null;
	readonly directory: DataDirectory;
	readonly keys: Keys;
	readonly backend: Backend | null;
}

async function furnish(options: BootOptions, { lock, directory, keys, backend }: Ground): Promise<Installation> {
	const { config, quiet = false, events = {} } = options;
	const stops: (() => void | Promise<void>)[] = [];
	let closing: Promise<void> | null = null;
	const close = async (): Promise<void> => {
		for (const stop of stops.reverse()) await stop();
		await backend?.close();
		lock?.release();
	};
	try {
		const setupToken = backend && !quiet ? await fillOrInvite(backend, options) : null;
		if (!quiet) await forgetUploads(backend, directory);
		const feed = backend && !quiet ? await openFeed(backend) : null;
		if (backend && !quiet) {
			stops.push(keepTicking(backend, (cause) => events.onError?.('tick', cause)));
			if (config.mode === 'embedded') {
				stops.push(keepSnapshots(backend, directory.snapshots, (cause) => events.onError?.('snapshot', cause)));
				const control: Control = await openControl(backend, directory, keys);
				stops.push(() => control.close());
			}
		}
		return { config, directory, keys, backend, feed, setupToken, close: () => (closing ??= close()) };
	} catch (cause) {
		await close();
		throw cause;
	}
}

/** An import does not outlive its server: what a crash left of one is removed. */
async function forgetUploads(backend: Backend | null, { uploads }: DataDirectory): Promise<void> {
	await rm(uploads, { recursive: true, force: true });
	await backend?.job('import-recover', null);
}

function databasePlace(config: Config, directory: DataDirectory): DatabasePlace | null {
	switch (config.mode) {
		case 'embedded':
			return { kind: 'embedded', directory: directory.database };
		case 'postgres':
			return { kind: 'postgres', url: config.databaseUrl! };
		case 'supabase':
			return config.databaseUrl ? { kind: 'platform', url: config.databaseUrl, platform: config.supabase! } : null;
	}
}

/** An empty database becomes the demo; one that nobody administers gets the token of its first administrator. */
async function fillOrInvite(backend: Backend, { config, empty, events = {} }: BootOptions): Promise<string | null> {
	const state = await backend.job('state', null);
	if (!state.empty) await backend.job('demo-mend', null);
	// a platform's project is somebody's own: invented people come there by `npm run demo` only
	else if (!empty && config.mode !== 'supabase') await fillWithDemo(backend, config.timeZone, events);
	const { administered } = await backend.job('state', null);
	return administered ? null : (await backend.job('setup-token', null)).token;
}

async function fillWithDemo(backend: Backend, timeZone: string, { onDemo, onDemoDone }: BootEvents): Promise<void> {
	const input = { seed: DEMO_SEED, scale: 'town', today: todayIn(timeZone), timeZone } as const;
	const demo = await backend.job('demo', input, onDemo ? { onProgress: onDemo } : {});
	onDemoDone?.(demo.name);
}

/** The ISO date of this moment on the clock of `timeZone`. */
export function todayIn(timeZone: string, now = new Date()): string {
	return new Intl.DateTimeFormat('en-CA', { timeZone, dateStyle: 'short' }).format(now);
}
