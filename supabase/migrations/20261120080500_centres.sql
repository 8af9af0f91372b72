-- Party-Mass service centres, what they do and when. Built is not open.

create table public.centres (
	id uuid primary key default gen_random_uuid(),
	district_id uuid not null references public.districts (id) on delete cascade,
	community_id uuid references public.communities (id) on delete set null,
	name text not null,
	kind text not null check (kind in ('regional', 'community', 'building', 'station')),
	status text not null check (status in ('planned', 'building', 'built', 'open', 'closed')),
	address text not null default '',
	position extensions.geometry (Point, 4326) not null,
	area_m2 int check (area_m2 > 0),
	floor smallint not null default 1,
	phone text not null default '',
	version int not null default 1
);
create index centres_district on public.centres (district_id, name);
create index centres_community on public.centres (community_id);

create table public.service_items (
	id uuid primary key default gen_random_uuid(),
	district_id uuid not null references public.districts (id) on delete cascade,
	centre_id uuid not null references public.centres (id) on delete cascade,
	name text not null,
	unique (centre_id, name)
);
create index service_items_district on public.service_items (district_id);

create table public.opening_hours (
	id uuid primary key default gen_random_uuid(),
	district_id uuid not null references public.districts (id) on delete cascade,
	centre_id uuid not null references public.centres (id) on delete cascade,
	-- ISO weekday, Monday = 1
	weekday smallint not null check (weekday between 1 and 7),
	-- minutes from midnight in the district's time zone; 0–1440 is round the clock
	opens_minute smallint not null check (opens_minute between 0 and 1439),
	closes_minute smallint not null check (closes_minute between 1 and 1440),
	check (closes_minute > opens_minute),
	unique (centre_id, weekday, opens_minute)
);
create index opening_hours_district on public.opening_hours (district_id);

-- Names the centres of a district as they are now: another stamp after every change of what is told about them. Who has
-- read them keeps them and asks for the stamp alone. Random, so that a restored database never gives out one that
-- somebody keeps other centres under.
create table private.centre_stamps (
	district_id uuid primary key references public.districts (id) on delete cascade,
	stamp text not null,
	-- one transaction stamps a district once, however many statements it has
	written_by bigint not null
);
alter table private.centre_stamps enable row level security;

create function private.stamp_centres() returns trigger
language plpgsql security definer set search_path = '' as $$
begin
	insert into private.centre_stamps as s (district_id, stamp, written_by)
	select d.id, left(replace(gen_random_uuid()::text, '-', ''), 12), txid_current()
	from public.districts d where d.id in (select c.district_id from changed c) order by d.id
	on conflict (district_id) do update set stamp = excluded.stamp, written_by = excluded.written_by
	where s.written_by <> excluded.written_by;
	return null;
end $$;

do $$
declare
	told text;
	event text;
begin
	foreach told in array array['centres', 'service_items', 'opening_hours'] loop
		foreach event in array array['insert', 'update', 'delete'] loop
			execute format('create trigger stamp_%1$s after %1$s on public.%2$I referencing %3$s table as changed
				for each statement execute function private.stamp_centres()', event, told, case event when 'delete' then 'old' else 'new' end);
		end loop;
	end loop;
end $$;
-- a centre is told with the name of its community
create trigger stamp_centres after update on public.communities referencing new table as changed
	for each statement execute function private.stamp_centres();
