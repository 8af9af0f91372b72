import { existsSync } from 'node:fs';
import type { LaunchOptions } from 'playwright';

const installed = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'].find((path) =>
	existsSync(path)
);

/** The browser of the system where there is one, else Playwright's; drawing through Mesa where there is no card. */
export const browserOptions: LaunchOptions = {
	args: [
		'--no-sandbox',
		'--use-gl=angle',
		'--use-angle=gl-egl',
		'--ignore-gpu-blocklist',
		'--disable-background-networking',
		'--disable-component-update',
		'--disable-sync'
	],
	...(installed ? { executablePath: installed } : {})
};
