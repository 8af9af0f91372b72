-- Painting. Every stroke is one step: which units left which cell for which, which cells came, went or changed. A step
-- says what it found, so two people who paint different buildings never meet, and the second who paints the same one is
-- told. Undo is a step as well: the opposite of my own last one, refused where somebody has painted over it.

create table public.plan_steps (
	-- the operation that made it
	id uuid primary key,
	district_id uuid not null references public.districts (id) on delete cascade,
	community_id uuid not null references public.communities (id) on delete cascade,
	plan_id uuid not null references public.plans (id) on delete cascade,
	seq int not null,
	actor_id uuid not null,
	kind text not null check (kind in ('paint', 'cell', 'split', 'merge', 'erase', 'proposal', 'import', 'undo', 'redo')),
	-- {moves:[{units:[ordinal],from,to}], created:[cell], removed:[cell], changed:[{id,before,after}]}
	changes jsonb not null,
	undone boolean not null default false,
	at timestamptz not null default clock_timestamp(),
	unique (plan_id, seq)
);
create index plan_steps_actor on public.plan_steps (plan_id, actor_id, seq);
create index plan_steps_community on public.plan_steps (community_id);
create index plan_steps_district on public.plan_steps (district_id);

alter table public.plan_steps enable row level security;
create policy "workers and administrators of the community read its steps" on public.plan_steps for select to authenticated
	using (community_id in (select private.nodes_where('worker', 'administrator')));
grant select on public.plan_steps to authenticated;
select private.keep_audited('plan_steps', 'changes', 'actor_id');
select private.keep_announced('plan_steps');

-- A plan that the asker may work on, locked against others until the transaction ends: edits of one plan queue here.
create function private.plan_at_hand(p_plan uuid, variadic p_roles text[]) returns public.plans
language plpgsql security definer set search_path = '' as $$
declare
	plan public.plans;
begin
	select * into plan from public.plans p
	where p.id = p_plan and p.community_id in (select private.nodes_where('worker', 'administrator')) for update;
	if not found then perform private.refuse('not-found'); end if;
	if plan.community_id not in (select private.nodes_where(variadic p_roles)) then perform private.refuse('not-permitted'); end if;
	return plan;
end $$;

-- What a cell is, in the words of a step.
create function private.cell_facts(p_cell public.cells) returns jsonb
language sql immutable set search_path = '' as $$
	select jsonb_build_object('id', p_cell.id, 'level', p_cell.level, 'parentId', p_cell.parent_id, 'name', p_cell.name,
		'kind', p_cell.kind, 'validUntil', p_cell.valid_until, 'locked', p_cell.locked, 'lineageId', p_cell.lineage_id, 'code', p_cell.code)
$$;

create function private.create_plan_cells(p_plan public.plans, p_cells jsonb) returns void
language plpgsql security definer set search_path = '' as $$
begin
	insert into public.cells (id, district_id, community_id, plan_id, lineage_id, level, parent_id, name, code, kind, valid_until, locked)
	select c.id, p_plan.district_id, p_plan.community_id, p_plan.id, c."lineageId", c.level, c."parentId", trim(c.name), c.code,
		coalesce(c.kind, 'ordinary'), c."validUntil", coalesce(c.locked, false)
	from jsonb_to_recordset(p_cells) as c (id uuid, level int, "parentId" uuid, name text, kind text, "validUntil" date, locked boolean,
		"lineageId" uuid, code text)
	order by c.level;
exception
	when unique_violation then perform private.refuse('cell-exists');
	when foreign_key_violation then perform private.refuse('not-a-cell');
	when check_violation or not_null_violation or string_data_right_truncation then perform private.refuse('cell-unfit');
end $$;

create function private.change_plan_cells(p_plan public.plans, p_changed jsonb) returns void
language plpgsql security definer set search_path = '' as $$
declare
	change record;
	cell public.cells;
begin
	for change in select x.id, x.before, x.after from jsonb_to_recordset(p_changed) as x (id uuid, before jsonb, after jsonb) loop
		select * into cell from public.cells c where c.id = change.id and c.plan_id = p_plan.id;
		if not found then perform private.refuse('cell-gone', jsonb_build_object('cell', change.id)); end if;
		if not private.cell_facts(cell) @> change.before then
			perform private.refuse('cell-changed', jsonb_build_object('current', private.cell_facts(cell), 'sent', change.after));
		end if;
		if change.after - array['name', 'kind', 'parentId', 'validUntil', 'locked'] <> '{}' then perform private.refuse('cell-unfit'); end if;
		begin
			update public.cells c set
				name = trim(coalesce(change.after ->> 'name', c.name)), kind = coalesce(change.after ->> 'kind', c.kind),
				parent_id = case when change.after ? 'parentId' then (change.after ->> 'parentId')::uuid else c.parent_id end,
				valid_until = case when change.after ? 'validUntil' then (change.after ->> 'validUntil')::date else c.valid_until end,
				locked = coalesce((change.after ->> 'locked')::boolean, c.locked)
			where c.id = cell.id;
		exception
			when foreign_key_violation then perform private.refuse('not-a-cell');
			when check_violation or not_null_violation then perform private.refuse('cell-unfit');
		end;
	end loop;
	if exists (select from public.cells c join public.cells a on a.id = c.parent_id where c.plan_id = p_plan.id and a.level <> 2) then
		perform private.refuse('not-a-cell');
	end if;
end $$;

-- Who painted a unit last, for the one who comes second.
create function private.last_painter(p_plan uuid, p_unit int) returns text
language sql stable security definer set search_path = '' as $$
	select coalesce(nullif(f.display_name, ''), '') from public.plan_steps s
		cross join lateral jsonb_array_elements(s.changes -> 'moves') m left join public.profiles f on f.id = s.actor_id
	where s.plan_id = p_plan and m -> 'units' @> to_jsonb(p_unit) order by s.seq desc limit 1
$$;

-- The units that a step wants to move, beside where they are now; `unit_id` is null for one of another community.
create function private.wanted_moves(p_plan public.plans, p_moves jsonb)
returns table (ordinal int, unit_id uuid, was uuid, now_in uuid, goes uuid)
language sql stable security definer set search_path = '' as $$
	select o.ordinal::int, u.id, m."from", cu.cell_id, m."to"
	from jsonb_to_recordset(p_moves) as m (units jsonb, "from" uuid, "to" uuid)
		cross join lateral jsonb_array_elements_text(m.units) as o (ordinal)
		left join public.units u on u.district_id = p_plan.district_id and u.community_id = p_plan.community_id and u.ordinal = o.ordinal::int
		left join public.cell_units cu on cu.plan_id = p_plan.id and cu.unit_id = u.id
$$;

-- A unit goes only where it was found where the step says; the plan is locked, so what was checked still holds.
create function private.move_plan_units(p_plan public.plans, p_moves jsonb) returns void
language plpgsql security definer set search_path = '' as $$
declare
	met jsonb;
begin
	if p_moves = '[]' then return; end if;
	if (select count(*) <> count(distinct m.unit_id) from private.wanted_moves(p_plan, p_moves) m) then perform private.refuse('foreign-unit'); end if;
	select jsonb_agg(jsonb_build_object('unit', m.ordinal, 'now', m.now_in, 'sent', m.goes, 'by', private.last_painter(p_plan.id, m.ordinal)))
	into met from (
		select * from private.wanted_moves(p_plan, p_moves) x where x.now_in is distinct from x.was order by x.ordinal limit 20) m;
	if met is not null then perform private.refuse('units-moved', jsonb_build_object('units', met)); end if;
	if exists (select from jsonb_to_recordset(p_moves) as m ("from" uuid, "to" uuid) join public.cells c on c.id in (m."from", m."to")
		where c.plan_id = p_plan.id and c.locked) then
		perform private.refuse('cell-locked');
	end if;
	if exists (select from jsonb_to_recordset(p_moves) as m ("to" uuid) where m."to" is not null
		and not exists (select from public.cells c where c.id = m."to" and c.plan_id = p_plan.id and c.level = 3)) then
		perform private.refuse('not-a-cell');
	end if;
	insert into public.cell_units (plan_id, unit_id, district_id, cell_id)
	select p_plan.id, m.unit_id, p_plan.district_id, m.goes from private.wanted_moves(p_plan, p_moves) m where m.goes is not null
	on conflict (plan_id, unit_id) do update set cell_id = excluded.cell_id;
	delete from public.cell_units cu using private.wanted_moves(p_plan, p_moves) m
	where cu.plan_id = p_plan.id and cu.unit_id = m.unit_id and m.goes is null;
end $$;

create function private.remove_plan_cells(p_plan public.plans, p_removed jsonb) returns void
language plpgsql security definer set search_path = '' as $$
declare
	given uuid[] := (select array_agg((c ->> 'id')::uuid) from jsonb_array_elements(p_removed) c);
begin
	if exists (select from public.cell_units cu where cu.plan_id = p_plan.id and cu.cell_id = any (given))
		or exists (select from public.cells c where c.plan_id = p_plan.id and c.parent_id = any (given) and c.id <> all (given)) then
		perform private.refuse('cell-in-use');
	end if;
	delete from public.cells c where c.plan_id = p_plan.id and c.id = any (given);
end $$;

-- Applies one set of changes whole or not at all. A cell that goes is told as it is now, so that it can come back.
create function private.apply_plan_changes(p_plan public.plans, p_changes jsonb) returns jsonb
language plpgsql security definer set search_path = '' as $$
declare
	removed jsonb;
begin
	if jsonb_typeof(p_changes) is distinct from 'object' or p_changes - array['moves', 'created', 'removed', 'changed'] <> '{}'
		or exists (select from jsonb_each(p_changes) e where jsonb_typeof(e.value) <> 'array') then
		perform private.refuse('step-unfit');
	end if;
	if jsonb_array_length(coalesce(p_changes -> 'created', '[]')) + jsonb_array_length(coalesce(p_changes -> 'removed', '[]')) > 5000
		or (select coalesce(sum(jsonb_array_length(m -> 'units')), 0) from jsonb_array_elements(coalesce(p_changes -> 'moves', '[]')) m) > 100000 then
		perform private.refuse('step-too-large');
	end if;
	perform private.create_plan_cells(p_plan, coalesce(p_changes -> 'created', '[]'));
	perform private.change_plan_cells(p_plan, coalesce(p_changes -> 'changed', '[]'));
	perform private.move_plan_units(p_plan, coalesce(p_changes -> 'moves', '[]'));
	select coalesce(jsonb_agg(private.cell_facts(c) order by c.level, c.id), '[]') into removed
	from public.cells c where c.plan_id = p_plan.id
		and c.id in (select (r ->> 'id')::uuid from jsonb_array_elements(coalesce(p_changes -> 'removed', '[]')) r);
	perform private.remove_plan_cells(p_plan, removed);
	return jsonb_build_object('moves', coalesce(p_changes -> 'moves', '[]'), 'created', coalesce(p_changes -> 'created', '[]'),
		'removed', removed, 'changed', coalesce(p_changes -> 'changed', '[]'));
exception when invalid_text_representation or invalid_parameter_value or numeric_value_out_of_range or datetime_field_overflow or invalid_datetime_format then
	perform private.refuse('step-unfit');
	return null;
end $$;

create function private.opposite(p_changes jsonb) returns jsonb
language sql immutable set search_path = '' as $$
	select jsonb_build_object(
		'moves', (select coalesce(jsonb_agg(jsonb_build_object('units', m -> 'units', 'from', m -> 'to', 'to', m -> 'from')), '[]')
			from jsonb_array_elements(p_changes -> 'moves') m),
		'created', p_changes -> 'removed', 'removed', p_changes -> 'created',
		'changed', (select coalesce(jsonb_agg(jsonb_build_object('id', c -> 'id', 'before', c -> 'after', 'after', c -> 'before')), '[]')
			from jsonb_array_elements(p_changes -> 'changed') c))
$$;

create function private.add_plan_step(p_operation uuid, p_plan public.plans, p_kind text, p_changes jsonb) returns jsonb
language plpgsql security definer set search_path = '' as $$
declare
	number int;
begin
	update public.plans p set steps = p.steps + 1 where p.id = p_plan.id returning p.steps into number;
	insert into public.plan_steps (id, district_id, community_id, plan_id, seq, actor_id, kind, changes)
	values (p_operation, p_plan.district_id, p_plan.community_id, p_plan.id, number, private.caller(), p_kind, p_changes);
	return private.finish_operation(p_operation, jsonb_build_object('plan', p_plan.id, 'seq', number, 'changes', p_changes));
end $$;

create function private.edit_plan(p_operation uuid, p_plan uuid, p_kind text, p_changes jsonb) returns jsonb
language plpgsql security definer set search_path = '' as $$
declare
	earlier jsonb := private.begin_operation(p_operation, 'edit_plan', jsonb_build_array(p_plan, p_kind, p_changes));
	plan public.plans;
begin
	if earlier is not null then return earlier; end if;
	plan := private.plan_at_hand(p_plan, 'worker');
	if plan.status <> 'draft' then perform private.refuse('plan-not-draft'); end if;
	if coalesce(p_kind, '') not in ('paint', 'cell', 'split', 'merge', 'erase', 'proposal', 'import') then perform private.refuse('step-unfit'); end if;
	-- lineages and codes are nobody's to write: they come with the base and on the day
	if exists (select from jsonb_array_elements(coalesce(p_changes -> 'created', '[]')) c where c ->> 'lineageId' is not null or c ->> 'code' is not null) then
		perform private.refuse('step-unfit');
	end if;
	return private.add_plan_step(p_operation, plan, p_kind, private.apply_plan_changes(plan, p_changes));
end $$;

-- Undoes the asker's last step that still stands, or does the one again that was undone last.
create function private.step_back(p_operation uuid, p_plan uuid, p_again boolean) returns jsonb
language plpgsql security definer set search_path = '' as $$
declare
	plan public.plans := private.plan_at_hand(p_plan, 'worker');
	step public.plan_steps;
	changes jsonb;
	name text;
	told text;
begin
	if plan.status <> 'draft' then perform private.refuse('plan-not-draft'); end if;
	if p_again then
		select * into step from public.plan_steps s
		where s.plan_id = p_plan and s.actor_id = private.caller() and s.kind not in ('undo', 'redo') and s.undone
			and s.seq > coalesce((select max(l.seq) from public.plan_steps l where l.plan_id = p_plan and l.actor_id = s.actor_id
				and l.kind not in ('undo', 'redo') and not l.undone), 0)
		order by s.seq limit 1;
		if not found then perform private.refuse('nothing-to-redo'); end if;
		changes := step.changes;
	else
		select * into step from public.plan_steps s
		where s.plan_id = p_plan and s.actor_id = private.caller() and s.kind not in ('undo', 'redo') and not s.undone
		order by s.seq desc limit 1;
		if not found then perform private.refuse('nothing-to-undo'); end if;
		changes := private.opposite(step.changes);
	end if;
	begin
		changes := private.apply_plan_changes(plan, changes);
	exception when sqlstate 'P0001' then
		get stacked diagnostics name = message_text, told = pg_exception_detail;
		-- somebody has painted over it
		if name not in ('units-moved', 'cell-changed', 'cell-gone', 'cell-in-use', 'not-a-cell') then raise; end if;
		perform private.refuse('moved-since', coalesce(nullif(told, '')::jsonb, '{}'));
	end;
	update public.plan_steps s set undone = not p_again where s.id = step.id;
	return private.add_plan_step(p_operation, plan, case when p_again then 'redo' else 'undo' end, changes);
end $$;

create function private.undo_step(p_operation uuid, p_plan uuid) returns jsonb
language plpgsql security definer set search_path = '' as $$
declare
	earlier jsonb := private.begin_operation(p_operation, 'undo_step', jsonb_build_array(p_plan));
begin
	return coalesce(earlier, private.step_back(p_operation, p_plan, false));
end $$;

create function private.redo_step(p_operation uuid, p_plan uuid) returns jsonb
language plpgsql security definer set search_path = '' as $$
declare
	earlier jsonb := private.begin_operation(p_operation, 'redo_step', jsonb_build_array(p_plan));
begin
	return coalesce(earlier, private.step_back(p_operation, p_plan, true));
end $$;

-- A new proposal for a community: as a plan divides it (the edition in force where none is named), or with nothing in any
-- cell. To go back to an older grid is to begin with a retired edition.
create function private.begin_plan(p_operation uuid, p_community uuid, p_name text, p_empty boolean default false, p_base uuid default null)
returns jsonb
language plpgsql security definer set search_path = '' as $$
declare
	earlier jsonb := private.begin_operation(p_operation, 'begin_plan', jsonb_build_array(p_community, p_name, p_empty, p_base));
	plan public.plans;
	base public.plans;
begin
	if earlier is not null then return earlier; end if;
	if not private.may('worker', p_community) then perform private.refuse('not-permitted'); end if;
	if p_base is null then
		select p.* into base from public.plans p join public.communities c on c.district_id = p.district_id
			where c.id = p_community and p.status = 'effective';
	else
		base := private.open_plan(p_base);
		if coalesce(base.community_id, p_community) <> p_community
			or not exists (select from public.communities c where c.id = p_community and c.district_id = base.district_id) then
			perform private.refuse('not-found');
		end if;
	end if;
	insert into public.plans (district_id, community_id, base_id, name, status, created_by)
	select c.district_id, c.id, base.id, left(coalesce(nullif(trim(p_name), ''), c.name), 60), 'draft', private.caller()
	from public.communities c where c.id = p_community returning * into plan;
	if plan.id is null then perform private.refuse('not-found'); end if;
	if not coalesce(p_empty, false) then
		-- the id of a copy follows from the original's, so parents find their children without a table between
		insert into public.cells (id, district_id, community_id, plan_id, lineage_id, level, parent_id, name, code, kind, valid_until)
		select private.copied(plan.id, c.id), c.district_id, c.community_id, plan.id, c.lineage_id, c.level, private.copied(plan.id, c.parent_id),
			c.name, c.code, c.kind, c.valid_until
		from public.cells c where c.plan_id = base.id and c.community_id = p_community order by c.level;
		insert into public.cell_units (plan_id, unit_id, district_id, cell_id)
		select plan.id, cu.unit_id, cu.district_id, private.copied(plan.id, cu.cell_id)
		from public.cell_units cu join public.cells c on c.id = cu.cell_id where c.plan_id = base.id and c.community_id = p_community;
	end if;
	return private.finish_operation(p_operation, jsonb_build_object('id', plan.id, 'version', plan.version));
end $$;

create function private.copied(p_plan uuid, p_cell uuid) returns uuid
language sql immutable set search_path = '' as $$
	select md5(p_plan::text || p_cell::text)::uuid where p_cell is not null
$$;

-- Everything the painter needs: the community's buildings and units with their people, the cells, who is in which.
create function private.plan_draft(p_plan uuid) returns jsonb
language plpgsql stable security definer set search_path = '' as $$
declare
	plan public.plans;
begin
	select * into plan from public.plans p where p.id = p_plan and p.community_id in (select private.nodes_where('worker', 'administrator'));
	if not found then perform private.refuse('not-found'); end if;
	-- how many elders live behind a stair is for its own workers; who approves sees the plan, and its sums
	if not private.may('worker', plan.community_id) then perform private.refuse('not-permitted'); end if;
	return (
		with stairs as materialized (
			select u.*, row_number() over (order by u.ordinal) as place from public.units u where u.community_id = plan.community_id
		), homes as materialized (
			select m.home_unit_id as unit_id, count(*)::int as members from public.members m
			where m.community_id = plan.community_id and m.home_unit_id is not null group by m.home_unit_id
		), houses as materialized (
			select b.*, row_number() over (order by b.id) - 1 as place from public.buildings b where b.community_id = plan.community_id
		), parts as materialized (
			select c.*, row_number() over (order by c.level, c.code, c.name, c.id) - 1 as place from public.cells c where c.plan_id = p_plan
		)
		select jsonb_build_object(
			'plan', jsonb_build_object('id', plan.id, 'name', plan.name, 'status', plan.status, 'version', plan.version, 'communityId', plan.community_id,
				'districtId', plan.district_id, 'baseId', plan.base_id, 'effectiveFrom', plan.effective_from, 'seq', plan.steps),
			'community', (select jsonb_build_object('id', c.id, 'name', c.name, 'code', c.code, 'boundary', extensions.st_asgeojson(c.boundary, 7)::jsonb)
				from public.communities c where c.id = plan.community_id),
			'mayEdit', plan.status = 'draft' and plan.community_id in (select private.nodes_where('worker')),
			'mayApprove', plan.community_id in (select private.nodes_where('administrator')),
			'cells', (select coalesce(jsonb_agg(private.cell_facts(c) order by p.place), '[]') from parts p join public.cells c on c.id = p.id),
			'buildings', (select coalesce(jsonb_agg(jsonb_build_object('id', h.id, 'name', h.name, 'address', h.address, 'kind', h.kind,
				'levels', h.levels, 'compoundId', h.compound_id, 'door', jsonb_build_array(extensions.st_x(h.door), extensions.st_y(h.door))) order by h.place), '[]')
				from houses h),
			'compounds', (select coalesce(jsonb_agg(jsonb_build_object('id', w.id, 'name', w.name) order by w.name, w.id), '[]')
				from public.compounds w where w.community_id = plan.community_id),
			'units', (select jsonb_build_object('ordinal', coalesce(jsonb_agg(s.ordinal order by s.place), '[]'),
				'building', coalesce(jsonb_agg(h.place order by s.place), '[]'), 'number', coalesce(jsonb_agg(s.number order by s.place), '[]'),
				'households', coalesce(jsonb_agg(s.households order by s.place), '[]'), 'people', coalesce(jsonb_agg(s.people order by s.place), '[]'),
				'elders', coalesce(jsonb_agg(s.elders order by s.place), '[]'), 'children', coalesce(jsonb_agg(s.children order by s.place), '[]'),
				'employees', coalesce(jsonb_agg(s.employees order by s.place), '[]'), 'members', coalesce(jsonb_agg(coalesce(m.members, 0) order by s.place), '[]'),
				'cell', coalesce(jsonb_agg(coalesce(p.place, -1) order by s.place), '[]'))
				from stairs s join houses h on h.id = s.building_id left join homes m on m.unit_id = s.id
					left join public.cell_units cu on cu.plan_id = p_plan and cu.unit_id = s.id left join parts p on p.id = cu.cell_id)));
end $$;

-- The steps after a number, for others who look at the same draft, and how far the asker may go back and forth.
create function private.plan_steps_since(p_plan uuid, p_seq int, p_limit int default 500) returns jsonb
language plpgsql stable security definer set search_path = '' as $$
declare
	answer jsonb;
begin
	if not exists (select from public.plans p where p.id = p_plan and p.community_id in (select private.nodes_where('worker', 'administrator'))) then
		perform private.refuse('not-found');
	end if;
	select coalesce(jsonb_agg(jsonb_build_object('seq', s.seq, 'kind', s.kind, 'changes', s.changes, 'mine', s.actor_id = private.caller(),
		'by', coalesce(f.display_name, ''), 'at', s.at) order by s.seq), '[]') into answer
	from (select * from public.plan_steps x where x.plan_id = p_plan and x.seq > p_seq order by x.seq limit least(greatest(p_limit, 1), 500)) s
		left join public.profiles f on f.id = s.actor_id;
	return jsonb_build_object('steps', answer,
		'undo', (select count(*) from public.plan_steps s where s.plan_id = p_plan and s.actor_id = private.caller() and not s.undone and s.kind not in ('undo', 'redo')),
		'redo', (select count(*) from public.plan_steps s where s.plan_id = p_plan and s.actor_id = private.caller() and s.undone and s.kind not in ('undo', 'redo')
			and s.seq > coalesce((select max(l.seq) from public.plan_steps l where l.plan_id = p_plan and l.actor_id = private.caller()
				and l.kind not in ('undo', 'redo') and not l.undone), 0)));
end $$;

select private.open_door('begin_plan', 'authenticated');
select private.open_door('edit_plan', 'authenticated');
select private.open_door('undo_step', 'authenticated');
select private.open_door('redo_step', 'authenticated');
select private.open_door('plan_draft', 'authenticated');
select private.open_door('plan_steps_since', 'authenticated');
