-- Counts of people per cell, and what of them may be shown. A number below the district's threshold is withheld
-- (null, `suppressed`). A sum above hidden cells is withheld as well unless every value below the threshold remains
-- possible for each of them: otherwise sum minus shown cells would give a hidden one away.

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

-- One row per cell of the plan in force and per community: `totals` as the asker may see them.
-- `id` is the cell's or the community's; with `p_community` only that community and its cells.
create function private.shown_totals(p_district uuid, p_community uuid default null) returns table (id uuid, totals jsonb)
language sql stable security definer set search_path = '' as $$
	with limits as materialized (
		select private.small_number(p_district) as few, private.small_households(p_district) as few_homes
	), mine as materialized (
		select m.id from private.nodes_where('worker') as m (id)
	), stair as materialized (
		select c.id, c.parent_id, c.community_id, c.lineage_id,
			coalesce(sum(u.households), 0)::int as h, coalesce(sum(u.people), 0)::int as p,
			coalesce(sum(u.elders), 0)::int as e, coalesce(sum(u.children), 0)::int as k
		from public.plans pl
			join public.cells c on c.plan_id = pl.id and c.level = 3
			left join public.cell_units cu on cu.plan_id = pl.id and cu.cell_id = c.id
			left join public.units u on u.id = cu.unit_id
		where pl.district_id = p_district and pl.status = 'effective' and (p_community is null or c.community_id = p_community)
		group by c.id
	), area as materialized (
		select s.parent_id as id, s.community_id,
			sum(s.h)::int as h, count(*) filter (where s.h < l.few_homes) as hn, coalesce(sum(s.h) filter (where s.h < l.few_homes), 0) as hs,
			sum(s.p)::int as p, count(*) filter (where s.p < l.few_homes) as pn, coalesce(sum(s.p) filter (where s.p < l.few_homes), 0) as ps,
			sum(s.e)::int as e, count(*) filter (where s.e < l.few) as en, coalesce(sum(s.e) filter (where s.e < l.few), 0) as es,
			sum(s.k)::int as k, count(*) filter (where s.k < l.few) as kn, coalesce(sum(s.k) filter (where s.k < l.few), 0) as ks
		from stair s cross join limits l
		group by s.parent_id, s.community_id
	), shown_area as materialized (
		select a.*,
			a.h >= l.few_homes and (a.hn = 0 or a.hs between l.few_homes - 1 and (a.hn - 1) * (l.few_homes - 1)) as h_ok,
			a.p >= l.few_homes and (a.pn = 0 or a.ps between l.few_homes - 1 and (a.pn - 1) * (l.few_homes - 1)) as p_ok,
			a.e >= l.few and (a.en = 0 or a.es between l.few - 1 and (a.en - 1) * (l.few - 1)) as e_ok,
			a.k >= l.few and (a.kn = 0 or a.ks between l.few - 1 and (a.kn - 1) * (l.few - 1)) as k_ok
		from area a cross join limits l
	), hidden as (
		select a.community_id,
			sum(a.hn) filter (where not a.h_ok) as hn, sum(a.hs) filter (where not a.h_ok) as hs,
			sum(a.pn) filter (where not a.p_ok) as pn, sum(a.ps) filter (where not a.p_ok) as ps,
			sum(a.en) filter (where not a.e_ok) as en, sum(a.es) filter (where not a.e_ok) as es,
			sum(a.kn) filter (where not a.k_ok) as kn, sum(a.ks) filter (where not a.k_ok) as ks
		from shown_area a group by a.community_id
	), whole as (
		select c.id, coalesce(sum(u.households), 0)::int as h, coalesce(sum(u.people), 0)::int as p,
			coalesce(sum(u.elders), 0)::int as e, coalesce(sum(u.children), 0)::int as k
		from public.communities c left join public.units u on u.community_id = c.id
		where c.district_id = p_district and (p_community is null or c.id = p_community)
		group by c.id
	), shown as (
		select s.id, s.community_id in (select m.id from mine m) or s.lineage_id in (select m.id from mine m) as exact,
			s.h, s.p, s.e, s.k, s.h >= l.few_homes as h_ok, s.p >= l.few_homes as p_ok, s.e >= l.few as e_ok, s.k >= l.few as k_ok
		from stair s cross join limits l
		union all
		select a.id, a.community_id in (select m.id from mine m) or c.lineage_id in (select m.id from mine m),
			a.h, a.p, a.e, a.k, a.h_ok, a.p_ok, a.e_ok, a.k_ok
		from shown_area a join public.cells c on c.id = a.id
		union all
		select w.id, w.id in (select m.id from mine m), w.h, w.p, w.e, w.k,
			w.h >= l.few_homes and (coalesce(d.hn, 0) = 0 or d.hs between l.few_homes - 1 and (d.hn - 1) * (l.few_homes - 1)),
			w.p >= l.few_homes and (coalesce(d.pn, 0) = 0 or d.ps between l.few_homes - 1 and (d.pn - 1) * (l.few_homes - 1)),
			w.e >= l.few and (coalesce(d.en, 0) = 0 or d.es between l.few - 1 and (d.en - 1) * (l.few - 1)),
			w.k >= l.few and (coalesce(d.kn, 0) = 0 or d.ks between l.few - 1 and (d.kn - 1) * (l.few - 1))
		from whole w cross join limits l left join hidden d on d.community_id = w.id
	)
	select s.id, jsonb_build_object(
		'households', case when s.exact or s.h_ok then s.h end, 'people', case when s.exact or s.p_ok then s.p end,
		'elders', case when s.exact or s.e_ok then s.e end, 'children', case when s.exact or s.k_ok then s.k end,
		'suppressed', not (s.exact or (s.h_ok and s.p_ok and s.e_ok and s.k_ok)))
	from shown s
$$;
