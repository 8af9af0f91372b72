-- Buildings, the units they are made of (the atom of every division), the ground each unit is given,
-- and the compact artefacts built from streets at import.

create table public.compounds (
	id uuid primary key default gen_random_uuid(),
	district_id uuid not null references public.districts (id) on delete cascade,
	community_id uuid not null references public.communities (id) on delete cascade,
	name text not null,
	boundary extensions.geometry (Polygon, 4326) not null
);
create index compounds_community on public.compounds (community_id);
create index compounds_district on public.compounds (district_id);

create table public.buildings (
	id uuid primary key default gen_random_uuid(),
	district_id uuid not null references public.districts (id) on delete cascade,
	community_id uuid not null references public.communities (id) on delete cascade,
	compound_id uuid references public.compounds (id) on delete set null,
	name text not null,
	address text not null default '',
	-- pinyin initials and full pinyin where known, for search; filled at import
	search_key text not null default '',
	-- all that a list is searched by, folded once here and not at each search
	search_text text not null generated always as (lower(name || E'\n' || address || E'\n' || search_key)) stored,
	kind text not null check (kind in ('residential', 'mixed', 'office', 'shop', 'school', 'hospital', 'industrial', 'public', 'other')),
	levels smallint not null default 1 check (levels between 1 and 200),
	footprint extensions.geometry (Polygon, 4326) not null,
	door extensions.geometry (Point, 4326) not null,
	estimated boolean not null default false
);
create index buildings_community on public.buildings (community_id, name, id);
create index buildings_district on public.buildings (district_id, name, id);
create index buildings_compound on public.buildings (compound_id);
create index buildings_footprint on public.buildings using gist (footprint);
create index buildings_door on public.buildings using gist (door);
create index buildings_name on public.buildings using gin (name extensions.gin_trgm_ops) with (gin_pending_list_limit = 256);

create table public.units (
	id uuid primary key default gen_random_uuid(),
	district_id uuid not null references public.districts (id) on delete cascade,
	community_id uuid not null references public.communities (id) on delete cascade,
	building_id uuid not null references public.buildings (id) on delete cascade,
	-- position of the unit in the parcels artefact and in plan_assignment()
	ordinal int not null check (ordinal >= 0),
	number smallint not null check (number >= 1),
	households int not null default 0 check (households >= 0),
	people int not null default 0 check (people >= 0),
	elders int not null default 0 check (elders >= 0),
	children int not null default 0 check (children >= 0),
	-- daytime population of offices and plants
	employees int not null default 0 check (employees >= 0),
	unique (district_id, ordinal),
	unique (building_id, number)
);
create index units_community on public.units (community_id);

create table public.parcels (
	unit_id uuid primary key references public.units (id) on delete cascade,
	district_id uuid not null references public.districts (id) on delete cascade,
	community_id uuid not null references public.communities (id) on delete cascade,
	ground extensions.geometry (MultiPolygon, 4326) not null
);
create index parcels_community on public.parcels (community_id);
create index parcels_district on public.parcels (district_id);
create index parcels_ground on public.parcels using gist (ground);

-- One row per kind: the contracted walking network, the parcels' topology, the base map (PMTiles).
-- Public ground truth without people; served by content hash and cached for ever.
create table public.street_artefacts (
	id uuid primary key default gen_random_uuid(),
	district_id uuid not null references public.districts (id) on delete cascade,
	kind text not null check (kind in ('network', 'parcels', 'basemap')),
	hash text not null check (hash ~ '^[0-9a-f]{64}$'),
	body bytea not null,
	created_at timestamptz not null default now(),
	unique (district_id, kind)
);
create index street_artefacts_hash on public.street_artefacts (hash);
