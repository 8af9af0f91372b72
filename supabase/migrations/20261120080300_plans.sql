-- A plan is one assignment of units to cells, versioned. Cells belong to one plan; what lives on from plan to
-- plan is the lineage (more than half of the households stay), and people's grants and duties point to that.

create table public.plans (
	id uuid primary key default gen_random_uuid(),
	district_id uuid not null references public.districts (id) on delete cascade,
	name text not null,
	status text not null check (status in ('draft', 'reviewed', 'published', 'effective', 'retired')),
	effective_from date,
	effective_until date,
	version int not null default 1,
	created_by uuid,
	created_at timestamptz not null default now(),
	check (status not in ('effective', 'retired') or effective_from is not null)
);
create unique index plans_one_effective on public.plans (district_id) where status = 'effective';
create index plans_district on public.plans (district_id, status);

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
	lineage_id uuid not null references public.lineages (id),
	level smallint not null check (level in (2, 3)),
	-- the living area of a stairwell cell; null for living areas, whose parent is the community
	parent_id uuid,
	name text not null,
	code text not null,
	kind text not null default 'ordinary' check (kind in ('ordinary', 'industrial', 'mall', 'campus', 'site')),
	valid_until date,
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
