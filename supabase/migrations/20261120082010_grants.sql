-- Roles on nodes: given by administrators within their own subtree, asked for by volunteers, ended by either side.

-- A token for a link, told once; only its hash is kept.
create function private.new_token() returns text
language sql volatile set search_path = '' as $$
	select translate(encode(extensions.gen_random_bytes(32), 'base64'), '+/=', '-_')
$$;

create function private.token_hash(p_token text) returns text
language sql immutable set search_path = '' as $$
	select encode(sha256(convert_to(coalesce(p_token, ''), 'UTF8')), 'hex')
$$;

-- Refuses unless the asker is administrator of the node, which must be the district's own.
create function private.check_administers(p_district uuid, p_node uuid) returns void
language plpgsql stable security definer set search_path = '' as $$
begin
	if not private.may('administrator', p_node)
			or (p_district is not null and not exists (select from public.nodes n where n.id = p_node and n.district_id = p_district)) then
		perform private.refuse('not-permitted');
	end if;
end $$;

create function private.add_grant(p_user uuid, p_role text, p_node uuid, p_state text, p_by uuid) returns public.grants
language plpgsql security definer set search_path = '' as $$
declare
	given public.grants;
begin
	insert into public.grants (district_id, user_id, role, node_id, state, granted_by)
		select n.district_id, p_user, p_role, n.id, p_state, p_by from public.nodes n where n.id = p_node
		returning * into given;
	return given;
exception when unique_violation then
	perform private.refuse(case when p_state = 'asked' then 'already-asked' else 'already-granted' end);
end $$;

create function private.grant_role(p_operation uuid, p_user uuid, p_role text, p_node uuid) returns jsonb
language plpgsql security definer set search_path = '' as $$
declare
	earlier jsonb := private.begin_operation(p_operation, 'grant_role', jsonb_build_array(p_user, p_role, p_node));
begin
	if earlier is not null then return earlier; end if;
	perform private.check_administers(null, p_node);
	perform private.check_role(p_role);
	if not exists (select from auth.users u where u.id = p_user) then perform private.refuse('not-found'); end if;
	return private.finish_operation(p_operation, private.grant_row(private.add_grant(p_user, p_role, p_node, 'active', private.caller())));
end $$;

create function private.check_role(p_role text) returns void
language plpgsql immutable set search_path = '' as $$
begin
	if p_role is null or p_role not in ('administrator', 'official', 'worker', 'volunteer') then perform private.refuse('role-missing'); end if;
end $$;

-- A link that gives a role to whoever opens it first, signed in, within a week.
-- A second arrival of the operation replaces the token: it is not kept and cannot be told again.
create function private.invite(p_operation uuid, p_district uuid, p_role text, p_node uuid, p_note text default '') returns jsonb
language plpgsql security definer set search_path = '' as $$
declare
	earlier jsonb := private.begin_operation(p_operation, 'invite', jsonb_build_array(p_district, p_role, p_node, p_note));
	token text := private.new_token();
	invitation public.invitations;
begin
	if earlier is not null then return private.renew_token(earlier, token); end if;
	perform private.check_administers(p_district, p_node);
	perform private.check_role(p_role);
	insert into public.invitations (district_id, purpose, token_hash, node_id, role, note, created_by, expires_at)
		values (p_district, 'invite', private.token_hash(token), p_node, p_role, left(coalesce(p_note, ''), 200), private.caller(), now() + interval '7 days')
		returning * into invitation;
	perform private.audit(p_district, p_node, 'invite', 'invitations', invitation.id, null,
		jsonb_build_object('role', p_role, 'node_id', p_node));
	return private.finish_operation(p_operation, jsonb_build_object('id', invitation.id, 'expiresAt', invitation.expires_at))
		|| jsonb_build_object('token', token);
end $$;

create function private.renew_token(p_earlier jsonb, p_token text) returns jsonb
language plpgsql security definer set search_path = '' as $$
begin
	update public.invitations i set token_hash = private.token_hash(p_token)
		where i.id = (p_earlier ->> 'id')::uuid and i.used_at is null and i.expires_at > now();
	if not found then perform private.refuse('expired-token'); end if;
	return p_earlier || jsonb_build_object('token', p_token);
end $$;

-- Holds only while the inviter still administers the node.
create function private.redeem_invitation(p_operation uuid, p_token text) returns jsonb
language plpgsql security definer set search_path = '' as $$
declare
	earlier jsonb := private.begin_operation(p_operation, 'redeem_invitation', jsonb_build_array(private.token_hash(p_token)));
	invitation public.invitations;
begin
	if earlier is not null then return earlier; end if;
	update public.invitations i set used_at = now()
		where i.token_hash = private.token_hash(p_token) and i.purpose = 'invite' and i.used_at is null and i.expires_at > now()
		returning * into invitation;
	if not found or not private.administers(invitation.created_by, invitation.node_id) then perform private.refuse('expired-token'); end if;
	return private.finish_operation(p_operation, private.grant_row(
		private.add_grant(private.caller(), invitation.role, invitation.node_id, 'active', invitation.created_by)));
end $$;

-- Whether somebody other than the asker administers a node now.
create function private.administers(p_user uuid, p_node uuid) returns boolean
language sql stable security definer set search_path = '' as $$
	select exists (
		select from public.grants g
			join public.nodes granted on granted.id = g.node_id
			join public.nodes n on n.path operator(extensions.<@) granted.path
		where g.user_id = p_user and n.id = p_node and g.role = 'administrator' and g.state = 'active'
			and g.valid_from <= now() and (g.valid_until is null or g.valid_until > now()))
$$;

create function private.ask_to_volunteer(p_operation uuid, p_node uuid) returns jsonb
language plpgsql security definer set search_path = '' as $$
declare
	earlier jsonb := private.begin_operation(p_operation, 'ask_to_volunteer', jsonb_build_array(p_node));
begin
	if earlier is not null then return earlier; end if;
	if not exists (select from public.nodes n where n.id = p_node and n.kind in ('community', 'lineage')) then
		perform private.refuse('not-found');
	end if;
	return private.finish_operation(p_operation, private.grant_row(
		private.add_grant(private.caller(), 'volunteer', p_node, 'asked', null)));
end $$;

create function private.confirm_volunteer(p_operation uuid, p_grant uuid, p_version int) returns jsonb
language plpgsql security definer set search_path = '' as $$
declare
	earlier jsonb := private.begin_operation(p_operation, 'confirm_volunteer', jsonb_build_array(p_grant, p_version));
	asked public.grants;
begin
	if earlier is not null then return earlier; end if;
	select * into asked from public.grants g where g.id = p_grant and g.role = 'volunteer' for update;
	if not found or not (private.may('worker', asked.node_id) or private.may('administrator', asked.node_id)) then
		perform private.refuse('not-found');
	end if;
	-- nobody confirms oneself
	if asked.user_id = private.caller() and not private.may('administrator', asked.node_id) then perform private.refuse('not-permitted'); end if;
	if asked.version is distinct from p_version then
		perform private.refuse_stale(asked.version, jsonb_build_object('state', asked.state), '{"state": "active"}');
	end if;
	if asked.state <> 'asked' then perform private.refuse('bad-transition'); end if;
	update public.grants g set state = 'active', valid_from = now(), granted_by = private.caller(), version = g.version + 1
		where g.id = p_grant returning * into asked;
	return private.finish_operation(p_operation, private.grant_row(asked));
end $$;

-- Whether a district would be left without an administrator of the whole, if this grant ended. Locks the district,
-- so that two administrators who end each other stand in line.
create function private.is_last_administrator(p_grant public.grants) returns boolean
language plpgsql security definer set search_path = '' as $$
begin
	if p_grant.role <> 'administrator' or p_grant.node_id <> p_grant.district_id or p_grant.state <> 'active' then return false; end if;
	perform from public.districts d where d.id = p_grant.district_id for update;
	return not exists (
		select from public.grants g
		where g.node_id = p_grant.district_id and g.role = 'administrator' and g.state = 'active' and g.id <> p_grant.id
			and g.valid_from <= now() and (g.valid_until is null or g.valid_until > now()));
end $$;

-- By an administrator of the node, by the person concerned, or by a worker of the node for a volunteer.
create function private.end_grant(p_operation uuid, p_grant uuid, p_version int, p_reason text default '') returns jsonb
language plpgsql security definer set search_path = '' as $$
declare
	earlier jsonb := private.begin_operation(p_operation, 'end_grant', jsonb_build_array(p_grant, p_version, p_reason), p_reason);
	held public.grants;
begin
	if earlier is not null then return earlier; end if;
	select * into held from public.grants g where g.id = p_grant;
	if not found or not (held.user_id = private.caller() or private.may('administrator', held.node_id)
			or (held.role = 'volunteer' and private.may('worker', held.node_id))) then
		perform private.refuse('not-found');
	end if;
	if private.is_last_administrator(held) then perform private.refuse('last-administrator'); end if;
	select * into held from public.grants g where g.id = p_grant for update;
	if held.version is distinct from p_version then
		perform private.refuse_stale(held.version, jsonb_build_object('state', held.state), '{"state": "ended"}');
	end if;
	if held.state = 'ended' then perform private.refuse('already-ended'); end if;
	update public.grants g
		set state = 'ended', valid_until = now(), ended_by = private.caller(), reason = left(coalesce(p_reason, ''), 500), version = g.version + 1
		where g.id = p_grant returning * into held;
	return private.finish_operation(p_operation, private.grant_row(held));
end $$;

select private.open_door('grant_role', 'authenticated');
select private.open_door('invite', 'authenticated');
select private.open_door('redeem_invitation', 'authenticated');
select private.open_door('ask_to_volunteer', 'authenticated');
select private.open_door('confirm_volunteer', 'authenticated');
select private.open_door('end_grant', 'authenticated');
