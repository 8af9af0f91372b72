-- Imports from the browser. The file lies with the server, its reading and its progress too; here stands who began
-- one, how it ended, and that only one runs at a time. A new district belongs to nobody's subtree yet, so the right
-- to bring one in is the installation's: whoever administers a whole district has it.

create table public.imports (
	id uuid primary key default gen_random_uuid(),
	actor_id uuid not null references auth.users (id) on delete cascade,
	state text not null default 'running' check (state in ('running', 'done', 'failed', 'cancelled', 'interrupted')),
	district_id uuid references public.districts (id) on delete set null,
	-- the file's own name and what the page says at the end: counts, or the refusal and what fills its sentence
	result jsonb not null default '{}',
	started_at timestamptz not null default now(),
	ended_at timestamptz,
	check ((state = 'running') = (ended_at is null))
);
create unique index imports_one_running on public.imports (state) where state = 'running';
create index imports_actor on public.imports (actor_id, started_at);
create index imports_district on public.imports (district_id);

alter table public.imports enable row level security;
create policy "one reads one's own imports" on public.imports for select to authenticated
	using (actor_id = (select private.caller()));
grant select on public.imports to authenticated;

create function private.may_import() returns boolean
language sql stable security definer set search_path = '' as $$
	select exists (select from private.my_grants() g where g.role = 'administrator' and g.kind = 'district')
$$;

-- Whether the asker may import, whether somebody does so now (not who), and how the asker's last one ended.
create function private.import_state() returns jsonb
language sql stable security definer set search_path = '' as $$
	select jsonb_build_object(
		'may', private.may_import(),
		'running', exists (select from public.imports i where i.state = 'running'),
		'last', (
			select jsonb_build_object('id', i.id, 'state', i.state, 'districtId', i.district_id, 'result', i.result,
				'startedAt', i.started_at, 'endedAt', i.ended_at)
			from public.imports i where i.actor_id = (select private.caller()) order by i.started_at desc, i.id limit 1))
$$;

-- Opens the door for one upload, before the server reads its first byte. The same form sent again is refused: its
-- file may be another one.
create function private.begin_import(p_operation uuid) returns jsonb
language plpgsql security definer set search_path = '' as $$
declare
	earlier jsonb := private.begin_operation(p_operation, 'begin_import', '[]');
	begun uuid;
begin
	if earlier is not null then perform private.refuse('operation-conflict'); end if;
	if not private.may_import() then perform private.refuse('not-permitted'); end if;
	delete from public.imports i where i.ended_at < now() - interval '180 days';
	begin
		insert into public.imports (actor_id) values (private.caller()) returning id into begun;
	exception when unique_violation then
		perform private.refuse('import-running');
	end;
	return private.finish_operation(p_operation, jsonb_build_object('id', begun));
end $$;

-- The last step of the transaction that stores a district, with the claims of the person who asked for it: whoever
-- has lost the right or ended the session meanwhile gets nothing. The importer administers the new district. Has no
-- door: it would give a district to whoever calls it, so it takes only one that this very transaction made.
create function private.finish_import(p_operation uuid, p_import uuid, p_district uuid, p_result jsonb) returns jsonb
language plpgsql security definer set search_path = '' as $$
declare
	earlier jsonb := private.begin_operation(p_operation, 'finish_import', jsonb_build_array(p_import, p_district));
begin
	if earlier is not null then return earlier; end if;
	if not private.may_import() then perform private.refuse('not-permitted'); end if;
	if not exists (select from public.districts d where d.id = p_district and d.created_at = now()) then
		perform private.refuse('not-found');
	end if;
	update public.imports i set state = 'done', district_id = p_district, result = p_result, ended_at = clock_timestamp()
		where i.id = p_import and i.actor_id = private.caller() and i.state = 'running';
	if not found then perform private.refuse('import-over'); end if;
	perform private.add_grant(private.caller(), 'administrator', p_district, 'active', private.caller());
	return private.finish_operation(p_operation, jsonb_build_object('districtId', p_district));
end $$;

-- What the server writes when an import came to nothing.
create function private.close_import(p_import uuid, p_state text, p_result jsonb) returns void
language sql security definer set search_path = '' as $$
	update public.imports i set state = p_state, result = p_result, ended_at = clock_timestamp()
		where i.id = p_import and i.state = 'running'
$$;

-- At the server's start nothing can be running: those that say so were cut off with the former process.
create function private.interrupt_imports() returns void
language sql security definer set search_path = '' as $$
	update public.imports i set state = 'interrupted', ended_at = clock_timestamp() where i.state = 'running'
$$;

select private.open_door('import_state', 'authenticated');
select private.open_door('begin_import', 'authenticated');
