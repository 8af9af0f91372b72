// `npm test`: installs what is missing, runs every kind of test and ends with a line `N passed, N failed`.
// Plain JavaScript for Node 20, because it is what runs first on a fresh clone.
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, readdirSync, rmSync } from 'node:fs';
import { createInterface } from 'node:readline/promises';
import { buildPages, findNode, installPackages, runWith } from '../src/server/commands/install.mjs';
import { launchTranslator } from '../src/ui/text/launch.mjs';

const t = launchTranslator();
const strict = process.argv.includes('--strict');
const total = { passed: 0, failed: 0, skipped: 0 };

installPackages();
const node = findNode();
const missing = await installSystemPackages();
mkdirSync('.cache', { recursive: true });
runWith(node, ['node_modules/@sveltejs/kit/svelte-kit.js', 'sync']);

check('format', ['node_modules/prettier/bin/prettier.cjs', '--check', '--log-level', 'warn', '.']);
check('lint', ['node_modules/eslint/bin/eslint.js', '--max-warnings', '0', '.']);
check('types', ['node_modules/svelte-check/bin/svelte-check', '--fail-on-warnings', '--output', 'human']);
suite('unit');
suite('database', missing.native ? {} : { GEZHI_REQUIRE_NATIVE: '1' });
if (!missing.browser) {
	buildPages(node);
	suite('e2e');
}
report();

/** One whole command that counts as one test. */
function check(/** @type {string} */ name, /** @type {string[]} */ args) {
	timed(name, () => {
		const ok = runWith(node, args) === 0;
		total[ok ? 'passed' : 'failed'] += 1;
		return ok;
	});
}

/** One vitest project; its own counts are added up. A run that leaves no result file counts as one failure. */
function suite(/** @type {string} */ name, env = {}) {
	const file = `.cache/results-${name}.json`;
	rmSync(file, { force: true });
	timed(name, () => {
		const args = ['run', '--project', name, '--reporter=default', '--reporter=json', `--outputFile.json=${file}`];
		const code = runWith(node, ['node_modules/vitest/vitest.mjs', ...args], env);
		if (!existsSync(file)) {
			total.failed += 1;
			return false;
		}
		const results = JSON.parse(readFileSync(file, 'utf8'));
		total.passed += results.numPassedTests;
		total.failed += results.numFailedTests;
		total.skipped += results.numPendingTests + results.numTodoTests;
		// a file that fails to load has no failed test of its own
		if (code !== 0 && results.numFailedTests === 0) total.failed += 1;
		if (results.numPassedTests === 0) total.failed += 1;
		return code === 0;
	});
}

function timed(/** @type {string} */ name, /** @type {() => boolean} */ work) {
	console.log(t('step', { name }));
	const begun = Date.now();
	const ok = work();
	const seconds = ((Date.now() - begun) / 1000).toFixed(0);
	console.log(t(ok ? 'stepPassed' : 'stepFailed', { name, seconds }));
}

function report() {
	const left = [missing.browser && t('browserTests'), missing.native && t('nativeTests')].filter(Boolean);
	if (left.length > 0) {
		console.log(t('leftOut', { what: left.join(', '), packages: missing.packages.join(' ') }));
		if (strict) {
			console.log(t('ciIncomplete'));
			total.failed += left.length;
		}
	}
	const skipped = total.skipped > 0 ? `, ${total.skipped} skipped` : '';
	console.log(`${total.passed} passed, ${total.failed} failed${skipped}`);
	process.exit(total.failed > 0 ? 1 : 0);
}

/** What is not there after having tried: a browser, a native PostgreSQL with PostGIS. */
async function installSystemPackages() {
	let packages = neededPackages();
	if (packages.length > 0) {
		console.log(t('packagesNeeded', { packages: packages.join(' ') }));
		const install = `apt-get install -y --no-install-recommends ${packages.join(' ')}`;
		const prefix = process.getuid?.() === 0 ? '' : 'sudo ';
		const command = `${prefix}${install}`;
		if (hasCommand('apt-get') && (await agreed(command))) {
			spawnSync('sh', ['-c', `${prefix}apt-get update -qq; ${command}`], {
				stdio: ['inherit', 'ignore', 'inherit'],
				env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' }
			});
		} else console.log(t('packagesRefused', { command }));
		if (!hasBrowser()) runWith(node, ['node_modules/playwright/cli.js', 'install', 'chromium']);
		packages = neededPackages();
	}
	return { packages, browser: !hasBrowser(), native: !hasPostgis() };
}

async function agreed(/** @type {string} */ command) {
	if (!process.stdin.isTTY) return true;
	const ask = createInterface({ input: process.stdin, output: process.stdout });
	const answer = await ask.question(t('packagesAsk', { command }));
	ask.close();
	return !/^n/i.test(answer.trim());
}

function neededPackages() {
	const version = postgresVersions().at(-1);
	return [
		...(hasBrowser() ? [] : ['chromium', 'fonts-noto-cjk', 'libegl-mesa0', 'libgl1-mesa-dri']),
		...(hasPostgis() ? [] : [version ? `postgresql-${version}-postgis-3` : 'postgresql-postgis'])
	];
}

function postgresVersions() {
	const root = '/usr/lib/postgresql';
	const all = existsSync(root) ? readdirSync(root).filter((name) => existsSync(`${root}/${name}/bin/initdb`)) : [];
	return all.sort((a, b) => Number(a) - Number(b));
}

function hasPostgis() {
	return postgresVersions().some((version) => existsSync(`/usr/share/postgresql/${version}/extension/postgis.control`));
}

function hasBrowser() {
	if (['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'].some((path) => existsSync(path)))
		return true;
	const script = "import('playwright').then(({ chromium }) => console.log(chromium.executablePath()))";
	const path = spawnSync(node, ['-e', script], { encoding: 'utf8' }).stdout.trim();
	return path !== '' && existsSync(path);
}

function hasCommand(/** @type {string} */ name) {
	return spawnSync('sh', ['-c', `command -v ${name}`]).status === 0;
}
