-- What the map asks once: the district, its cells and centres, and which units make a cell.

-- To six digits: about 10 cm.
create function private.bounds_of(p_polygon extensions.geometry) returns jsonb
language sql immutable set search_path = '' as $$
	select jsonb_build_array(round(extensions.st_xmin(p_polygon)::numeric, 6), round(extensions.st_ymin(p_polygon)::numeric, 6),
		round(extensions.st_xmax(p_polygon)::numeric, 6), round(extensions.st_ymax(p_polygon)::numeric, 6))
	where p_polygon is not null
$$;

create function private.district_list() returns jsonb
language sql stable security definer set search_path = '' as $$
	select coalesce(jsonb_agg(jsonb_build_object('id', d.id, 'name', d.name, 'nameEn', d.name_en, 'isDemo', d.is_demo,
		'bounds', private.bounds_of(d.bounds)) order by d.created_at, d.id), '[]')
	from public.districts d
$$;

create function private.my_roles(p_district uuid) returns jsonb
language sql stable security definer set search_path = '' as $$
	select coalesce(jsonb_agg(jsonb_build_object('role', g.role, 'nodeId', g.node_id, 'kind', g.kind) order by g.role, g.node_id), '[]')
	from private.my_grants() g where g.district_id = p_district
$$;

-- Everybody may know all of it, so that whoever read it once may keep it while its version is the same.
create function private.centres_version(p_district uuid) returns text
language sql stable security definer set search_path = '' as $$
	select coalesce((select s.stamp from private.centre_stamps s where s.district_id = p_district), 'none')
$$;

create function private.centres_of(p_district uuid) returns jsonb
language sql stable security definer set search_path = '' as $$
	with items as (
		select i.centre_id, jsonb_agg(i.name order by i.name) as names
		from public.service_items i where i.district_id = p_district group by i.centre_id
	), hours as (
		select h.centre_id, jsonb_agg(jsonb_build_object('weekday', h.weekday, 'opensMinute', h.opens_minute,
			'closesMinute', h.closes_minute) order by h.weekday, h.opens_minute) as spans
		from public.opening_hours h where h.district_id = p_district group by h.centre_id
	)
	select coalesce(jsonb_agg(jsonb_build_object('id', c.id, 'name', c.name, 'kind', c.kind, 'status', c.status,
		'communityId', c.community_id, 'communityName', m.name, 'address', c.address,
		'position', jsonb_build_array(extensions.st_x(c.position), extensions.st_y(c.position)),
		'areaM2', c.area_m2, 'floor', c.floor, 'phone', c.phone, 'items', coalesce(items.names, '[]'),
		'hours', coalesce(hours.spans, '[]'), 'version', c.version) order by c.name, c.id), '[]')
	from public.centres c left join items on items.centre_id = c.id left join hours on hours.centre_id = c.id
		left join public.communities m on m.id = c.community_id
	where c.district_id = p_district
$$;

-- The nodes on which somebody holds a duty today.
create function private.filled_nodes(p_district uuid) returns setof uuid
language sql stable security definer set search_path = '' as $$
	select distinct d.node_id from public.duties d
	where d.district_id = p_district and d.valid_from <= current_date and (d.valid_until is null or d.valid_until > current_date)
$$;

-- The same of a few nodes.
create function private.filled_among(p_nodes uuid[]) returns setof uuid
language sql stable security definer set search_path = '' as $$
	select distinct d.node_id from public.duties d
	where d.node_id = any (p_nodes) and d.valid_from <= current_date and (d.valid_until is null or d.valid_until > current_date)
$$;

-- A cell as the tree has it; `below` counts the stairwell cells of a living area.
create function private.cell_row(p_cell uuid, p_totals jsonb, p_vacant boolean) returns jsonb
language sql stable security definer set search_path = '' as $$
	select jsonb_build_object('id', c.id, 'lineageId', c.lineage_id, 'level', c.level,
		'parentId', coalesce(c.parent_id, c.community_id), 'communityId', c.community_id, 'name', c.name, 'code', c.code,
		'kind', c.kind, 'totals', p_totals, 'vacant', p_vacant,
		'below', (select count(*) from public.cells s where s.plan_id = c.plan_id and s.parent_id = c.id))
	from public.cells c where c.id = p_cell
$$;

-- The living areas of a plan, by code.
create function private.area_rows(p_plan public.plans) returns jsonb
language sql stable security definer set search_path = '' as $$
	with areas as materialized (
		select c.id, c.lineage_id, c.code from public.cells c where c.plan_id = p_plan.id and c.level = 2
	), shown as materialized (
		select t.id, t.totals from private.shown_totals(p_plan.district_id, array(select a.id from areas a)) t
	), filled as materialized (
		select private.filled_nodes(p_plan.district_id) as id
	)
	select coalesce(jsonb_agg(private.cell_row(a.id, s.totals, f.id is null) order by a.code), '[]')
	from areas a left join shown s on s.id = a.id left join filled f on f.id = a.lineage_id
$$;

create function private.is_public_plan(p_status text) returns boolean
language sql immutable set search_path = '' as $$
	select p_status in ('published', 'enacted', 'effective', 'retired')
$$;

-- The plan, where the asker may see it: a published one everybody, a draft the district's workers and administrators.
create function private.open_plan(p_plan uuid) returns public.plans
language plpgsql stable security definer set search_path = '' as $$
declare
	plan public.plans;
begin
	select * into plan from public.plans p
	where p.id = p_plan and (private.is_public_plan(p.status)
		or private.may('worker', coalesce(p.community_id, p.district_id)) or private.may('administrator', coalesce(p.community_id, p.district_id)));
	if not found then perform private.refuse('not-found'); end if;
	return plan;
end $$;

-- Whether a district has so few communities that whoever asks for it is told all of them; else a list begins with
-- subdistricts.
create function private.knows_communities(p_district uuid) returns boolean
language sql stable security definer set search_path = '' as $$
	select count(*) <= 40 from public.communities c where c.district_id = p_district
$$;

-- `below` counts the communities.
create function private.subdistrict_rows(p_district uuid) returns jsonb
language sql stable security definer set search_path = '' as $$
	select coalesce(jsonb_agg(jsonb_build_object('id', s.id, 'name', s.name, 'code', s.code, 'below', coalesce(n.n, 0)) order by s.code, s.name), '[]')
	from public.subdistricts s left join (
		select c.subdistrict_id, count(*) as n from public.communities c where c.district_id = p_district group by c.subdistrict_id
	) n on n.subdistrict_id = s.id
	where s.district_id = p_district
$$;

-- These communities as the tree has them, by code; `below` counts the living areas.
create function private.community_rows(p_district uuid, p_ids uuid[]) returns jsonb
language sql stable security definer set search_path = '' as $$
	with shown as materialized (
		select t.id, t.totals from private.shown_totals(p_district, p_ids) t
	), beneath as materialized (
		select c.community_id, count(*) as n from public.plans p join public.cells c on c.plan_id = p.id
		where p.district_id = p_district and p.status = 'effective' and c.community_id = any (p_ids) and c.level = 2
		group by c.community_id
	)
	select coalesce(jsonb_agg(jsonb_build_object('id', c.id, 'subdistrictId', c.subdistrict_id, 'name', c.name, 'code', c.code,
		'bounds', private.bounds_of(c.boundary), 'totals', s.totals, 'below', coalesce(b.n, 0)) order by c.code, c.name), '[]')
	from public.communities c join shown s on s.id = c.id left join beneath b on b.community_id = c.id
	where c.id = any (p_ids)
$$;

-- Stairwell cells are not in it: the map has them in its tiles, the list asks for those of one living area (cells_page).
-- Communities and living areas are in it as long as they are few; of a larger district the list asks for those of one
-- subdistrict (communities_page) and of one community, too. Centres have a question of their own (centres_of).
create function private.map_view(p_district uuid) returns jsonb
language plpgsql stable security definer set search_path = '' as $$
declare
	district public.districts;
	plan public.plans;
	areas int;
	known jsonb := '[]';
	most_areas constant int := 200;
begin
	select * into district from public.districts d where d.id = p_district;
	if not found then perform private.refuse('not-found'); end if;
	select * into plan from public.plans p where p.district_id = p_district and p.status = 'effective';
	areas := (select count(*) from public.cells c where c.plan_id = plan.id and c.parent_id is null);
	if areas <= most_areas then known := private.area_rows(plan); end if;
	return jsonb_build_object(
		'communities', case when private.knows_communities(p_district)
			then private.community_rows(p_district, array(select c.id from public.communities c where c.district_id = p_district)) else '[]' end,
		'cells', known,
		'district', jsonb_build_object('id', district.id, 'name', district.name, 'nameEn', district.name_en, 'isDemo', district.is_demo,
			'source', district.source, 'attribution', district.attribution, 'householdsEstimated', district.households_estimated,
			'bounds', private.bounds_of(district.bounds), 'timeZone', district.time_zone, 'settings', district.settings, 'version', district.version),
		'me', jsonb_build_object('userId', private.caller(), 'roles', private.my_roles(p_district)),
		'subdistricts', private.subdistrict_rows(p_district),
		'plan', case when plan.id is not null then jsonb_build_object('id', plan.id, 'name', plan.name, 'status', plan.status,
			'effectiveFrom', plan.effective_from, 'version', private.plan_version(plan.id), 'areaCount', areas,
			'cellCount', (select count(*) from public.cells c where c.plan_id = plan.id and c.parent_id is not null)) end,
		'centresVersion', private.centres_version(p_district),
		'openCentres', (select count(*) from public.centres c where c.district_id = p_district and c.status = 'open'),
		'artefacts', (select jsonb_build_object('network', max(a.hash) filter (where a.kind = 'network'),
			'parcels', max(a.hash) filter (where a.kind = 'parcels'), 'basemap', max(a.hash) filter (where a.kind = 'basemap'))
			from public.street_artefacts a where a.district_id = p_district));
end $$;

-- `cells` are those of level 3 by code (those of a draft may have none); `units[ordinal]` is an index into them, -1 for a unit without a cell.
create function private.plan_assignment(p_plan uuid) returns jsonb
language plpgsql stable security definer set search_path = '' as $$
declare
	district uuid;
	answer jsonb;
begin
	district := (private.open_plan(p_plan)).district_id;
	with numbered as materialized (
		select c.id, row_number() over (order by c.code, c.id) - 1 as place from public.cells c where c.plan_id = p_plan and c.level = 3
	)
	select jsonb_build_object(
		'cells', (select coalesce(jsonb_agg(n.id order by n.place), '[]') from numbered n),
		'units', (select coalesce(jsonb_agg(coalesce(n.place, -1) order by o.ordinal), '[]')
			from generate_series(0, (select max(u.ordinal) from public.units u where u.district_id = district)) as o (ordinal)
				left join public.units u on u.district_id = district and u.ordinal = o.ordinal
				left join public.cell_units cu on cu.plan_id = p_plan and cu.unit_id = u.id
				left join numbered n on n.id = cu.cell_id)
	) into answer;
	return answer;
end $$;

-- The tree that grants hang on, of its cells those of one community; a cell bears the name it has in the plan in force.
create function private.nodes_of(p_district uuid, p_community uuid default null) returns jsonb
language sql stable security definer set search_path = '' as $$
	select coalesce(jsonb_agg(jsonb_build_object('id', n.id, 'kind', n.kind, 'parentId', n.parent_id,
		'name', coalesce(d.name, s.name, c.name, cell.name, '')) order by n.path), '[]')
	from public.nodes n
		left join public.districts d on d.id = n.id
		left join public.subdistricts s on s.id = n.id
		left join public.communities c on c.id = n.id
		left join public.plans p on p.district_id = p_district and p.status = 'effective'
		left join public.cells cell on cell.plan_id = p.id and cell.lineage_id = n.id
	where n.district_id = p_district and (n.kind <> 'lineage' or n.parent_id = p_community)
$$;

-- The bytes of an artefact as base64 without line breaks; null when there is none of this hash.
create function private.artefact(p_hash text) returns text
language sql stable security definer set search_path = '' as $$
	select translate(encode(a.body, 'base64'), E'\n', '') from public.street_artefacts a where a.hash = p_hash limit 1
$$;

select private.open_door('district_list', 'anon, authenticated');
select private.open_door('map_view', 'anon, authenticated');
select private.open_door('centres_of', 'anon, authenticated');
select private.open_door('plan_assignment', 'anon, authenticated');
select private.open_door('nodes_of', 'anon, authenticated');
select private.open_door('artefact', 'anon, authenticated');
