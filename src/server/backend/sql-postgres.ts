import postgres from 'postgres';
import type { Sql } from '#server/sql';

/**
 * Options that make postgres.js answer like the embedded database does: timestamps and dates as text, bigint and
 * numeric as number where exact, a string given for a json parameter taken as JSON. Sessions run in UTC.
 */
export const POSTGRES_OPTIONS = {
	onnotice: () => undefined,
	connection: { TimeZone: 'UTC', application_name: 'gezhi' },
	types: {
		bigint: { to: 20, from: [20], serialize: String, parse: wholeNumber },
		numeric: { to: 1700, from: [1700], serialize: String, parse: exactNumber },
		json: { to: 3802, from: [114, 3802], serialize: jsonText, parse: (text: string) => JSON.parse(text) as unknown },
		date: { to: 1184, from: [1082, 1083, 1114, 1184, 1266], serialize: timeText, parse: (text: string) => text }
	}
} satisfies postgres.Options<Record<string, postgres.PostgresType>>;

const JSON_TYPES = [114, 3802];

/**
 * The library replaces the types of its own connection by ones that write JSON text into JSON once more: settings sent
 * as an object arrived as a string.
 */
export function takeJsonAsText({ options }: postgres.Sql): void {
	for (const type of JSON_TYPES) options.serializers[type] = jsonText;
}

/** `Sql` over a PostgreSQL server at `url`; `maxConnections` is the size of its pool. */
export function sqlOverPostgres(url: string, maxConnections = 4): Sql {
	const client = postgres(url, { ...POSTGRES_OPTIONS, max: maxConnections });
	return {
		...statementsOf(client),
		transaction: <T>(work: (sql: Sql) => Promise<T>) =>
			client.begin((tx) => work(insideTransaction(tx))) as unknown as Promise<T>,
		listen: async (channel, hear) => {
			const { unlisten } = await client.listen(channel, hear);
			return unlisten;
		},
		close: () => client.end({ timeout: 5 })
	};
}

function insideTransaction(tx: postgres.TransactionSql): Sql {
	return {
		...statementsOf(tx),
		transaction: <T>(work: (sql: Sql) => Promise<T>) =>
			tx.savepoint((inner) => work(insideTransaction(inner))) as unknown as Promise<T>,
		listen: () => Promise.reject(new Error('listen outside of the transaction')),
		close: () => Promise.reject(new Error('close outside of the transaction'))
	};
}

function statementsOf(client: postgres.ISql): Pick<Sql, 'query' | 'run'> {
	return {
		query: async <T>(text: string, params: readonly unknown[] = []) =>
			[...(await client.unsafe(text, params as postgres.ParameterOrJSON<never>[]))] as T[],
		run: async (script) => void (await client.unsafe(script))
	};
}

function wholeNumber(text: string): number | bigint {
	const value = Number(text);
	return Number.isSafeInteger(value) ? value : BigInt(text);
}

function exactNumber(text: string): number | string {
	const value = Number(text);
	return Number.isFinite(value) && String(value) === text ? value : text;
}

function jsonText(value: unknown): string {
	return typeof value === 'string' ? value : JSON.stringify(value);
}

function timeText(value: unknown): string {
	return value instanceof Date ? value.toISOString() : String(value);
}
