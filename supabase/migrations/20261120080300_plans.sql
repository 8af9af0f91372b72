-- A plan is one assignment of units to cells, versioned. Cells belong to one plan; what lives on from plan to
-- plan is the lineage (more than half of the households stay), and people's grants and duties point to that.
--
-- Two kinds share the tables. An edition divides the whole district; one is in force, and it never changes. A proposal
-- divides one community (`community_id`); on its day it is written into the next edition, and is `enacted`.

create table public.plans (
	id uuid primary key default gen_random_uuid(),
	district_id uuid not null references public.districts (id) on delete cascade,
	-- null: an edition of the whole district
	community_id uuid references public.communities (id) on delete cascade,
	-- the edition it began from; null where it began with nothing
	base_id uuid references public.plans (id) on delete set null,
	-- the edition that carries it out
	edition_id uuid references public.plans (id) on delete set null,
	name text not null check (length(name) between 1 and 60),
	status text not null check (status in ('draft', 'reviewed', 'published', 'enacted', 'effective', 'retired')),
	-- number of the last step of painting
	steps int not null default 0,
	effective_from date,
	effective_until date,
	version int not null default 1,
	created_by uuid,
	created_at timestamptz not null default now(),
	check (status not in ('effective', 'retired') or effective_from is not null),
	check (community_id is null or status not in ('effective', 'retired')),
	check (community_id is not null or status <> 'enacted')
);
create unique index plans_one_effective on public.plans (district_id) where status = 'effective';
create index plans_district on public.plans (district_id, status);
create index plans_community on public.plans (community_id, created_at);
create index plans_base on public.plans (base_id);
create index plans_edition on public.plans (edition_id);

create table public.lineages (
	id uuid primary key references public.nodes (id) on delete cascade,
	district_id uuid not null references public.districts (id) on delete cascade,
	community_id uuid not null references public.communities (id) on delete cascade,
	level smallint not null check (level in (2, 3))
);
create index lineages_community on public.lineages (community_id);
create index lineages_district on public.lineages (district_id);

create table public.cells (
	id uuid primary key default gen_random_uuid(),
	district_id uuid not null references public.districts (id) on delete cascade,
	community_id uuid not null references public.communities (id) on delete cascade,
	plan_id uuid not null references public.plans (id) on delete cascade,
	-- a proposal's new cells get theirs on the day it is enacted
	lineage_id uuid references public.lineages (id) on delete set null,
	level smallint not null check (level in (2, 3)),
	-- the living area of a stairwell cell; null for living areas, whose parent is the community
	parent_id uuid,
	name text not null check (length(name) between 1 and 40),
	-- given when a proposal is handed in
	code text check (code <> ''),
	kind text not null default 'ordinary' check (kind in ('ordinary', 'industrial', 'mall', 'campus', 'site')),
	valid_until date,
	-- nothing is painted into or out of a locked cell, and proposals of the machine leave it alone
	locked boolean not null default false,
	unique (plan_id, id),
	unique (plan_id, code),
	unique (plan_id, lineage_id),
	foreign key (plan_id, parent_id) references public.cells (plan_id, id) on delete cascade,
	check ((level = 3) = (parent_id is not null))
);
create index cells_lineage on public.cells (lineage_id);
create index cells_parent on public.cells (plan_id, parent_id);
create index cells_community on public.cells (community_id, plan_id);

create table public.cell_units (
	plan_id uuid not null,
	unit_id uuid not null references public.units (id) on delete cascade,
	district_id uuid not null references public.districts (id) on delete cascade,
	cell_id uuid not null,
	primary key (plan_id, unit_id),
	foreign key (plan_id, cell_id) references public.cells (plan_id, id) on delete cascade
);
create index cell_units_cell on public.cell_units (plan_id, cell_id);
create index cell_units_unit on public.cell_units (unit_id);
