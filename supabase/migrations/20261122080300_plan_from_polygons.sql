-- Polygons from elsewhere. The server lays them on the buildings that `polygon_ground` tells of; what comes of it
-- becomes a draft whole or not at all. `plan_outline` is the other way: what the outlines of a plan are exported from.

-- The buildings of a community with their footprints, for its workers; without ground only what its page says.
create function private.polygon_ground(p_community uuid, p_whole boolean default true) returns jsonb
language plpgsql stable security definer set search_path = '' as $$
declare
	place public.communities;
begin
	if not private.may('worker', p_community) then perform private.refuse('not-permitted'); end if;
	select * into place from public.communities c where c.id = p_community;
	if not found then perform private.refuse('not-found'); end if;
	return (
		with stairs as materialized (
			select u.building_id, jsonb_agg(jsonb_build_array(u.ordinal, u.households) order by u.number) as units
			from public.units u where u.community_id = p_community group by u.building_id
		)
		select jsonb_build_object('id', place.id, 'name', place.name, 'districtId', place.district_id,
			'boundary', extensions.st_asgeojson(place.boundary, 7)::jsonb,
			'buildings', case when p_whole then (select coalesce(jsonb_agg(jsonb_build_object('name', b.name,
					'door', jsonb_build_array(extensions.st_x(b.door), extensions.st_y(b.door)),
					'footprint', extensions.st_asgeojson(b.footprint, 7)::jsonb, 'units', s.units) order by s.units -> 0 -> 0), '[]')
				from public.buildings b join stairs s on s.building_id = b.id where b.community_id = p_community) else '[]' end));
end $$;

-- A draft of the cells that polygons gave, in one transaction with everything in it. What it begins and what it paints
-- are operations of their own, so that both stand in the audit as what they are.
create function private.plan_from_cells(p_operation uuid, p_community uuid, p_name text, p_changes jsonb) returns jsonb
language plpgsql security definer set search_path = '' as $$
declare
	earlier jsonb := private.begin_operation(p_operation, 'plan_from_cells', jsonb_build_array(p_community, p_name, p_changes));
	plan uuid;
begin
	if earlier is not null then return earlier; end if;
	plan := (private.begin_plan(md5(p_operation::text || 'begin_plan')::uuid, p_community, p_name, true) ->> 'id')::uuid;
	if jsonb_array_length(coalesce(p_changes -> 'created', '[]')) = 0 then perform private.refuse('no-cells-in-file'); end if;
	perform private.edit_plan(md5(p_operation::text || 'edit_plan')::uuid, plan, 'import', p_changes);
	return private.finish_operation(p_operation, (select jsonb_build_object('id', p.id, 'version', p.version) from public.plans p where p.id = plan));
exception when invalid_parameter_value then
	perform private.refuse('step-unfit');
	return null;
end $$;

-- Cells and units of a plan, for whoever may see it. How many households a cell has is told as on the map: not below
-- the district's threshold. Of an edition one community alone may be asked for.
create function private.plan_outline(p_plan uuid, p_community uuid default null) returns jsonb
language plpgsql stable security definer set search_path = '' as $$
declare
	plan public.plans := private.open_plan(p_plan);
	least int := private.small_households(plan.district_id);
	within uuid := coalesce(plan.community_id, p_community);
begin
	return (
		with parts as materialized (
			select c.*, row_number() over (order by c.level, c.code, c.name, c.id) - 1 as place
			from public.cells c where c.plan_id = plan.id and (within is null or c.community_id = within)
		), held as materialized (
			select p.place, p.parent_id, u.ordinal, u.building_id, u.households
			from public.cell_units cu join parts p on p.id = cu.cell_id join public.units u on u.id = cu.unit_id where cu.plan_id = plan.id
		), sums as materialized (
			select h.place, count(distinct h.building_id)::int as buildings, count(*)::int as units, sum(h.households)::int as households
			from held h group by h.place
			union all
			select a.place, count(distinct h.building_id)::int, count(*)::int, sum(h.households)::int
			from held h join parts a on a.id = h.parent_id group by a.place
		)
		select jsonb_build_object(
			'plan', jsonb_build_object('id', plan.id, 'name', plan.name, 'status', plan.status, 'version', plan.version,
				'effectiveFrom', plan.effective_from, 'effectiveUntil', plan.effective_until),
			'community', (select c.name from public.communities c where c.id = within and c.district_id = plan.district_id),
			'district', (select jsonb_build_object('name', d.name, 'attribution', d.attribution, 'householdsEstimated', d.households_estimated)
				from public.districts d where d.id = plan.district_id),
			'parcels', (select a.hash from public.street_artefacts a where a.district_id = plan.district_id and a.kind = 'parcels'),
			'cells', (select coalesce(jsonb_agg(jsonb_build_object('level', p.level, 'name', p.name, 'code', p.code, 'kind', p.kind,
					'validUntil', p.valid_until, 'parent', a.place, 'buildings', coalesce(s.buildings, 0), 'units', coalesce(s.units, 0),
					'households', case when coalesce(s.households, 0) = 0 then 0 when s.households >= least then s.households end) order by p.place), '[]')
				from parts p left join parts a on a.id = p.parent_id left join sums s on s.place = p.place),
			'units', (select jsonb_build_object('ordinal', coalesce(jsonb_agg(h.ordinal order by h.ordinal), '[]'),
					'cell', coalesce(jsonb_agg(h.place order by h.ordinal), '[]')) from held h)));
end $$;

select private.open_door('polygon_ground', 'authenticated');
select private.open_door('plan_from_cells', 'authenticated');
select private.open_door('plan_outline', 'anon, authenticated');
