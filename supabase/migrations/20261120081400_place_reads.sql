-- Communities and buildings: lists, demand points, and the cards that say whose business a place is.

-- A page is at most 200 rows, whatever was asked for.
create function private.page_size(p_limit int) returns int
language sql immutable set search_path = '' as $$
	select least(greatest(coalesce(p_limit, 50), 0), 200)
$$;

-- What the person typed, to be found anywhere in a text; its own % and _ are letters.
create function private.containing(p_query text) returns text
language sql immutable set search_path = '' as $$
	select '%' || replace(replace(replace(btrim(p_query), '\', '\\'), '%', '\%'), '_', '\_') || '%'
	where btrim(coalesce(p_query, '')) <> ''
$$;

-- Communities by code, those `p_within` the subdistricts that the nodes are or lie in.
create function private.communities_page(p_district uuid, p_within uuid[] default null, p_limit int default 50, p_offset int default 0)
returns jsonb
language sql stable security definer set search_path = '' as $$
	with around as materialized (
		select s.id from public.subdistricts s where s.id = any (p_within)
		union
		select c.subdistrict_id from public.communities c where c.id = any (p_within)
		union
		select c.subdistrict_id
		from public.plans p join public.cells e on e.plan_id = p.id join public.communities c on c.id = e.community_id
		where p.district_id = p_district and p.status = 'effective' and e.lineage_id = any (p_within)
	), found as materialized (
		select c.id, c.code, c.name from public.communities c
		where c.district_id = p_district and (p_within is null or c.subdistrict_id in (select a.id from around a))
	), page as materialized (
		select f.id from found f order by f.code, f.name limit private.page_size(p_limit) offset greatest(coalesce(p_offset, 0), 0)
	)
	select jsonb_build_object('total', (select count(*) from found),
		'rows', private.community_rows(p_district, array(select g.id from page g)))
$$;

create function private.point_of(p_point extensions.geometry) returns jsonb
language sql immutable set search_path = '' as $$
	select jsonb_build_array(extensions.st_x(p_point), extensions.st_y(p_point)) where p_point is not null
$$;

-- Those of the buildings in which the asker, as a worker, may know who lives: of the own communities and of the own
-- cells.
create function private.buildings_known(p_buildings uuid[]) returns setof uuid
language sql stable security definer set search_path = '' as $$
	with mine as materialized (
		select n.id from private.nodes_where('worker') as n (id)
	)
	select b.id from public.buildings b
	where b.id = any (p_buildings) and b.community_id in (select m.id from mine m)
	union
	select u.building_id
	from public.units u
		join public.cell_units cu on cu.unit_id = u.id
		join public.plans p on p.id = cu.plan_id and p.status = 'effective'
		join public.cells c on c.plan_id = cu.plan_id and c.id = cu.cell_id and c.level = 3
	where u.building_id = any (p_buildings) and c.lineage_id in (select m.id from mine m)
$$;

-- The stairwell cells that a lineage stands for in the plan in force: itself, or those of the living area.
create function private.stairs_of(p_district uuid, p_lineage uuid) returns setof uuid
language sql stable security definer set search_path = '' as $$
	select s.lineage_id
	from public.plans p
		join public.cells c on c.plan_id = p.id and c.lineage_id = p_lineage
		join public.cells s on s.plan_id = p.id and s.level = 3 and (s.id = c.id or s.parent_id = c.id)
	where p.district_id = p_district and p.status = 'effective'
$$;

-- `p_community` may be a subdistrict as well: then all of its communities.
create function private.buildings_page(
	p_district uuid, p_query text default null, p_community uuid default null, p_lineage uuid default null,
	p_limit int default 50, p_offset int default 0
) returns jsonb
-- Planned anew each time: what was not asked for then costs nothing, and rows come from the index in their order.
language plpgsql stable security definer set search_path = '' set plan_cache_mode = force_custom_plan as $$
declare
	words text := lower(private.containing(p_query));
	-- characters without small letters stand in name and address as they were typed: no need to go through the pinyin
	plain boolean := lower(words) = upper(words) and btrim(p_query) !~ '[ -~]';
	here uuid[];
	communities uuid[] := array(select c.id from public.communities c where p_community in (c.id, c.subdistrict_id));
	-- what is searched is gone through once, and what is not comes from the index in its order
	searched uuid[];
begin
	if p_lineage is not null then
		here := array(
			select u.building_id
			from public.plans p
				join public.cells c on c.plan_id = p.id and c.lineage_id = any (array(select private.stairs_of(p_district, p_lineage)))
				join public.cell_units cu on cu.plan_id = p.id and cu.cell_id = c.id
				join public.units u on u.id = cu.unit_id
			where p.district_id = p_district and p.status = 'effective');
	end if;
	if words is not null then
		searched := array(
			select b.id from public.buildings b
			where b.district_id = p_district
				and case when plain then b.name like words or b.address like words else b.search_text like words end
				and (p_community is null or b.community_id = any (communities))
				and (p_lineage is null or b.id = any (here))
			order by b.name, b.id);
	end if;
	return (
	with found as not materialized (
		select b.id, b.name
		from public.buildings b
		where b.district_id = p_district
			and (p_community is null or b.community_id = any (communities))
			and (p_lineage is null or b.id = any (here))
	), leaf as materialized (
		select s.id from unnest(searched) with ordinality as s (id, place)
		where s.place > greatest(coalesce(p_offset, 0), 0) and s.place <= greatest(coalesce(p_offset, 0), 0) + private.page_size(p_limit)
		union all
		(select f.id from found f where words is null
			order by f.name, f.id limit private.page_size(p_limit) offset greatest(coalesce(p_offset, 0), 0))
	), page as materialized (
		select b.*, row_number() over (order by b.name, b.id) as place
		from public.buildings b where b.id in (select l.id from leaf l)
	), counted as (
		select u.building_id, count(*) as units, sum(u.households) as households, sum(u.elders) as elders
		from public.units u where u.building_id in (select g.id from page g) group by u.building_id
	), known as materialized (
		select k.id from private.buildings_known(array(select l.id from leaf l)) as k (id)
	)
	select jsonb_build_object('total', case when words is null then (select count(*) from found) else cardinality(searched) end, 'rows', coalesce((
		select jsonb_agg(jsonb_build_object('id', g.id, 'name', g.name, 'address', g.address, 'kind', g.kind,
			'communityId', g.community_id, 'communityName', c.name, 'door', private.point_of(g.door), 'units', coalesce(n.units, 0),
			'households', case when k.id is not null then coalesce(n.households, 0) end,
			'elders', case when k.id is not null then coalesce(n.elders, 0) end, 'estimated', g.estimated) order by g.place)
		from page g join public.communities c on c.id = g.community_id
			left join counted n on n.building_id = g.id left join known k on k.id = g.id), '[]')));
end $$;

-- Parallel lists, one entry per building with households whose door lies within the radius, and some of those just
-- outside: `doors` is flat (lng, lat, lng, lat …). How many households a building has is public; `elders` is null where
-- the asker is no worker.
create function private.demand_points(p_district uuid, p_lng double precision, p_lat double precision, p_radius_m double precision)
returns jsonb
language sql stable security definer set search_path = '' as $$
	with box as materialized (
		-- a degree is a little longer than 111 km
		select extensions.st_expand(extensions.st_setsrid(extensions.st_makepoint(p_lng, p_lat), 4326),
			p_radius_m / 111000 / greatest(cos(radians(p_lat)), 0.01), p_radius_m / 111000) as area
	), near as materialized (
		select b.id, b.door from box join public.buildings b on b.door operator(extensions.&&) box.area where b.district_id = p_district
	), known as materialized (
		-- asked for nobody where the asker works nowhere
		select k.id from private.buildings_known(array(
			select n.id from near n where exists (select from private.my_grants() g where g.role = 'worker'))) as k (id)
	), points as materialized (
		select n.id, extensions.st_x(n.door) as lng, extensions.st_y(n.door) as lat, l.households, case when k.id is not null then l.elders end as elders
		from (
			select u.building_id, sum(u.households) as households, sum(u.elders) as elders
			from public.units u where u.building_id in (select n.id from near n) group by u.building_id having sum(u.households) > 0
		) l join near n on n.id = l.building_id left join known k on k.id = n.id
	)
	select jsonb_build_object(
		'buildingIds', coalesce((select jsonb_agg(p.id order by p.id) from points p), '[]'),
		'households', coalesce((select jsonb_agg(p.households order by p.id) from points p), '[]'),
		'elders', coalesce((select jsonb_agg(p.elders order by p.id) from points p), '[]'),
		'doors', coalesce((select jsonb_agg(c.value order by p.id, c.axis) from points p
			cross join lateral (values (0, p.lng), (1, p.lat)) as c (axis, value)), '[]'))
$$;

-- Who is responsible on these nodes. The name is shown where it is a public one, where the member shows identity, or
-- to the workers of the node; the phone to those workers only.
create function private.duties_on(p_nodes uuid[]) returns jsonb
language sql stable security definer set search_path = '' as $$
	select coalesce(jsonb_agg(jsonb_build_object('id', d.id, 'nodeId', d.node_id, 'nodeKind', n.kind, 'duty', d.duty,
		'name', case when d.public_name or m.shows_identity or own.id is not null then coalesce(m.name, d.person_name) end,
		'phone', case when own.id is not null then coalesce(nullif(m.phone, ''), d.person_phone) end,
		'standIn', d.stand_in) order by extensions.nlevel(n.path) desc, d.stand_in, d.duty, d.id), '[]')
	from public.duties d
		join public.nodes n on n.id = d.node_id
		left join public.members m on m.id = d.member_id
		left join (select o.id from private.nodes_where('worker') as o (id)) own on own.id = d.node_id
	where d.node_id = any (p_nodes)
		and d.valid_from <= current_date and (d.valid_until is null or d.valid_until > current_date)
$$;

-- Where a building belongs, and the duties from its own stairs up to the district.
create function private.place_card(p_building uuid) returns jsonb
language plpgsql stable security definer set search_path = '' as $$
declare
	building public.buildings;
	community public.communities;
	cells jsonb;
	area public.cells;
	nodes uuid[];
begin
	select * into building from public.buildings b where b.id = p_building;
	if not found then perform private.refuse('not-found'); end if;
	select * into community from public.communities c where c.id = building.community_id;
	select jsonb_agg(distinct jsonb_build_object('id', c.id, 'lineageId', c.lineage_id, 'name', c.name, 'code', c.code)),
			array_agg(distinct c.lineage_id)
		into cells, nodes
		from public.units u
			join public.plans p on p.district_id = building.district_id and p.status = 'effective'
			join public.cell_units cu on cu.plan_id = p.id and cu.unit_id = u.id
			join public.cells c on c.id = cu.cell_id
		where u.building_id = p_building;
	select a.* into area from public.cells a where a.id = (
		select c.parent_id from public.cells c where c.id = (cells -> 0 ->> 'id')::uuid);
	return jsonb_build_object(
		'building', jsonb_build_object('id', building.id, 'name', building.name, 'address', building.address,
			'door', private.point_of(building.door), 'communityId', building.community_id, 'districtId', building.district_id,
			'units', (select count(*) from public.units u where u.building_id = p_building)),
		'community', jsonb_build_object('id', community.id, 'name', community.name),
		'livingArea', case when area.id is not null then jsonb_build_object('id', area.id, 'lineageId', area.lineage_id,
			'name', area.name, 'code', area.code) end,
		'cell', cells -> 0, 'cells', coalesce(cells, '[]'),
		'duties', private.duties_on(nodes || area.lineage_id || community.id || community.subdistrict_id || community.district_id));
end $$;

-- The building on whose ground the point lies.
create function private.place_at(p_district uuid, p_lng double precision, p_lat double precision) returns uuid
language sql stable security definer set search_path = '' as $$
	select u.building_id from public.parcels p join public.units u on u.id = p.unit_id
	where p.district_id = p_district
		and extensions.st_intersects(p.ground, extensions.st_setsrid(extensions.st_makepoint(p_lng, p_lat), 4326))
	order by u.ordinal limit 1
$$;

-- Members are counted for workers, for officials from the threshold upwards, for nobody else.
create function private.members_counted(p_district uuid, p_lineages uuid[] default null) returns table (lineage_id uuid, n int)
language sql stable security definer set search_path = '' as $$
	with own as materialized (
		select o.id from private.nodes_where('worker') as o (id)
	), counted_for as materialized (
		select o.id from private.nodes_where('official') as o (id)
	)
	select m.lineage_id, case when count(*) >= private.small_number(p_district)
			or m.lineage_id in (select o.id from own o) then count(*)::int end
	from public.members m
	where m.district_id = p_district and (p_lineages is null or m.lineage_id = any (p_lineages))
		and (m.lineage_id in (select o.id from own o) or m.lineage_id in (select c.id from counted_for c))
	group by m.lineage_id
$$;

create function private.wishes_counted(p_district uuid, p_community uuid, p_lineages uuid[]) returns jsonb
language sql stable security definer set search_path = '' as $$
	select jsonb_build_object('open', count(*) filter (where w.state = 'published'),
		'fulfilled', count(*) filter (where w.state in ('confirmed', 'closed')))
	from public.wishes w
	where w.district_id = p_district and (w.community_id = p_community or w.lineage_id = any (p_lineages))
$$;

-- The totals of a community or cell: as they are for the workers of the node, with small numbers withheld for others.
create function private.totals_of(p_id uuid, p_node uuid) returns jsonb
language sql stable security definer set search_path = '' as $$
	select case when private.may('worker', p_node) then t.exact else t.shown end from private.totals t where t.id = p_id
$$;

-- Everybody of the community is counted, in a cell or not: the same people as in its list.
create function private.community_card(p_community public.communities) returns jsonb
language sql stable security definer set search_path = '' as $$
	select jsonb_build_object('id', p_community.id, 'level', 1,
		'parentId', p_community.subdistrict_id, 'communityId', p_community.id,
		'name', p_community.name, 'code', p_community.code, 'kind', 'ordinary',
		'totals', private.totals_of(p_community.id, p_community.id),
		'duties', private.duties_on(array[p_community.id, p_community.subdistrict_id, p_community.district_id]),
		'members', case when private.may('worker', p_community.id)
			then (select count(*) from public.members m where m.community_id = p_community.id) end,
		'wishes', private.wishes_counted(p_community.district_id, p_community.id, null))
$$;

-- A community by its id, a living area or stairwell cell of the plan in force by its lineage.
create function private.cell_card(p_node uuid) returns jsonb
language plpgsql stable security definer set search_path = '' as $$
declare
	community public.communities;
	cell public.cells;
	stairs uuid[];
	upper_nodes uuid[];
begin
	select * into community from public.communities c where c.id = p_node;
	if found then return private.community_card(community); end if;
	select c.* into cell from public.cells c join public.plans p on p.id = c.plan_id and p.status = 'effective'
		where c.lineage_id = p_node;
	if not found then perform private.refuse('not-found'); end if;
	stairs := array(select private.stairs_of(cell.district_id, p_node));
	select array[area.lineage_id, c.id, c.subdistrict_id, c.district_id] into upper_nodes
		from public.communities c left join public.cells area on area.id = cell.parent_id where c.id = cell.community_id;
	return jsonb_build_object('id', cell.id, 'level', cell.level,
		'parentId', coalesce(cell.parent_id, cell.community_id), 'communityId', cell.community_id,
		'name', cell.name, 'code', cell.code, 'kind', cell.kind,
		'totals', private.totals_of(cell.id, p_node),
		'duties', private.duties_on(cell.lineage_id || upper_nodes),
		'members', case when cell.level = 3 or private.may('worker', p_node)
			then (select sum(m.n) from private.members_counted(cell.district_id, stairs) m) end,
		'wishes', private.wishes_counted(cell.district_id, null, stairs));
end $$;

select private.open_door('communities_page', 'anon, authenticated');
select private.open_door('buildings_page', 'anon, authenticated');
select private.open_door('demand_points', 'anon, authenticated');
select private.open_door('place_card', 'anon, authenticated');
select private.open_door('place_at', 'anon, authenticated');
select private.open_door('cell_card', 'anon, authenticated');
