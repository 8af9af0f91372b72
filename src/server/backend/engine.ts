import { mkdir, rename, rm } from 'node:fs/promises';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { PGlite as Database } from '@electric-sql/pglite';
import type { App, Connection } from '@supabase/lite';
import { isBackOnItsFeet, refuseUnfitValues } from '#server/backend/fit-values';
import { migrate, readMigrations } from '#server/backend/migrations';
import { keepGrantsRevoked, prepareDatabase } from '#server/backend/prepare';
import { sqlOverPglite } from '#server/backend/sql-pglite';
import { POSTGRES_OPTIONS, sqlOverPostgres, takeJsonAsText } from '#server/backend/sql-postgres';
import type { OpeningStep, ThreadStart } from '#server/backend/thread-messages';
import { Turns } from '#server/backend/turns';
import type { Keys } from '#server/keys';
import type { Sql } from '#server/sql';

/** An open database with the gateway in front of it. Lives in the database thread. */
export interface Engine {
	/** Answers one request of `/rest/v1` or `/auth/v1` under the rights of its token. Null on a platform. */
	readonly fetch: ((request: Request, hold: Hold) => Promise<Response>) | null;
	/** For jobs: no row-level security, no time limit. */
	readonly sql: Sql;
	/** Every byte of the embedded database at one instant, as a tar; null elsewhere. */
	readonly dump: (() => Promise<Uint8Array>) | null;
	/** True where the database was made just now. */
	readonly created: boolean;
	close(): Promise<void>;
}

/** Told when a request gets hold of the embedded database and when it lets go. */
export interface Hold {
	begin(): void;
	end(): void;
}

export type OnStep = (step: OpeningStep) => void;

/** Opens the database named by `start` and brings it to the last migration. Throws what the database says. */
export function openEngine(start: ThreadStart, onStep: OnStep): Promise<Engine> {
	switch (start.place.kind) {
		case 'embedded':
			return openEmbedded(start, start.place.directory, onStep);
		case 'postgres':
			return openServer(start, start.place.url, onStep);
		case 'platform':
			return openPlatform(start, start.place.url, onStep);
	}
}

async function openEmbedded(start: ThreadStart, directory: string, onStep: OnStep): Promise<Engine> {
	const created = !existsSync(join(directory, 'PG_VERSION'));
	onStep({ step: created ? 'creating' : 'opening' });
	if (created) await makeDatabase(directory);
	const [{ createPgliteConnection }, extensions] = await Promise.all([
		import('@supabase/lite/pglite'),
		embeddedExtensions()
	]);
	const connection = await createPgliteConnection({ url: `file://${directory}`, pgliteOptions: { extensions } });
	const database: Database = connection.driver;
	await database.waitReady;
	refuseUnfitValues(database);
	const turns = new Turns();
	const sql = sqlOverPglite(database, turns);
	await prepareDatabase(connection, sql, { migrations: start.migrations, onStep: migrating(onStep) });
	const app = await openApp(connection, start.keys);
	return {
		fetch: (request, hold) => turns.take(() => held(hold, () => answered(database, () => app.fetch(request)))),
		sql,
		dump: () => turns.take(() => dumpAll(database)),
		created,
		close: () => turns.take(() => connection.close())
	};
}

/** Makes the empty database beside its place: whoever is killed meanwhile leaves nothing that looks like one. */
async function makeDatabase(directory: string): Promise<void> {
	const draft = `${directory}.making`;
	await rm(draft, { recursive: true, force: true });
	await mkdir(draft, { recursive: true, mode: 0o700 });
	const { PGlite } = await import('@electric-sql/pglite');
	const database = await PGlite.create(`file://${draft}`);
	await database.close();
	await rm(directory, { recursive: true, force: true });
	await rename(draft, directory);
}

async function held<T>(hold: Hold, work: () => Promise<T>): Promise<T> {
	hold.begin();
	try {
		return await work();
	} finally {
		hold.end();
	}
}

/** The answer, after which nobody's transaction stays open: where that cannot be had, the thread ends and is replaced. */
async function answered(database: Database, ask: () => Promise<Response>): Promise<Response> {
	let sound = false;
	try {
		const response = await ask();
		sound = response.status < 500;
		return response;
	} finally {
		if (!sound && !(await isBackOnItsFeet(database))) process.exit(1);
	}
}

async function dumpAll(database: Database): Promise<Uint8Array> {
	await database.exec('checkpoint');
	const file = await database.dumpDataDir('none');
	return new Uint8Array(await file.arrayBuffer());
}

async function embeddedExtensions() {
	const [{ postgis }, { ltree }, { pg_trgm }, { pgcrypto }, { btree_gist }] = await Promise.all([
		import('@electric-sql/pglite-postgis'),
		import('@electric-sql/pglite/contrib/ltree'),
		import('@electric-sql/pglite/contrib/pg_trgm'),
		import('@electric-sql/pglite/contrib/pgcrypto'),
		import('@electric-sql/pglite/contrib/btree_gist')
	]);
	return { postgis, ltree, pg_trgm, pgcrypto, btree_gist };
}

async function openServer(start: ThreadStart, url: string, onStep: OnStep): Promise<Engine> {
	onStep({ step: 'opening' });
	const { createPostgresConnection } = await import('@supabase/lite/postgres');
	const sql = sqlOverPostgres(url);
	const connection = createPostgresConnection({
		url,
		postgresOptions: {
			max: 8,
			onnotice: () => undefined,
			connection: { ...POSTGRES_OPTIONS.connection, statement_timeout: start.requestLimitMs }
		}
	});
	takeJsonAsText(connection.driver);
	refuseUnfitValues(connection.driver.options);
	await prepareDatabase(connection, sql, { migrations: start.migrations, onStep: migrating(onStep) });
	const app = await openApp(connection, start.keys);
	return {
		fetch: (request) => app.fetch(request),
		sql,
		dump: null,
		created: false,
		close: async () => {
			await connection.close();
			await sql.close();
		}
	};
}

async function openPlatform(start: ThreadStart, url: string, onStep: OnStep): Promise<Engine> {
	onStep({ step: 'opening' });
	const sql = sqlOverPostgres(url);
	await migrate(sql, await readMigrations(start.migrations), migrating(onStep));
	return { fetch: null, sql, dump: null, created: false, close: () => sql.close() };
}

function migrating(onStep: OnStep): (name: string, done: number, total: number) => void {
	return (name, done, total) => onStep({ step: 'migrating', name, done, total });
}

/**
 * The gateway. Admin mode, which serves keyless requests of the same machine as `service_role`, is off, and both
 * keys are set, without which the library would ask for none.
 */
async function openApp(connection: Connection, keys: Keys): Promise<App> {
	const { App: Gateway } = await import('@supabase/lite');
	keepGrantsRevoked(connection);
	sayRefusals(connection);
	const app = new Gateway({
		connection,
		auth: {
			enabled: true,
			jwt_secret: keys.jwtSecret,
			publishable_key: keys.publishableKey,
			secret_key: keys.secretKey,
			jwt_expiry: 3600,
			minimum_password_length: 10,
			sessions: { timebox: '720h', inactivity_timeout: '168h' }
		},
		studio: { enabled: false },
		storage: { enabled: false },
		options: { server: { admin: false, disableStudio: true, disableFallback: true } }
	});
	await app.init();
	await warm(app as unknown as App, keys);
	return app as unknown as App;
}

// The library reads the whole catalogue at its first request; that shall not count against somebody's three seconds.
async function warm(app: App, { publishableKey }: Keys): Promise<void> {
	const headers = { apikey: publishableKey, 'content-type': 'application/json' };
	await app.fetch(
		new Request('http://embedded.invalid/rest/v1/rpc/installation_state', { method: 'POST', headers, body: '{}' })
	);
}

/** SQLSTATEs that the library answers with 500 and without details, where PostgREST has a better answer. */
export const PLAIN_REFUSAL = 'PT400';
export const STATEMENT_CUT = 'PT503';

/**
 * PostgREST answers `raise exception` (P0001) with 400, message and details; the library with an anonymous 500.
 * It does honour the `PTxyz` codes, so the code is exchanged here and given back by `plainCode`.
 */
function sayRefusals(connection: Connection): void {
	const target = connection as unknown as { normalizeDbError(cause: unknown): unknown };
	const normalize = target.normalizeDbError.bind(connection);
	target.normalizeDbError = (cause) => {
		const error = normalize(cause) as { code?: unknown } | undefined;
		const exchanged = error?.code === 'P0001' ? PLAIN_REFUSAL : error?.code === '57014' ? STATEMENT_CUT : null;
		if (!exchanged) return error;
		const { message, detail, hint } = error as { message?: string; detail?: string; hint?: string };
		return Object.assign(new Error(message), { code: exchanged, detail, hint });
	};
}
