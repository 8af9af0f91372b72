-- People, and what they may and should do. Being a Party member is a row in `members`, restricted data,
-- linked to an account or not; it is never a login role.

create table public.profiles (
	id uuid primary key references auth.users (id) on delete cascade,
	display_name text not null default '' check (length(display_name) <= 40),
	locale text not null default 'zh-CN' check (locale in ('zh-CN', 'en')),
	created_at timestamptz not null default now()
);

create table public.grants (
	id uuid primary key default gen_random_uuid(),
	district_id uuid not null references public.districts (id) on delete cascade,
	user_id uuid not null references auth.users (id) on delete cascade,
	role text not null check (role in ('administrator', 'official', 'worker', 'volunteer')),
	node_id uuid not null references public.nodes (id) on delete cascade,
	-- a volunteer asks; a worker confirms
	state text not null default 'active' check (state in ('asked', 'active', 'ended')),
	valid_from timestamptz not null default now(),
	valid_until timestamptz,
	granted_by uuid references auth.users (id) on delete set null,
	ended_by uuid references auth.users (id) on delete set null,
	reason text not null default '',
	version int not null default 1,
	created_at timestamptz not null default now()
);
create unique index grants_one_live on public.grants (user_id, role, node_id) where state <> 'ended';
create index grants_user on public.grants (user_id) where state = 'active';
create index grants_node on public.grants (node_id);
create index grants_district on public.grants (district_id);

-- Invitations and password resets: only the hash of the token is kept.
create table public.invitations (
	id uuid primary key default gen_random_uuid(),
	district_id uuid not null references public.districts (id) on delete cascade,
	purpose text not null check (purpose in ('invite', 'reset')),
	token_hash text not null unique,
	node_id uuid references public.nodes (id) on delete cascade,
	role text check (role in ('administrator', 'official', 'worker', 'volunteer')),
	user_id uuid references auth.users (id) on delete cascade,
	note text not null default '',
	created_by uuid not null references auth.users (id) on delete cascade,
	created_at timestamptz not null default now(),
	expires_at timestamptz not null,
	used_at timestamptz,
	check ((purpose = 'invite') = (role is not null and node_id is not null)),
	check ((purpose = 'reset') = (user_id is not null))
);
create index invitations_district on public.invitations (district_id, created_at);

create table public.organisations (
	id uuid primary key default gen_random_uuid(),
	district_id uuid not null references public.districts (id) on delete cascade,
	community_id uuid references public.communities (id) on delete set null,
	building_id uuid references public.buildings (id) on delete set null,
	name text not null,
	kind text not null check (kind in ('party', 'resident', 'enterprise', 'property', 'school', 'police', 'other'))
);
create index organisations_district on public.organisations (district_id, name);

create table public.members (
	id uuid primary key default gen_random_uuid(),
	district_id uuid not null references public.districts (id) on delete cascade,
	community_id uuid not null references public.communities (id) on delete cascade,
	user_id uuid references auth.users (id) on delete set null,
	name text not null check (length(name) between 1 and 40),
	phone text not null default '',
	kind text not null check (kind in ('in_service', 'community', 'floating')),
	organisation_id uuid references public.organisations (id) on delete set null,
	home_unit_id uuid references public.units (id) on delete set null,
	-- the stairwell cell the member is placed in; by home, or elsewhere by a worker's decision
	lineage_id uuid references public.lineages (id) on delete set null,
	-- publicly visible only by opt-in (亮身份)
	shows_identity boolean not null default false,
	away_since date,
	away_until date,
	version int not null default 1,
	created_at timestamptz not null default now()
);
create index members_community on public.members (community_id, name, id);
create index members_district on public.members (district_id, name, id);
create index members_shown on public.members (district_id, name, id) where shows_identity;
create index members_lineage on public.members (lineage_id);
create index members_user on public.members (user_id);
create index members_home on public.members (home_unit_id);

create table public.duties (
	id uuid primary key default gen_random_uuid(),
	district_id uuid not null references public.districts (id) on delete cascade,
	community_id uuid references public.communities (id) on delete cascade,
	node_id uuid not null references public.nodes (id) on delete cascade,
	-- a word of the district's vocabulary: grid_leader, grid_worker, building_head, police, linked_leader …
	duty text not null,
	-- the person: a member, or somebody known by name only
	member_id uuid references public.members (id) on delete cascade,
	person_name text not null default '',
	person_phone text not null default '',
	stand_in boolean not null default false,
	public_name boolean not null default false,
	valid_from date not null default current_date,
	valid_until date,
	assigned_by uuid,
	reason text not null default '',
	version int not null default 1,
	check (member_id is not null or person_name <> ''),
	check (valid_until is null or valid_until >= valid_from)
);
create index duties_node on public.duties (node_id);
create index duties_member on public.duties (member_id);
create index duties_community on public.duties (community_id);
create index duties_from on public.duties (district_id, valid_from);
create index duties_until on public.duties (district_id, valid_until);

create table public.teams (
	id uuid primary key default gen_random_uuid(),
	district_id uuid not null references public.districts (id) on delete cascade,
	node_id uuid not null references public.nodes (id) on delete cascade,
	parent_id uuid references public.teams (id) on delete cascade,
	name text not null,
	kind text not null check (kind in ('service', 'emergency', 'expert'))
);
create index teams_district on public.teams (district_id);
create index teams_node on public.teams (node_id);
create index teams_parent on public.teams (parent_id);

create table public.team_members (
	team_id uuid not null references public.teams (id) on delete cascade,
	member_id uuid not null references public.members (id) on delete cascade,
	district_id uuid not null references public.districts (id) on delete cascade,
	leads boolean not null default false,
	primary key (team_id, member_id)
);
create index team_members_member on public.team_members (member_id);
create index team_members_district on public.team_members (district_id);
