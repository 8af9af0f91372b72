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
