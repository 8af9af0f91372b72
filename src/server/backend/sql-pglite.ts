import type { PGlite } from '@electric-sql/pglite';
import type { Sql } from '#server/sql';
import type { Turns } from '#server/backend/turns';

type Statements = Pick<PGlite, 'query' | 'exec'>;

/**
 * `Sql` over an embedded database. `turns` must be the same object that guards the requests of the `App` on this
 * database (see turns.ts). Values come back as Supabase Lite parses them: timestamps and dates as text, bigint and
 * numeric as number where exact, json parsed, bytea as Uint8Array.
 */
export function sqlOverPglite(database: PGlite, turns: Turns): Sql {
	return {
		query: (text, params) => turns.take(() => rowsOf(database, text, params)),
		run: (script) => turns.take(async () => void (await database.exec(script))),
		transaction: (work) => turns.take(() => database.transaction((tx) => work(insideTransaction(tx, 0)))),
		listen: (channel, hear) => turns.take(() => database.listen(channel, hear)),
		close: () => turns.take(() => database.close())
	};
}

function insideTransaction(tx: Statements, depth: number): Sql {
	return {
		query: (text, params) => rowsOf(tx, text, params),
		run: async (script) => void (await tx.exec(script)),
		transaction: async (work) => {
			const name = `level_${depth}`;
			await tx.exec(`savepoint ${name}`);
			try {
				const result = await work(insideTransaction(tx, depth + 1));
				await tx.exec(`release savepoint ${name}`);
				return result;
			} catch (cause) {
				await tx.exec(`rollback to savepoint ${name}`);
				throw cause;
			}
		},
		listen: () => Promise.reject(new Error('listen outside of the transaction')),
		close: () => Promise.reject(new Error('close outside of the transaction'))
	};
}

async function rowsOf<T>(database: Statements, text: string, params: readonly unknown[] = []): Promise<T[]> {
	return (await database.query<T>(text, [...params])).rows;
}
