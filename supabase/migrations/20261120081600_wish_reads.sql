-- Wishes. Everybody reads the masked text of published ones; workers of the subtree read all states with the door,
-- a live claimant and the author that one door; officials get the number only.

create function private.door_of(p_wish uuid) returns jsonb
language sql stable security definer set search_path = '' as $$
	select jsonb_build_object('buildingId', d.building_id, 'buildingName', b.name, 'position', private.point_of(b.door), 'door', d.door,
		'personName', d.person_name, 'personPhone', d.person_phone, 'rawText', d.raw_text)
	from public.wish_doors d left join public.buildings b on b.id = d.building_id
	where d.wish_id = p_wish
$$;

-- `p_known` says whether the door is open to the asker.
create function private.wish_row(p_wish uuid, p_known boolean) returns jsonb
language sql stable security definer set search_path = '' as $$
	select jsonb_build_object('id', w.id, 'kind', w.kind, 'state', w.state, 'beneficiary', w.beneficiary,
		'text', w.public_text, 'communityId', w.community_id, 'lineageId', w.lineage_id, 'cellName', cell.name,
		'createdAt', w.created_at, 'dueOn', w.due_on, 'version', w.version,
		'door', case when p_known then private.door_of(w.id) end)
	from public.wishes w
		left join public.plans p on p.district_id = w.district_id and p.status = 'effective'
		left join public.cells cell on cell.plan_id = p.id and cell.lineage_id = w.lineage_id
	where w.id = p_wish
$$;

create function private.wishes_page(
	p_district uuid, p_state text[] default null, p_kind text[] default null, p_community uuid default null,
	p_lineage uuid default null, p_limit int default 50, p_offset int default 0
) returns jsonb
-- Planned anew each time: what was not asked for then costs nothing.
language plpgsql stable security definer set search_path = '' set plan_cache_mode = force_custom_plan as $$
begin
	return (
	with open_to_me as materialized (
		select o.id from private.wishes_with_open_door() as o (id)
	), places as (
		select l.lineage_id from private.stairs_of(p_district, p_lineage) as l (lineage_id)
	), found as not materialized (
		select w.id, w.created_at, o.id is not null as known
		from public.wishes w left join open_to_me o on o.id = w.id
		where w.district_id = p_district
			and (p_state is null or w.state = any (p_state))
			and (p_kind is null or w.kind = any (p_kind))
			and (p_community is null or w.community_id = p_community)
			and (p_lineage is null or w.lineage_id in (select l.lineage_id from places l))
			and (o.id is not null or w.state in (select private.public_wish_states()))
	), page as materialized (
		select f.*, row_number() over (order by f.created_at desc, f.id) as place
		from found f
		where f.known or not (select private.counts_only())
		order by f.created_at desc, f.id limit private.page_size(p_limit) offset greatest(coalesce(p_offset, 0), 0)
	)
	select jsonb_build_object('total', (select count(*) from found), 'rows', coalesce((
		select jsonb_agg(private.wish_row(g.id, g.known) order by g.place) from page g), '[]')));
end $$;

-- For the map: wishes added up by the cell they stand in (else the community) and by kind, and the points of those whose
-- door is open to the asker. Whom wishes_page lists a wish, it counts for, and for nobody else. `wish` is the only one of
-- a sum; `drawn` are those that have a point as well.
create function private.wish_marks(p_district uuid, p_state text[] default null, p_kind text[] default null) returns jsonb
-- Planned anew each time: what was not asked for then costs nothing.
language plpgsql stable security definer set search_path = '' set plan_cache_mode = force_custom_plan as $$
begin
	return (
	with open_to_me as materialized (
		select o.id from private.wishes_with_open_door() as o (id)
	), found as materialized (
		select w.id, w.kind, coalesce(w.lineage_id, w.community_id) as node, b.door
		from public.wishes w
			left join open_to_me o on o.id = w.id
			left join public.wish_doors d on d.wish_id = o.id
			left join public.buildings b on b.id = d.building_id
		where w.district_id = p_district
			and (p_state is null or w.state = any (p_state))
			and (p_kind is null or w.kind = any (p_kind))
			and (o.id is not null or w.state in (select private.public_wish_states()) and not (select private.counts_only()))
	), sums as (
		select f.node, f.kind, f.door is not null as drawn, count(*) as n, min(f.id::text) as first
		from found f group by f.node, f.kind, f.door is not null
	)
	select jsonb_build_object(
		'sums', (select coalesce(jsonb_agg(jsonb_build_object('node', s.node, 'kind', s.kind, 'drawn', s.drawn, 'n', s.n,
			'wish', case when s.n = 1 then s.first end) order by s.node, s.kind, s.drawn), '[]') from sums s),
		'points', (select coalesce(jsonb_agg(jsonb_build_object('wish', f.id, 'kind', f.kind, 'position', private.point_of(f.door))
			order by f.id), '[]') from found f where f.door is not null)));
end $$;

create function private.wish_card(p_wish uuid) returns jsonb
language plpgsql stable security definer set search_path = '' as $$
declare
	known boolean := p_wish in (select private.wishes_with_open_door());
begin
	if not known and (private.counts_only() or not exists (
			select from public.wishes w where w.id = p_wish and private.is_public_wish(w.state))) then
		perform private.refuse('not-found');
	end if;
	return private.wish_row(p_wish, known);
end $$;

select private.open_door('wishes_page', 'anon, authenticated');
select private.open_door('wish_marks', 'anon, authenticated');
select private.open_door('wish_card', 'anon, authenticated');
