import type { Installation } from '#server/installation';

// The command that serves runs from the checkout, the pages from the build: two copies of every module in one
// process. The installation is the one thing they share, under a symbol of the process.
const KEY = Symbol.for('gezhi.installation');
const shared = globalThis as { [KEY]?: Promise<Installation> };

/** The installation of this process, started with `start` when this is the first call. */
export function runningInstallation(start?: () => Promise<Installation>): Promise<Installation> {
	if (!shared[KEY]) {
		if (!start) throw new Error('the installation was not started');
		shared[KEY] = start();
	}
	return shared[KEY];
}

/** True once somebody has started it. */
export function isInstallationStarted(): boolean {
	return shared[KEY] !== undefined;
}
