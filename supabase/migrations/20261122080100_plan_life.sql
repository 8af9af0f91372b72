-- From a draft to the grid in force: handed in by a worker, published for comment, given a day by an administrator of the
-- community, its subdistrict or the district, and on that day written into the next edition. Editions never change.

-- Units of the community that no cell of the plan has.
create function private.units_left_out(p_plan public.plans) returns int
language sql stable security definer set search_path = '' as $$
	select count(*)::int from public.units u
	where u.community_id = p_plan.community_id
		and not exists (select from public.cell_units cu where cu.plan_id = p_plan.id and cu.unit_id = u.id)
$$;

-- Codes are written by the server from the district's template (west to east, north to south); here they are unique.
create function private.code_plan_cells(p_plan public.plans, p_codes jsonb) returns void
language plpgsql security definer set search_path = '' as $$
begin
	update public.cells c set code = null where c.plan_id = p_plan.id;
	update public.cells c set code = x.code
	from jsonb_to_recordset(p_codes) as x (id uuid, code text) where c.plan_id = p_plan.id and c.id = x.id;
	if exists (select from public.cells c where c.plan_id = p_plan.id and c.code is null) then perform private.refuse('codes-missing'); end if;
	if exists (select from public.cells c join public.cells other on other.code = c.code and other.community_id <> c.community_id
		join public.plans e on e.id = other.plan_id and e.district_id = c.district_id and e.status = 'effective' where c.plan_id = p_plan.id) then
		perform private.refuse('code-taken');
	end if;
exception when unique_violation then perform private.refuse('code-taken');
	when check_violation then perform private.refuse('codes-missing');
end $$;

-- Which cell of the edition in force a cell of the proposal follows, if any: the one most of whose households it keeps,
-- more than half. Where nobody lives, units are counted.
create function private.heirs(p_plan public.plans) returns table (cell_id uuid, lineage_id uuid)
language sql stable security definer set search_path = '' as $$
	with edition as (
		select p.id from public.plans p where p.district_id = p_plan.district_id and p.status = 'effective'
	), stairs as materialized (
		select u.id, u.households, new.id as new_stair, new.parent_id as new_area, old.lineage_id as old_stair, area.lineage_id as old_area
		from public.units u
			join public.cell_units nu on nu.plan_id = p_plan.id and nu.unit_id = u.id join public.cells new on new.id = nu.cell_id
			join edition e on true
			join public.cell_units ou on ou.plan_id = e.id and ou.unit_id = u.id join public.cells old on old.id = ou.cell_id
			join public.cells area on area.id = old.parent_id
		where u.community_id = p_plan.community_id
	), whole as (
		select old.lineage_id, sum(u.households) as households, count(*) as units
		from edition e join public.cell_units ou on ou.plan_id = e.id join public.units u on u.id = ou.unit_id
			join public.cells own on own.id = ou.cell_id
			join public.cells old on old.id in (own.id, own.parent_id)
		where u.community_id = p_plan.community_id group by old.lineage_id
	), kept as (
		select new_stair as cell_id, old_stair as lineage_id, sum(households) as households, count(*) as units from stairs group by 1, 2
		union all
		select new_area, old_area, sum(households), count(*) from stairs group by 1, 2
	), candidates as (
		select k.cell_id, k.lineage_id, k.households, k.units,
			row_number() over (partition by k.cell_id order by k.households desc, k.units desc, k.lineage_id) as place
		from kept k join whole w on w.lineage_id = k.lineage_id
		where case when w.households > 0 then 2 * k.households > w.households else 2 * k.units > w.units end
	)
	select c.cell_id, c.lineage_id from candidates c where c.place = 1
$$;

-- From which cell to which each unit goes, by lineage; null for a cell that begins or a unit that had none.
create function private.unit_moves(p_plan public.plans) returns table (unit_id uuid, old_lineage uuid, old_cell uuid, new_cell uuid, new_lineage uuid)
language sql stable security definer set search_path = '' as $$
	select u.id, old.lineage_id, old.id, new.id, h.lineage_id
	from public.units u
		left join public.plans e on e.district_id = p_plan.district_id and e.status = 'effective'
		left join public.cell_units ou on ou.plan_id = e.id and ou.unit_id = u.id left join public.cells old on old.id = ou.cell_id
		left join public.cell_units nu on nu.plan_id = p_plan.id and nu.unit_id = u.id left join public.cells new on new.id = nu.cell_id
		left join private.heirs(p_plan) h on h.cell_id = new.id
	where u.community_id = p_plan.community_id
$$;

create function private.give_lineages(p_plan public.plans) returns void
language plpgsql security definer set search_path = '' as $$
declare
	cell record;
	born uuid;
begin
	update public.cells c set lineage_id = null where c.plan_id = p_plan.id;
	update public.cells c set lineage_id = h.lineage_id from private.heirs(p_plan) h where c.id = h.cell_id;
	for cell in select c.id, c.level from public.cells c where c.plan_id = p_plan.id and c.lineage_id is null order by c.level, c.id loop
		born := gen_random_uuid();
		insert into public.nodes (id, district_id, kind, parent_id, path)
		select born, p_plan.district_id, 'lineage', n.id, n.path operator(extensions.||) replace(born::text, '-', '')
		from public.nodes n where n.id = p_plan.community_id;
		insert into public.lineages (id, district_id, community_id, level) values (born, p_plan.district_id, p_plan.community_id, cell.level);
		update public.cells c set lineage_id = born where c.id = cell.id;
	end loop;
end $$;

-- Who was placed by home follows the home; who was placed elsewhere by hand stays while that cell lives on.
create function private.follow_the_plan(p_plan public.plans) returns void
language plpgsql security definer set search_path = '' as $$
begin
	update public.members m set lineage_id = x.goes, version = m.version + 1
	from (
		select m2.id, case when m2.lineage_id is not distinct from v.old_lineage or not exists (
			select from public.cells c where c.plan_id = p_plan.id and c.lineage_id = m2.lineage_id) then new.lineage_id else m2.lineage_id end as goes
		from public.members m2 left join private.unit_moves(p_plan) v on v.unit_id = m2.home_unit_id
			left join public.cells new on new.id = v.new_cell
		where m2.community_id = p_plan.community_id and m2.lineage_id is not null
	) x
	where x.id = m.id and x.goes is distinct from m.lineage_id;
	update public.wishes w set lineage_id = x.goes, version = w.version + 1
	from (
		select w2.id, coalesce(stair.lineage_id, most.lineage_id) as goes
		from public.wishes w2 left join public.wish_doors d on d.wish_id = w2.id
			left join lateral (
				select c.lineage_id from public.units u join public.cell_units cu on cu.plan_id = p_plan.id and cu.unit_id = u.id
					join public.cells c on c.id = cu.cell_id
				where u.id = d.unit_id or (d.unit_id is null and u.building_id = d.building_id)
				order by c.lineage_id is distinct from w2.lineage_id, u.number limit 1) stair on true
			left join lateral (
				select c.lineage_id from private.unit_moves(p_plan) v join public.cells c on c.id = v.new_cell
				where v.old_lineage = w2.lineage_id group by c.lineage_id order by count(*) desc, c.lineage_id limit 1) most on true
		where w2.community_id = p_plan.community_id and w2.lineage_id is not null
	) x
	where x.id = w.id and x.goes is distinct from w.lineage_id;
	update public.duties d set valid_until = greatest(d.valid_from, p_plan.effective_from), reason = 'plan', version = d.version + 1
	from public.lineages l
	where l.id = d.node_id and l.community_id = p_plan.community_id and (d.valid_until is null or d.valid_until > p_plan.effective_from)
		and not exists (select from public.cells c where c.plan_id = p_plan.id and c.lineage_id = l.id);
end $$;

-- The figures of an edition on the day another took its place: last year's numbers on last year's grid.
create table private.edition_totals (
	plan_id uuid not null references public.plans (id) on delete cascade,
	-- a cell of the edition or a community
	id uuid not null,
	exact jsonb not null,
	shown jsonb not null,
	primary key (plan_id, id)
);
alter table private.edition_totals enable row level security;

-- Writes the proposal into the next edition, in one transaction: everybody sees the old grid or the new one.
create function private.enact_plan(p_plan uuid, p_on date) returns uuid
language plpgsql security definer set search_path = '' as $$
declare
	plan public.plans;
	old uuid;
	edition uuid := gen_random_uuid();
begin
	perform pg_advisory_xact_lock(hashtextextended('edition', 0));
	update public.plans p set effective_from = p_on where p.id = p_plan and p.status = 'published' returning * into plan;
	if plan.id is null then perform private.refuse('plan-not-published'); end if;
	if private.units_left_out(plan) > 0 then perform private.refuse('plan-incomplete', jsonb_build_object('units', private.units_left_out(plan))); end if;
	perform private.give_lineages(plan);
	perform private.follow_the_plan(plan);
	select p.id into old from public.plans p where p.district_id = plan.district_id and p.status = 'effective' for update;
	insert into public.plans (id, district_id, base_id, name, status, effective_from, created_by)
	values (edition, plan.district_id, old, plan.name, 'draft', p_on, plan.created_by);
	insert into public.cells (id, district_id, community_id, plan_id, lineage_id, level, parent_id, name, code, kind, valid_until)
	select private.copied(edition, c.id), c.district_id, c.community_id, edition, c.lineage_id, c.level, private.copied(edition, c.parent_id),
		c.name, c.code, c.kind, c.valid_until
	from public.cells c where (c.plan_id = old and c.community_id <> plan.community_id) or c.plan_id = plan.id order by c.level;
	insert into public.cell_units (plan_id, unit_id, district_id, cell_id)
	select edition, cu.unit_id, cu.district_id, private.copied(edition, cu.cell_id)
	from public.cells c join public.cell_units cu on cu.plan_id = c.plan_id and cu.cell_id = c.id
	where (c.plan_id = old and c.community_id <> plan.community_id) or c.plan_id = plan.id;
	insert into private.edition_totals (plan_id, id, exact, shown)
	select old, t.id, t.exact, t.shown from private.totals t where t.district_id = plan.district_id and old is not null;
	update public.plans p set status = 'retired', effective_until = p_on, version = p.version + 1 where p.id = old;
	update public.plans p set status = 'effective' where p.id = edition;
	update public.plans p set status = 'enacted', edition_id = edition, version = p.version + 1 where p.id = plan.id;
	return edition;
exception when unique_violation then
	perform private.refuse('code-taken');
	return null;
end $$;

-- Which turn a plan may take next, and who takes it.
create function private.plan_turn(p_from text, p_to text) returns text[]
language sql immutable set search_path = '' as $$
	select case p_from || ' ' || p_to
		when 'draft reviewed' then array['worker', 'administrator']
		when 'reviewed draft' then array['worker', 'administrator']
		when 'reviewed published' then array['administrator']
		when 'published draft' then array['administrator']
		when 'published effective' then array['administrator']
	end
$$;

-- `p_codes` ([{id, code}]) when it is handed in; `p_from` the day from which it holds, today at the earliest.
create function private.set_plan_status(
	p_operation uuid, p_plan uuid, p_version int, p_status text, p_reason text default '', p_codes jsonb default '[]', p_from date default null
) returns jsonb
language plpgsql security definer set search_path = '' as $$
declare
	earlier jsonb := private.begin_operation(p_operation, 'set_plan_status',
		jsonb_build_array(p_plan, p_version, p_status, p_reason, p_codes, p_from), p_reason);
	plan public.plans;
	today date;
begin
	if earlier is not null then return earlier; end if;
	plan := private.plan_at_hand(p_plan, 'worker', 'administrator');
	if plan.version is distinct from p_version then
		perform private.refuse_stale(plan.version, jsonb_build_object('status', plan.status), jsonb_build_object('status', p_status));
	end if;
	if private.plan_turn(plan.status, p_status) is null then perform private.refuse('bad-transition'); end if;
	if plan.community_id not in (select private.nodes_where(variadic private.plan_turn(plan.status, p_status))) then
		perform private.refuse('not-permitted');
	end if;
	if p_status = 'reviewed' then
		if private.units_left_out(plan) > 0 then perform private.refuse('plan-incomplete', jsonb_build_object('units', private.units_left_out(plan))); end if;
		if not exists (select from public.cells c where c.plan_id = plan.id) then perform private.refuse('plan-incomplete'); end if;
		perform private.code_plan_cells(plan, p_codes);
	end if;
	if p_status = 'draft' and coalesce(trim(p_reason), '') = '' then perform private.refuse('reason-missing'); end if;
	if p_status <> 'effective' then
		update public.plans p set status = p_status, effective_from = null, version = p.version + 1 where p.id = plan.id returning * into plan;
	else
		select (now() at time zone d.time_zone)::date into today from public.districts d where d.id = plan.district_id;
		if coalesce(p_from, today) < today then perform private.refuse('day-passed'); end if;
		update public.plans p set effective_from = coalesce(p_from, today), version = p.version + 1 where p.id = plan.id;
		if coalesce(p_from, today) = today then perform private.enact_plan(plan.id, today); end if;
		select * into plan from public.plans p where p.id = p_plan;
	end if;
	return private.finish_operation(p_operation, jsonb_build_object('id', plan.id, 'version', plan.version, 'status', plan.status,
		'effectiveFrom', plan.effective_from, 'editionId', plan.edition_id));
end $$;

-- Proposals whose day has come. One that cannot be carried out any more goes back to its makers, and says why.
create function private.enact_due_plans(p_now timestamptz) returns int
language plpgsql security definer set search_path = '' as $$
declare
	due record;
	enacted int := 0;
	name text;
begin
	for due in select p.id, (p_now at time zone d.time_zone)::date as today from public.plans p join public.districts d on d.id = p.district_id
		where p.status = 'published' and p.effective_from <= (p_now at time zone d.time_zone)::date order by p.effective_from, p.id loop
		begin
			perform private.enact_plan(due.id, due.today);
			enacted := enacted + 1;
		exception when sqlstate 'P0001' then
			get stacked diagnostics name = message_text;
			perform set_config('gezhi.reason', name, true);
			update public.plans p set status = 'draft', effective_from = null, version = p.version + 1 where p.id = due.id;
		end;
	end loop;
	return enacted;
end $$;

-- The plans of a community that the asker may see, newest first; those of the whole district are the editions.
create function private.plans_page(p_district uuid, p_community uuid default null, p_limit int default 50, p_offset int default 0) returns jsonb
language plpgsql stable security definer set search_path = '' as $$
declare
	answer jsonb;
begin
	with mine as materialized (select private.nodes_where('worker', 'administrator') as id), seen as materialized (
		select p.* from public.plans p
		where p.district_id = p_district and p.community_id is not distinct from p_community
			and (p.status in ('published', 'enacted', 'effective', 'retired') or coalesce(p.community_id, p.district_id) in (select m.id from mine m))
	)
	select jsonb_build_object('total', (select count(*) from seen), 'rows', coalesce(jsonb_agg(jsonb_build_object(
		'id', s.id, 'name', s.name, 'status', s.status, 'communityId', s.community_id, 'baseId', s.base_id, 'editionId', s.edition_id,
		'effectiveFrom', s.effective_from, 'effectiveUntil', s.effective_until, 'createdAt', s.created_at, 'version', s.version,
		'areas', (select count(*) from public.cells c where c.plan_id = s.id and c.level = 2),
		'stairs', (select count(*) from public.cells c where c.plan_id = s.id and c.level = 3),
		'leftOut', case when s.community_id is not null then private.units_left_out((select x from public.plans x where x.id = s.id)) end)
		order by s.created_at desc, s.id), '[]')) into answer
	from (select * from seen order by created_at desc, id limit least(greatest(p_limit, 1), 100) offset greatest(p_offset, 0)) s;
	return answer;
end $$;

-- Everything that changes hands when the proposal takes effect, from whom to whom.
create function private.handover(p_plan uuid) returns jsonb
language plpgsql stable security definer set search_path = '' as $$
declare
	plan public.plans;
	known boolean;
	answer jsonb;
begin
	select * into plan from public.plans p where p.id = p_plan and p.community_id in (select private.nodes_where('worker', 'administrator'));
	if not found then perform private.refuse('not-found'); end if;
	-- who approves reads the names that everybody may read
	known := private.may('worker', plan.community_id);
	with moves as materialized (
		select v.*, u.building_id, u.number, u.households from private.unit_moves(plan) v join public.units u on u.id = v.unit_id
	), moved as materialized (
		select m.* from moves m where m.old_lineage is distinct from m.new_lineage
	), in_charge as materialized (
		select d.node_id, jsonb_agg(jsonb_build_object('duty', d.duty, 'name', case when known or d.public_name or p.shows_identity
				then coalesce(nullif(d.person_name, ''), p.name, '') else '' end, 'standIn', d.stand_in)
			order by d.stand_in, d.duty, d.id) as people
		from public.duties d left join public.members p on p.id = d.member_id
		where d.community_id = plan.community_id and d.valid_from <= current_date and (d.valid_until is null or d.valid_until > current_date)
		group by d.node_id
	), cells as materialized (
		select c.id, jsonb_build_object('id', c.id, 'name', c.name, 'code', c.code, 'people', coalesce(i.people, '[]')) as told
		from public.cells c left join in_charge i on i.node_id = c.lineage_id
		where c.id in (select m.old_cell from moves m union select m.new_cell from moves m)
	), heads as materialized (
		select c.id, jsonb_build_object('id', c.id, 'name', c.name, 'code', c.code, 'people', coalesce(i.people, '[]')) as told
		from public.cells c left join private.heirs(plan) h on h.cell_id = c.id left join in_charge i on i.node_id = h.lineage_id
		where c.plan_id = plan.id
	)
	select jsonb_build_object(
		'buildings', (select coalesce(jsonb_agg(x.line order by x.name, x.building_id), '[]') from (
			select b.name, m.building_id, jsonb_build_object('id', b.id, 'name', b.name, 'units', jsonb_agg(m.number order by m.number),
				'households', sum(m.households), 'from', o.told, 'to', n.told) as line
			from moved m join public.buildings b on b.id = m.building_id left join cells o on o.id = m.old_cell left join heads n on n.id = m.new_cell
			group by b.id, b.name, m.building_id, m.old_cell, m.new_cell, o.told, n.told) x),
		'members', (select coalesce(jsonb_agg(jsonb_build_object('id', p.id, 'name', case when known or p.shows_identity then p.name else '' end,
				'from', o.told, 'to', n.told) order by p.name, p.id), '[]')
			from moved m join public.members p on p.home_unit_id = m.unit_id and p.lineage_id is not distinct from m.old_lineage
				left join cells o on o.id = m.old_cell left join heads n on n.id = m.new_cell),
		'duties', (select coalesce(jsonb_agg(jsonb_build_object('id', d.id, 'duty', d.duty,
				'name', case when known or d.public_name or p.shows_identity then coalesce(nullif(d.person_name, ''), p.name, '') else '' end,
				'from', jsonb_build_object('id', c.id, 'name', c.name, 'code', c.code)) order by c.code, d.duty, d.id), '[]')
			from public.plans e join public.cells c on c.plan_id = e.id and c.community_id = plan.community_id
				join public.duties d on d.node_id = c.lineage_id and (d.valid_until is null or d.valid_until > current_date)
				left join public.members p on p.id = d.member_id
			where e.district_id = plan.district_id and e.status = 'effective'
				and not exists (select from private.heirs(plan) h where h.lineage_id = c.lineage_id)),
		'wishes', (select coalesce(jsonb_agg(jsonb_build_object('id', w.id, 'kind', w.kind, 'state', w.state, 'from', o.told, 'to', n.told) order by w.created_at, w.id), '[]')
			from public.wishes w join public.wish_doors d on d.wish_id = w.id
				join lateral (select * from moved m where m.unit_id = d.unit_id or (d.unit_id is null and m.building_id = d.building_id)
					order by m.number limit 1) m on true
				left join cells o on o.id = m.old_cell left join heads n on n.id = m.new_cell
			where w.community_id = plan.community_id and w.state not in ('closed', 'cancelled') and w.lineage_id is not distinct from m.old_lineage),
		'begins', (select coalesce(jsonb_agg(h.told order by h.id), '[]') from heads h where not exists (select from private.heirs(plan) x where x.cell_id = h.id)),
		'ends', (select coalesce(jsonb_agg(jsonb_build_object('id', c.id, 'name', c.name, 'code', c.code, 'level', c.level) order by c.level, c.code), '[]')
			from public.plans e join public.cells c on c.plan_id = e.id and c.community_id = plan.community_id
			where e.district_id = plan.district_id and e.status = 'effective'
				and not exists (select from private.heirs(plan) h where h.lineage_id = c.lineage_id))
	) into answer;
	return answer;
end $$;

-- A proposal that nobody needs any more; what was enacted or is published stays.
create function private.discard_plan(p_operation uuid, p_plan uuid, p_version int) returns jsonb
language plpgsql security definer set search_path = '' as $$
declare
	earlier jsonb := private.begin_operation(p_operation, 'discard_plan', jsonb_build_array(p_plan, p_version));
	plan public.plans;
begin
	if earlier is not null then return earlier; end if;
	plan := private.plan_at_hand(p_plan, 'worker');
	if plan.status <> 'draft' then perform private.refuse('plan-not-draft'); end if;
	if plan.version is distinct from p_version then
		perform private.refuse_stale(plan.version, jsonb_build_object('status', plan.status), jsonb_build_object('status', null));
	end if;
	delete from public.plans p where p.id = plan.id;
	return private.finish_operation(p_operation, jsonb_build_object('id', plan.id));
end $$;

select private.open_door('set_plan_status', 'authenticated');
select private.open_door('plans_page', 'anon, authenticated');
select private.open_door('handover', 'authenticated');
select private.open_door('discard_plan', 'authenticated');
