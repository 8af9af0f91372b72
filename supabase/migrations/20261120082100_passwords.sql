-- New passwords without e-mail, and sessions ended from outside.

-- An account is in an administrator's hands when all its live roles lie in the administrator's subtree. Without that
-- rule the administrator of one community could take over the account of the whole district's. Accounts without a
-- role belong to the district they had one in or made a wish in, and there to administrators of the whole.
create function private.in_my_hands(p_district uuid, p_user uuid) returns boolean
language sql stable security definer set search_path = '' as $$
	with roles as (
		select g.node_id from public.grants g
		where g.user_id = p_user and g.state <> 'ended' and (g.valid_until is null or g.valid_until > now())
	)
	select case when exists (select from roles)
		then not exists (select from roles r where r.node_id not in (select private.nodes_where('administrator')))
			and exists (select from public.grants g where g.user_id = p_user and g.district_id = p_district)
		else private.may('administrator', p_district) and (
			exists (select from public.grants g where g.user_id = p_user and g.district_id = p_district)
			or exists (select from public.wish_doors d where d.author_id = p_user and d.district_id = p_district)
			or exists (select from public.members m where m.user_id = p_user and m.district_id = p_district))
	end
$$;

create function private.create_password_reset(p_operation uuid, p_district uuid, p_user uuid) returns jsonb
language plpgsql security definer set search_path = '' as $$
declare
	earlier jsonb := private.begin_operation(p_operation, 'create_password_reset', jsonb_build_array(p_district, p_user));
	token text := private.new_token();
	reset public.invitations;
begin
	if earlier is not null then return private.renew_token(earlier, token); end if;
	if not private.in_my_hands(p_district, p_user) then perform private.refuse('not-permitted'); end if;
	insert into public.invitations (district_id, purpose, token_hash, user_id, created_by, expires_at)
		values (p_district, 'reset', private.token_hash(token), p_user, private.caller(), now() + interval '1 day')
		returning * into reset;
	perform private.audit(p_district, p_district, 'create_password_reset', 'users', p_user, null, null);
	return private.finish_operation(p_operation, jsonb_build_object('id', reset.id, 'expiresAt', reset.expires_at))
		|| jsonb_build_object('token', token);
end $$;

-- The same rule as isWeakPassword in domain/people/password.ts; a test compares the two.
create function private.is_weak_password(p_password text, p_email text) returns boolean
language sql immutable set search_path = '' as $$
	select length(plain) < 10
		-- bcrypt reads no further
		or octet_length(p_password) > 72
		or (select count(distinct c) from regexp_split_to_table(plain, '') c) < 4
		or plain in (lower(btrim(p_email)), split_part(lower(btrim(p_email)), '@', 1))
		or plain in ('1234567890', '0123456789', '12345678910', '0987654321', '1q2w3e4r5t', 'qwertyuiop', '1qaz2wsx3edc', 'password12',
			'password123', 'woaini1314', 'woaini520', '5201314520', '1314520520', 'iloveyou123', 'administrator')
	from (select lower(normalize(p_password, NFKC)) as plain) p
$$;

create function private.redeem_password_reset(p_token text, p_password text) returns jsonb
language plpgsql security definer set search_path = '' as $$
declare
	reset public.invitations;
	address text;
begin
	update public.invitations i set used_at = now()
		where i.token_hash = private.token_hash(p_token) and i.purpose = 'reset' and i.used_at is null and i.expires_at > now()
		returning * into reset;
	if not found then perform private.refuse('expired-token'); end if;
	select u.email into address from auth.users u where u.id = reset.user_id;
	-- a refusal undoes the use of the token
	if coalesce(private.is_weak_password(p_password, address), true) then perform private.refuse('weak-password'); end if;
	update auth.users u
		set encrypted_password = extensions.crypt(p_password, extensions.gen_salt('bf', 10)), updated_at = now()
		where u.id = reset.user_id;
	delete from auth.sessions s where s.user_id = reset.user_id;
	delete from auth.refresh_tokens t where t.user_id::text = reset.user_id::text;
	update public.invitations i set expires_at = now()
		where i.user_id = reset.user_id and i.purpose = 'reset' and i.used_at is null;
	perform private.audit(reset.district_id, reset.district_id, 'redeem_password_reset', 'users', reset.user_id, null, null);
	return jsonb_build_object('email', address);
end $$;

-- Whether a link of an invitation or a new password still opens something: asked before its form is filled in.
-- Only who holds the token can ask, and hears no more than using it would say.
create function private.link_holds(p_token text, p_purpose text) returns boolean
language sql stable security definer set search_path = '' as $$
	select exists (
		select from public.invitations i
		where i.token_hash = private.token_hash(p_token) and i.purpose = p_purpose and i.used_at is null and i.expires_at > now()
			and (i.purpose <> 'invite' or private.administers(i.created_by, i.node_id)))
$$;

-- Signs an account out everywhere: one's own, or one in the asker's hands.
create function private.end_sessions(p_operation uuid, p_district uuid, p_user uuid) returns jsonb
language plpgsql security definer set search_path = '' as $$
declare
	earlier jsonb := private.begin_operation(p_operation, 'end_sessions', jsonb_build_array(p_district, p_user));
	ended int;
begin
	if earlier is not null then return earlier; end if;
	if p_user is distinct from private.caller() and not private.in_my_hands(p_district, p_user) then perform private.refuse('not-permitted'); end if;
	perform private.audit(d.id, d.id, 'end_sessions', 'users', p_user, null, null) from public.districts d where d.id = p_district;
	delete from auth.sessions s where s.user_id = p_user;
	get diagnostics ended = row_count;
	delete from auth.refresh_tokens t where t.user_id::text = p_user::text;
	return private.finish_operation(p_operation, jsonb_build_object('ended', ended));
end $$;

select private.open_door('create_password_reset', 'authenticated');
select private.open_door('redeem_password_reset', 'anon, authenticated');
select private.open_door('link_holds', 'anon, authenticated');
select private.open_door('end_sessions', 'authenticated');
