-- What the public pages ask, in small questions, and the two things a stranger may do: tell a wish, and ask what
-- became of it by the code that was given for it.

-- What every public page of a district needs; no boundaries, no cells. Communities are all in it as long as they are few;
-- of a larger district those beside `p_near`, a subdistrict or community.
create function private.public_district(p_district uuid, p_near uuid default null) returns jsonb
language plpgsql stable security definer set search_path = '' as $$
declare
	district public.districts;
	whole boolean := private.knows_communities(p_district);
	near uuid := coalesce((select c.subdistrict_id from public.communities c where c.id = p_near), p_near);
begin
	select * into district from public.districts d where d.id = p_district;
	if not found then perform private.refuse('not-found'); end if;
	return jsonb_build_object('id', district.id, 'name', district.name, 'nameEn', district.name_en, 'isDemo', district.is_demo,
		'timeZone', district.time_zone, 'settings', district.settings,
		'network', (select a.hash from public.street_artefacts a where a.district_id = p_district and a.kind = 'network'),
		'subdistricts', private.subdistrict_rows(p_district),
		'communities', (select coalesce(jsonb_agg(jsonb_build_object('id', c.id, 'name', c.name, 'subdistrictId', s.id, 'subdistrict', s.name)
				order by s.code, s.name, c.code, c.name), '[]')
			from public.communities c join public.subdistricts s on s.id = c.subdistrict_id
			where c.district_id = p_district and (whole or c.subdistrict_id = near)),
		'centresVersion', private.centres_version(p_district));
end $$;

-- A centre with what stands around it: footprints for a sketch, and named places that one can ask the way to.
create function private.centre_card(p_centre uuid) returns jsonb
language plpgsql stable security definer set search_path = '' as $$
declare
	centre public.centres;
	-- a little more than the sketch shows, in degrees
	tall constant float := 200 / 111000.0;
	wide float;
begin
	select * into centre from public.centres c where c.id = p_centre;
	if not found then perform private.refuse('not-found'); end if;
	wide := tall / greatest(cos(radians(extensions.st_y(centre.position))), 0.01);
	return jsonb_build_object('district', private.public_district(centre.district_id, centre.community_id),
		'around', (
			select coalesce(jsonb_agg(jsonb_build_object('kind', n.kind, 'ring',
				(extensions.st_asgeojson(extensions.st_exteriorring(n.footprint), 6)::jsonb) -> 'coordinates')), '[]')
			from (select b.kind, b.footprint from public.buildings b
				where b.district_id = centre.district_id and extensions.st_intersects(b.footprint, extensions.st_expand(centre.position, wide, tall))
				order by b.door operator(extensions.<->) centre.position limit 200) n),
		'landmarks', (
			select coalesce(jsonb_agg(jsonb_build_object('name', n.name, 'kind', n.kind, 'position', private.point_of(n.door)) order by n.far), '[]')
			-- one of a kind: three shops of the same market help nobody
			from (select distinct on (b.kind) b.name, b.kind, b.door, b.door operator(extensions.<->) centre.position as far
				from public.buildings b
				where b.district_id = centre.district_id and b.name <> '' and b.kind in ('school', 'hospital', 'public', 'shop', 'office')
					and extensions.st_intersects(b.footprint, extensions.st_expand(centre.position, 0.006))
				order by b.kind, far, b.id) n));
end $$;

-- Who is responsible as everybody may know it: a name only where it is public or was shown by choice, never a phone.
create function private.public_duties(p_nodes uuid[]) returns jsonb
language sql stable security definer set search_path = '' as $$
	select coalesce(jsonb_agg(jsonb_build_object('id', d.id, 'nodeId', d.node_id, 'nodeKind', n.kind, 'duty', d.duty,
		'name', case when d.public_name or m.shows_identity then coalesce(m.name, d.person_name) end, 'phone', null,
		'standIn', d.stand_in) order by extensions.nlevel(n.path) desc, d.stand_in, d.duty, d.id), '[]')
	from public.duties d join public.nodes n on n.id = d.node_id left join public.members m on m.id = d.member_id
	where d.node_id = any (p_nodes)
		and d.valid_from <= current_date and (d.valid_until is null or d.valid_until > current_date)
$$;

-- A community as everybody sees it, whoever asks: it may hang on a notice board or stand on a big screen.
create function private.community_page(p_community uuid, p_limit int default 20, p_offset int default 0) returns jsonb
language plpgsql stable security definer set search_path = '' as $$
declare
	community public.communities;
begin
	select * into community from public.communities c where c.id = p_community;
	if not found then perform private.refuse('not-found'); end if;
	return jsonb_build_object('id', community.id, 'name', community.name,
		'subdistrict', (select s.name from public.subdistricts s where s.id = community.subdistrict_id),
		'district', private.public_district(community.district_id, community.id),
		'cells', (select count(*) from public.cells c join public.plans p on p.id = c.plan_id and p.status = 'effective'
			where c.community_id = p_community and c.level = 3),
		'totals', coalesce((select t.shown from private.totals t where t.id = p_community),
			'{"households": null, "people": null, "elders": null, "children": null, "suppressed": false}'),
		'duties', private.public_duties(array[community.id, community.subdistrict_id]),
		'counts', private.wishes_counted(community.district_id, community.id, null),
		'wishes', private.community_wishes(community.id, p_limit, p_offset));
end $$;

-- The masked text of its published wishes, with the cell and nothing nearer; officials get the number only.
create function private.community_wishes(p_community uuid, p_limit int, p_offset int) returns jsonb
language sql stable security definer set search_path = '' as $$
	with open as materialized (
		select w.id, w.created_at, w.state from public.wishes w
		where w.community_id = p_community and w.state in (select private.public_wish_states())
	), page as (
		select o.id, row_number() over (order by o.state <> 'published', o.created_at desc, o.id) as place
		from open o where not (select private.counts_only())
		order by place limit private.page_size(p_limit) offset greatest(coalesce(p_offset, 0), 0)
	)
	select jsonb_build_object('total', (select count(*) from open), 'rows', coalesce((
		select jsonb_agg(private.wish_row(g.id, false) order by g.place) from page g), '[]'))
$$;

-- The code of a wish is made from its operation, so that a form sent twice is told the same code; kept are only
-- hashes of both, and neither can be made from the other.
create table private.wish_codes (
	wish_id uuid primary key references public.wishes (id) on delete cascade,
	code_hash text not null unique,
	operation_hash text not null unique,
	request_hash text not null
);
alter table private.wish_codes enable row level security;

-- Twelve signs of 32 that are not mistaken for one another: 60 bits.
create function private.wish_code(p_operation uuid) returns text
language sql immutable set search_path = '' as $$
	select string_agg(substr('0123456789ABCDEFGHJKMNPQRSTVWXYZ', (get_byte(h.bytes, i) & 31) + 1, 1), '' order by i)
	from (select sha256(convert_to('gezhi wish code ' || p_operation, 'UTF8')) as bytes) h cross join generate_series(0, 11) as i
$$;

create function private.kept_hash(p_purpose text, p_text text) returns text
language sql immutable set search_path = '' as $$
	select encode(sha256(convert_to(p_purpose || ' ' || coalesce(p_text, ''), 'UTF8')), 'hex')
$$;

-- The rules of domain/wishes/new-wish.ts, never stricter, for whoever does not come through the form.
create function private.check_new_wish(p_kind text, p_beneficiary text, p_due_days int, p_text text, p_consent text, p_contact text, p_others text)
returns void
language plpgsql stable set search_path = '' as $$
begin
	if coalesce(p_kind, '') not in ('goods', 'service', 'urgent') then perform private.refuse('kind-missing'); end if;
	if coalesce(p_beneficiary, '') not in ('empty_nest_elder', 'left_behind_child', 'disability', 'hardship', 'other') then
		perform private.refuse('beneficiary-missing');
	end if;
	if btrim(coalesce(p_text, '')) = '' then perform private.refuse('text-missing'); end if;
	if length(p_text) > 500 or length(p_contact) > 100 or length(p_others) > 200 then perform private.refuse('too-long', '{"max": 500}'); end if;
	if p_text !~ '[^[:digit:][:punct:][:space:]]{2}' then perform private.refuse('text-unclear'); end if;
	if btrim(coalesce(p_contact, '')) = '' then perform private.refuse('contact-missing'); end if;
	if coalesce(p_consent, '') not in ('self', 'proxy', 'guardian') then perform private.refuse('consent-missing'); end if;
	if p_beneficiary = 'left_behind_child' and p_consent <> 'guardian' then perform private.refuse('guardian-missing'); end if;
	if p_due_days not between 1 and 90 then perform private.refuse('out-of-range', '{"min": 1, "max": 90}'); end if;
end $$;

-- Where the wish stands: the unit that was named, or the building's only one; its cell in the plan in force, where
-- there is no doubt about it.
create function private.place_of_wish(p_building uuid, p_unit int) returns table (unit_id uuid, lineage_id uuid)
language sql stable security definer set search_path = '' as $$
	with found as (
		select u.id, c.lineage_id from public.units u
			left join public.plans p on p.district_id = u.district_id and p.status = 'effective'
			left join public.cell_units cu on cu.plan_id = p.id and cu.unit_id = u.id
			left join public.cells c on c.id = cu.cell_id
		where u.building_id = p_building and (p_unit is null or u.number = p_unit)
	)
	select case when count(*) = 1 then (array_agg(f.id))[1] end, case when count(distinct f.lineage_id) = 1 then (array_agg(f.lineage_id))[1] end
	from found f
$$;

-- The most that may wait to be checked in a community before strangers are asked to come back another day.
create function private.check_room_for_wishes(p_community uuid) returns void
language plpgsql stable security definer set search_path = '' as $$
begin
	if (select count(*) from public.wishes w join public.wish_doors d on d.wish_id = w.id
			where w.community_id = p_community and w.state = 'collected' and d.author_id is null
				and w.created_at > now() - interval '1 day') >= 300 then
		perform private.refuse('too-many-waiting');
	end if;
end $$;

-- Tells a wish, with an account or without. It waits unseen until a worker has checked it and written what may be
-- read by all. Answers the code by which its state can be asked.
create function private.post_wish(
	p_operation uuid, p_community uuid, p_building uuid, p_unit int, p_kind text, p_beneficiary text, p_due_days int,
	p_text text, p_consent text, p_contact text, p_person text default '', p_proxy text default '', p_door text default ''
) returns jsonb
language plpgsql security definer set search_path = '' as $$
declare
	request text := private.kept_hash('gezhi wish', jsonb_build_array(p_community, p_building, p_unit, p_kind, p_beneficiary,
		p_due_days, p_text, p_consent, p_contact, p_person, p_proxy, p_door, private.caller())::text);
	known private.wish_codes;
	community public.communities;
begin
	if p_operation is null then perform private.refuse('operation-missing'); end if;
	-- an impatient thumb: the second arrival waits for the first and is told the same
	perform pg_advisory_xact_lock(hashtextextended(p_operation::text, 1));
	select * into known from private.wish_codes k where k.operation_hash = private.kept_hash('gezhi wish operation', p_operation::text);
	if found then
		if known.request_hash <> request then perform private.refuse('operation-conflict'); end if;
		return jsonb_build_object('code', private.wish_code(p_operation));
	end if;
	perform private.check_new_wish(p_kind, p_beneficiary, p_due_days, p_text, p_consent, p_contact, concat(p_person, p_proxy, p_door));
	select * into community from public.communities c where c.id = p_community;
	if not found then perform private.refuse('community-missing'); end if;
	if p_building is not null and not exists (select from public.buildings b where b.id = p_building and b.community_id = p_community) then
		perform private.refuse('building-elsewhere');
	end if;
	if private.caller() is null then perform private.check_room_for_wishes(p_community); end if;
	perform set_config('gezhi.verb', 'post_wish', true), set_config('gezhi.reason', '', true), set_config('gezhi.stranger', 'yes', true);
	insert into private.wish_codes (wish_id, code_hash, operation_hash, request_hash)
		select w.id, private.kept_hash('gezhi wish code', private.wish_code(p_operation)),
			private.kept_hash('gezhi wish operation', p_operation::text), request
		from private.keep_wish(community, p_building, p_unit, p_kind, p_beneficiary, p_due_days) as w (id);
	insert into public.wish_doors (wish_id, district_id, community_id, author_id, building_id, unit_id, door, raw_text, person_name,
			person_phone, proxy_name, consent, consent_at)
		select k.wish_id, community.district_id, community.id, private.caller(), p_building, at.unit_id, btrim(coalesce(p_door, '')), btrim(p_text),
			btrim(coalesce(p_person, '')), btrim(p_contact), btrim(coalesce(p_proxy, '')), p_consent, now()
		from private.wish_codes k cross join private.place_of_wish(p_building, p_unit) at
		where k.operation_hash = private.kept_hash('gezhi wish operation', p_operation::text);
	return jsonb_build_object('code', private.wish_code(p_operation));
end $$;

-- The public half: collected, without a text.
create function private.keep_wish(p_community public.communities, p_building uuid, p_unit int, p_kind text, p_beneficiary text, p_due_days int)
returns uuid
language sql security definer set search_path = '' as $$
	insert into public.wishes (district_id, community_id, lineage_id, kind, beneficiary, due_on)
	select p_community.district_id, p_community.id, at.lineage_id, p_kind, p_beneficiary, (now() at time zone d.time_zone)::date + p_due_days
	from public.districts d cross join private.place_of_wish(p_building, p_unit) at where d.id = p_community.district_id
	returning id
$$;

-- What became of a wish, for whoever holds its code: nothing that its masked public half does not tell.
create function private.wish_by_code(p_code text) returns jsonb
language plpgsql stable security definer set search_path = '' as $$
declare
	answer jsonb;
begin
	select jsonb_build_object('state', w.state, 'kind', w.kind, 'createdAt', w.created_at, 'publishedAt', w.published_at,
			'fulfilledAt', w.fulfilled_at, 'dueOn', w.due_on, 'text', case when private.is_public_wish(w.state) then w.public_text else '' end,
			'communityId', c.id, 'communityName', c.name,
			'promisedFor', (select l.due_on from public.wish_claims l where l.wish_id = w.id and l.state = 'live'))
		into answer
		from private.wish_codes k join public.wishes w on w.id = k.wish_id join public.communities c on c.id = w.community_id
		where k.code_hash = private.kept_hash('gezhi wish code', p_code);
	if answer is null then perform private.refuse('code-unknown'); end if;
	return answer;
end $$;

select private.open_door('public_district', 'anon, authenticated');
select private.open_door('centre_card', 'anon, authenticated');
select private.open_door('community_page', 'anon, authenticated');
select private.open_door('post_wish', 'anon, authenticated');
select private.open_door('wish_by_code', 'anon, authenticated');
