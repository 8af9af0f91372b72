import { randomUUID } from 'node:crypto';
import postgres from 'postgres';
import { afterAll, beforeAll, describe, inject } from 'vitest';
import type { Sql } from '#server/sql';
import { openEmbedded, openNative, type OpenDatabase } from './engines.ts';
import { at } from './fixture.ts';
import { NATIVE_TEMPLATE } from './image.setup.ts';

/** Somebody of the fixture, by name; `null` is a stranger without an account. */
export type Who = string | null;

/** A clone of the migrated database for one file, and the ways to speak to it. */
export interface TestDatabase extends OpenDatabase {
	readonly engine: 'embedded' | 'native';
	/** Calls a public function as somebody and keeps what it did. Throws the refusal's name as the message. */
	call<T = unknown>(who: Who, name: string, args?: Readonly<Record<string, unknown>>): Promise<T>;
	/** The same, undone afterwards; the answer is the result or the refusal's name (`denied` where execution is). */
	attempt(who: Who, name: string, args?: Readonly<Record<string, unknown>>): Promise<Attempt>;
	/** Runs statements as somebody and undoes them. */
	as<T>(who: Who, work: (sql: Sql) => Promise<T>): Promise<T>;
}

export type Attempt =
	{ readonly ok: true; readonly result: unknown } | { readonly ok: false; readonly refusal: string };

/** Runs the tests once on each engine at hand, each with a clone of its own. */
export function onEachEngine(title: string, tests: (open: () => TestDatabase) => void): void {
	const engines = inject('nativeServer') ? (['embedded', 'native'] as const) : (['embedded'] as const);
	describe.each(engines)(`${title} (%s)`, (engine) => withClone(engine, tests));
}

/** As `onEachEngine` for what takes several sessions at once: skipped where there is no server. */
export function onServer(title: string, tests: (open: () => TestDatabase) => void): void {
	describe.skipIf(!inject('nativeServer'))(`${title} (native)`, () => withClone('native', tests));
}

function withClone(engine: 'embedded' | 'native', tests: (open: () => TestDatabase) => void): void {
	let database: TestDatabase;
	let drop = async (): Promise<void> => undefined;
	beforeAll(async () => {
		if (engine === 'embedded') database = speaking(engine, await openEmbedded(inject('embeddedImage')));
		else {
			const clone = await cloneOnServer(inject('nativeServer')!);
			drop = clone.drop;
			database = speaking(engine, openNative(clone.url));
		}
	});
	afterAll(async () => {
		await database.close();
		await drop();
	});
	tests(() => database);
}

async function cloneOnServer(server: string): Promise<{ url: string; drop: () => Promise<void> }> {
	const name = `test_${randomUUID().replaceAll('-', '')}`;
	const onServer = async (statement: string): Promise<void> => {
		const client = postgres(server, { max: 1, onnotice: () => undefined });
		await client.unsafe(statement);
		await client.end();
	};
	// a template cannot be copied while the setup's last session on it is still closing
	await retried(() => onServer(`create database ${name} template ${NATIVE_TEMPLATE} strategy file_copy`));
	const url = new URL(server);
	url.pathname = name;
	return { url: url.href, drop: () => onServer(`drop database if exists ${name} with (force)`) };
}

async function retried(work: () => Promise<void>, times = 20): Promise<void> {
	try {
		await work();
	} catch (cause) {
		if (times === 0) throw cause;
		await new Promise((resolve) => setTimeout(resolve, 200));
		await retried(work, times - 1);
	}
}

class Undo extends Error {}

function speaking(engine: TestDatabase['engine'], database: OpenDatabase): TestDatabase {
	const { sql } = database;
	const inRole = <T>(who: Who, work: (sql: Sql) => Promise<T>): Promise<T> =>
		sql.transaction(async (tx) => {
			await become(tx, who);
			return work(tx);
		});
	const as = async <T>(who: Who, work: (sql: Sql) => Promise<T>): Promise<T> => {
		let result: { readonly value: T } | undefined;
		await inRole(who, async (tx) => {
			result = { value: await work(tx) };
			throw new Undo();
		}).catch((cause: unknown) => {
			if (!(cause instanceof Undo)) throw cause;
		});
		return result!.value;
	};
	return {
		...database,
		engine,
		as,
		call: (who, name, args) => inRole(who, (tx) => callFunction(tx, name, args)) as Promise<never>,
		attempt: (who, name, args) =>
			as(who, (tx) => callFunction(tx, name, args)).then(
				(result) => ({ ok: true, result }) as const,
				(cause: unknown) => ({ ok: false, refusal: refusalOf(cause) }) as const
			)
	};
}

/** Puts the transaction into somebody's place, as the gateway does with a token. */
export async function become(tx: Sql, who: Who, claims: Readonly<Record<string, unknown>> = {}): Promise<void> {
	const sub = who === null ? '' : at(who);
	const role = who === null ? 'anon' : 'authenticated';
	await tx.query(
		`select set_config('request.jwt.claim.sub', $1, true), set_config('request.jwt.claims', $2, true), set_config('role', $3, true)`,
		[sub, JSON.stringify({ role, ...(who === null ? {} : { sub }), ...claims }), role]
	);
}

async function callFunction(tx: Sql, name: string, args: Readonly<Record<string, unknown>> = {}): Promise<unknown> {
	const named = Object.keys(args).map((key, index) => `${key} => $${index + 1}`);
	const rows = await tx.query<{ answer: unknown }>(
		`select public.${name}(${named.join(', ')}) as answer`,
		Object.values(args)
	);
	return rows[0]?.answer;
}

/** The word that the database says no with. */
export function refusalOf(cause: unknown): string {
	const { code, message } = cause as { code?: string; message?: string };
	return code === '42501' ? 'denied' : (message ?? String(cause));
}
