-- Members, as far as the asker may know them: rows of the own subtree for workers, names of those who show their
-- identity for residents, counts for officials.

create function private.members_in_cells(p_district uuid) returns jsonb
language sql stable security definer set search_path = '' as $$
	select coalesce(jsonb_agg(jsonb_build_object('lineageId', m.lineage_id, 'n', m.n) order by m.lineage_id), '[]')
	from private.members_counted(p_district) m
$$;

-- The door of the home where the member is placed in the cell of the home, else null: drawn in the cell.
create function private.home_in_cell(p_home_unit uuid, p_lineage uuid) returns jsonb
language sql stable security definer set search_path = '' as $$
	select private.point_of(b.door)
	from public.units u
		join public.buildings b on b.id = u.building_id
		join public.plans p on p.district_id = u.district_id and p.status = 'effective'
		join public.cell_units cu on cu.plan_id = p.id and cu.unit_id = u.id
		join public.cells c on c.id = cu.cell_id and c.lineage_id = p_lineage
	where u.id = p_home_unit
$$;

-- One member as the asker may know them: `p_known` says whether the asker is a worker of the member.
create function private.member_row(p_member uuid, p_known boolean) returns jsonb
language sql stable security definer set search_path = '' as $$
	select jsonb_build_object('id', m.id, 'name', m.name, 'kind', m.kind, 'lineageId', m.lineage_id, 'cellName', cell.name,
			'showsIdentity', m.shows_identity)
		|| case when p_known then jsonb_build_object('phone', m.phone, 'communityId', m.community_id, 'homeBuildingName', b.name,
				'organisation', o.name, 'awaySince', m.away_since, 'awayUntil', m.away_until, 'version', m.version,
				'position', private.home_in_cell(m.home_unit_id, m.lineage_id))
			else '{"phone": null, "communityId": null, "homeBuildingName": null, "organisation": null, "awaySince": null,
				"awayUntil": null, "version": null, "position": null}' end
	from public.members m
		left join public.plans p on p.district_id = m.district_id and p.status = 'effective'
		left join public.cells cell on cell.plan_id = p.id and cell.lineage_id = m.lineage_id
		left join public.units u on u.id = m.home_unit_id
		left join public.buildings b on b.id = u.building_id
		left join public.organisations o on o.id = m.organisation_id
	where m.id = p_member
$$;

create function private.members_page(
	p_district uuid, p_query text default null, p_community uuid default null, p_lineage uuid default null,
	p_kind text default null, p_limit int default 50, p_offset int default 0
) returns jsonb
-- Planned anew each time: what was not asked for then costs nothing.
language plpgsql stable security definer set search_path = '' set plan_cache_mode = force_custom_plan as $$
declare
	words text := private.containing(p_query);
	counts_only boolean := private.counts_only();
	-- a list and not a question, so that each half of what is found has an index of its own
	own uuid[] := array(select private.nodes_where('worker'));
begin
	return (
	with places as (
		select l.lineage_id from private.stairs_of(p_district, p_lineage) as l (lineage_id)
	), candidates as (
		select m.id, m.name, m.kind, m.community_id, m.lineage_id, true as known
		from public.members m
		where m.district_id = p_district and (m.community_id = any (own) or m.lineage_id = any (own))
			and (words is null or m.name ilike words or m.phone like words)
		union all
		select m.id, m.name, m.kind, m.community_id, m.lineage_id, false
		from public.members m
		where m.district_id = p_district and m.shows_identity and not counts_only
			and not (m.community_id = any (own) or coalesce(m.lineage_id = any (own), false))
			and (words is null or m.name ilike words)
	), found as materialized (
		select c.id, c.name, c.known
		from candidates c
		where (p_community is null or c.community_id = p_community)
			and (p_lineage is null or c.lineage_id in (select l.lineage_id from places l))
			and (p_kind is null or c.kind = p_kind)
	), page as materialized (
		select f.id, f.known, row_number() over (order by f.name, f.id) as place
		from found f order by f.name, f.id limit private.page_size(p_limit) offset greatest(coalesce(p_offset, 0), 0)
	)
	select jsonb_build_object('total', (select count(*) from found), 'rows', coalesce((
		select jsonb_agg(private.member_row(g.id, g.known) order by g.place) from page g), '[]')));
end $$;

create function private.member_card(p_member uuid) returns jsonb
language plpgsql stable security definer set search_path = '' as $$
declare
	member public.members;
	known boolean;
begin
	select * into member from public.members m where m.id = p_member;
	known := coalesce(private.may('worker', member.community_id) or private.may('worker', member.lineage_id), false);
	if not (known or coalesce(member.shows_identity and not private.counts_only(), false)) then
		perform private.refuse('not-found');
	end if;
	return private.member_row(p_member, known);
end $$;

select private.open_door('members_in_cells', 'authenticated');
select private.open_door('members_page', 'anon, authenticated');
select private.open_door('member_card', 'anon, authenticated');
