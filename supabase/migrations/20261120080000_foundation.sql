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

-- Helpers that policies call and that no client may call by name.
create schema private;
revoke all on schema private from public;
grant usage on schema private to anon, authenticated, service_role;

-- Every write a person makes carries an operation id; the second arrival of the same id is recognised here,
-- in the transaction of its effect. `request_hash` refuses the same id with another body.
create table public.operations (
	id uuid primary key,
	actor_id uuid not null,
	verb text not null,
	request_hash text not null,
	result jsonb,
	created_at timestamptz not null default now()
);
alter table public.operations enable row level security;
create index operations_actor on public.operations (actor_id, created_at);
