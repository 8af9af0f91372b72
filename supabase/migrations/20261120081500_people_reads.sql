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
	-- what has no capitals is compared as it stands, which is far quicker
	plain boolean := lower(words) = upper(words);
	counts_only boolean := private.counts_only();
	-- lists and not questions, so that each half of what is found has an index of its own
	own uuid[] := array(select private.nodes_where('worker'));
	communities uuid[] := array(select c.id from public.communities c where c.id = any (own));
	places uuid[] := array(select private.stairs_of(p_district, p_lineage));
	skipped int := greatest(coalesce(p_offset, 0), 0);
	reached int := skipped + private.page_size(p_limit);
begin
	return (
	with asked as not materialized (
		select m.*, case when plain then m.name like words else m.name ilike words end as named
		from public.members m
		where m.district_id = p_district and (p_community is null or m.community_id = p_community)
			and (p_lineage is null or m.lineage_id = any (places)) and (p_kind is null or m.kind = p_kind)
	), known as not materialized (
		select a.id, a.name from asked a
		where (a.community_id = any (communities) or a.lineage_id = any (own)) and (words is null or a.named or a.phone like words)
	), shown as not materialized (
		select a.id, a.name, a.community_id, a.lineage_id from asked a
		where a.shows_identity and not counts_only and (words is null or a.named)
	), both_ways as not materialized (
		select s.id from shown s where s.community_id = any (communities) or s.lineage_id = any (own)
	), leaf as (
		-- of each half as many as the page may need, in the order of its index
		(select k.id, k.name, true as known from known k order by k.name, k.id limit reached)
		union all
		(select s.id, s.name, false from shown s
			where s.community_id <> all (communities) and coalesce(s.lineage_id <> all (own), true) order by s.name, s.id limit reached)
	), page as materialized (
		select l.id, l.known, row_number() over (order by l.name, l.id) as place
		from leaf l order by l.name, l.id limit private.page_size(p_limit) offset skipped
	)
	select jsonb_build_object(
		'total', (select count(*) from known) + (select count(*) from shown) - (select count(*) from both_ways),
		'rows', coalesce((select jsonb_agg(private.member_row(g.id, g.known) order by g.place) from page g), '[]')));
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
