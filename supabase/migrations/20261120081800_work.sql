-- What workers do by hand: place a member in another cell, and change the state of a wish.

-- The member into another stairwell cell, or out of all of them with a null cell.
create function private.move_member(p_operation uuid, p_member uuid, p_version int, p_lineage uuid, p_reason text default '') returns jsonb
language plpgsql security definer set search_path = '' as $$
declare
	earlier jsonb := private.begin_operation(p_operation, 'move_member',
		jsonb_build_array(p_member, p_version, p_lineage, p_reason), p_reason);
	member public.members;
	target public.lineages;
begin
	if earlier is not null then return earlier; end if;
	select * into member from public.members m where m.id = p_member for update;
	if not found or not (private.may('worker', member.community_id) or private.may('worker', member.lineage_id)) then
		perform private.refuse('not-found');
	end if;
	if member.version is distinct from p_version then
		perform private.refuse_stale(member.version, jsonb_build_object('lineageId', member.lineage_id),
			jsonb_build_object('lineageId', p_lineage));
	end if;
	if p_lineage is not null then
		select * into target from public.lineages l where l.id = p_lineage and l.district_id = member.district_id and l.level = 3;
		if not found then perform private.refuse('not-a-cell'); end if;
		if not private.may('worker', p_lineage) then perform private.refuse('not-permitted'); end if;
	end if;
	update public.members m
		set lineage_id = p_lineage, community_id = coalesce(target.community_id, m.community_id), version = m.version + 1
		where m.id = p_member returning * into member;
	return private.finish_operation(p_operation,
		jsonb_build_object('id', member.id, 'version', member.version, 'lineageId', member.lineage_id));
end $$;

-- Which state may follow which, by a worker's hand.
create function private.may_follow(p_from text, p_to text) returns boolean
language sql immutable set search_path = '' as $$
	select p_to = any (case p_from
		when 'collected' then array['published', 'returned', 'cancelled']
		when 'published' then array['claimed', 'returned', 'cancelled']
		when 'claimed' then array['under_way', 'done', 'published', 'cancelled']
		when 'under_way' then array['done', 'published', 'cancelled']
		when 'done' then array['confirmed', 'under_way', 'published', 'cancelled']
		when 'confirmed' then array['closed', 'under_way']
		when 'returned' then array['collected', 'cancelled']
		else array[]::text[]
	end)
$$;

-- The claim follows the wish: opened with `claimed`, ended when the wish is done, back in the pool or cancelled.
create function private.follow_with_claim(p_wish public.wishes, p_to text) returns void
language plpgsql security definer set search_path = '' as $$
begin
	if p_to = 'claimed' then
		insert into public.wish_claims (district_id, community_id, wish_id, user_id, due_on)
		values (p_wish.district_id, p_wish.community_id, p_wish.id, private.caller(), coalesce(p_wish.due_on, current_date + 14));
	elsif p_to = 'under_way' and p_wish.state in ('done', 'confirmed') then
		update public.wish_claims c set state = 'live', ended_at = null
		where c.id = (select l.id from public.wish_claims l where l.wish_id = p_wish.id and l.state = 'done' order by l.ended_at desc limit 1);
	elsif p_to in ('done', 'published', 'cancelled', 'returned') then
		update public.wish_claims c set state = case p_to when 'done' then 'done' else 'released' end, ended_at = now()
		where c.wish_id = p_wish.id and c.state = 'live';
	end if;
exception when unique_violation then
	perform private.refuse('already-claimed');
end $$;

create function private.set_wish_state(p_operation uuid, p_wish uuid, p_version int, p_state text, p_reason text default '') returns jsonb
language plpgsql security definer set search_path = '' as $$
declare
	earlier jsonb := private.begin_operation(p_operation, 'set_wish_state',
		jsonb_build_array(p_wish, p_version, p_state, p_reason), p_reason);
	wish public.wishes;
begin
	if earlier is not null then return earlier; end if;
	select * into wish from public.wishes w where w.id = p_wish for update;
	if not found or not (private.may('worker', wish.community_id) or private.may('worker', wish.lineage_id)) then
		-- a published wish is known to everybody, a hidden one and none at all must look alike
		perform private.refuse(case when private.is_public_wish(wish.state) then 'not-permitted' else 'not-found' end);
	end if;
	if p_state = 'claimed' and wish.state in ('claimed', 'under_way') then perform private.refuse('already-claimed'); end if;
	if wish.version is distinct from p_version then
		perform private.refuse_stale(wish.version, jsonb_build_object('state', wish.state), jsonb_build_object('state', p_state));
	end if;
	if not private.may_follow(wish.state, coalesce(p_state, '')) then
		perform private.refuse('bad-transition', jsonb_build_object('from', wish.state, 'to', p_state));
	end if;
	if private.is_public_wish(p_state) and wish.public_text = '' then perform private.refuse('public-text-missing'); end if;
	perform private.follow_with_claim(wish, p_state);
	update public.wishes w
		set state = p_state, version = w.version + 1,
			published_at = case when p_state = 'published' then coalesce(w.published_at, now()) else w.published_at end,
			fulfilled_at = case when p_state = 'confirmed' then now() when p_state in ('published', 'under_way') then null else w.fulfilled_at end
		where w.id = p_wish returning * into wish;
	return private.finish_operation(p_operation, jsonb_build_object('id', wish.id, 'version', wish.version, 'state', wish.state));
end $$;

select private.open_door('move_member', 'authenticated');
select private.open_door('set_wish_state', 'authenticated');
