import { existsSync } from 'node:fs';
import { resolve } from 'node:path';

/** Which database answers: the Supabase platform, a PostgreSQL server of one's own, or the embedded one. */
export type Mode = 'supabase' | 'postgres' | 'embedded';

/** Everything the environment decides. Nothing else in the project reads the environment. */
export interface Config {
	readonly mode: Mode;
	readonly host: string;
	/** Null where `PORT` is not set: then the first free one from 4173 on is taken. */
	readonly port: number | null;
	/** The address people type, behind a proxy; null where the host that was addressed is the address. */
	readonly origin: string | null;
	/** Absolute path of the data directory: keys, cache, and in embedded mode the database and its snapshots. */
	readonly dataDir: string;
	readonly databaseUrl: string | null;
	readonly supabase: SupabasePlatform | null;
	readonly bodyLimitBytes: number;
	/** IANA name; the clock of a new district and of the demo. */
	readonly timeZone: string;
	/** Null where no background but our own is offered. */
	readonly tianditu: TiandituAccess | null;
}

/** What the optional background needs. */
export interface TiandituAccess {
	/** For requests of the server alone; never printed, never sent to a reader. */
	readonly key: string;
	/** Tiles of one layer that may be asked for in one day. */
	readonly dailyTiles: number;
}

export interface SupabasePlatform {
	readonly url: string;
	readonly publishableKey: string;
	/** For commands only; never used inside a request. */
	readonly secretKey: string | null;
}

/** Why the settings cannot be used; each is a key of the dictionary's room `commands`. */
export type ConfigRefusalName =
	| 'config-bad-port'
	| 'config-bad-origin'
	| 'config-bad-database-url'
	| 'config-bad-supabase-url'
	| 'config-supabase-url-missing'
	| 'config-supabase-key-missing'
	| 'config-secret-key-published'
	| 'config-bad-body-size'
	| 'config-bad-tile-number'
	| 'config-bad-time-zone';

export class ConfigRefusal extends Error {
	readonly refusal: ConfigRefusalName;
	/** The value that was refused; empty for keys, which are never printed. */
	readonly value: string;

	constructor(refusal: ConfigRefusalName, value = '') {
		super(refusal);
		this.name = 'ConfigRefusal';
		this.refusal = refusal;
		this.value = value;
	}
}

export type Environment = Readonly<Record<string, string | undefined>>;

/**
 * Reads the settings from the environment, after the file `.env` of the working directory where there is one.
 * Throws `ConfigRefusal` for a value that cannot be used or for settings that contradict each other.
 */
export function readConfig(): Config {
	if (existsSync('.env')) process.loadEnvFile('.env');
	return configFrom(process.env);
}

/** The same from given values; an empty value counts as unset, as in a copied `.env.example`. */
export function configFrom(environment: Environment): Config {
	const { PORT, HOST, ORIGIN, GEZHI_DATA, DATABASE_URL, BODY_SIZE_LIMIT, TZ } = environment;
	const { TIANDITU_KEY, TIANDITU_DAILY_TILES } = environment;
	const supabase = supabaseFrom(environment);
	const databaseUrl = DATABASE_URL ? databaseAddress(DATABASE_URL) : null;
	return {
		mode: supabase ? 'supabase' : databaseUrl ? 'postgres' : 'embedded',
		host: HOST || '127.0.0.1',
		port: PORT ? portNumber(PORT) : null,
		origin: ORIGIN ? webOrigin(ORIGIN, 'config-bad-origin') : null,
		dataDir: resolve(GEZHI_DATA || '.data'),
		databaseUrl,
		supabase,
		bodyLimitBytes: byteCount(BODY_SIZE_LIMIT || '512K'),
		timeZone: timeZone(TZ || 'Asia/Shanghai'),
		tianditu: TIANDITU_KEY ? { key: TIANDITU_KEY, dailyTiles: tileNumber(TIANDITU_DAILY_TILES || '9000') } : null
	};
}

function supabaseFrom(environment: Environment): SupabasePlatform | null {
	const { PUBLIC_SUPABASE_URL, PUBLIC_SUPABASE_PUBLISHABLE_KEY, SUPABASE_SECRET_KEY } = environment;
	if (!PUBLIC_SUPABASE_URL) {
		if (PUBLIC_SUPABASE_PUBLISHABLE_KEY || SUPABASE_SECRET_KEY) throw new ConfigRefusal('config-supabase-url-missing');
		return null;
	}
	if (!PUBLIC_SUPABASE_PUBLISHABLE_KEY) throw new ConfigRefusal('config-supabase-key-missing');
	if (opensEverything(PUBLIC_SUPABASE_PUBLISHABLE_KEY)) throw new ConfigRefusal('config-secret-key-published');
	return {
		url: webOrigin(PUBLIC_SUPABASE_URL, 'config-bad-supabase-url'),
		publishableKey: PUBLIC_SUPABASE_PUBLISHABLE_KEY,
		secretKey: SUPABASE_SECRET_KEY || null
	};
}

/** True for a key that row-level security does not hold; in the public variable it would reach every browser. */
function opensEverything(key: string): boolean {
	if (key.startsWith('sb_secret_')) return true;
	const claims = key.split('.')[1];
	if (!claims) return false;
	try {
		const { role } = JSON.parse(Buffer.from(claims, 'base64url').toString('utf8')) as { role?: unknown };
		return role === 'service_role';
	} catch {
		return false;
	}
}

function portNumber(text: string): number {
	const port = Number(text);
	if (!/^\d+$/.test(text) || port > 65_535) throw new ConfigRefusal('config-bad-port', text);
	return port;
}

function webOrigin(text: string, refusal: ConfigRefusalName): string {
	const url = URL.canParse(text) ? new URL(text) : null;
	const bare = url && (url.protocol === 'http:' || url.protocol === 'https:') && url.pathname === '/' && !url.search;
	if (!bare) throw new ConfigRefusal(refusal, text);
	return url.origin;
}

function databaseAddress(text: string): string {
	const protocol = URL.canParse(text) ? new URL(text).protocol : '';
	// the address holds a password and is not repeated
	if (protocol !== 'postgres:' && protocol !== 'postgresql:') throw new ConfigRefusal('config-bad-database-url');
	return text;
}

/** `512K`, `10M`, `1G` or plain bytes: the same notation as the web adapter's. */
function byteCount(text: string): number {
	const match = /^(\d+)([KMG]?)$/i.exec(text.trim());
	if (!match || Number(match[1]) === 0) throw new ConfigRefusal('config-bad-body-size', text);
	return Number(match[1]) * 1024 ** ['', 'K', 'M', 'G'].indexOf(match[2]!.toUpperCase());
}

function tileNumber(text: string): number {
	const number = Number(text);
	if (!/^\d{1,9}$/.test(text) || number === 0) throw new ConfigRefusal('config-bad-tile-number', text);
	return number;
}

function timeZone(text: string): string {
	try {
		return new Intl.DateTimeFormat('en', { timeZone: text }).resolvedOptions().timeZone;
	} catch {
		throw new ConfigRefusal('config-bad-time-zone', text);
	}
}
