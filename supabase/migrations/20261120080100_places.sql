-- The tenant and the three administrative steps above every cell.
-- `nodes` is the tree that rights hang on: a grant or a duty points to a node, never to a path or a code.

create table public.nodes (
	id uuid primary key default gen_random_uuid(),
	district_id uuid not null,
	kind text not null check (kind in ('district', 'subdistrict', 'community', 'lineage')),
	parent_id uuid references public.nodes (id) on delete cascade,
	-- Labels are the ids without hyphens, from the district down; lineages hang directly below their community,
	-- because a cell may move to another living area from one plan to the next.
	path extensions.ltree not null unique
);
create index nodes_path on public.nodes using gist (path);
create index nodes_parent on public.nodes (parent_id);
create index nodes_district on public.nodes (district_id);

create table public.districts (
	id uuid primary key references public.nodes (id) on delete cascade,
	name text not null check (length(name) between 1 and 80),
	name_en text not null default '',
	is_demo boolean not null default false,
	source text not null check (source in ('demo', 'osm', 'manual')),
	attribution text not null default '',
	households_estimated boolean not null default false,
	bounds extensions.geometry (Polygon, 4326),
	time_zone text not null default 'Asia/Shanghai',
	-- tiers, paces, code template, vocabularies, thresholds, approval number: see domain/place/settings.ts
	settings jsonb not null default '{}',
	version int not null default 1,
	created_at timestamptz not null default now()
);

create table public.subdistricts (
	id uuid primary key references public.nodes (id) on delete cascade,
	district_id uuid not null references public.districts (id) on delete cascade,
	name text not null,
	code text not null default ''
);
create index subdistricts_district on public.subdistricts (district_id);

create table public.communities (
	id uuid primary key references public.nodes (id) on delete cascade,
	district_id uuid not null references public.districts (id) on delete cascade,
	subdistrict_id uuid not null references public.subdistricts (id) on delete cascade,
	name text not null,
	code text not null default '',
	boundary extensions.geometry (MultiPolygon, 4326) not null,
	unique (district_id, code)
);
create index communities_subdistrict on public.communities (subdistrict_id);
create index communities_boundary on public.communities using gist (boundary);
