import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { SMALL_LIFE, SMALL_SURVEY } from '#fixtures/small-survey';
import { askRunning, runJob } from '#server/backend/job';
import { JobFailed } from '#server/backend/failure';
import { configFrom, type Config } from '#server/config';
import { DEMO_ACCOUNTS, DEMO_PASSWORD } from '#server/demo/accounts';
import { boot, todayIn, type Installation } from '#server/installation';
import { LockHeld } from '#server/lock';
import { takeSnapshot } from '#server/snapshots';

let root = '';
let config: Config;
let installation: Installation;

beforeAll(async () => {
	root = mkdtempSync(join(tmpdir(), 'gezhi-installation-'));
	config = configFrom({ GEZHI_DATA: root });
	installation = await boot({ config, empty: true });
}, 120_000);
afterAll(async () => {
	await installation.close();
	rmSync(root, { recursive: true, force: true });
});

const ask = (path: string, body: object, headers: Record<string, string> = {}) =>
	installation.backend!.fetch(
		new Request(`http://127.0.0.1${path}`, {
			method: 'POST',
			headers: { apikey: installation.keys.publishableKey, 'content-type': 'application/json', ...headers },
			body: JSON.stringify(body)
		})
	);
const districts = async () => ((await (await ask('/rest/v1/rpc/district_list', {})).json()) as unknown[]).length;

describe('an empty installation', () => {
	test('has keys that only its owner reads, and a token for its first administrator', () => {
		expect(statSync(join(root, 'keys.json')).mode & 0o777).toBe(0o600);
		expect(statSync(join(root, 'control.json')).mode & 0o777).toBe(0o600);
		expect(installation.setupToken).toMatch(/^[\w-]{20,}$/);
	});

	test('is opened by nobody else meanwhile', async () => {
		await expect(boot({ config, empty: true })).rejects.toThrow(LockHeld);
	});

	test('lets nobody through the commands’ door without the secret', async () => {
		const { port } = JSON.parse(readFileSync(join(root, 'control.json'), 'utf8')) as { port: number };
		const headers = { authorization: 'Bearer guess', 'x-gezhi-job': 'setup-token' };
		const answer = await fetch(`http://127.0.0.1:${port}/`, { method: 'POST', headers, body: 'null' });
		expect(answer.status).toBe(401);
	});

	test('does no job for a command that is the server’s own', async () => {
		const refused = await askRunning(installation.directory, 'gate-record', {}).catch((cause: unknown) => cause);
		expect((refused as JobFailed).failure.code).toBe('unknown-job');
	});
});

describe('a district that a command brings', () => {
	test('goes through the running server, tells its progress, and is heard on the live feed', async () => {
		const heard: string[] = [];
		installation.feed!.subscribe(({ subject }) => heard.push(subject));
		const stages: string[] = [];
		const input = { survey: SMALL_SURVEY, life: SMALL_LIFE, isDemo: true, timeZone: 'Asia/Shanghai' };
		const { districtId, counts } = await runJob('ingest', input, {
			config,
			onProgress: ({ stage }) => stages.push(stage)
		});
		expect(districtId).toBe(SMALL_SURVEY.district.id);
		expect(counts['buildings']).toBe(SMALL_SURVEY.buildings.length);
		expect(stages).toContain('store');
		expect(await districts()).toBe(1);
		await expect.poll(() => heard).toContain('districts');
	});

	test('is refused by name the second time, and nothing changes', async () => {
		const input = { survey: SMALL_SURVEY, life: null, isDemo: true, timeZone: 'Asia/Shanghai' };
		const refused = await runJob('ingest', input, { config }).catch((cause: unknown) => cause);
		expect((refused as JobFailed).failure.code).toBe('district-exists');
		expect(await districts()).toBe(1);
	});
});

describe('the demo accounts', () => {
	test('are made where a demo was cut before them, once', async () => {
		expect(await installation.backend!.job('demo-mend', null)).toEqual({ mended: true });
		expect(await installation.backend!.job('demo-mend', null)).toEqual({ mended: false });
		expect((await installation.backend!.job('state', null)).administered).toBe(true);
	});

	test('sign in with the printed password and have their roles', async () => {
		const roles: Record<string, string[]> = {};
		for (const { email } of DEMO_ACCOUNTS) {
			const signIn = await ask('/auth/v1/token?grant_type=password', { email, password: DEMO_PASSWORD });
			const { access_token } = (await signIn.json()) as { access_token: string };
			const account = await ask('/rest/v1/rpc/my_account', {}, { authorization: `Bearer ${access_token}` });
			const { roles: held } = (await account.json()) as { roles: { role: string; kind: string }[] };
			roles[email.split('@')[0]!] = held.map(({ role, kind }) => `${role} of ${kind}`);
		}
		expect(roles).toEqual({
			administrator: ['administrator of district'],
			official: ['official of district'],
			worker: ['worker of community'],
			volunteer: ['volunteer of community'],
			resident: []
		});
	});
});

describe('backups', () => {
	test('a snapshot restored under the running server brings back what was there', { timeout: 120_000 }, async () => {
		const file = await runJob('snapshot', { path: join(root, 'one.tar.gz') }, { config }).then(() =>
			join(root, 'one.tar.gz')
		);
		const email = 'after@demo.example';
		const account = { email, password: 'made after the snapshot' };
		expect((await ask('/auth/v1/signup', account)).status).toBe(200);
		const asked = await askRunning(installation.directory, 'restore', { path: file });
		const { kept } = asked!.result as { kept: string };
		expect(existsSync(join(kept, 'PG_VERSION'))).toBe(true);
		expect(await districts()).toBe(1);
		expect((await ask('/auth/v1/token?grant_type=password', account)).status).toBe(400);
	});

	test('a torn one is refused and nothing changes', async () => {
		const bytes = readFileSync(join(root, 'one.tar.gz'));
		writeFileSync(join(root, 'torn.tar.gz'), bytes.subarray(0, bytes.length - 1_000));
		const restore = askRunning(installation.directory, 'restore', { path: join(root, 'torn.tar.gz') });
		const refused = await restore.catch((cause: unknown) => cause);
		expect((refused as JobFailed).failure.code).toBe('restore-torn');
		expect(await districts()).toBe(1);
		expect(readdirSync(root)).not.toContain('database.restoring');
	});

	test('twenty-four snapshots are kept, the newest', async () => {
		const folder = join(root, 'snapshots');
		await takeSnapshot(installation.backend!, folder, new Date('2026-11-20T00:00:00Z'));
		for (let hour = 1; hour < 30; hour++) {
			writeFileSync(
				join(folder, `gezhi-20261118T${String(hour % 24).padStart(2, '0')}${hour < 24 ? '00' : '30'}00Z.tar.gz`),
				''
			);
		}
		writeFileSync(join(folder, 'notes.txt'), 'not a snapshot');
		await takeSnapshot(installation.backend!, folder, new Date('2026-11-20T01:00:00Z'));
		const left = readdirSync(folder).sort();
		expect(left).toHaveLength(25);
		expect(left.at(-2)).toBe('gezhi-20261120T010000Z.tar.gz');
		expect(left).toContain('notes.txt');
	});
});

describe('closing', () => {
	test('gives the directory free, and the next start needs no mending', { timeout: 120_000 }, async () => {
		await installation.close();
		expect(readdirSync(root)).not.toContain('lock');
		expect(readdirSync(root)).not.toContain('control.json');
		installation = await boot({ config, empty: true });
		expect(installation.setupToken).toBeNull();
		expect(await districts()).toBe(1);
	});
});

test('a day is that of the district’s clock', () => {
	const evening = new Date('2026-11-20T20:00:00Z');
	expect(todayIn('Asia/Shanghai', evening)).toBe('2026-11-21');
	expect(todayIn('UTC', evening)).toBe('2026-11-20');
});
