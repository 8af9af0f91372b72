-- What the pages of plans ask: a plan with its cells and their figures, the turns it took, two plans side by side.
--
-- How many households live behind a stair is public, so any sum of them is. How many people live in the cells of any
-- grid but the one in force is for the community's own workers alone: by the difference of two grids small numbers could
-- be told, and no threshold helps against that. An edition's figures are those of its own time: of today where it is in
-- force, else of the day on which another took its place.

-- Who did what when; others learn the day of what is public.
create function private.plan_turns(p_plan public.plans, p_insider boolean) returns jsonb
language sql stable security definer set search_path = '' as $$
	select coalesce(jsonb_agg(jsonb_build_object('at', a.at, 'from', a.before ->> 'status', 'to', a.after ->> 'status',
		'day', a.after ->> 'effective_from', 'reason', case when p_insider then a.reason else '' end,
		'by', case when p_insider then coalesce(nullif(f.display_name, ''), left(u.email, 2) || '…') end) order by a.seq), '[]')
	from public.audit_entries a left join auth.users u on u.id = a.actor_id left join public.profiles f on f.id = a.actor_id
	where a.subject_table = 'plans' and a.subject_id = p_plan.id and (a.after ? 'status' or a.after ->> 'effective_from' is not null)
		and (p_insider or a.after ->> 'status' in ('published', 'enacted', 'effective', 'retired'))
$$;

-- The figures of a plan's cells in one community; of an edition also those of the community.
create function private.plan_figures(p_plan public.plans, p_community uuid, p_known boolean) returns table (id uuid, figures jsonb)
language plpgsql stable security definer set search_path = '' as $$
begin
	if p_plan.community_id is not null then
		return query
		with stairs as materialized (
			select u.*, c.id as cell, c.parent_id as area from public.cell_units cu join public.cells c on c.id = cu.cell_id
				join public.units u on u.id = cu.unit_id where cu.plan_id = p_plan.id
		), homes as materialized (
			select m.home_unit_id as unit, count(*) as members from public.members m
			where p_known and m.community_id = p_community and m.home_unit_id is not null group by m.home_unit_id
		)
		select x.cell, jsonb_build_object('households', sum(s.households)) || case when p_known then jsonb_build_object('people', sum(s.people),
			'elders', sum(s.elders), 'children', sum(s.children), 'employees', sum(s.employees), 'members', coalesce(sum(h.members), 0)) else '{}' end
		from stairs s left join homes h on h.unit = s.id cross join lateral (values (s.cell), (s.area)) as x (cell) group by x.cell;
	elsif p_plan.status = 'effective' then
		return query select t.id, t.totals from private.shown_totals(p_plan.district_id, array(
			select c.id from public.cells c where c.plan_id = p_plan.id and c.community_id = p_community
			union all select c.id from public.communities c where c.district_id = p_plan.district_id)) t;
	else
		-- a community has the same border in every edition
		return query select t.id, case when p_known and (t.id = p_community or c.community_id = p_community) then t.exact
			when c.id is null then t.shown else jsonb_build_object('households', t.shown -> 'households') end
		from private.edition_totals t left join public.cells c on c.id = t.id where t.plan_id = p_plan.id
			and (c.id is null or c.community_id = p_community);
	end if;
end $$;

-- A plan with the cells of its community; of an edition those of `p_community`, and all communities to choose from.
create function private.plan_sheet(p_plan uuid, p_community uuid default null) returns jsonb
language plpgsql stable security definer set search_path = '' as $$
declare
	plan public.plans := private.open_plan(p_plan);
	place uuid := coalesce(plan.community_id, p_community);
	known boolean;
	administers boolean;
	answer jsonb;
begin
	if place is not null and not exists (select from public.communities c where c.id = place and c.district_id = plan.district_id) then
		perform private.refuse('not-found');
	end if;
	known := place is not null and private.may('worker', place);
	administers := private.may('administrator', coalesce(place, plan.district_id));
	with counted as materialized (
		select f.id, f.figures from private.plan_figures(plan, place, known) f
	), filled as materialized (
		select x.id, count(distinct u.id) as units, count(distinct u.building_id) as buildings
		from public.cell_units cu join public.cells c on c.id = cu.cell_id join public.units u on u.id = cu.unit_id
			cross join lateral (values (c.id), (c.parent_id)) as x (id)
		where cu.plan_id = plan.id and c.community_id = place group by x.id
	), loose as materialized (
		select u.id, u.households, b.name from public.units u join public.buildings b on b.id = u.building_id
		where u.community_id = place and not exists (select from public.cell_units cu where cu.plan_id = plan.id and cu.unit_id = u.id)
	)
	select jsonb_build_object(
		'cells', (select coalesce(jsonb_agg(jsonb_build_object('id', c.id, 'node', coalesce(c.lineage_id, c.id), 'level', c.level, 'parentId', c.parent_id,
				'name', c.name, 'code', c.code, 'kind', c.kind, 'validUntil', c.valid_until, 'units', coalesce(f.units, 0), 'buildings', coalesce(f.buildings, 0),
				'figures', coalesce(n.figures, '{"households": 0}')) order by c.level, c.code, c.name, c.id), '[]')
			from public.cells c left join counted n on n.id = c.id left join filled f on f.id = c.id
			where c.plan_id = plan.id and c.community_id = place),
		'leftOut', (select jsonb_build_object('units', count(*), 'households', coalesce(sum(l.households), 0),
				'buildings', (select coalesce(jsonb_agg(x.name order by x.name), '[]') from (select distinct o.name from loose o order by o.name limit 20) x))
			from loose l),
		'communities', (select coalesce(jsonb_agg(jsonb_build_object('id', c.id, 'name', c.name, 'code', c.code, 'areas', coalesce(p.areas, 0), 'stairs', coalesce(p.stairs, 0),
				'figures', n.figures) order by c.code, c.id), '[]')
			from public.communities c left join counted n on n.id = c.id left join (
				select d.community_id, count(*) filter (where d.level = 2) as areas, count(*) filter (where d.level = 3) as stairs
				from public.cells d where d.plan_id = plan.id group by d.community_id) p on p.community_id = c.id
			where plan.community_id is null and c.district_id = plan.district_id)
	) into answer;
	return answer || jsonb_build_object(
		'plan', jsonb_build_object('id', plan.id, 'name', plan.name, 'status', plan.status, 'version', plan.version, 'communityId', plan.community_id,
			'districtId', plan.district_id, 'baseId', plan.base_id, 'editionId', plan.edition_id, 'effectiveFrom', plan.effective_from,
			'effectiveUntil', plan.effective_until, 'createdAt', plan.created_at),
		-- what it began from, while everybody may still look at it
		'base', (select jsonb_build_object('id', b.id, 'name', b.name, 'status', b.status) from public.plans b
			where b.id = plan.base_id and private.is_public_plan(b.status)),
		'inForce', (select e.id from public.plans e where e.district_id = plan.district_id and e.status = 'effective'),
		'community', (select jsonb_build_object('id', c.id, 'name', c.name, 'code', c.code) from public.communities c where c.id = place),
		'district', (select jsonb_build_object('id', d.id, 'name', d.name, 'nameEn', d.name_en, 'settings', d.settings) from public.districts d where d.id = plan.district_id),
		'works', known, 'administers', administers,
		'detail', case when known then 'exact' when plan.status = 'effective' then 'shown' else 'households' end,
		'turns', private.plan_turns(plan, known or administers));
end $$;

-- From which cell of one plan to which of another the units of a community go; null is no cell.
create function private.plan_comparison(p_plan uuid, p_with uuid, p_community uuid default null) returns jsonb
language plpgsql stable security definer set search_path = '' as $$
declare
	plan public.plans := private.open_plan(p_plan);
	other public.plans := private.open_plan(p_with);
	place uuid := coalesce(plan.community_id, other.community_id, p_community);
begin
	if plan.district_id <> other.district_id or coalesce(plan.community_id, place) <> coalesce(other.community_id, place)
		or not exists (select from public.communities c where c.id = place and c.district_id = plan.district_id) then
		perform private.refuse('not-found');
	end if;
	return (
		with pairs as (
			select ou.cell_id as was, nu.cell_id as becomes, count(*) as units, sum(u.households) as households
			from public.units u left join public.cell_units ou on ou.plan_id = other.id and ou.unit_id = u.id
				left join public.cell_units nu on nu.plan_id = plan.id and nu.unit_id = u.id
			where u.community_id = place group by ou.cell_id, nu.cell_id
		)
		select coalesce(jsonb_agg(jsonb_build_object('from', p.was, 'to', p.becomes, 'units', p.units, 'households', p.households)
			order by p.was, p.becomes), '[]') from pairs p);
end $$;

select private.open_door('plan_sheet', 'anon, authenticated');
select private.open_door('plan_comparison', 'anon, authenticated');
