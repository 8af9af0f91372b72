-- Somebody in charge: duties on cells and above them, stand-ins, and members placed in cells, one by one or in bulk.
-- Duties end, they are not deleted: who was responsible last year can be asked.

create function private.in_charge_of(p_node uuid) returns boolean
language sql stable security definer set search_path = '' as $$
	select private.may('worker', p_node) or private.may('administrator', p_node)
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
	if not coalesce(p_duty = any (private.duty_words(node.district_id)), false) then perform private.refuse('unknown-duty'); end if;
	if p_member is not null then
		select * into member from public.members m where m.id = p_member and m.district_id = node.district_id;
		if not found or not (private.may('worker', member.community_id) or private.may('worker', member.lineage_id)) then
			perform private.refuse('unknown-person');
		end if;
	elsif coalesce(trim(p_name), '') = '' or length(p_name) > 40 then perform private.refuse('unknown-person');
	end if;
	if p_until < coalesce(p_from, current_date) then perform private.refuse('dates-crossed'); end if;
	if exists (select from public.duties d where d.node_id = p_node and d.duty = p_duty and (d.valid_until is null or d.valid_until > current_date)
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

create function private.end_duty(p_operation uuid, p_duty uuid, p_version int, p_on date default null, p_reason text default '') returns jsonb
language plpgsql security definer set search_path = '' as $$
declare
	earlier jsonb := private.begin_operation(p_operation, 'end_duty', jsonb_build_array(p_duty, p_version, p_on, p_reason), p_reason);
	duty public.duties;
begin
	if earlier is not null then return earlier; end if;
	select * into duty from public.duties d where d.id = p_duty for update;
	if not found then perform private.refuse('not-found'); end if;
	if not private.in_charge_of(duty.node_id) then perform private.refuse('not-permitted'); end if;
	if duty.version is distinct from p_version then
		perform private.refuse_stale(duty.version, jsonb_build_object('validUntil', duty.valid_until), jsonb_build_object('validUntil', p_on));
	end if;
	update public.duties d set valid_until = greatest(d.valid_from, coalesce(p_on, current_date)), version = d.version + 1
	where d.id = p_duty returning * into duty;
	return private.finish_operation(p_operation, jsonb_build_object('id', duty.id, 'version', duty.version, 'validUntil', duty.valid_until));
end $$;

-- The duties of a community and of its cells as its workers see them, those that have ended on demand.
create function private.duties_page(p_community uuid, p_node uuid default null, p_ended boolean default false) returns jsonb
language plpgsql stable security definer set search_path = '' as $$
begin
	if not private.may('worker', p_community) then perform private.refuse('not-permitted'); end if;
	return (
		select coalesce(jsonb_agg(jsonb_build_object('id', d.id, 'nodeId', d.node_id, 'cellName', c.name, 'code', c.code, 'level', c.level, 'duty', d.duty,
			'memberId', d.member_id, 'name', coalesce(m.name, d.person_name), 'phone', coalesce(nullif(m.phone, ''), d.person_phone),
			'standIn', d.stand_in, 'publicName', d.public_name, 'validFrom', d.valid_from, 'validUntil', d.valid_until, 'version', d.version)
			order by c.level nulls first, c.code, d.stand_in, d.duty, d.valid_from, d.id), '[]')
		from public.duties d
			left join public.members m on m.id = d.member_id
			left join public.plans e on e.district_id = d.district_id and e.status = 'effective'
			left join public.cells c on c.plan_id = e.id and c.lineage_id = d.node_id
		where d.community_id = p_community and (p_node is null or d.node_id = p_node)
			and (p_ended or d.valid_until is null or d.valid_until > current_date));
end $$;

-- The cells of a community in the edition in force, with whom they have: nobody's first.
create function private.charge_of(p_community uuid) returns jsonb
language plpgsql stable security definer set search_path = '' as $$
begin
	if not private.in_charge_of(p_community) then perform private.refuse('not-permitted'); end if;
	return (
		select coalesce(jsonb_agg(x.line order by x.duties > 0, x.level desc, x.code), '[]') from (
			select c.level, c.code, count(distinct d.id) as duties, jsonb_build_object('lineageId', c.lineage_id, 'id', c.id, 'name', c.name, 'code', c.code,
				'level', c.level, 'parentName', a.name, 'duties', count(distinct d.id),
				'members', count(distinct m.id), 'households', (select coalesce(sum(u.households), 0) from public.cell_units cu join public.units u on u.id = cu.unit_id
					where cu.plan_id = c.plan_id and cu.cell_id in (select s.id from public.cells s where s.plan_id = c.plan_id and (s.id = c.id or s.parent_id = c.id)))) as line
			from public.plans e join public.cells c on c.plan_id = e.id and c.community_id = p_community
				left join public.cells a on a.id = c.parent_id
				left join public.duties d on d.node_id = c.lineage_id and d.valid_from <= current_date and (d.valid_until is null or d.valid_until > current_date)
				left join public.members m on m.lineage_id = c.lineage_id
			where e.status = 'effective'
			group by c.id, a.name) x);
end $$;

-- Where the members of a community would go by their homes, beside where they are: the preview of a bulk move.
create function private.placements_by_home(p_community uuid) returns jsonb
language plpgsql stable security definer set search_path = '' as $$
begin
	if not private.may('worker', p_community) then perform private.refuse('not-permitted'); end if;
	return (
		select coalesce(jsonb_agg(jsonb_build_object('id', m.id, 'name', m.name, 'version', m.version, 'home', b.name || coalesce(' ' || u.number, ''),
			'from', m.lineage_id, 'fromName', old.name, 'to', new.lineage_id, 'toName', new.name) order by new.code, m.name, m.id), '[]')
		from public.members m
			join public.units u on u.id = m.home_unit_id join public.buildings b on b.id = u.building_id
			join public.plans e on e.district_id = m.district_id and e.status = 'effective'
			join public.cell_units cu on cu.plan_id = e.id and cu.unit_id = u.id join public.cells new on new.id = cu.cell_id
			left join public.cells old on old.plan_id = e.id and old.lineage_id = m.lineage_id
		where m.community_id = p_community and m.lineage_id is distinct from new.lineage_id);
end $$;

-- Many members at once: all of them or none, each under the version that was seen in the preview.
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
	for move in select x.id, x.version, x.lineage from jsonb_to_recordset(p_moves) as x (id uuid, version int, lineage uuid) order by x.id loop
		select * into member from public.members m where m.id = move.id for update;
		if not found or not (private.may('worker', member.community_id) or private.may('worker', member.lineage_id)) then
			perform private.refuse('not-found', jsonb_build_object('member', move.id));
		end if;
		if member.version is distinct from move.version then
			stale := stale || jsonb_build_object('id', member.id, 'name', member.name, 'current', member.lineage_id, 'sent', move.lineage);
			continue;
		end if;
		select * into target from public.lineages l where l.id = move.lineage and l.district_id = member.district_id and l.level = 3;
		if not found then perform private.refuse('not-a-cell'); end if;
		if not private.may('worker', target.id) then perform private.refuse('not-permitted'); end if;
		update public.members m set lineage_id = target.id, community_id = target.community_id, version = m.version + 1 where m.id = member.id;
		n := n + 1;
	end loop;
	if stale <> '[]' then perform private.refuse('stale-members', jsonb_build_object('members', stale)); end if;
	return private.finish_operation(p_operation, jsonb_build_object('moved', n));
end $$;

select private.open_door('assign_duty', 'authenticated');
select private.open_door('end_duty', 'authenticated');
select private.open_door('duties_page', 'authenticated');
select private.open_door('charge_of', 'authenticated');
select private.open_door('placements_by_home', 'authenticated');
select private.open_door('place_members', 'authenticated');
