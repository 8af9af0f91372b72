import { readFile } from 'node:fs/promises';
import { createPgliteConnection } from '@supabase/lite/pglite';
import { createPostgresConnection } from '@supabase/lite/postgres';
import type { Connection } from '@supabase/lite';
import { postgis } from '@electric-sql/pglite-postgis';
import { btree_gist } from '@electric-sql/pglite/contrib/btree_gist';
import { ltree } from '@electric-sql/pglite/contrib/ltree';
import { pg_trgm } from '@electric-sql/pglite/contrib/pg_trgm';
import { pgcrypto } from '@electric-sql/pglite/contrib/pgcrypto';
import { refuseUnfitValues } from '#server/backend/fit-values';
import { keepGrantsRevoked } from '#server/backend/prepare';
import { sqlOverPglite } from '#server/backend/sql-pglite';
import { POSTGRES_OPTIONS, sqlOverPostgres, takeJsonAsText } from '#server/backend/sql-postgres';
import { Turns } from '#server/backend/turns';
import type { Sql } from '#server/sql';

/** An open database: for jobs through `sql`, for a gateway through `connection`. */
export interface OpenDatabase {
	readonly connection: Connection;
	readonly sql: Sql;
	readonly turns: Turns;
	close(): Promise<void>;
}

/** An embedded database in memory; `image` is what `dumpImage` of another one wrote. */
export async function openEmbedded(image?: string): Promise<OpenDatabase> {
	const loadDataDir = image ? new Blob([await readFile(image)]) : undefined;
	const connection = await createPgliteConnection({
		pgliteOptions: { extensions: { postgis, ltree, pg_trgm, pgcrypto, btree_gist }, loadDataDir }
	});
	await connection.driver.waitReady;
	refuseUnfitValues(connection.driver);
	keepGrantsRevoked(connection);
	const turns = new Turns();
	const sql = sqlOverPglite(connection.driver, turns);
	return { connection, sql, turns, close: () => connection.close() };
}

/** A database of a server. */
export function openNative(url: string): OpenDatabase {
	const connection = createPostgresConnection({
		url,
		postgresOptions: { max: 4, onnotice: () => undefined, connection: POSTGRES_OPTIONS.connection }
	});
	takeJsonAsText(connection.driver);
	refuseUnfitValues(connection.driver.options);
	keepGrantsRevoked(connection);
	const sql = sqlOverPostgres(url, 8);
	const close = async (): Promise<void> => {
		await connection.close();
		await sql.close();
	};
	return { connection, sql, turns: new Turns(), close };
}
