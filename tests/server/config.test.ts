import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { describe, expect, test } from 'vitest';
import { configFrom, ConfigRefusal, type Environment } from '#server/config';

const refusalOf = (environment: Environment): string => {
	try {
		configFrom(environment);
	} catch (cause) {
		return cause instanceof ConfigRefusal ? cause.refusal : String(cause);
	}
	return 'accepted';
};
const platform = {
	PUBLIC_SUPABASE_URL: 'https://abc.supabase.co',
	PUBLIC_SUPABASE_PUBLISHABLE_KEY: 'sb_publishable_x'
};
const serviceRole = `x.${Buffer.from('{"role":"service_role"}').toString('base64url')}.y`;

describe('three modes by environment alone', () => {
	test('nothing set: embedded, on loopback, in .data', () => {
		expect(configFrom({})).toEqual({
			mode: 'embedded',
			host: '127.0.0.1',
			port: null,
			origin: null,
			dataDir: resolve('.data'),
			databaseUrl: null,
			supabase: null,
			bodyLimitBytes: 512 * 1024,
			timeZone: 'Asia/Shanghai',
			tianditu: null
		});
	});

	test('an empty value is unset', () => {
		expect(configFrom({ DATABASE_URL: '', PORT: '', PUBLIC_SUPABASE_URL: '' })).toEqual(configFrom({}));
	});

	test('DATABASE_URL alone: a PostgreSQL server', () => {
		expect(configFrom({ DATABASE_URL: 'postgres://u:p@localhost/g' }).mode).toBe('postgres');
	});

	test('a platform, with or without its own database', () => {
		expect(configFrom(platform)).toMatchObject({ mode: 'supabase', databaseUrl: null });
		expect(configFrom({ ...platform, DATABASE_URL: 'postgresql://u:p@h/g' }).mode).toBe('supabase');
		expect(configFrom({ ...platform, PUBLIC_SUPABASE_URL: 'https://abc.supabase.co/' }).supabase?.url).toBe(
			'https://abc.supabase.co'
		);
	});

	test.each<[string, Environment]>([
		['config-supabase-key-missing', { PUBLIC_SUPABASE_URL: platform.PUBLIC_SUPABASE_URL }],
		['config-supabase-url-missing', { PUBLIC_SUPABASE_PUBLISHABLE_KEY: 'sb_publishable_x' }],
		['config-supabase-url-missing', { SUPABASE_SECRET_KEY: 'sb_secret_x', DATABASE_URL: 'postgres://h/g' }],
		['config-secret-key-published', { ...platform, PUBLIC_SUPABASE_PUBLISHABLE_KEY: 'sb_secret_x' }],
		['config-secret-key-published', { ...platform, PUBLIC_SUPABASE_PUBLISHABLE_KEY: serviceRole }],
		['config-bad-supabase-url', { ...platform, PUBLIC_SUPABASE_URL: 'abc.supabase.co' }],
		['config-bad-database-url', { DATABASE_URL: 'mysql://h/g' }],
		['config-bad-port', { PORT: '70000' }],
		['config-bad-port', { PORT: '80a' }],
		['config-bad-origin', { ORIGIN: 'https://gezhi.example.org/path' }],
		['config-bad-body-size', { BODY_SIZE_LIMIT: '0' }],
		['config-bad-tile-number', { TIANDITU_KEY: 'k', TIANDITU_DAILY_TILES: '-1' }],
		['config-bad-time-zone', { TZ: 'Asia/Nowhere' }]
	])('%s', (refusal, environment) => {
		expect(refusalOf(environment)).toBe(refusal);
	});

	test('another background is offered only with a key', () => {
		expect(configFrom({ TIANDITU_DAILY_TILES: '5' }).tianditu).toBeNull();
		expect(configFrom({ TIANDITU_KEY: 'k' }).tianditu).toEqual({ key: 'k', dailyTiles: 9000 });
	});

	test('sizes are read as the web adapter reads them', () => {
		expect(configFrom({ BODY_SIZE_LIMIT: '2M' }).bodyLimitBytes).toBe(2 * 1024 ** 2);
		expect(configFrom({ BODY_SIZE_LIMIT: '1000' }).bodyLimitBytes).toBe(1000);
	});
});

describe('.env.example', () => {
	test('names exactly what the code reads', () => {
		const example = readFileSync('.env.example', 'utf8');
		const named = [...example.matchAll(/^([A-Z_]+)=/gm)].map((match) => match[1]!);
		expect([...named].sort()).toEqual([...variablesRead()].sort());
	});

	test('is itself an acceptable environment', () => {
		const lines = [...readFileSync('.env.example', 'utf8').matchAll(/^([A-Z_]+)=(.*)$/gm)];
		expect(configFrom(Object.fromEntries(lines.map((line) => [line[1]!, line[2]!]))).mode).toBe('embedded');
	});
});

// the system's own, which say where programs lie and how the terminal speaks
const SYSTEM = new Set(['PATH', 'LANG', 'LC_ALL', 'LC_MESSAGES']);

/** Every variable that a source file takes out of the environment, however it does so. */
function variablesRead(): Set<string> {
	const found = new Set<string>();
	for (const file of sources('src')) {
		const text = readFileSync(file, 'utf8');
		if (!/process\.env|\$env\/|: Environment/.test(text)) continue;
		for (const [, name] of text.matchAll(/\benv(?:ironment)?(?:\.|\[['"])([A-Z][A-Z0-9_]+)/g)) found.add(name!);
		for (const [, list] of text.matchAll(/\{([A-Z0-9_,\s]+)\}\s*=\s*(?:environment|process\.env|env)\b/g)) {
			for (const name of list!.split(',')) if (name.trim()) found.add(name.trim());
		}
	}
	return new Set([...found].filter((name) => !SYSTEM.has(name)));
}

function sources(folder: string): string[] {
	return readdirSync(folder).flatMap((name) => {
		const path = join(folder, name);
		if (statSync(path).isDirectory()) return sources(path);
		return /\.(ts|js|mjs|svelte)$/.test(name) ? [path] : [];
	});
}
