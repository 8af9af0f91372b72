-- A district's own name and settings, edited by its administrators.

-- The district for an edit: locked, known to be of the expected version, the asker its administrator.
create function private.district_to_edit(p_district uuid, p_version int, p_sent jsonb) returns public.districts
language plpgsql security definer set search_path = '' as $$
declare
	district public.districts;
begin
	select * into district from public.districts d where d.id = p_district for update;
	if not found then perform private.refuse('not-found'); end if;
	if not private.may('administrator', p_district) then perform private.refuse('not-permitted'); end if;
	if district.version is distinct from p_version then
		perform private.refuse_stale(district.version,
			jsonb_build_object('settings', district.settings, 'name', district.name, 'nameEn', district.name_en), p_sent);
	end if;
	return district;
end $$;

create function private.check_name(p_name text) returns void
language plpgsql set search_path = '' as $$
begin
	if btrim(coalesce(p_name, '')) = '' then perform private.refuse('name-missing'); end if;
	if length(p_name) > 80 then perform private.refuse('name-too-long', '{"max": 80}'); end if;
end $$;

create function private.save_district_settings(p_operation uuid, p_district uuid, p_version int, p_settings jsonb) returns jsonb
language plpgsql security definer set search_path = '' as $$
declare
	earlier jsonb := private.begin_operation(p_operation, 'save_district_settings', jsonb_build_array(p_district, p_version, p_settings));
	district public.districts;
begin
	if earlier is not null then return earlier; end if;
	district := private.district_to_edit(p_district, p_version, jsonb_build_object('settings', p_settings));
	if jsonb_typeof(p_settings) is distinct from 'object' or length(p_settings::text) > 65536 then
		perform private.refuse('bad-settings');
	end if;
	if p_settings ? 'timeZone' and not exists (select from pg_catalog.pg_timezone_names z where z.name = p_settings ->> 'timeZone') then
		perform private.refuse('bad-time-zone');
	end if;
	update public.districts d
		set settings = p_settings, time_zone = coalesce(p_settings ->> 'timeZone', d.time_zone), version = d.version + 1
		where d.id = p_district returning * into district;
	return private.finish_operation(p_operation, jsonb_build_object('id', district.id, 'version', district.version));
end $$;

create function private.rename_district(p_operation uuid, p_district uuid, p_version int, p_name text, p_name_en text default '') returns jsonb
language plpgsql security definer set search_path = '' as $$
declare
	earlier jsonb := private.begin_operation(p_operation, 'rename_district', jsonb_build_array(p_district, p_version, p_name, p_name_en));
	district public.districts;
begin
	if earlier is not null then return earlier; end if;
	district := private.district_to_edit(p_district, p_version, jsonb_build_object('name', p_name, 'nameEn', p_name_en));
	perform private.check_name(p_name), private.check_name(coalesce(nullif(p_name_en, ''), p_name));
	update public.districts d set name = btrim(p_name), name_en = btrim(coalesce(p_name_en, '')), version = d.version + 1
		where d.id = p_district returning * into district;
	return private.finish_operation(p_operation, jsonb_build_object('id', district.id, 'version', district.version));
end $$;

select private.open_door('save_district_settings', 'authenticated');
select private.open_door('rename_district', 'authenticated');
