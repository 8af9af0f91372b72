-- What changed, by id only: listeners refetch under their own rights. `seq` is given at the very end of a transaction,
-- one transaction after the other, so numbers appear in order: who has seen n has missed nothing below n. Until then
-- it is null and nobody else sees the row.

create sequence public.feed_seq;
create table public.feed (
	id uuid primary key default gen_random_uuid(),
	seq bigint unique,
	district_id uuid not null references public.districts (id) on delete cascade,
	community_id uuid,
	subject text not null,
	subject_id uuid not null,
	is_public boolean not null,
	at timestamptz not null default clock_timestamp()
);
create index feed_district on public.feed (district_id, seq);
create index feed_pending on public.feed (subject_id) where seq is null;

create function private.number_feed_entry() returns trigger
language plpgsql security definer set search_path = '' as $$
declare
	number bigint;
begin
	perform pg_advisory_xact_lock(hashtext('gezhi feed'));
	number := nextval('public.feed_seq');
	update public.feed f set seq = number where f.id = new.id;
	perform pg_notify('gezhi_feed', jsonb_build_object('seq', number, 'districtId', new.district_id, 'communityId', new.community_id,
		'subject', new.subject, 'id', new.subject_id, 'isPublic', new.is_public)::text);
	return null;
end $$;
create constraint trigger number_at_commit after insert on public.feed deferrable initially deferred
	for each row execute function private.number_feed_entry();

create function private.is_public_change(p_table text, p_row jsonb) returns boolean
language sql immutable set search_path = '' as $$
	select case p_table
		when 'wishes' then private.is_public_wish(p_row ->> 'state')
		when 'plans' then p_row ->> 'status' in ('published', 'enacted', 'effective', 'retired')
		else p_table in ('districts', 'centres')
	end
$$;

create function private.community_of(p_node uuid) returns uuid
language sql stable set search_path = '' as $$
	select c.id from public.nodes n join public.nodes c on c.kind = 'community' and n.path operator(extensions.<@) c.path
	where n.id = p_node
$$;

-- Of a crowd of rows in one statement, and of all that a job brings in, only the district is told: everybody refetches
-- the view once. What waits for the same commit already is not told twice.
-- A row that was public before the change is still announced to the public, or it would stay on their maps.
create function private.feed_statement() returns trigger
language plpgsql security definer set search_path = '' as $$
declare
	crowd constant int := 50;
	rows text := case tg_op
		when 'INSERT' then 'select null::jsonb as b, to_jsonb(n) as a from inserted n'
		when 'DELETE' then 'select to_jsonb(o) as b, null::jsonb as a from deleted o'
		else 'select to_jsonb(o) as b, to_jsonb(n) as a from deleted o join inserted n on o.id = n.id' end;
	number int;
	as_crowd boolean;
	told text;
	heard_by_all boolean;
	change record;
	place jsonb;
	district uuid;
begin
	execute format('select count(*) from %I', case tg_op when 'DELETE' then 'deleted' else 'inserted' end) into number;
	as_crowd := number > crowd or (tg_op = 'INSERT' and private.by_job());
	if as_crowd then
		rows := format('select distinct null::jsonb as b, jsonb_build_object(''id'', coalesce(coalesce(a, b) -> ''district_id'', coalesce(a, b) -> ''id'')) as a from (%s) x', rows);
	end if;
	for change in execute rows loop
		place := coalesce(change.a, change.b);
		district := coalesce(place ->> 'district_id', place ->> 'id')::uuid;
		continue when not exists (select from public.districts d where d.id = district);
		told := case when as_crowd then 'districts' else tg_table_name end;
		heard_by_all := as_crowd or coalesce(private.is_public_change(tg_table_name, change.a), false)
			or coalesce(private.is_public_change(tg_table_name, change.b), false);
		insert into public.feed (district_id, community_id, subject, subject_id, is_public)
		select district, coalesce((place ->> 'community_id')::uuid, private.community_of((place ->> 'node_id')::uuid)), told,
			(place ->> 'id')::uuid, heard_by_all
		where not exists (select from public.feed f
			where f.seq is null and f.subject = told and f.subject_id = (place ->> 'id')::uuid and f.is_public = heard_by_all);
	end loop;
	return null;
end $$;

create function private.keep_announced(p_table text) returns void
language plpgsql set search_path = '' as $$
begin
	execute format('create trigger feed_insert after insert on public.%I referencing new table as inserted
		for each statement execute function private.feed_statement()', p_table);
	execute format('create trigger feed_update after update on public.%I referencing old table as deleted new table as inserted
		for each statement execute function private.feed_statement()', p_table);
	execute format('create trigger feed_delete after delete on public.%I referencing old table as deleted
		for each statement execute function private.feed_statement()', p_table);
end $$;

select private.keep_announced('districts');
select private.keep_announced('plans');
select private.keep_announced('centres');
select private.keep_announced('wishes');
select private.keep_announced('wish_claims');
select private.keep_announced('members');
select private.keep_announced('duties');
select private.keep_announced('grants');
