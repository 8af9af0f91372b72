-- The cells of a plan as vector tiles. The server merges the parcels and cuts the tiles; what may be seen is decided
-- here. A plan's tiles bear a version in their address: another one after every change of what they show.

create table private.plan_stamps (
	plan_id uuid primary key references public.plans (id) on delete cascade,
	-- random, not counted: a restored database must not give out a number that some browser keeps other tiles under
	stamp text not null,
	-- one transaction stamps a plan once, however many statements it has
	written_by bigint not null
);
alter table private.plan_stamps enable row level security;

create function private.stamp_plans(p_plans uuid[]) returns void
language sql security definer set search_path = '' as $$
	insert into private.plan_stamps as s (plan_id, stamp, written_by)
	select p.id, left(replace(gen_random_uuid()::text, '-', ''), 12), txid_current()
	from public.plans p where p.id = any (p_plans) order by p.id
	on conflict (plan_id) do update set stamp = excluded.stamp, written_by = excluded.written_by
	where s.written_by <> excluded.written_by
$$;

-- The argument names the column that says which plan changed, or whose district's plans did.
create function private.stamp_changed() returns trigger
language plpgsql security definer set search_path = '' as $$
declare
	plans uuid[];
begin
	execute case tg_argv[0] when 'district_id'
		then 'select array_agg(p.id) from public.plans p where p.district_id in (select c.district_id from changed c)'
		else format('select array_agg(distinct c.%I) from changed c', tg_argv[0]) end into plans;
	perform private.stamp_plans(plans);
	return null;
end $$;

create function private.keep_stamped(p_table text, p_by text) returns void
language plpgsql set search_path = '' as $$
declare
	event text;
begin
	foreach event in array array['insert', 'update', 'delete'] loop
		execute format('create trigger stamp_%1$s after %1$s on public.%2$I referencing %3$s table as changed
			for each statement execute function private.stamp_changed(%4$L)',
			event, p_table, case event when 'delete' then 'old' else 'new' end, p_by);
	end loop;
end $$;

select private.keep_stamped('plans', 'id');
select private.keep_stamped('cells', 'plan_id');
select private.keep_stamped('cell_units', 'plan_id');
select private.keep_stamped('communities', 'district_id');
select private.keep_stamped('street_artefacts', 'district_id');
select private.keep_stamped('duties', 'district_id');

-- The stamp, and the last day on which a duty began or ended: cells become vacant by the calendar, too.
create function private.plan_version(p_plan uuid) returns text
language sql stable security definer set search_path = '' as $$
	-- two questions that each have an index of their own
	select s.stamp || '-' || coalesce(to_char(greatest(
		(select max(d.valid_from) from public.duties d where d.district_id = p.district_id and d.valid_from <= current_date),
		(select max(d.valid_until) from public.duties d where d.district_id = p.district_id and d.valid_until <= current_date)),
		'YYYYMMDD'), '0')
	from public.plans p join private.plan_stamps s on s.plan_id = p.id where p.id = p_plan
$$;

-- Whether the asker may see the tiles of a plan, whether everybody may, and which ones are the latest.
create function private.plan_tiles(p_plan uuid) returns jsonb
language plpgsql stable security definer set search_path = '' as $$
declare
	plan public.plans := private.open_plan(p_plan);
begin
	return jsonb_build_object('version', private.plan_version(plan.id), 'isPublic', private.is_public_plan(plan.status));
end $$;

-- All that the tiles of a plan are cut from. `cells` and `units` are in the order of plan_assignment; `area` is an
-- index into `areas`. A proposal has one community, cells without a code, and new ones whose only name is their own id.
create function private.plan_ground(p_plan uuid) returns jsonb
language plpgsql stable security definer set search_path = '' as $$
declare
	plan public.plans := private.open_plan(p_plan);
	answer jsonb;
begin
	with filled as materialized (
		select private.filled_nodes(plan.district_id) as id
	), areas as materialized (
		select c.*, row_number() over (order by c.code, c.id) - 1 as place from public.cells c where c.plan_id = plan.id and c.level = 2
	)
	select jsonb_build_object(
		'parcels', (select a.hash from public.street_artefacts a where a.district_id = plan.district_id and a.kind = 'parcels'),
		'communities', (select coalesce(jsonb_agg(jsonb_build_object('node', c.id, 'id', c.id, 'name', c.name, 'code', c.code,
				'vacant', false, 'boundary', extensions.st_asgeojson(c.boundary, 7)::jsonb) order by c.code, c.id), '[]')
			from public.communities c where c.district_id = plan.district_id and c.id = coalesce(plan.community_id, c.id)),
		'areas', (select coalesce(jsonb_agg(jsonb_build_object('node', coalesce(a.lineage_id, a.id), 'id', a.id, 'name', a.name, 'code', coalesce(a.code, ''),
				'vacant', f.id is null, 'community', a.community_id) order by a.place), '[]')
			from areas a left join filled f on f.id = a.lineage_id),
		'cells', (select coalesce(jsonb_agg(jsonb_build_object('node', coalesce(c.lineage_id, c.id), 'id', c.id, 'name', c.name, 'code', coalesce(c.code, ''),
				'vacant', f.id is null, 'area', a.place) order by c.code, c.id), '[]')
			from public.cells c join areas a on a.id = c.parent_id left join filled f on f.id = c.lineage_id
			where c.plan_id = plan.id and c.level = 3),
		'units', private.plan_assignment(plan.id) -> 'units'
	) into answer;
	return answer || private.plan_tiles(plan.id);
end $$;

-- Cells of the plan in force within the nodes: of a living area its stairwell cells, of a stairwell cell those beside it,
-- of a community what it holds; with them the living areas of the communities that the nodes belong to.
create function private.cells_within(p_plan uuid, p_nodes uuid[]) returns setof uuid
language sql stable security definer set search_path = '' as $$
	with areas as materialized (
		select coalesce(c.parent_id, c.id) as id from public.cells c where c.plan_id = p_plan and c.lineage_id = any (p_nodes)
		union
		select c.id from public.cells c where c.plan_id = p_plan and c.community_id = any (p_nodes) and c.level = 2
	)
	select c.id from public.cells c where c.plan_id = p_plan and c.parent_id in (select a.id from areas a)
	union all
	select c.id from public.cells c where c.plan_id = p_plan and c.level = 2 and c.community_id in (
		select e.community_id from areas a join public.cells e on e.id = a.id union select n.id from unnest(p_nodes) as n (id))
$$;

-- Stairwell cells of the plan in force by code, those `p_within` the nodes (cells_within) and those whose name or code is
-- asked for; of one level only where it is named.
create function private.cells_page(
	p_district uuid, p_within uuid[] default null, p_query text default null, p_limit int default 50, p_offset int default 0,
	p_level int default null
) returns jsonb
-- Planned anew each time: what was not asked for then costs nothing.
language plpgsql stable security definer set search_path = '' set plan_cache_mode = force_custom_plan as $$
declare
	words text := private.containing(p_query);
	plan uuid := (select p.id from public.plans p where p.district_id = p_district and p.status = 'effective');
	within uuid[];
begin
	if p_within is not null then within := array(select private.cells_within(plan, p_within)); end if;
	return (
	with found as materialized (
		select c.id, c.code, c.lineage_id from public.cells c
		where c.plan_id = plan and case when within is null then c.level = 3 else c.id = any (within) end
			and (words is null or c.name ilike words or c.code ilike words) and (p_level is null or c.level = p_level)
	), page as materialized (
		select f.* from found f order by f.code, f.id limit private.page_size(p_limit) offset greatest(coalesce(p_offset, 0), 0)
	), shown as materialized (
		select t.id, t.totals from private.shown_totals(p_district, array(select g.id from page g)) t
	), filled as materialized (
		select private.filled_among(array(select g.lineage_id from page g)) as id
	)
	select jsonb_build_object('total', (select count(*) from found), 'rows', coalesce((
		select jsonb_agg(private.cell_row(g.id, s.totals, f.id is null) order by g.code, g.id)
		from page g left join shown s on s.id = g.id left join filled f on f.id = g.lineage_id), '[]')));
end $$;

select private.open_door('plan_tiles', 'anon, authenticated');
select private.open_door('plan_ground', 'anon, authenticated');
select private.open_door('cells_page', 'anon, authenticated');
