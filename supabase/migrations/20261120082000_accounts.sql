-- Accounts: one's own, and those that an administrator looks after.

create function private.node_name(p_node uuid) returns text
language sql stable security definer set search_path = '' as $$
	select coalesce(d.name, s.name, c.name, cell.name, '')
	from public.nodes n
		left join public.districts d on d.id = n.id
		left join public.subdistricts s on s.id = n.id
		left join public.communities c on c.id = n.id
		left join public.plans p on p.district_id = n.district_id and p.status = 'effective'
		left join public.cells cell on cell.plan_id = p.id and cell.lineage_id = n.id
	where n.id = p_node
$$;

create function private.grant_row(p_grant public.grants) returns jsonb
language sql stable security definer set search_path = '' as $$
	select jsonb_build_object('id', p_grant.id, 'role', p_grant.role, 'nodeId', p_grant.node_id, 'nodeName', private.node_name(p_grant.node_id),
		'state', p_grant.state, 'validFrom', p_grant.valid_from, 'validUntil', p_grant.valid_until, 'version', p_grant.version)
$$;

create function private.my_account() returns jsonb
language plpgsql stable security definer set search_path = '' as $$
declare
	asker uuid := private.caller();
begin
	if asker is null then perform private.refuse('signed-out'); end if;
	return (
		select jsonb_build_object('userId', u.id, 'email', coalesce(u.email, ''), 'displayName', coalesce(p.display_name, ''),
			'locale', p.locale, 'roles', coalesce((
				select jsonb_agg(jsonb_build_object('role', g.role, 'nodeId', g.node_id, 'nodeName', private.node_name(g.node_id),
					'kind', g.kind, 'districtId', g.district_id) order by g.role, g.node_id)
				from private.my_grants() g), '[]'))
		from auth.users u left join public.profiles p on p.id = u.id where u.id = asker);
end $$;

create function private.save_profile(p_operation uuid, p_display_name text, p_locale text default 'zh-CN') returns jsonb
language plpgsql security definer set search_path = '' as $$
declare
	earlier jsonb := private.begin_operation(p_operation, 'save_profile', jsonb_build_array(p_display_name, p_locale));
begin
	if earlier is not null then return earlier; end if;
	if length(btrim(coalesce(p_display_name, ''))) > 40 then perform private.refuse('name-too-long', '{"max": 40}'); end if;
	if p_locale is distinct from 'zh-CN' and p_locale is distinct from 'en' then perform private.refuse('bad-locale'); end if;
	insert into public.profiles (id, display_name, locale) values (private.caller(), btrim(coalesce(p_display_name, '')), p_locale)
		on conflict (id) do update set display_name = excluded.display_name, locale = excluded.locale;
	return private.finish_operation(p_operation, jsonb_build_object('displayName', btrim(coalesce(p_display_name, '')), 'locale', p_locale));
end $$;

-- Accounts with a role in the asker's subtree. A whole e-mail address finds its account without one, so that a role
-- can be given; nothing less does. Workers see the volunteers of their subtree, without addresses.
create function private.accounts_page(p_district uuid, p_query text default null, p_limit int default 50, p_offset int default 0) returns jsonb
language plpgsql stable security definer set search_path = '' as $$
declare
	words text := private.containing(p_query);
	answer jsonb;
begin
	if not exists (select from private.my_grants() g where g.role in ('administrator', 'worker') and g.district_id = p_district) then
		perform private.refuse('not-permitted');
	end if;
	with mine as materialized (
		select g.role, g.path from private.my_grants() g where g.role in ('administrator', 'worker')
	), stairs as materialized (
		select 'administrator' as role, s.id from private.stairs_where('administrator') as s (id)
		union all select 'worker', s.id from private.stairs_where('worker') as s (id)
	), held as materialized (
		-- by the path of the few nodes that grants hang on: the asker may hold a whole city
		select g.id, g.user_id, g.role, exists (select from mine m where m.role = 'administrator' and n.path operator(extensions.<@) m.path)
				or exists (select from stairs s where s.role = 'administrator' and s.id = g.node_id) as administered,
			exists (select from mine m where m.role = 'worker' and n.path operator(extensions.<@) m.path)
				or exists (select from stairs s where s.role = 'worker' and s.id = g.node_id) as worked
		from public.grants g join public.nodes n on n.id = g.node_id
		where g.district_id = p_district
	), visible as materialized (
		select h.id, h.user_id, h.administered from held h where h.administered or h.role = 'volunteer' and h.worked
	), people as (
		select v.user_id, bool_or(v.administered) as administered from visible v group by v.user_id
		union
		select u.id, true from auth.users u
		where lower(u.email) = lower(btrim(p_query)) and exists (
				select from private.my_grants() g where g.role = 'administrator' and g.district_id = p_district)
			and not exists (select from visible v where v.user_id = u.id)
	), found as materialized (
		select p.user_id, p.administered, u.email, u.last_sign_in_at, coalesce(f.display_name, '') as display_name
		from people p join auth.users u on u.id = p.user_id left join public.profiles f on f.id = p.user_id
		where words is null or f.display_name ilike words or (p.administered and u.email ilike words)
	), page as materialized (
		select f.* from found f order by f.display_name, f.user_id
		limit private.page_size(p_limit) offset greatest(coalesce(p_offset, 0), 0)
	)
	select jsonb_build_object('total', (select count(*) from found), 'rows', coalesce((
		select jsonb_agg(jsonb_build_object('userId', g.user_id, 'email', case when g.administered then coalesce(g.email, '') else '' end,
			'displayName', g.display_name, 'lastSignInAt', case when g.administered then g.last_sign_in_at end,
			'grants', coalesce((
				select jsonb_agg(private.grant_row(gr) order by gr.created_at, gr.id)
				from visible v join public.grants gr on gr.id = v.id where v.user_id = g.user_id), '[]'))
			order by g.display_name, g.user_id)
		from page g), '[]')) into answer;
	return answer;
end $$;

select private.open_door('my_account', 'authenticated');
select private.open_door('save_profile', 'authenticated');
select private.open_door('accounts_page', 'authenticated');
