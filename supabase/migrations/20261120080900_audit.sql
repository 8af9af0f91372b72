-- Who changed what, written in the transaction of the change, chained, without the protected values themselves.
-- Kept for at least 180 days: nobody, the owner included, can change an entry or delete a younger one unnoticed.

create table public.audit_entries (
	id uuid primary key default gen_random_uuid(),
	-- no foreign keys: an entry outlives what it tells of
	district_id uuid not null,
	-- the node whose workers and administrators may read the entry
	node_id uuid not null,
	seq bigint generated always as identity unique,
	at timestamptz not null default clock_timestamp(),
	-- null: a job (import, tick, first boot)
	actor_id uuid,
	verb text not null,
	subject_table text not null,
	subject_id uuid not null,
	before jsonb,
	after jsonb,
	reason text not null default '',
	prev_hash text not null,
	hash text not null
);
create index audit_entries_district on public.audit_entries (district_id, seq);
create index audit_entries_subject on public.audit_entries (subject_id, seq);
create index audit_entries_node on public.audit_entries (node_id);

create function private.audit_hash(p_entry public.audit_entries) returns text
language sql immutable set search_path = '' as $$
	select encode(sha256(convert_to(jsonb_build_array(
		p_entry.prev_hash, p_entry.id, p_entry.district_id, p_entry.node_id, extract(epoch from p_entry.at)::text,
		p_entry.actor_id, p_entry.verb, p_entry.subject_table, p_entry.subject_id, p_entry.before, p_entry.after,
		p_entry.reason)::text, 'UTF8')), 'hex')
$$;

-- Adds one entry to the district's chain; verb and reason are those of the running operation unless given.
create function private.audit(
	p_district uuid, p_node uuid, p_verb text, p_table text, p_subject uuid, p_before jsonb, p_after jsonb, p_reason text default null
) returns void
language plpgsql security definer set search_path = '' as $$
declare
	entry public.audit_entries;
begin
	-- one link after the other: writers of a district wait here until the one before has committed
	perform pg_advisory_xact_lock(hashtextextended(p_district::text, 0));
	entry.id := gen_random_uuid();
	entry.district_id := p_district;
	entry.node_id := p_node;
	entry.at := clock_timestamp();
	entry.actor_id := auth.uid();
	entry.verb := coalesce(p_verb, '');
	entry.subject_table := p_table;
	entry.subject_id := p_subject;
	entry.before := p_before;
	entry.after := p_after;
	entry.reason := coalesce(p_reason, current_setting('gezhi.reason', true), '');
	entry.prev_hash := coalesce(
		(select a.hash from public.audit_entries a where a.district_id = p_district order by a.seq desc limit 1), '');
	insert into public.audit_entries (id, district_id, node_id, at, actor_id, verb, subject_table, subject_id, before, after, reason, prev_hash, hash)
	values (entry.id, entry.district_id, entry.node_id, entry.at, entry.actor_id, entry.verb, entry.subject_table,
		entry.subject_id, entry.before, entry.after, entry.reason, entry.prev_hash, private.audit_hash(entry));
end $$;

-- What of a row may stand in the audit: the changed columns, the protected ones by a marker only.
create function private.changed(p_row jsonb, p_other jsonb, p_protected text[]) returns jsonb
language sql immutable set search_path = '' as $$
	select jsonb_object_agg(e.key, case when e.key = any (p_protected) then '"changed"'::jsonb else e.value end)
	from jsonb_each(p_row) e
	where p_other is null or e.value is distinct from p_other -> e.key
$$;

-- Whether rows come from a job: nobody asked, and no stranger at a public form either.
create function private.by_job() returns boolean
language sql stable set search_path = '' as $$
	select auth.uid() is null and coalesce(current_setting('gezhi.stranger', true), '') <> 'yes'
$$;

-- Statement triggers, so that an import of thousands of rows is one entry: what a job inserts (nobody asked) is
-- counted, what a person changes is told row by row. Arguments: the protected columns.
create function private.audit_statement() returns trigger
language plpgsql security definer set search_path = '' as $$
declare
	verb text := coalesce(nullif(current_setting('gezhi.verb', true), ''), lower(tg_op));
	protected text[] := tg_argv::text[];
	pair record;
	place jsonb;
begin
	if tg_op = 'INSERT' and private.by_job() then
		for pair in
			select coalesce(r ->> 'district_id', r ->> 'id')::uuid as district, count(*) as rows
			from (select to_jsonb(n) as r from inserted n) x group by 1
		loop
			perform private.audit(pair.district, pair.district, verb, tg_table_name, pair.district, null,
				jsonb_build_object('rows', pair.rows));
		end loop;
		return null;
	end if;
	for pair in execute case tg_op
		when 'INSERT' then 'select null::jsonb as b, to_jsonb(n) as a from inserted n'
		when 'DELETE' then 'select to_jsonb(o) as b, null::jsonb as a from deleted o'
		else format('select to_jsonb(o) as b, to_jsonb(n) as a from deleted o join inserted n on o.%1$I = n.%1$I
			where to_jsonb(o) is distinct from to_jsonb(n)', case tg_table_name when 'wish_doors' then 'wish_id' else 'id' end)
		end
	loop
		place := coalesce(pair.a, pair.b);
		perform private.audit(
			coalesce(place ->> 'district_id', place ->> 'id')::uuid,
			coalesce(place ->> 'node_id', place ->> 'lineage_id', place ->> 'community_id', place ->> 'district_id', place ->> 'id')::uuid,
			verb, tg_table_name, coalesce(place ->> 'id', place ->> 'wish_id')::uuid,
			private.changed(pair.b, pair.a, protected), private.changed(pair.a, pair.b, protected));
	end loop;
	return null;
end $$;

create function private.keep_audited(p_table text, variadic p_protected text[]) returns void
language plpgsql set search_path = '' as $$
declare
	arguments text := (select string_agg(quote_literal(c), ', ') from unnest(p_protected) c);
begin
	execute format('create trigger audit_insert after insert on public.%I referencing new table as inserted
		for each statement execute function private.audit_statement(%s)', p_table, arguments);
	execute format('create trigger audit_update after update on public.%I referencing old table as deleted new table as inserted
		for each statement execute function private.audit_statement(%s)', p_table, arguments);
	execute format('create trigger audit_delete after delete on public.%I referencing old table as deleted
		for each statement execute function private.audit_statement(%s)', p_table, arguments);
end $$;

select private.keep_audited('districts', 'bounds');
select private.keep_audited('plans', 'created_by');
select private.keep_audited('grants', 'reason');
select private.keep_audited('members', 'name', 'phone', 'home_unit_id', 'user_id');
select private.keep_audited('duties', 'person_name', 'person_phone', 'member_id');
select private.keep_audited('centres', 'position');
select private.keep_audited('wishes', 'public_text');
select private.keep_audited('wish_doors', 'author_id', 'building_id', 'unit_id', 'door', 'raw_text', 'person_name', 'person_phone',
	'proxy_name');
select private.keep_audited('wish_claims', 'user_id', 'member_id');

create function private.refuse_audit_change() returns trigger
language plpgsql set search_path = '' as $$
begin
	if tg_op = 'DELETE' and old.at < now() - interval '180 days' then return old; end if;
	perform private.refuse('audit-is-append-only');
	return null;
end $$;
create trigger append_only before update or delete on public.audit_entries
	for each row execute function private.refuse_audit_change();
create trigger append_only_all before truncate on public.audit_entries
	for each statement execute function private.refuse_audit_change();

-- The first broken entry of each district's chain; no row when every chain is whole. The oldest entry kept is taken
-- on trust, because those before it may have been deleted after 180 days.
create function private.verify_audit_chain() returns table (district_id uuid, seq bigint)
language sql stable security definer set search_path = '' as $$
	select e.district_id, min(e.seq)
	from (
		select a.district_id, a.seq, a.hash is distinct from private.audit_hash(a)
			or a.prev_hash is distinct from lag(a.hash, 1, a.prev_hash) over (partition by a.district_id order by a.seq) as broken
		from public.audit_entries a
	) e
	where e.broken group by e.district_id
$$;
