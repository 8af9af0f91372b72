/**
 * The security lints of Supabase's database advisors, in our own words: each query names what offends. Numbers are
 * those of the advisors; `public` is the only schema that the interface exposes.
 */
export interface Lint {
	readonly number: number;
	readonly name: string;
	/** Rows of one column `offender`. */
	readonly query: string;
}

// Extensions own functions and tables of their own; they are not ours to judge.
const OURS = `not exists (select from pg_depend d where d.objid = o.oid and d.deptype = 'e')`;
const TABLES = `pg_class o join pg_namespace s on s.oid = o.relnamespace and s.nspname = 'public'`;
const POLICIES = `pg_policies p where p.schemaname not in ('pg_catalog', 'information_schema', 'storage')`;
const canRead = (role: string) => `has_any_column_privilege('${role}', o.oid, 'select')`;
const canCall = (role: string) => `select o.oid::regprocedure::text as offender from pg_proc o
	where o.pronamespace = 'public'::regnamespace and o.prosecdef and has_function_privilege('${role}', o.oid, 'execute') and ${OURS}`;

export const LINTS: readonly Lint[] = [
	{
		number: 2,
		name: 'accounts exposed through a view',
		query: `select distinct o.relname as offender from ${TABLES}
			join pg_rewrite r on r.ev_class = o.oid
			join pg_depend d on d.objid = r.oid and d.refobjid = 'auth.users'::regclass
			where o.relkind in ('v', 'm') and (${canRead('anon')} or ${canRead('authenticated')})`
	},
	{
		number: 3,
		name: 'auth function evaluated for each row',
		query: `select p.tablename || ': ' || p.policyname as offender from ${POLICIES}
			and regexp_replace(coalesce(p.qual, '') || coalesce(p.with_check, ''), '\\(\\s*select (auth|private)\\.\\w+\\(', '', 'gi')
				~* '(auth\\.(uid|jwt|role|email)|private\\.caller|private\\.counts_only)\\('`
	},
	{
		number: 6,
		name: 'several permissive policies for one action',
		query: `select p.tablename || ' ' || p.cmd || ' ' || r as offender from pg_policies p cross join unnest(p.roles) r
			where p.permissive = 'PERMISSIVE' group by p.tablename, p.cmd, r having count(*) > 1`
	},
	{
		number: 7,
		name: 'policies on a table without row-level security',
		query: `select o.relname as offender from pg_class o where not o.relrowsecurity
			and exists (select from pg_policy p where p.polrelid = o.oid)`
	},
	{
		number: 8,
		name: 'row-level security without a policy',
		query: `select o.relname as offender from ${TABLES} where o.relrowsecurity
			and not exists (select from pg_policy p where p.polrelid = o.oid)`
	},
	{
		number: 10,
		name: 'view with the rights of its owner',
		query: `select o.relname as offender from ${TABLES} where o.relkind = 'v' and ${OURS}
			and not coalesce(o.reloptions::text ~ 'security_invoker=(true|on|1|yes)', false)`
	},
	{
		number: 11,
		name: 'function with a changeable search path',
		query: `select o.oid::regprocedure::text as offender from pg_proc o
			where o.pronamespace in ('public'::regnamespace, 'private'::regnamespace) and ${OURS}
				and not coalesce(o.proconfig::text ~ 'search_path=', false)`
	},
	{
		number: 13,
		name: 'table without row-level security',
		query: `select o.relname as offender from ${TABLES} where o.relkind in ('r', 'p') and not o.relrowsecurity and ${OURS}`
	},
	{
		number: 14,
		name: 'extension in the exposed schema',
		query: `select e.extname as offender from pg_extension e where e.extnamespace = 'public'::regnamespace`
	},
	{
		number: 15,
		name: 'policy that trusts what users can edit about themselves',
		query: `select p.tablename || ': ' || p.policyname as offender from ${POLICIES}
			and coalesce(p.qual, '') || coalesce(p.with_check, '') ~* 'user_metadata|raw_user_meta_data'`
	},
	{
		number: 16,
		name: 'materialised view in the interface',
		query: `select o.relname as offender from ${TABLES} where o.relkind = 'm' and (${canRead('anon')} or ${canRead('authenticated')})`
	},
	{
		number: 17,
		name: 'foreign table in the interface',
		query: `select o.relname as offender from ${TABLES} where o.relkind = 'f' and (${canRead('anon')} or ${canRead('authenticated')})`
	},
	{
		number: 18,
		name: 'column of a type that upgrades cannot carry',
		query: `select o.relname || '.' || a.attname as offender from ${TABLES} join pg_attribute a on a.attrelid = o.oid
			where o.relkind = 'r' and a.atttypid::regtype::text in ('regcollation', 'regconfig', 'regdictionary', 'regnamespace',
				'regoper', 'regoperator', 'regproc', 'regprocedure')`
	},
	{
		number: 21,
		name: 'reference to an account by a unique column that is not the key',
		query: `select c.conrelid::regclass::text || '.' || c.conname as offender from pg_constraint c
			join pg_class o on o.oid = c.confrelid join pg_namespace s on s.oid = o.relnamespace and s.nspname = 'auth'
			join pg_index i on i.indexrelid = c.conindid
			where c.contype = 'f' and c.connamespace <> 'auth'::regnamespace and not i.indisprimary`
	},
	{
		number: 22,
		name: 'extension with an update waiting',
		query: `select e.extname as offender from pg_extension e join pg_available_extensions a on a.name = e.extname
			where a.installed_version is distinct from a.default_version`
	},
	{
		number: 23,
		name: 'secret column readable in the interface',
		query: `select o.relname || '.' || a.attname as offender from ${TABLES} join pg_attribute a on a.attrelid = o.oid and a.attnum > 0
			where o.relkind in ('r', 'p', 'v', 'm') and a.attname ~* '(password|passwd|secret|token|api_?key|ssn|id_number|card_number)'
				and (has_column_privilege('anon', o.oid, a.attnum, 'select') or has_column_privilege('authenticated', o.oid, a.attnum, 'select'))`
	},
	{
		number: 24,
		name: 'policy that lets everybody write',
		query: `select p.tablename || ': ' || p.policyname as offender from ${POLICIES} and p.cmd <> 'SELECT'
			and coalesce(p.with_check, p.qual, 'true') in ('true', '(true)')`
	},
	{ number: 28, name: 'owner-rights function that strangers may call', query: canCall('anon') },
	{ number: 29, name: 'owner-rights function that accounts may call', query: canCall('authenticated') }
];

/** Lints about parts of the platform that do not exist here, with what would make them apply. */
export const NOT_APPLICABLE: Readonly<Record<number, { readonly reason: string; readonly absent: string }>> = {
	12: {
		reason:
			'anonymous sign-in is not switched on and the policies name `authenticated` for accounts with rows of their own',
		absent: `select 1 from auth.users where is_anonymous`
	},
	19: { reason: 'no message queue', absent: `select 1 from pg_namespace where nspname in ('pgmq', 'pgmq_public')` },
	25: { reason: 'no storage buckets', absent: `select 1 from pg_namespace where nspname = 'storage'` },
	26: { reason: 'no GraphQL', absent: `select 1 from pg_extension where extname = 'pg_graphql'` },
	27: { reason: 'no GraphQL', absent: `select 1 from pg_extension where extname = 'pg_graphql'` }
};
