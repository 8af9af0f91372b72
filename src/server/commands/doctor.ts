// `npm run doctor`: what a newcomer's machine has and lacks, a line each. Ends with 1 where the product cannot run.
import { existsSync } from 'node:fs';
import { access, constants, mkdir, readdir, statfs } from 'node:fs/promises';
import { createServer } from 'node:net';
import { availableParallelism, freemem } from 'node:os';
import { delimiter, join } from 'node:path';
import { runCommand, t } from '#server/commands/command-line';
import { readConfig, type Config } from '#server/config';
import { livingHolder } from '#server/lock';

type Verdict = 'ok' | 'warning' | 'failed';
interface Finding {
	readonly what: string;
	readonly verdict: Verdict;
	readonly value: string;
}

const CHECKS = [node, mode, directory, disk, memory, holder, port, pages, browser, postgis, durability];

await runCommand(async () => {
	const config = readConfig();
	for (const check of CHECKS) {
		const found = await check(config);
		if (!found) continue;
		console.log(t(`commands.doctor-${found.verdict}`, { what: found.what, value: found.value }));
		if (found.verdict === 'failed') process.exitCode = 1;
	}
});

function node(): Finding {
	const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
	const fits = major > 22 || (major === 22 && minor >= 17);
	const { version } = process;
	const value = fits ? `${version}, ${availableParallelism()} CPU` : t('commands.doctor-node-old', { version });
	return { what: t('commands.doctor-node'), verdict: fits ? 'ok' : 'failed', value };
}

function mode(config: Config): Finding {
	return { what: t('commands.doctor-mode'), verdict: 'ok', value: t(`commands.doctor-mode-${config.mode}`) };
}

async function directory({ dataDir }: Config): Promise<Finding> {
	const what = t('commands.doctor-directory');
	try {
		await mkdir(dataDir, { recursive: true, mode: 0o700 });
		await access(dataDir, constants.W_OK);
		return { what, verdict: 'ok', value: dataDir };
	} catch {
		return { what, verdict: 'failed', value: t('commands.doctor-directory-unwritable', { path: dataDir }) };
	}
}

async function disk({ dataDir }: Config): Promise<Finding> {
	const { bavail, bsize } = await statfs(existsSync(dataDir) ? dataDir : '.');
	const gigabytes = (bavail * bsize) / 1e9;
	const value = t('commands.doctor-disk-free', { gigabytes: gigabytes.toFixed(1) });
	return {
		what: t('commands.doctor-disk'),
		verdict: gigabytes < 0.5 ? 'failed' : gigabytes < 2 ? 'warning' : 'ok',
		value
	};
}

function memory(): Finding {
	const gigabytes = freemem() / 1e9;
	const value = t('commands.doctor-memory-free', { gigabytes: gigabytes.toFixed(1) });
	return { what: t('commands.doctor-memory'), verdict: gigabytes < 1.5 ? 'warning' : 'ok', value };
}

function holder({ dataDir }: Config): Finding {
	const found = livingHolder(dataDir);
	const value = found
		? t('commands.doctor-holder-pid', { pid: String(found.pid), host: found.host, since: found.since })
		: t('commands.doctor-holder-none');
	return { what: t('commands.doctor-holder'), verdict: 'ok', value };
}

async function port(config: Config): Promise<Finding> {
	const number = config.port ?? 4173;
	const free = await isFree(config.host, number);
	const value = t(free ? 'commands.doctor-port-free' : 'commands.doctor-port-taken', { port: String(number) });
	return { what: t('commands.doctor-port'), verdict: free ? 'ok' : 'warning', value };
}

function isFree(host: string, number: number): Promise<boolean> {
	return new Promise((resolve) => {
		const probe = createServer().once('error', () => resolve(false));
		probe.listen(number, host, () => probe.close(() => resolve(true)));
	});
}

function pages(): Finding {
	const there = existsSync('build/handler.js');
	const value = t(there ? 'commands.doctor-build-there' : 'commands.doctor-build-missing');
	return { what: t('commands.doctor-build'), verdict: there ? 'ok' : 'warning', value };
}

function browser(): Finding {
	const found = ['chromium', 'chromium-browser', 'google-chrome'].map(onPath).find((path) => path !== null);
	return {
		what: t('commands.doctor-browser'),
		verdict: found ? 'ok' : 'warning',
		value: found ?? t('commands.doctor-browser-missing')
	};
}

async function postgis(): Promise<Finding> {
	const versions = await readdir('/usr/share/postgresql').catch(() => []);
	const found = versions.find((version) => existsSync(`/usr/share/postgresql/${version}/extension/postgis.control`));
	return {
		what: t('commands.doctor-postgis'),
		verdict: found ? 'ok' : 'warning',
		value: found ?? t('commands.doctor-postgis-missing')
	};
}

function durability({ mode: kind }: Config): Finding | null {
	if (kind !== 'embedded') return null;
	return { what: t('commands.doctor-durability'), verdict: 'warning', value: t('commands.doctor-durability-embedded') };
}

function onPath(name: string): string | null {
	const places = (process.env['PATH'] ?? '').split(delimiter).map((folder) => join(folder, name));
	return places.find((place) => existsSync(place)) ?? null;
}
