-- Counts of people per cell, and what of them may be shown. A number below the district's threshold is withheld
-- (null, `suppressed`), unless nobody lives there at all. Sums must not give it away again: a sum above hidden cells
-- stays safe while each of them may still be anything below the threshold. Where it would not, one larger neighbour is
-- hidden along with them, and where there is none, the sum. Which neighbour does not depend on its number, or the
-- numbers shown beside it would tell. Households are not guarded so: how many a building has is public.

-- A district may raise a threshold and never lower it under the law's small numbers.
create function private.threshold(p_settings jsonb, p_name text, p_least int) returns int
language sql immutable set search_path = '' as $$
	select case when value ~ '^\d{1,4}$' then greatest(value::int, p_least) else p_least end
	from (select p_settings #>> array['thresholds', p_name]) as s (value)
$$;

-- Counts of elders, children and members below this are withheld.
create function private.small_number(p_district uuid) returns int
language sql stable security definer set search_path = '' as $$
	select private.threshold(d.settings, 'vulnerable', 10) from public.districts d where d.id = p_district
$$;

-- Counts of households and people below this are withheld.
create function private.small_households(p_district uuid) returns int
language sql stable security definer set search_path = '' as $$
	select private.threshold(d.settings, 'households', 5) from public.districts d where d.id = p_district
$$;

-- One row per cell of the plan in force and per community, as it is and as everybody may see it.
create function private.count_totals(p_district uuid) returns table (id uuid, exact jsonb, shown jsonb)
language sql stable security definer set search_path = '' as $$
	with measures as materialized (
		select * from (values
			('households', private.small_households(p_district), false), ('people', private.small_households(p_district), true),
			('elders', private.small_number(p_district), true), ('children', private.small_number(p_district), true)) as m (name, least, guarded)
	), stairs as materialized (
		select c.id, c.parent_id, c.community_id, c.lineage_id, coalesce(sum(u.households), 0)::int as households,
			coalesce(sum(u.people), 0)::int as people, coalesce(sum(u.elders), 0)::int as elders, coalesce(sum(u.children), 0)::int as children
		from public.plans pl
			join public.cells c on c.plan_id = pl.id and c.level = 3
			left join public.cell_units cu on cu.plan_id = pl.id and cu.cell_id = c.id
			left join public.units u on u.id = cu.unit_id
		where pl.district_id = p_district and pl.status = 'effective'
		group by c.id
	), parts as materialized (
		select s.id, s.parent_id, s.community_id, m.name, m.least, m.guarded, v.value, v.value < m.least and s.households + s.people > 0 as small
		from stairs s cross join measures m cross join lateral (select case m.name when 'households' then s.households
			when 'people' then s.people when 'elders' then s.elders else s.children end as value) v
	), areas as materialized (
		select a.*, a.guarded and a.hidden > 0 and a.hidden_sum not between a.least - 1 and (a.hidden - 1) * (a.least - 1) as unsafe
		from (
			select p.parent_id as id, p.community_id, p.name, p.least, p.guarded, sum(p.value)::int as value,
				count(*) filter (where p.small) as hidden, coalesce(sum(p.value) filter (where p.small), 0) as hidden_sum
			from parts p group by p.parent_id, p.community_id, p.name, p.least, p.guarded
		) a
	), companions as materialized (
		select distinct on (p.parent_id, p.name) p.parent_id as area_id, p.name, p.id
		from areas a join parts p on p.parent_id = a.id and p.name = a.name
		where a.unsafe and not p.small and p.value >= greatest(a.least, 2 * a.least - 1 - a.hidden_sum)
		order by p.parent_id, p.name, p.id
	), judged as materialized (
		select a.*, c.id is not null as accompanied, (a.value >= a.least or a.hidden = 0) and (not a.unsafe or c.id is not null) as shown
		from areas a left join companions c on c.area_id = a.id and c.name = a.name
	), unsafe_communities as materialized (
		select j.community_id, j.name from judged j where not j.shown and j.guarded
		group by j.community_id, j.name, j.least
		having sum(j.hidden_sum) not between j.least - 1 and (sum(j.hidden) - 1) * (j.least - 1)
	), companion_areas as materialized (
		select distinct on (j.community_id, j.name) j.community_id, j.name, j.id
		from judged j join unsafe_communities u on u.community_id = j.community_id and u.name = j.name
		where j.shown and j.accompanied order by j.community_id, j.name, j.id
	), figures as (
		select p.id, p.name, p.value, not p.small and c.id is null as shown
		from parts p left join companions c on c.id = p.id and c.name = p.name
		union all
		select j.id, j.name, j.value, j.shown and c.id is null
		from judged j left join companion_areas c on c.id = j.id and c.name = j.name
		union all
		select w.id, m.name, v.value, (v.value >= m.least or w.households + w.people = 0) and (u.name is null or c.id is not null)
		from (
			select c.id, coalesce(sum(u.households), 0)::int as households, coalesce(sum(u.people), 0)::int as people,
				coalesce(sum(u.elders), 0)::int as elders, coalesce(sum(u.children), 0)::int as children
			from public.communities c left join public.units u on u.community_id = c.id
			where c.district_id = p_district group by c.id
		) w cross join measures m
			cross join lateral (select case m.name when 'households' then w.households
				when 'people' then w.people when 'elders' then w.elders else w.children end as value) v
			left join unsafe_communities u on u.community_id = w.id and u.name = m.name
			left join companion_areas c on c.community_id = w.id and c.name = m.name
	)
	select f.id, jsonb_object_agg(f.name, f.value) || '{"suppressed": false}',
		jsonb_object_agg(f.name, case when f.shown then f.value end) || jsonb_build_object('suppressed', not bool_and(f.shown))
	from figures f group by f.id
$$;

-- Counted once for each change of what is counted, at its commit, and not at each look.
create table private.totals (
	id uuid primary key,
	district_id uuid not null references public.districts (id) on delete cascade,
	exact jsonb not null,
	shown jsonb not null
);
create index totals_district on private.totals (district_id);

create table private.uncounted_districts (district_id uuid primary key);

create function private.recount() returns trigger
language plpgsql security definer set search_path = '' as $$
begin
	delete from private.totals t where t.district_id = new.district_id;
	insert into private.totals (id, district_id, exact, shown)
		select c.id, new.district_id, c.exact, c.shown from private.count_totals(new.district_id) c;
	delete from private.uncounted_districts u where u.district_id = new.district_id;
	return null;
end $$;
create constraint trigger recount_at_commit after insert on private.uncounted_districts deferrable initially deferred
	for each row execute function private.recount();

create function private.ask_for_recount() returns trigger
language plpgsql security definer set search_path = '' as $$
begin
	execute format('insert into private.uncounted_districts (district_id) select distinct %I from changed on conflict do nothing', tg_argv[0]);
	return null;
end $$;

-- Drafts are painted all day; only what stands in the plan in force is counted.
create function private.ask_for_recount_in_force() returns trigger
language plpgsql security definer set search_path = '' as $$
begin
	insert into private.uncounted_districts (district_id)
	select distinct p.district_id from public.plans p
	where p.status = 'effective' and p.id in (select c.plan_id from changed c) on conflict do nothing;
	return null;
end $$;

create function private.keep_counted(p_table text, p_district text default 'district_id', p_ask text default 'ask_for_recount') returns void
language plpgsql set search_path = '' as $$
declare
	event text;
begin
	foreach event in array array['insert', 'update', 'delete'] loop
		execute format('create trigger count_%1$s after %1$s on public.%2$I referencing %3$s table as changed
			for each statement execute function private.%5$I(%4$L)',
			event, p_table, case event when 'delete' then 'old' else 'new' end, p_district, p_ask);
	end loop;
end $$;

select private.keep_counted('districts', 'id');
select private.keep_counted('communities');
select private.keep_counted('plans');
select private.keep_counted('cells', p_ask => 'ask_for_recount_in_force');
select private.keep_counted('cell_units', p_ask => 'ask_for_recount_in_force');
select private.keep_counted('units');

-- The totals of these cells and communities (`id` is either's) of a district as the asker may see them.
create function private.shown_totals(p_district uuid, p_ids uuid[]) returns table (id uuid, totals jsonb)
language sql stable security definer set search_path = '' as $$
	with mine as materialized (
		select m.id from private.nodes_where('worker') as m (id)
	), known as materialized (
		select c.id from public.cells c join public.plans p on p.id = c.plan_id and p.status = 'effective'
		where c.district_id = p_district and c.id = any (p_ids) and (c.lineage_id in (select m.id from mine m) or c.community_id in (select m.id from mine m))
		union all select m.id from mine m
	)
	select t.id, case when k.id is null then t.shown else t.exact end
	from private.totals t left join known k on k.id = t.id where t.district_id = p_district and t.id = any (p_ids)
$$;
