import { randomBytes } from 'node:crypto';
import {
	linkSync,
	mkdirSync,
	readFileSync,
	readlinkSync,
	renameSync,
	rmSync,
	statSync,
	utimesSync,
	writeFileSync
} from 'node:fs';
import { hostname } from 'node:os';
import { join } from 'node:path';

/**
 * The exclusive lock on a data directory. Two processes on one embedded database lose acknowledged rows without an
 * error, so nobody opens it without this.
 *
 * The lock is the file `lock`, made complete elsewhere and then hard-linked into place, which succeeds for exactly
 * one process. A stale lock is replaced only by the process that wins a second lock *named after the stale one's
 * token*: a racer that is late finds either that name taken or another token in the file, and never removes a lock
 * that is alive. Everything is synchronous: nothing of the same process comes between.
 */
export interface Lock {
	readonly holder: Holder;
	release(): void;
}

/** Who holds a lock. */
export interface Holder {
	readonly token: string;
	readonly pid: number;
	readonly host: string;
	/** The kernel's start time of the process, which tells it from a later one with the same number. */
	readonly processStart: string;
	/** The namespace in which `pid` counts: in another container the number means somebody else. */
	readonly pidSpace: string;
	/** ISO time at which the lock was taken. */
	readonly since: string;
}

/** Somebody else has the directory; `holder` is null where the lock file cannot be read. */
export class LockHeld extends Error {
	readonly holder: Holder | null;
	readonly path: string;

	constructor(path: string, holder: Holder | null) {
		super(`lock-held: ${path}`);
		this.name = 'LockHeld';
		this.path = path;
		this.holder = holder;
	}
}

const TOUCH_MS = 20_000;
/** A holder that cannot be asked (another machine or container) counts as gone when its lock was not touched so long. */
const SILENT_MS = 120_000;
const ATTEMPTS = 50;

/** Takes the lock on `dataDir`, which is made where missing. Throws `LockHeld` where a living process has it. */
export function takeLock(dataDir: string): Lock {
	mkdirSync(dataDir, { recursive: true, mode: 0o700 });
	const path = join(dataDir, 'lock');
	const holder = ourselves();
	claim(path, holder);
	const touching = setInterval(() => touch(path), TOUCH_MS).unref();
	return {
		holder,
		release: () => {
			clearInterval(touching);
			release(path, holder);
		}
	};
}

/** Who holds the lock on `dataDir` and lives; null where nobody does. */
export function livingHolder(dataDir: string): Holder | null {
	const path = join(dataDir, 'lock');
	const holder = read(path);
	return holder && !isGone(path, holder) ? holder : null;
}

function claim(path: string, holder: Holder): void {
	for (let attempt = 0; attempt < ATTEMPTS; attempt++) {
		if (create(path, holder)) return;
		const current = read(path);
		if (current === null) continue;
		if (!isGone(path, current)) throw new LockHeld(path, current);
		if (replaceStale(path, current, holder)) return;
	}
	throw new LockHeld(path, read(path));
}

function create(path: string, holder: Holder): boolean {
	const draft = `${path}.${holder.token}.part`;
	writeFileSync(draft, JSON.stringify(holder), { mode: 0o600 });
	try {
		linkSync(draft, path);
		return true;
	} catch (cause) {
		if ((cause as NodeJS.ErrnoException).code === 'EEXIST') return false;
		throw cause;
	} finally {
		rmSync(draft, { force: true });
	}
}

function replaceStale(path: string, stale: Holder, holder: Holder): boolean {
	const succession = `${path}.${stale.token}`;
	claim(succession, holder);
	try {
		// whoever succeeded this stale holder before us has changed the token
		if (read(path)?.token !== stale.token) return false;
		const draft = `${path}.${holder.token}.part`;
		writeFileSync(draft, JSON.stringify(holder), { mode: 0o600 });
		renameSync(draft, path);
		return true;
	} finally {
		release(succession, holder);
	}
}

function release(path: string, holder: Holder): void {
	if (read(path)?.token === holder.token) rmSync(path, { force: true });
}

function touch(path: string): void {
	const now = new Date();
	try {
		utimesSync(path, now, now);
	} catch {
		// the directory was taken away under us; the database will say so
	}
}

/** The holder named in the file; null where the file is not there. A file that names nobody counts as stale. */
function read(path: string): Holder | null {
	let text: string;
	try {
		text = readFileSync(path, 'utf8');
	} catch (cause) {
		if ((cause as NodeJS.ErrnoException).code === 'ENOENT') return null;
		throw cause;
	}
	try {
		const holder = JSON.parse(text) as Partial<Holder>;
		if (typeof holder.token === 'string' && typeof holder.pid === 'number') return { ...NOBODY, ...holder };
	} catch {
		// fall through: written by hand or torn by a full disk
	}
	return { ...NOBODY, token: 'unreadable' };
}

const NOBODY: Holder = { token: '', pid: 0, host: '', processStart: '', pidSpace: '', since: '' };

function isGone(path: string, holder: Holder): boolean {
	if (holder.pid === 0) return true;
	if (holder.host !== hostname() || holder.pidSpace !== pidSpace()) return silentFor(path) > SILENT_MS;
	const start = processStart(holder.pid);
	return start === null || start !== holder.processStart;
}

function silentFor(path: string): number {
	try {
		return Date.now() - statSync(path).mtimeMs;
	} catch {
		return 0;
	}
}

function ourselves(): Holder {
	return {
		token: randomBytes(9).toString('hex'),
		pid: process.pid,
		host: hostname(),
		processStart: processStart(process.pid) ?? '',
		pidSpace: pidSpace(),
		since: new Date().toISOString()
	};
}

/** Start time of a living process in clock ticks since boot (proc(5), field 22); '' where the system has no /proc. */
function processStart(pid: number): string | null {
	try {
		process.kill(pid, 0);
	} catch (cause) {
		if ((cause as NodeJS.ErrnoException).code === 'ESRCH') return null;
	}
	try {
		const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
		const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
		// a killed process that its parent has not yet buried
		if (fields[0] === 'Z') return null;
		return fields[19] ?? '';
	} catch (cause) {
		const gone = (cause as NodeJS.ErrnoException).code;
		return gone === 'ENOENT' || gone === 'ESRCH' ? (process.platform === 'linux' ? null : '') : '';
	}
}

function pidSpace(): string {
	try {
		return readlinkSync('/proc/self/ns/pid');
	} catch {
		return '';
	}
}
