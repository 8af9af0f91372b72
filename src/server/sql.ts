/**
 * The little of a database that jobs need (migrations, ingest, live feed, ticks): the same over PGlite and over
 * postgres.js. Requests of people never come through here; they go through supabase-js and row-level security.
 */
export interface Sql {
	/** Runs one statement with `$1 …` parameters and returns its rows. Throws what PostgreSQL says. */
	query<T = Record<string, unknown>>(text: string, params?: readonly unknown[]): Promise<T[]>;
	/** Runs several statements without parameters or results, as a migration file is. */
	run(script: string): Promise<void>;
	/** Commits what `work` did, or nothing of it. `work` must use the handle it is given. */
	transaction<T>(work: (sql: Sql) => Promise<T>): Promise<T>;
	/** Calls `hear` for each notification on `channel` until the returned function is called. */
	listen(channel: string, hear: (payload: string) => void): Promise<() => Promise<void>>;
	close(): Promise<void>;
}
