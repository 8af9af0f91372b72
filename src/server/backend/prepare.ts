import { randomBytes } from 'node:crypto';
import { App } from '@supabase/lite';
import type { Connection } from '@supabase/lite';
import { migrate, readMigrations } from '#server/backend/migrations';
import type { Sql } from '#server/sql';

export interface PrepareOptions {
	/** Where the migrations lie; `supabase/migrations` of the working directory when left out. */
	readonly migrations?: string;
	/** Told before each step: the concept of the migration, how many are done and how many there are. */
	readonly onStep?: (name: string, done: number, total: number) => void;
}

/**
 * Makes an empty or older database ready for the `App`: the roles, the extensions in a schema of their own, the
 * library's `auth` tables, our migrations. Safe to call at every start; returns the versions it applied.
 * `sql` must reach the same database as `connection`.
 */
export async function prepareDatabase(
	connection: Connection,
	sql: Sql,
	{ migrations, onStep }: PrepareOptions = {}
): Promise<string[]> {
	keepGrantsRevoked(connection);
	await sql.run(GROUND);
	await ensureAuthTables(connection);
	return migrate(sql, await readMigrations(migrations), onStep);
}

/**
 * On the first request of a process the library grants everything on every table to `anon` and `authenticated`,
 * unless it believes that this was done before. Call it for every connection that an `App` will use.
 */
export function keepGrantsRevoked(connection: Connection): void {
	if (!('rlsState' in connection)) throw new Error('the library has renamed rlsState: check its default grants');
	connection.rlsState = 'active';
}

// The keys are thrown away: this App answers no request.
async function ensureAuthTables(connection: Connection): Promise<void> {
	const secret = randomBytes(32).toString('hex');
	const app = new App({ connection, auth: { enabled: true, jwt_secret: secret } });
	await app.ensureSystemSchema();
}

const GROUND = `
do $$ begin
	if not exists (select from pg_roles where rolname = 'anon') then create role anon nologin noinherit; end if;
	if not exists (select from pg_roles where rolname = 'authenticated') then create role authenticated nologin noinherit; end if;
	if not exists (select from pg_roles where rolname = 'service_role') then create role service_role nologin noinherit bypassrls; end if;
end $$;
create schema if not exists extensions;
create extension if not exists postgis with schema extensions;
create extension if not exists ltree with schema extensions;
create extension if not exists pg_trgm with schema extensions;
create extension if not exists pgcrypto with schema extensions;
create extension if not exists btree_gist with schema extensions;`;
