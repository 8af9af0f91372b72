-- What everything else stands on: extensions, the private schema, and nothing granted by default.
--
-- The embedded backend's library (and Supabase itself) grants every later table of `public` to `anon` and
-- `authenticated` by default privileges. Row-level security alone would then be all that stands between a
-- stranger and a column; here nothing is granted unless a later migration says so.

create schema if not exists extensions;
create extension if not exists postgis with schema extensions;
create extension if not exists ltree with schema extensions;
create extension if not exists pg_trgm with schema extensions;
create extension if not exists pgcrypto with schema extensions;
create extension if not exists btree_gist with schema extensions;
grant usage on schema extensions to anon, authenticated, service_role;

alter default privileges in schema public revoke all on tables from anon, authenticated;
alter default privileges in schema public revoke all on sequences from anon, authenticated;
alter default privileges in schema public revoke all on functions from anon, authenticated;
alter default privileges revoke execute on functions from public;
revoke all on all tables in schema public from anon, authenticated;
revoke create on schema public from public;
grant usage on schema public to anon, authenticated, service_role;
-- auth.uid() and auth.jwt() are called by name in what the two roles run; the tables there stay closed.
grant usage on schema auth to anon, authenticated, service_role;

-- What policies and the public functions call. The schema is not exposed: no client reaches it by name.
create schema private;
revoke all on schema private from public;
grant usage on schema private to anon, authenticated, service_role;

-- A refusal is a named word: the same word is the text key on the page and the title of the test.
create function private.refuse(p_name text, p_detail jsonb default null) returns void
language plpgsql set search_path = '' as $$
begin
	raise exception using errcode = 'P0001', message = p_name, detail = coalesce(p_detail::text, '');
end $$;

-- A stale edit is told both values: what stands in the database now, and what was sent.
create function private.refuse_stale(p_version int, p_current jsonb, p_sent jsonb) returns void
language plpgsql set search_path = '' as $$
begin
	perform private.refuse('stale-version', jsonb_build_object('version', p_version, 'current', p_current, 'sent', p_sent));
end $$;

-- The public functions are doors; the work is done in `private`, as owner, where nobody can call it by name.
-- A door runs with the caller's own rights and has the same name, arguments and defaults as the room behind it.
create function private.open_door(p_name text, p_audience text) returns void
language plpgsql set search_path = '' as $$
declare
	room pg_catalog.pg_proc;
	called text;
begin
	select p.* into strict room from pg_catalog.pg_proc p
		where p.pronamespace = 'private'::regnamespace and p.proname = p_name;
	select coalesce(string_agg(quote_ident(a), ', '), '') into called from unnest(room.proargnames) a;
	execute format('create or replace function public.%I(%s) returns %s language sql %s security invoker set search_path = %L as %L',
		p_name, pg_catalog.pg_get_function_arguments(room.oid), pg_catalog.format_type(room.prorettype, null),
		case room.provolatile when 's' then 'stable' when 'i' then 'immutable' else 'volatile' end,
		'', format('select private.%I(%s)', p_name, called));
	execute format('revoke all on function public.%1$I(%2$s), private.%1$I(%2$s) from public, anon, authenticated',
		p_name, pg_catalog.pg_get_function_identity_arguments(room.oid));
	execute format('grant execute on function public.%1$I(%2$s), private.%1$I(%2$s) to %3$s',
		p_name, pg_catalog.pg_get_function_identity_arguments(room.oid), p_audience);
end $$;
