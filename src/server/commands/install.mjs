// What a fresh clone needs before anything of ours can run. Plain JavaScript for Node 20, no dependency.
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, lstatSync, mkdirSync, readFileSync, readdirSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { launchTranslator } from '../../ui/text/launch.mjs';

const t = launchTranslator();

/** True from 22.17 on: the first Node that runs our TypeScript as it is. */
const runsTypeScript = (/** @type {string} */ version) => {
	const [major = 0, minor = 0] = version.replace(/^v/, '').split('.').map(Number);
	return major > 22 || (major === 22 && minor >= 17);
};

/**
 * The Node to run with: this one where it is new enough, else the one that came with the packages.
 * Exits with a sentence when there is none.
 */
export function findNode() {
	if (runsTypeScript(process.version)) return process.execPath;
	const bundled = join('node_modules', `node-linux-${process.arch}`, 'bin', 'node');
	if (existsSync(bundled)) return bundled;
	console.error(t('nodeMissing', { version: process.version }));
	process.exit(1);
}

/** Installs the locked packages unless this very lock file is installed already. Exits with a sentence on failure. */
export function installPackages() {
	if (Number(process.versions.node.split('.')[0]) < 20) {
		console.error(t('nodeTooOld', { version: process.version }));
		process.exit(1);
	}
	// a link leads to packages that are somebody else's too: npm would empty the folder behind it
	if (lstatSync('node_modules', { throwIfNoEntry: false })?.isSymbolicLink()) return;
	const lock = createHash('sha256').update(readFileSync('package-lock.json')).digest('hex');
	const stamp = 'node_modules/.installed-lock';
	if (existsSync(stamp) && readFileSync(stamp, 'utf8') === lock) return;
	// installed by hand: npm's own record is younger than the lock
	const record = 'node_modules/.package-lock.json';
	if (existsSync(record) && statSync(record).mtimeMs > statSync('package-lock.json').mtimeMs) return;
	console.log(t('installing'));
	const done = spawnSync('npm', ['ci', '--no-audit', '--no-fund', '--loglevel=error'], {
		stdio: 'inherit',
		shell: process.platform === 'win32'
	});
	if (done.status !== 0) {
		console.error(t('installFailed'));
		process.exit(1);
	}
	writeFileSync(stamp, lock);
}

/** Runs a package's command with the chosen Node and returns its exit code. */
export function runWith(/** @type {string} */ node, /** @type {string[]} */ args, env = {}) {
	const path = `${join(process.cwd(), 'node_modules', '.bin')}:${process.env.PATH}`;
	return spawnSync(node, args, { stdio: 'inherit', env: { ...process.env, PATH: path, ...env } }).status ?? 1;
}

/** Builds the pages unless the sources are those of the last build. Exits with a sentence on failure. */
export function buildPages(/** @type {string} */ node) {
	const sources = fingerprint(['src', 'static', 'svelte.config.js', 'vite.config.ts', 'package-lock.json']);
	const stamp = join('build', '.sources');
	if (existsSync(stamp) && readFileSync(stamp, 'utf8') === sources) return;
	console.log(t('building'));
	const code = runWith(node, ['node_modules/vite/bin/vite.js', 'build', '--logLevel', 'warn']);
	if (code !== 0) {
		console.error(t('buildFailed'));
		process.exit(1);
	}
	mkdirSync('build', { recursive: true });
	writeFileSync(stamp, sources);
}

/** A hash over the content of files and folders; what a build depends on. */
function fingerprint(/** @type {string[]} */ paths) {
	const hash = createHash('sha256');
	const visit = (/** @type {string} */ path) => {
		if (statSync(path).isDirectory()) for (const name of readdirSync(path).sort()) visit(join(path, name));
		else hash.update(path).update('\0').update(readFileSync(path));
	};
	paths.forEach(visit);
	return hash.digest('hex');
}
