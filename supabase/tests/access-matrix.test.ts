import { describe, expect, it } from 'vitest';
import type { Sql } from '#server/sql';
import { become, onEachEngine, refusalOf, type TestDatabase } from './database.ts';
import {
	FUNCTIONS,
	MATRIX_ROLES,
	RELATIONS,
	TABLES,
	type MatrixRole,
	type Relation,
	type TableRule
} from './expectations.ts';
import { at } from './fixture.ts';

const who = (role: MatrixRole) => (role === 'anon' ? null : role);

onEachEngine('access matrix', (open) => {
	it('has an expectation for every table and function of the catalogue, and for nothing else', async () => {
		expect(await namesOf(open().sql, TABLE_NAMES)).toEqual(Object.keys(TABLES).sort());
		expect(await namesOf(open().sql, FUNCTION_NAMES)).toEqual(Object.keys(FUNCTIONS).sort());
	});

	describe.each(Object.entries(TABLES))('table %s', (table, rule) => {
		it.each(MATRIX_ROLES)('is read by %s as far as written', async (role) => {
			const rows = await rowsOf(open().sql, table, rule);
			const seen = await keysSeen(open(), role, table, rule);
			const expected = rows.filter((row) => mayRead(rule.read[role], row, role)).map((row) => row.key);
			expect(seen.sort()).toEqual(expected.sort());
		});

		it.each(MATRIX_ROLES)('is not written by %s', async (role) => {
			for (const statement of [
				`insert into public.${table} default values`,
				`delete from public.${table}`,
				updateOf(table, rule)
			])
				expect(await refusalAs(open(), role, statement), statement).toBe('denied');
		});
	});

	describe.each(Object.entries(FUNCTIONS))('function %s', (name, rule) => {
		it.each(MATRIX_ROLES)('answers %s as written', async (role) => {
			const expected = rule.answers[role];
			for (const relation of RELATIONS) {
				const args = rule.args(relation);
				if (!args) continue;
				const answer = await open().attempt(who(role), name, args);
				const wanted = typeof expected === 'string' ? expected : (expected[relation] ?? expected.else);
				expect(answer.ok ? 'ok' : answer.refusal, relation).toBe(wanted);
			}
		});
	});

	it('notices every policy that is dropped, and every one that lets everything through', async () => {
		const policies = await open().sql.query<{ table: string; name: string; qual: string }>(
			`select tablename as table, policyname as name, qual from pg_policies where schemaname = 'public' order by 1, 2`
		);
		expect(policies.length).toBeGreaterThanOrEqual(Object.keys(TABLES).length);
		for (const { table, name, qual } of policies) {
			expect(await staysAsWritten(open(), table, `drop policy "${name}" on public.${table}`), `${table} without`).toBe(
				false
			);
			if (qual === 'true') continue;
			expect(
				await staysAsWritten(open(), table, `alter policy "${name}" on public.${table} using (true)`),
				`${table} open`
			).toBe(false);
		}
	});

	it('keeps the private schema closed but for the helpers of policies and the rooms behind the doors', async () => {
		const executable = await namesOf(open().sql, PRIVATE_EXECUTABLE);
		expect(executable.filter((name) => !(name in FUNCTIONS))).toEqual(POLICY_HELPERS);
		expect(await namesOf(open().sql, PRIVATE_TABLES_OPEN)).toEqual([]);
	});
});

const POLICY_HELPERS = [
	'caller',
	'communities_touched',
	'counts_only',
	'may',
	'my_grants',
	'nodes_where',
	'public_wish_states',
	'wishes_with_open_door'
];

const TABLE_NAMES = `select c.relname as name from pg_class c
	where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p', 'v', 'm', 'f') order by 1`;
const FUNCTION_NAMES = `select p.proname as name from pg_proc p where p.pronamespace = 'public'::regnamespace order by 1`;
const PRIVATE_EXECUTABLE = `select distinct p.proname as name from pg_proc p where p.pronamespace = 'private'::regnamespace
	and (has_function_privilege('anon', p.oid, 'execute') or has_function_privilege('authenticated', p.oid, 'execute')) order by 1`;
const PRIVATE_TABLES_OPEN = `select c.relname as name from pg_class c where c.relnamespace in ('private'::regnamespace, 'auth'::regnamespace,
		'supabase_migrations'::regnamespace) and c.relkind = 'r'
	and (has_any_column_privilege('anon', c.oid, 'select, insert, update, references')
		or has_any_column_privilege('authenticated', c.oid, 'select, insert, update, references')
		or has_table_privilege('anon', c.oid, 'delete, truncate, trigger')
		or has_table_privilege('authenticated', c.oid, 'delete, truncate, trigger')) order by 1`;

async function namesOf(sql: Sql, query: string): Promise<string[]> {
	return (await sql.query<{ name: string }>(query)).map((row) => row.name).sort();
}

interface Row {
	readonly key: string;
	readonly relation: Relation;
	readonly open: boolean;
	readonly owner: string | null;
}

/** Every row of the table with its relation to C1, read as owner. */
function rowsOf(sql: Sql, table: string, rule: TableRule): Promise<Row[]> {
	return sql.query<Row>(
		`select (${rule.key})::text as key, (${rule.open ?? 'false'}) as open, (${rule.mine ?? 'null'})::text as owner,
			case when n.id = c.id then 'own' when n.path operator(extensions.<@) c.path then 'child'
				when c.path operator(extensions.<@) n.path then 'parent' when n.district_id = c.district_id then 'sibling'
				else 'stranger' end as relation
		from public.${table} t join public.nodes c on c.id = $1 left join public.nodes n on n.id = (${rule.node})`,
		[at('C1')]
	);
}

/** The keys that the role gets to see; nothing where it may not read the table at all. */
async function keysSeen(database: TestDatabase, role: MatrixRole, table: string, rule: TableRule): Promise<string[]> {
	try {
		const query = `select (${rule.key})::text as key from public.${table} t`;
		return (await database.as(who(role), (sql) => sql.query<{ key: string }>(query))).map((row) => row.key);
	} catch (cause) {
		expect(refusalOf(cause)).toBe('denied');
		return [];
	}
}

/** Whether every role would still see of the table what is written, after the rules were changed; undone afterwards. */
async function staysAsWritten({ sql }: TestDatabase, table: string, change: string): Promise<boolean> {
	const rule = TABLES[table]!;
	const rows = await rowsOf(sql, table, rule);
	let same = true;
	const undone = sql.transaction(async (tx) => {
		await tx.run(change);
		for (const role of MATRIX_ROLES.filter((each) => rule.read[each] !== '' || each !== 'anon')) {
			await become(tx, who(role));
			const seen = await tx.query<{ key: string }>(`select (${rule.key})::text as key from public.${table} t`);
			await tx.run('set local role none');
			const expected = rows.filter((row) => mayRead(rule.read[role], row, role)).map((row) => row.key);
			same &&=
				seen
					.map((row) => row.key)
					.sort()
					.join() === expected.sort().join();
		}
		throw new Error('undone');
	});
	await undone.catch((cause: Error) => {
		if (cause.message !== 'undone') throw cause;
	});
	return same;
}

function mayRead(rule: string, row: Row, role: MatrixRole): boolean {
	const holds = (part: string) =>
		part === 'all' ||
		(part === 'open' && row.open) ||
		(part === 'mine' && row.owner === at(role)) ||
		part === row.relation;
	return rule.split(' ').some((alternative) => alternative !== '' && alternative.split('+').every(holds));
}

function updateOf(table: string, rule: TableRule): string {
	const column = /t\.(\w+)/.exec(rule.key)![1]!;
	return `update public.${table} set ${column} = ${column}`;
}

async function refusalAs(database: TestDatabase, role: MatrixRole, statement: string): Promise<string> {
	try {
		await database.as(who(role), (sql) => sql.run(statement));
		return 'ok';
	} catch (cause) {
		return refusalOf(cause);
	}
}
