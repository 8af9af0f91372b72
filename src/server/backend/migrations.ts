import { readdir, readFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import type { Sql } from '#server/sql';

/** One file of `supabase/migrations`: `YYYYMMDDHHMMSS_concept.sql`. */
export interface Migration {
	readonly version: string;
	readonly name: string;
	readonly script: string;
}

/** The files of `directory` in the order they are applied. Throws on a name that is not `version_concept.sql`. */
export async function readMigrations(directory = resolve('supabase/migrations')): Promise<Migration[]> {
	const files = (await readdir(directory)).filter((file) => file.endsWith('.sql')).sort();
	return Promise.all(files.map(async (file) => parse(file, await readFile(join(directory, file), 'utf8'))));
}

function parse(file: string, script: string): Migration {
	const match = /^(\d{14})_([a-z0-9_]+)\.sql$/.exec(file);
	if (!match) throw new Error(`not a migration's name: ${file}`);
	return { version: match[1]!, name: match[2]!, script };
}

/**
 * Brings the database to the last migration: each pending file in one transaction together with its record in
 * `supabase_migrations.schema_migrations`, under a lock that a second process waits for. Returns the versions
 * applied. Throws when a file that was applied earlier has changed since, or when a statement fails; then nothing of
 * that file has happened.
 */
export async function migrate(
	sql: Sql,
	migrations: readonly Migration[],
	onStep: (name: string, done: number, total: number) => void = () => undefined
): Promise<string[]> {
	await sql.run(HISTORY);
	const rows = await recorded(sql);
	for (const migration of migrations) refuseChanged(migration, rows.get(migration.version));
	const pending = migrations.filter((migration) => !rows.has(migration.version));
	const applied: string[] = [];
	for (const [index, migration] of pending.entries()) {
		onStep(migration.name, index, pending.length);
		if (await apply(sql, migration)) applied.push(migration.version);
	}
	return applied;
}

/** The versions that `migrate` would apply now; readiness checks ask this. */
export async function pendingMigrations(sql: Sql, migrations: readonly Migration[]): Promise<string[]> {
	const rows = await recorded(sql);
	return migrations.filter((migration) => !rows.has(migration.version)).map((migration) => migration.version);
}

// The columns are those of the Supabase command line, which must find its history here.
const HISTORY = `
create schema if not exists supabase_migrations;
create table if not exists supabase_migrations.schema_migrations (version text primary key, statements text[], name text);
revoke all on schema supabase_migrations from public;`;

interface Recorded {
	readonly version: string;
	readonly statements: readonly string[] | null;
}

async function recorded(sql: Sql): Promise<Map<string, Recorded>> {
	const rows = await sql.query<Recorded>('select version, statements from supabase_migrations.schema_migrations');
	return new Map(rows.map((row) => [row.version, row]));
}

function apply(sql: Sql, migration: Migration): Promise<boolean> {
	return sql.transaction(async (tx) => {
		await tx.query("select pg_advisory_xact_lock(hashtext('gezhi migrations'))");
		if ((await recorded(tx)).has(migration.version)) return false;
		await tx.run(migration.script);
		await tx.query(
			'insert into supabase_migrations.schema_migrations (version, name, statements) values ($1, $2, array[$3::text])',
			[migration.version, migration.name, migration.script]
		);
		return true;
	});
}

// The Supabase command line records a file statement by statement; only our own whole-file records can be compared.
function refuseChanged(migration: Migration, row: Recorded | undefined): void {
	if (row?.statements?.length !== 1) return;
	if (row.statements[0] !== migration.script)
		throw new Error(`migration ${migration.version}_${migration.name} was changed after it had been applied`);
}
