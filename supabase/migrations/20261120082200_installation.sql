-- The first administrator: a token printed on the console of an installation that has none.

create table private.setup_tokens (
	token_hash text primary key,
	created_at timestamptz not null default now()
);

-- Whether nobody administers anything here: then the one who reads the console may.
create function private.needs_administrator() returns boolean
language sql stable security definer set search_path = '' as $$
	select not exists (select from public.grants g where g.role = 'administrator' and g.state = 'active')
$$;

-- A new token; those printed earlier are void. For the server's own start only.
create function private.make_setup_token() returns text
language plpgsql security definer set search_path = '' as $$
declare
	token text := private.new_token();
begin
	delete from private.setup_tokens;
	insert into private.setup_tokens (token_hash) values (private.token_hash(token));
	return token;
end $$;

create function private.installation_state() returns jsonb
language sql stable security definer set search_path = '' as $$
	select jsonb_build_object('empty', private.needs_administrator())
$$;

-- The asker becomes administrator of a new district, or of those that an import made before there was anybody.
-- Taking the token is one conditional statement: of two who hold it one gets it.
create function private.claim_installation(p_operation uuid, p_token text, p_name text, p_name_en text default '') returns jsonb
language plpgsql security definer set search_path = '' as $$
declare
	earlier jsonb := private.begin_operation(p_operation, 'claim_installation',
		jsonb_build_array(private.token_hash(p_token), p_name, p_name_en));
	district uuid;
begin
	if earlier is not null then return earlier; end if;
	delete from private.setup_tokens t where t.token_hash = private.token_hash(p_token);
	if not found then perform private.refuse('expired-token'); end if;
	if not private.needs_administrator() then perform private.refuse('already-claimed-installation'); end if;
	if not exists (select from public.districts) then
		perform private.check_name(p_name), private.check_name(coalesce(nullif(p_name_en, ''), p_name));
		district := gen_random_uuid();
		insert into public.nodes (id, district_id, kind, path)
			values (district, district, 'district', replace(district::text, '-', '')::extensions.ltree);
		insert into public.districts (id, name, name_en, source) values (district, btrim(p_name), btrim(coalesce(p_name_en, '')), 'manual');
	end if;
	perform private.add_grant(private.caller(), 'administrator', d.id, 'active', null) from public.districts d;
	select d.id into district from public.districts d order by d.created_at, d.id limit 1;
	return private.finish_operation(p_operation, jsonb_build_object('districtId', district));
end $$;

select private.open_door('installation_state', 'anon, authenticated');
select private.open_door('claim_installation', 'authenticated');
