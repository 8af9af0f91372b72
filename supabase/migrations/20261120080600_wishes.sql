-- Micro-wishes. What the public may read and what stands behind the door live in two tables, so that no view,
-- export or careless select of the first can carry the second.

create table public.wishes (
	id uuid primary key default gen_random_uuid(),
	district_id uuid not null references public.districts (id) on delete cascade,
	community_id uuid not null references public.communities (id) on delete cascade,
	-- the stairwell cell it stands in; this is all the position the public gets
	lineage_id uuid references public.lineages (id) on delete set null,
	kind text not null check (kind in ('goods', 'service', 'urgent')),
	beneficiary text not null check (beneficiary in ('empty_nest_elder', 'left_behind_child', 'disability', 'hardship', 'other')),
	state text not null default 'collected' check (state in
		('collected', 'published', 'claimed', 'under_way', 'done', 'confirmed', 'closed', 'returned', 'cancelled')),
	-- masked; empty until published
	public_text text not null default '' check (length(public_text) <= 2000),
	due_on date,
	version int not null default 1,
	created_at timestamptz not null default now(),
	published_at timestamptz,
	fulfilled_at timestamptz,
	check (state in ('collected', 'returned', 'cancelled') or public_text <> '')
);
create index wishes_district on public.wishes (district_id, state, created_at desc, id);
create index wishes_newest on public.wishes (district_id, created_at desc, id);
create index wishes_community on public.wishes (community_id, state, created_at desc, id);
create index wishes_lineage on public.wishes (lineage_id);

create table public.wish_doors (
	wish_id uuid primary key references public.wishes (id) on delete cascade,
	district_id uuid not null references public.districts (id) on delete cascade,
	community_id uuid not null references public.communities (id) on delete cascade,
	author_id uuid references auth.users (id) on delete set null,
	building_id uuid references public.buildings (id) on delete set null,
	unit_id uuid references public.units (id) on delete set null,
	door text not null default '',
	raw_text text not null,
	person_name text not null default '',
	person_phone text not null default '',
	proxy_name text not null default '',
	consent text not null default '' check (consent in ('', 'self', 'proxy', 'guardian')),
	consent_at timestamptz
);
create index wish_doors_community on public.wish_doors (community_id);
create index wish_doors_author on public.wish_doors (author_id);
create index wish_doors_building on public.wish_doors (building_id);
create index wish_doors_district on public.wish_doors (district_id);

create table public.wish_claims (
	id uuid primary key default gen_random_uuid(),
	district_id uuid not null references public.districts (id) on delete cascade,
	community_id uuid not null references public.communities (id) on delete cascade,
	wish_id uuid not null references public.wishes (id) on delete cascade,
	user_id uuid references auth.users (id) on delete set null,
	member_id uuid references public.members (id) on delete set null,
	state text not null default 'live' check (state in ('live', 'done', 'released', 'lapsed')),
	claimed_at timestamptz not null default now(),
	due_on date not null,
	ended_at timestamptz
);
-- The one rule that serialisable isolation would not have given us.
create unique index wish_claims_one_live on public.wish_claims (wish_id) where state = 'live';
create index wish_claims_user on public.wish_claims (user_id);
create index wish_claims_community on public.wish_claims (community_id);
create index wish_claims_member on public.wish_claims (member_id);
create index wish_claims_district on public.wish_claims (district_id);
