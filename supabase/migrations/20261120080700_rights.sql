-- Who asks, and on which nodes the asker holds a role. Rights come from our own rows, never from the token's
-- metadata. The sets are computed once for a statement: policies and lists ask `in (select private.nodes_where(…))`,
-- which the planner hashes, and never call a function for each row.

-- The person who asks; null for strangers and for tokens whose session was ended.
create function private.caller() returns uuid
language sql stable security definer set search_path = '' as $$
	select auth.uid()
	where auth.jwt() ->> 'session_id' is null
		or exists (
			select from auth.sessions s
			where s.id = (auth.jwt() ->> 'session_id')::uuid and s.user_id = auth.uid()
				and (s.not_after is null or s.not_after > now())
		)
$$;

-- The asker's grants that hold now, with the place in the tree they hang on.
create function private.my_grants() returns table (role text, node_id uuid, district_id uuid, kind text, path extensions.ltree)
language sql stable security definer set search_path = '' as $$
	select g.role, n.id, n.district_id, n.kind, n.path
	from public.grants g join public.nodes n on n.id = g.node_id
	where g.user_id = (select private.caller())
		and g.state = 'active' and g.valid_from <= now() and (g.valid_until is null or g.valid_until > now())
$$;

-- The stairwell cells that the plan in force puts into the living areas on which the asker holds one of the roles.
create function private.stairs_where(variadic p_roles text[]) returns setof uuid
language sql stable security definer set search_path = '' as $$
	select cell.lineage_id
	from private.my_grants() g
		join public.cells area on area.lineage_id = g.node_id and area.level = 2
		join public.plans p on p.id = area.plan_id and p.status = 'effective'
		join public.cells cell on cell.plan_id = area.plan_id and cell.parent_id = area.id
	where g.role = any (p_roles) and g.kind = 'lineage'
$$;

-- Every node on which the asker holds one of the roles: the granted nodes, all below them, and for a living area
-- the stairwell cells that the plan in force puts into it (lineages hang side by side below their community).
create function private.nodes_where(variadic p_roles text[]) returns setof uuid
language sql stable security definer set search_path = '' as $$
	-- all of a district is read in one go, not branch by branch
	select n.id from private.my_grants() g join public.nodes n on n.district_id = g.node_id
	where g.role = any (p_roles) and g.kind = 'district'
	union
	select n.id from private.my_grants() g join public.nodes n on n.path operator(extensions.<@) g.path
	where g.role = any (p_roles) and g.kind <> 'district'
	union
	select s.id from private.stairs_where(variadic p_roles) as s (id)
$$;

-- Whether the asker holds the role on this one node. For single rows and for writes.
create function private.may(p_role text, p_node uuid) returns boolean
language sql stable security definer set search_path = '' as $$
	select exists (
		select from private.my_grants() g join public.nodes n on n.path operator(extensions.<@) g.path
		where g.role = p_role and n.id = p_node
	) or exists (
		select from private.my_grants() g
			join public.cells area on area.lineage_id = g.node_id and area.level = 2
			join public.plans p on p.id = area.plan_id and p.status = 'effective'
			join public.cells cell on cell.plan_id = area.plan_id and cell.parent_id = area.id
		where g.role = p_role and g.kind = 'lineage' and cell.lineage_id = p_node
	)
$$;

-- Officials get counts and no rows about people, unless they are workers as well.
create function private.counts_only() returns boolean
language sql stable security definer set search_path = '' as $$
	select coalesce(bool_or(g.role = 'official') and not bool_or(g.role = 'worker'), false) from private.my_grants() g
$$;

-- Communities in which something is the asker's business: granted, or holding a granted cell.
create function private.communities_touched(variadic p_roles text[]) returns setof uuid
language sql stable security definer set search_path = '' as $$
	select c.id from public.communities c where c.id in (select private.nodes_where(variadic p_roles))
	union
	select l.community_id from public.lineages l where l.id in (select private.nodes_where(variadic p_roles))
$$;

-- The wishes whose door is open to the asker: a worker's own subtree, a live claim, one's own wish.
create function private.wishes_with_open_door() returns setof uuid
language sql stable security definer set search_path = '' as $$
	-- a list and not a question, so that whoever works nowhere costs nothing
	select w.id from (select array(select private.nodes_where('worker')) as ids) own
		join public.wishes w on w.community_id = any (own.ids) or w.lineage_id = any (own.ids)
	union
	select c.wish_id from public.wish_claims c where c.state = 'live' and c.user_id = (select private.caller())
	union
	select c.wish_id from public.members m join public.wish_claims c on c.member_id = m.id
	where c.state = 'live' and m.user_id = (select private.caller())
	union
	select d.wish_id from public.wish_doors d where d.author_id = (select private.caller())
$$;

-- The states in which the public may read a wish: the same list as PUBLIC_WISH_STATES in domain/wishes/wish.ts.
create function private.public_wish_states() returns setof text
language sql immutable set search_path = '' as $$
	values ('published'), ('claimed'), ('under_way'), ('done'), ('confirmed'), ('closed')
$$;

create function private.is_public_wish(p_state text) returns boolean
language sql immutable set search_path = '' as $$
	select p_state in (select private.public_wish_states())
$$;

grant execute on function private.caller, private.my_grants, private.nodes_where, private.may, private.counts_only,
	private.communities_touched, private.wishes_with_open_door, private.public_wish_states to anon, authenticated;
