-- Row-level security, as sentences. Nobody writes a table: every write is a function with an operation id, so there
-- are policies for reading only, one a table, and grants of columns. What is absent here is refused.

-- Everybody reads the ground.
create function private.open_to_all(p_table text, p_columns text default null) returns void
language plpgsql set search_path = '' as $$
begin
	execute format('alter table public.%I enable row level security', p_table);
	execute format('create policy "everybody reads" on public.%I for select to anon, authenticated using (true)', p_table);
	execute format('grant select %s on public.%I to anon, authenticated', coalesce('(' || p_columns || ')', ''), p_table);
end $$;

select private.open_to_all('nodes');
select private.open_to_all('districts');
select private.open_to_all('subdistricts');
select private.open_to_all('communities');
select private.open_to_all('compounds');
select private.open_to_all('buildings');
select private.open_to_all('parcels');
select private.open_to_all('lineages');
select private.open_to_all('centres');
select private.open_to_all('service_items');
select private.open_to_all('opening_hours');
select private.open_to_all('organisations');
select private.open_to_all('teams');
-- how many live behind a stair is public, how old they are is not
select private.open_to_all('units', 'id, district_id, community_id, building_id, ordinal, number, households');
select private.open_to_all('street_artefacts', 'id, district_id, kind, hash, created_at');
-- that a duty is filled is public, by whom only where place_card() says so
select private.open_to_all('duties', 'id, district_id, community_id, node_id, duty, stand_in, valid_from, valid_until');

-- Drafts belong to those who work on them.
alter table public.plans enable row level security;
create policy "everybody reads what was published, its makers the draft" on public.plans for select to anon, authenticated
	using (status in ('published', 'enacted', 'effective', 'retired')
		or coalesce(community_id, district_id) in (select private.nodes_where('worker', 'administrator')));
grant select on public.plans to anon, authenticated;

alter table public.cells enable row level security;
create policy "a cell is as public as its plan" on public.cells for select to anon, authenticated
	using (plan_id in (select p.id from public.plans p));
grant select on public.cells to anon, authenticated;

alter table public.cell_units enable row level security;
create policy "a cell's units are as public as its plan" on public.cell_units for select to anon, authenticated
	using (plan_id in (select p.id from public.plans p));
grant select on public.cell_units to anon, authenticated;

-- People.
alter table public.profiles enable row level security;
create policy "one reads one's own profile" on public.profiles for select to authenticated
	using (id = (select private.caller()));
grant select on public.profiles to authenticated;

alter table public.grants enable row level security;
create policy "one reads one's own grants, administrators those of their subtree, workers its volunteers" on public.grants
	for select to authenticated
	using (user_id = (select private.caller()) or node_id in (select private.nodes_where('administrator'))
		or (role = 'volunteer' and node_id in (select private.nodes_where('worker'))));
grant select on public.grants to authenticated;

alter table public.invitations enable row level security;
create policy "administrators read the invitations of their subtree" on public.invitations for select to authenticated
	using (node_id in (select private.nodes_where('administrator')));
grant select (id, district_id, purpose, node_id, role, note, created_by, created_at, expires_at, used_at)
	on public.invitations to authenticated;

alter table public.members enable row level security;
create policy "workers read the members of their subtree, a member the own row" on public.members for select to authenticated
	using (community_id in (select private.nodes_where('worker')) or lineage_id in (select private.nodes_where('worker'))
		or user_id = (select private.caller()));
grant select on public.members to authenticated;

alter table public.team_members enable row level security;
create policy "workers read the teams of their subtree" on public.team_members for select to authenticated
	using (team_id in (select t.id from public.teams t where t.node_id in (select private.nodes_where('worker'))));
grant select on public.team_members to authenticated;

-- Wishes. Officials count them and read none.
alter table public.wishes enable row level security;
create policy "strangers read published wishes" on public.wishes for select to anon
	using (state in (select private.public_wish_states()));
create policy "all read published wishes, and those whose door is open to them" on public.wishes for select to authenticated
	using ((state in (select private.public_wish_states()) and not (select private.counts_only()))
		or id in (select private.wishes_with_open_door()));
grant select on public.wishes to anon, authenticated;

alter table public.wish_doors enable row level security;
create policy "the own worker, the live claimant and the author read the door" on public.wish_doors for select to authenticated
	using (wish_id in (select private.wishes_with_open_door()));
grant select on public.wish_doors to authenticated;

alter table public.wish_claims enable row level security;
create policy "one reads one's own claims, workers those of their subtree" on public.wish_claims for select to authenticated
	using (user_id = (select private.caller()) or community_id in (select private.nodes_where('worker'))
		or wish_id in (select w.id from public.wishes w where w.lineage_id in (select private.nodes_where('worker'))));
grant select on public.wish_claims to authenticated;

-- What happened.
alter table public.operations enable row level security;
create policy "one reads the receipts of one's own operations" on public.operations for select to authenticated
	using (actor_id = (select private.caller()));
grant select (id, verb, created_at) on public.operations to authenticated;

alter table public.audit_entries enable row level security;
create policy "workers and administrators read the history of their subtree" on public.audit_entries for select to authenticated
	using (node_id in (select private.nodes_where('worker', 'administrator')));
grant select on public.audit_entries to authenticated;

alter table public.feed enable row level security;
create policy "all hear of public changes, workers and administrators of those near them" on public.feed
	for select to anon, authenticated
	using (seq is not null and (is_public or coalesce(community_id, district_id) in (select private.communities_touched('worker', 'administrator'))
		or district_id in (select private.nodes_where('worker', 'administrator'))));
grant select on public.feed to anon, authenticated;
