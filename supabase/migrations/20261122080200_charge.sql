-- Somebody in charge: duties on cells and above them, stand-ins, and members placed in cells, one by one or in bulk.
-- Duties end, they are not deleted: who was responsible last year can be asked.

create function private.in_charge_of(p_node uuid) returns boolean
language sql stable security definer set search_path = '' as $$
	select private.may('worker', p_node) or private.may('administrator', p_node)
$$;

-- Whether a lineage is a cell of the edition in force.
create function private.is_in_force(p_lineage uuid) returns boolean
language sql stable security definer set search_path = '' as $$
	select exists (select from public.cells c join public.plans e on e.id = c.plan_id and e.status = 'effective' where c.lineage_id = p_lineage)
$$;

-- Whether a duty has ended; one that ended before it began never was.
create function private.is_over(p_duty public.duties) returns boolean
language sql stable set search_path = '' as $$
	select coalesce(p_duty.valid_until <= greatest(current_date, p_duty.valid_from), false)
$$;

create function private.assign_duty(
	p_operation uuid, p_node uuid, p_duty text, p_member uuid default null, p_name text default '', p_phone text default '',
	p_from date default null, p_until date default null, p_stand_in boolean default false, p_public_name boolean default false, p_reason text default ''
) returns jsonb
language plpgsql security definer set search_path = '' as $$
declare
	earlier jsonb := private.begin_operation(p_operation, 'assign_duty',
		jsonb_build_array(p_node, p_duty, p_member, p_name, p_phone, p_from, p_until, p_stand_in, p_public_name, p_reason), p_reason);
	node public.nodes;
	duty public.duties;
	member public.members;
begin
	if earlier is not null then return earlier; end if;
	select * into node from public.nodes n where n.id = p_node;
	if not found or not private.in_charge_of(p_node) then perform private.refuse('not-permitted'); end if;
	if coalesce(trim(p_reason), '') = '' then perform private.refuse('reason-missing'); end if;
	if node.kind = 'lineage' and not private.is_in_force(p_node) then perform private.refuse('not-a-cell'); end if;
	if not coalesce(p_duty = any (private.duty_words(node.district_id)), false) then perform private.refuse('unknown-duty'); end if;
	if p_member is not null then
		select * into member from public.members m where m.id = p_member and m.district_id = node.district_id;
		if not found or not (private.may('worker', member.community_id) or private.may('worker', member.lineage_id)) then
			perform private.refuse('unknown-person');
		end if;
		-- a member's name is public where the member shows identity, and by nobody else's word
		if coalesce(p_public_name, false) and not member.shows_identity then perform private.refuse('name-not-public'); end if;
	elsif coalesce(trim(p_name), '') = '' or length(p_name) > 40 then perform private.refuse('unknown-person');
	end if;
	if p_until < coalesce(p_from, current_date) then perform private.refuse('dates-crossed'); end if;
	if exists (select from public.duties d where d.node_id = p_node and d.duty = p_duty and not private.is_over(d)
		and case when p_member is null then d.person_name = trim(p_name) else d.member_id = p_member end) then
		perform private.refuse('already-in-charge');
	end if;
	insert into public.duties (district_id, community_id, node_id, duty, member_id, person_name, person_phone, stand_in, public_name, valid_from,
		valid_until, assigned_by, reason)
	values (node.district_id, private.community_of(p_node), p_node, p_duty, p_member, case when p_member is null then trim(p_name) else '' end,
		case when p_member is null then left(coalesce(trim(p_phone), ''), 30) else '' end, coalesce(p_stand_in, false), coalesce(p_public_name, false),
		coalesce(p_from, current_date), p_until, private.caller(), left(coalesce(p_reason, ''), 500)) returning * into duty;
	return private.finish_operation(p_operation, jsonb_build_object('id', duty.id, 'version', duty.version));
end $$;

-- The district's vocabulary; one that has set none has DEFAULT_DUTIES of domain/people/duties.words.ts.
create function private.duty_words(p_district uuid) returns text[]
language sql stable security definer set search_path = '' as $$
	select coalesce((select array_agg(w ->> 'key') from jsonb_array_elements(d.settings -> 'duties') w),
		array['linked_leader', 'party_secretary', 'grid_leader', 'grid_worker', 'police', 'building_head', 'unit_head', 'enterprise_liaison'])
	from public.districts d where d.id = p_district
$$;

-- A duty whose end is to be changed, kept from others until that is done; refused where the caller may not change it, says
-- no reason or saw an older version.
create function private.duty_to_change(p_duty uuid, p_version int, p_until date, p_reason text) returns public.duties
language plpgsql security definer set search_path = '' as $$
declare
	duty public.duties;
begin
	select * into duty from public.duties d where d.id = p_duty for update;
	if not found then perform private.refuse('not-found'); end if;
	if not private.in_charge_of(duty.node_id) then perform private.refuse('not-permitted'); end if;
	if coalesce(trim(p_reason), '') = '' then perform private.refuse('reason-missing'); end if;
	if duty.version is distinct from p_version then
		perform private.refuse_stale(duty.version, jsonb_build_object('validUntil', duty.valid_until), jsonb_build_object('validUntil', p_until));
	end if;
	return duty;
end $$;

create function private.end_duty(p_operation uuid, p_duty uuid, p_version int, p_on date default null, p_reason text default '') returns jsonb
language plpgsql security definer set search_path = '' as $$
declare
	earlier jsonb := private.begin_operation(p_operation, 'end_duty', jsonb_build_array(p_duty, p_version, p_on, p_reason), p_reason);
	duty public.duties;
begin
	if earlier is not null then return earlier; end if;
	duty := private.duty_to_change(p_duty, p_version, p_on, p_reason);
	update public.duties d set valid_until = greatest(d.valid_from, coalesce(p_on, current_date)), version = d.version + 1
	where d.id = p_duty returning * into duty;
	return private.finish_operation(p_operation, jsonb_build_object('id', duty.id, 'version', duty.version, 'validUntil', duty.valid_until));
end $$;

-- Takes an end back: the duty goes on until the given day, or without one.
create function private.continue_duty(p_operation uuid, p_duty uuid, p_version int, p_until date default null, p_reason text default '') returns jsonb
language plpgsql security definer set search_path = '' as $$
declare
	earlier jsonb := private.begin_operation(p_operation, 'continue_duty', jsonb_build_array(p_duty, p_version, p_until, p_reason), p_reason);
	duty public.duties;
begin
	if earlier is not null then return earlier; end if;
	duty := private.duty_to_change(p_duty, p_version, p_until, p_reason);
	if p_until < duty.valid_from then perform private.refuse('dates-crossed'); end if;
	if exists (select from public.duties d where d.node_id = duty.node_id and d.duty = duty.duty and d.id <> duty.id and not private.is_over(d)
		and case when duty.member_id is null then d.person_name = duty.person_name else d.member_id = duty.member_id end) then
		perform private.refuse('already-in-charge');
	end if;
	update public.duties d set valid_until = p_until, version = d.version + 1 where d.id = p_duty returning * into duty;
	return private.finish_operation(p_operation, jsonb_build_object('id', duty.id, 'version', duty.version, 'validUntil', duty.valid_until));
end $$;

-- The duties of a community and of its cells, those that have ended on demand. Names and phones are for its workers;
-- an administrator sees that there is somebody, and the names that are public. `publicName`: residents see the name.
create function private.duties_page(p_community uuid, p_node uuid default null, p_ended boolean default false) returns jsonb
language plpgsql stable security definer set search_path = '' as $$
declare
	known boolean := private.may('worker', p_community);
begin
	if not private.in_charge_of(p_community) then perform private.refuse('not-permitted'); end if;
	return (
		select coalesce(jsonb_agg(jsonb_build_object('id', d.id, 'nodeId', d.node_id, 'cellName', c.name, 'code', c.code, 'level', c.level, 'duty', d.duty,
			'memberId', case when known then d.member_id end,
			'name', case when known or d.public_name or m.shows_identity then coalesce(m.name, d.person_name) end,
			'phone', case when known then coalesce(nullif(m.phone, ''), d.person_phone) end,
			'standIn', d.stand_in, 'publicName', d.public_name or coalesce(m.shows_identity, false), 'validFrom', d.valid_from,
			'validUntil', d.valid_until, 'inForce', d.valid_from <= current_date and (d.valid_until is null or d.valid_until > current_date),
			'over', private.is_over(d), 'version', d.version)
			order by c.level nulls first, c.code, d.stand_in, d.duty, d.valid_from, d.id), '[]')
		from public.duties d
			left join public.members m on m.id = d.member_id
			left join public.plans e on e.district_id = d.district_id and e.status = 'effective'
			left join public.cells c on c.plan_id = e.id and c.lineage_id = d.node_id
		where d.community_id = p_community and (p_node is null or d.node_id = p_node)
			and (p_ended or not private.is_over(d)));
end $$;

-- A community and its cells in the edition in force, with whom they have: nobody's first. `knows`: the asker may know
-- the members.
create function private.charge_of(p_community uuid) returns jsonb
language plpgsql stable security definer set search_path = '' as $$
begin
	if not private.in_charge_of(p_community) then perform private.refuse('not-permitted'); end if;
	return (
		select jsonb_build_object('districtId', c.district_id, 'communityId', c.id, 'name', c.name, 'words', d.settings -> 'duties',
			'knows', private.may('worker', c.id), 'cells', private.charge_cells(c.id))
		from public.communities c join public.districts d on d.id = c.district_id where c.id = p_community);
end $$;

create function private.charge_cells(p_community uuid) returns jsonb
language sql stable security definer set search_path = '' as $$
	with here as materialized (
		select c.id, c.plan_id, c.lineage_id, c.name, c.code, c.level, c.parent_id
		from public.plans e join public.cells c on c.plan_id = e.id and c.community_id = p_community where e.status = 'effective'
	), homes as materialized (
		select h.id, sum(u.households) as n from here h
			join public.cell_units cu on cu.plan_id = h.plan_id and cu.cell_id = h.id join public.units u on u.id = cu.unit_id group by h.id
	), placed as materialized (
		select h.id, count(*) as n from here h join public.members m on m.lineage_id = h.lineage_id group by h.id
	), held as materialized (
		select h.id, count(*) as n from here h join public.duties d on d.node_id = h.lineage_id
		where d.valid_from <= current_date and (d.valid_until is null or d.valid_until > current_date) group by h.id
	), whole as materialized (
		select h.id, coalesce(sum(o.n), 0) as households, coalesce(sum(p.n), 0) as members
		from here h join here s on s.id = h.id or s.parent_id = h.id left join homes o on o.id = s.id left join placed p on p.id = s.id group by h.id
	)
	select coalesce(jsonb_agg(jsonb_build_object('lineageId', h.lineage_id, 'id', h.id, 'name', h.name, 'code', h.code, 'level', h.level,
		'parentId', a.lineage_id, 'parentName', a.name, 'duties', coalesce(d.n, 0), 'members', w.members, 'households', w.households)
		order by d.n is not null, h.level desc, h.code), '[]')
	from here h join whole w on w.id = h.id left join held d on d.id = h.id left join here a on a.id = h.parent_id
$$;

-- Where the members of a community would go by their homes, beside where they are: the preview of a bulk move.
create function private.placements_by_home(p_community uuid) returns jsonb
language plpgsql stable security definer set search_path = '' as $$
begin
	if not private.may('worker', p_community) then perform private.refuse('not-permitted'); end if;
	return (
		select coalesce(jsonb_agg(jsonb_build_object('id', m.id, 'name', m.name, 'version', m.version, 'home', b.name, 'unit', u.number,
			'from', m.lineage_id, 'fromName', old.name, 'to', new.lineage_id, 'toName', new.name) order by new.code, m.name, m.id), '[]')
		from public.members m
			join public.units u on u.id = m.home_unit_id join public.buildings b on b.id = u.building_id
			join public.plans e on e.district_id = m.district_id and e.status = 'effective'
			join public.cell_units cu on cu.plan_id = e.id and cu.unit_id = u.id join public.cells new on new.id = cu.cell_id
			left join public.cells old on old.plan_id = e.id and old.lineage_id = m.lineage_id
		where m.community_id = p_community and m.lineage_id is distinct from new.lineage_id);
end $$;

-- The members of a community with where they are placed, by name; a cell that is no more is no place. For its workers.
create function private.charge_members(
	p_community uuid, p_query text default null, p_cell uuid default null, p_unplaced boolean default false, p_limit int default 50, p_offset int default 0
) returns jsonb
language plpgsql stable security definer set search_path = '' as $$
declare
	words text := private.containing(p_query);
begin
	if not private.may('worker', p_community) then perform private.refuse('not-permitted'); end if;
	return (
	with here as materialized (
		select m.id, m.name, c.lineage_id, c.name as cell_name
		from public.members m
			left join public.plans e on e.district_id = m.district_id and e.status = 'effective'
			left join public.cells c on c.plan_id = e.id and c.lineage_id = m.lineage_id
		where m.community_id = p_community
	), found as materialized (
		select h.* from here h
		where (words is null or h.name ilike words) and (p_cell is null or h.lineage_id = p_cell)
			and (not coalesce(p_unplaced, false) or h.lineage_id is null)
	), page as materialized (
		select f.*, row_number() over (order by f.name, f.id) as place
		from found f order by f.name, f.id limit private.page_size(p_limit) offset greatest(coalesce(p_offset, 0), 0)
	)
	select jsonb_build_object('total', (select count(*) from found),
		'placed', (select count(h.lineage_id) from here h), 'unplaced', (select count(*) - count(h.lineage_id) from here h),
		'rows', coalesce((
			select jsonb_agg(jsonb_build_object('id', m.id, 'name', m.name, 'version', m.version, 'kind', m.kind,
				'home', b.name, 'unit', u.number, 'lineageId', g.lineage_id, 'cellName', g.cell_name, 'showsIdentity', m.shows_identity,
				'away', coalesce(m.away_since <= current_date and (m.away_until is null or m.away_until >= current_date), false),
				'duties', (select count(*) from public.duties d where d.member_id = m.id and d.valid_from <= current_date
					and (d.valid_until is null or d.valid_until > current_date))) order by g.place)
			from page g join public.members m on m.id = g.id
				left join public.units u on u.id = m.home_unit_id left join public.buildings b on b.id = u.building_id), '[]')));
end $$;

-- Many members at once: all of them or none, each under the version that was seen in the preview. Without a lineage a
-- member is in no cell any more, as before the first placing.
create function private.place_members(p_operation uuid, p_moves jsonb, p_reason text default '') returns jsonb
language plpgsql security definer set search_path = '' as $$
declare
	earlier jsonb := private.begin_operation(p_operation, 'place_members', jsonb_build_array(p_moves, p_reason), p_reason);
	move record;
	member public.members;
	target public.lineages;
	stale jsonb := '[]';
	n int := 0;
begin
	if earlier is not null then return earlier; end if;
	if jsonb_typeof(p_moves) is distinct from 'array' or jsonb_array_length(p_moves) > 5000 then perform private.refuse('step-unfit'); end if;
	if coalesce(trim(p_reason), '') = '' then perform private.refuse('reason-missing'); end if;
	for move in select x.id, x.version, x.lineage from jsonb_to_recordset(p_moves) as x (id uuid, version int, lineage uuid) order by x.id loop
		select * into member from public.members m where m.id = move.id for update;
		if not found or not (private.may('worker', member.community_id) or private.may('worker', member.lineage_id)) then
			perform private.refuse('not-found', jsonb_build_object('member', move.id));
		end if;
		if member.version is distinct from move.version then
			stale := stale || jsonb_build_object('id', member.id, 'name', member.name, 'current', member.lineage_id, 'currentName',
				(select c.name from public.cells c join public.plans e on e.id = c.plan_id and e.status = 'effective' where c.lineage_id = member.lineage_id),
				'sent', move.lineage);
			continue;
		end if;
		if move.lineage is null then
			update public.members m set lineage_id = null, version = m.version + 1 where m.id = member.id;
		else
			select * into target from public.lineages l where l.id = move.lineage and l.district_id = member.district_id and l.level = 3;
			if not found or not private.is_in_force(target.id) then perform private.refuse('not-a-cell'); end if;
			if not private.may('worker', target.id) then perform private.refuse('not-permitted'); end if;
			update public.members m set lineage_id = target.id, community_id = target.community_id, version = m.version + 1 where m.id = member.id;
		end if;
		n := n + 1;
	end loop;
	if stale <> '[]' then perform private.refuse('stale-members', jsonb_build_object('members', stale)); end if;
	return private.finish_operation(p_operation, jsonb_build_object('moved', n));
end $$;

-- What was done about who is in charge, newest first: in a community, or in one of its cells. Names are for its workers.
create function private.charge_history(p_community uuid, p_node uuid default null, p_limit int default 20, p_offset int default 0) returns jsonb
language plpgsql stable security definer set search_path = '' as $$
declare
	known boolean := private.may('worker', p_community);
begin
	if not private.in_charge_of(p_community) then perform private.refuse('not-permitted'); end if;
	return (
	with nodes as materialized (
		select n.id from public.nodes n where n.id = p_community or n.parent_id = p_community
	), names as materialized (
		select c.lineage_id::text as id, c.name from public.plans e join public.cells c on c.plan_id = e.id
		where e.status = 'effective' and c.lineage_id in (select n.id from nodes n)
	), found as materialized (
		select a.id, a.seq from public.audit_entries a
		where a.node_id in (select n.id from nodes n) and a.subject_table in ('duties', 'members')
			and (p_node is null or a.node_id = p_node or a.before ->> 'lineage_id' = p_node::text)
	), page as materialized (
		select f.* from found f order by f.seq desc limit private.page_size(p_limit) offset greatest(coalesce(p_offset, 0), 0)
	)
	select jsonb_build_object('total', (select count(*) from found), 'rows', coalesce((
		select jsonb_agg(jsonb_build_object('id', a.id, 'at', a.at, 'actorName', coalesce(nullif(p.display_name, ''), left(u.email, 2) || '…'),
			'verb', a.verb, 'about', a.subject_table, 'reason', a.reason, 'duty', d.duty, 'standIn', d.stand_in,
			'person', case when known or d.public_name or m.shows_identity then coalesce(m.name, d.person_name) end,
			'cellName', here.name, 'fromName', before.name, 'toName', after.name,
			'validFrom', a.after ->> 'valid_from', 'validUntil', a.after ->> 'valid_until') order by a.seq desc)
		from page g join public.audit_entries a on a.id = g.id
			left join auth.users u on u.id = a.actor_id left join public.profiles p on p.id = a.actor_id
			left join public.duties d on a.subject_table = 'duties' and d.id = a.subject_id
			left join public.members m on m.id = case a.subject_table when 'members' then a.subject_id else d.member_id end
			left join names here on here.id = a.node_id::text
			left join names before on before.id = a.before ->> 'lineage_id'
			left join names after on after.id = a.after ->> 'lineage_id'), '[]')));
end $$;

select private.open_door('assign_duty', 'authenticated');
select private.open_door('end_duty', 'authenticated');
select private.open_door('continue_duty', 'authenticated');
select private.open_door('charge_members', 'authenticated');
select private.open_door('charge_history', 'authenticated');
select private.open_door('duties_page', 'authenticated');
select private.open_door('charge_of', 'authenticated');
select private.open_door('placements_by_home', 'authenticated');
select private.open_door('place_members', 'authenticated');
