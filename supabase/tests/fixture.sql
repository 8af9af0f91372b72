-- Two districts, so that every relation between somebody's node and a row exists: D with subdistricts S1 (communities
-- C1, C2) and S2 (C3), and the stranger E. Ids are the md5 of the names; fixture.ts computes the same.
create function pg_temp.at(name text) returns uuid language sql immutable as $$ select md5(name)::uuid $$;
create function pg_temp.way(variadic names text[]) returns extensions.ltree language sql immutable as $$
	select string_agg(md5(n), '.')::extensions.ltree from unnest(names) n $$;
create function pg_temp.square(west float, side float default 0.001) returns extensions.geometry language sql immutable as $$
	select extensions.st_makeenvelope(west, 40, west + side, 40 + side, 4326) $$;

insert into auth.users (id, email)
select pg_temp.at(name), name || '@example.org' from unnest(array['resident', 'volunteer', 'worker', 'official', 'administrator', 'chief',
	'deputy', 'stranger-chief', 'district-worker', 'area-worker', 'cell-worker', 'sibling-worker', 'claimant', 'author', 'nobody']) as name;

insert into public.nodes (id, district_id, kind, parent_id, path)
select pg_temp.at(r.names[cardinality(r.names)]), pg_temp.at(r.names[1]), r.kind,
	case when cardinality(r.names) > 1 then pg_temp.at(r.names[cardinality(r.names) - 1]) end, pg_temp.way(variadic r.names)
from (values
	('district', array['D']), ('subdistrict', array['D', 'S1']), ('subdistrict', array['D', 'S2']),
	('community', array['D', 'S1', 'C1']), ('community', array['D', 'S1', 'C2']), ('community', array['D', 'S2', 'C3']),
	('lineage', array['D', 'S1', 'C1', 'A11']), ('lineage', array['D', 'S1', 'C1', 'A12']), ('lineage', array['D', 'S1', 'C1', 'X111']),
	('lineage', array['D', 'S1', 'C1', 'X112']), ('lineage', array['D', 'S1', 'C1', 'X121']),
	('lineage', array['D', 'S1', 'C2', 'A21']), ('lineage', array['D', 'S1', 'C2', 'X211']),
	('lineage', array['D', 'S2', 'C3', 'A31']), ('lineage', array['D', 'S2', 'C3', 'X311']),
	('district', array['E']), ('subdistrict', array['E', 'S9']), ('community', array['E', 'S9', 'C9']),
	('lineage', array['E', 'S9', 'C9', 'A91']), ('lineage', array['E', 'S9', 'C9', 'X911'])) as r (kind, names);

insert into public.districts (id, name, name_en, source, bounds)
values (pg_temp.at('D'), '甲区', 'District D', 'demo', pg_temp.square(116, 0.03)), (pg_temp.at('E'), '乙区', 'District E', 'manual', null);
insert into public.subdistricts (id, district_id, name, code)
values (pg_temp.at('S1'), pg_temp.at('D'), '一街道', '1'), (pg_temp.at('S2'), pg_temp.at('D'), '二街道', '2'), (pg_temp.at('S9'), pg_temp.at('E'), '九街道', '9');
insert into public.communities (id, district_id, subdistrict_id, name, code, boundary)
select pg_temp.at(c.name), pg_temp.at(c.district), pg_temp.at(c.subdistrict), c.name, c.name, extensions.st_multi(pg_temp.square(c.west, 0.01))
from (values ('C1', 'S1', 'D', 116.00), ('C2', 'S1', 'D', 116.01), ('C3', 'S2', 'D', 116.02), ('C9', 'S9', 'E', 117.00)) as c (name, subdistrict, district, west);
insert into public.compounds (id, district_id, community_id, name, boundary)
select pg_temp.at('compound ' || c.name), c.district_id, c.id, c.name, extensions.st_geometryn(c.boundary, 1) from public.communities c;

insert into public.lineages (id, district_id, community_id, level)
select n.id, n.district_id, n.parent_id, case when exists (
	select from unnest(array['A11', 'A12', 'A21', 'A31', 'A91']) a where pg_temp.at(a) = n.id) then 2 else 3 end
from public.nodes n where n.kind = 'lineage';
insert into public.plans (id, district_id, name, status, effective_from)
values (pg_temp.at('plan D'), pg_temp.at('D'), '现行方案', 'effective', '2026-01-01'), (pg_temp.at('plan E'), pg_temp.at('E'), '现行方案', 'effective', '2026-01-01'),
	(pg_temp.at('draft D'), pg_temp.at('D'), '草案', 'draft', null), (pg_temp.at('draft E'), pg_temp.at('E'), '草案', 'draft', null);
insert into public.cells (id, district_id, community_id, plan_id, lineage_id, level, parent_id, name, code)
select pg_temp.at(s.prefix || c.name), l.district_id, l.community_id, pg_temp.at(s.plan || c.district), l.id, l.level,
	case when c.area is not null then pg_temp.at(s.prefix || c.area) end, c.name, c.name
from (values ('A11', null, 'D'), ('A12', null, 'D'), ('A21', null, 'D'), ('A31', null, 'D'), ('A91', null, 'E'), ('X111', 'A11', 'D'), ('X112', 'A11', 'D'),
		('X121', 'A12', 'D'), ('X211', 'A21', 'D'), ('X311', 'A31', 'D'), ('X911', 'A91', 'E')) as c (name, area, district)
	join public.lineages l on l.id = pg_temp.at(c.name)
	cross join (values ('cell ', 'plan '), ('draft cell ', 'draft ')) as s (prefix, plan);

-- One building in each cell with two units: the second household has what the first has twice.
insert into public.buildings (id, district_id, community_id, compound_id, name, address, search_key, kind, footprint, door)
select pg_temp.at('building ' || c.code), c.district_id, c.community_id, pg_temp.at('compound ' || m.name), c.code || '号楼', c.code || ' 路', lower(c.code),
	'residential', pg_temp.square(b.west, 0.0005), extensions.st_setsrid(extensions.st_makepoint(b.west, 40), 4326)
from public.cells c join public.communities m on m.id = c.community_id
	join lateral (select extensions.st_xmin(m.boundary) + 0.001 * right(c.code, 1)::int as west) b on true
where c.level = 3 and c.plan_id in (pg_temp.at('plan D'), pg_temp.at('plan E'));
insert into public.units (id, district_id, community_id, building_id, ordinal, number, households, people, elders, children)
select pg_temp.at(b.name || n), b.district_id, b.community_id, b.id,
	row_number() over (partition by b.district_id order by b.name, n) - 1, n, 10 * n, 25 * n, 4 * n, 2 * n
from public.buildings b cross join generate_series(1, 2) n;
insert into public.parcels (unit_id, district_id, community_id, ground)
select u.id, u.district_id, u.community_id, extensions.st_multi(b.footprint) from public.units u join public.buildings b on b.id = u.building_id;
insert into public.cell_units (plan_id, unit_id, district_id, cell_id)
select c.plan_id, u.id, u.district_id, c.id
from public.cells c join public.buildings b on b.name = c.code || '号楼' join public.units u on u.building_id = b.id where c.level = 3;
-- A proposal in the making for some communities, with one living area and one step.
insert into public.plans (id, district_id, community_id, name, status, steps)
select pg_temp.at('proposal ' || c.name), c.district_id, c.id, '新方案', 'draft', 1 from public.communities c where c.name <> 'C3';
insert into public.cells (id, district_id, community_id, plan_id, level, name)
select pg_temp.at('area of ' || p.id), p.district_id, p.community_id, p.id, 2, '新生活区' from public.plans p where p.community_id is not null;
insert into public.plan_steps (id, district_id, community_id, plan_id, seq, actor_id, kind, changes)
select pg_temp.at('step ' || p.id), p.district_id, p.community_id, p.id, 1, pg_temp.at('nobody'), 'cell', '{"moves": [], "created": [], "removed": [], "changed": []}'
from public.plans p where p.community_id is not null;
insert into public.street_artefacts (id, district_id, kind, hash, body)
select pg_temp.at('network ' || d.name_en), d.id, 'network', encode(sha256(d.name_en::bytea), 'hex'), d.name_en::bytea from public.districts d;

insert into public.organisations (id, district_id, community_id, name, kind)
select pg_temp.at('organisation ' || c.name), c.district_id, c.id, c.name || '物业', 'property' from public.communities c;
insert into public.members (id, district_id, community_id, name, phone, kind, lineage_id, home_unit_id, shows_identity)
select pg_temp.at('member ' || m.name), c.district_id, c.id, '党员' || m.name, '1380000' || m.name, 'community', pg_temp.at(m.cell), pg_temp.at(m.cell || '号楼1'), m.shown
from (values ('C1', 'C1', null, false), ('X111', 'C1', 'X111', false), ('X111 shown', 'C1', 'X111', true), ('X112', 'C1', 'X112', false), ('C2', 'C2', null, false),
	('X211', 'C2', 'X211', false), ('X211 shown', 'C2', 'X211', true), ('X311', 'C3', 'X311', false), ('X911', 'C9', 'X911', false), ('X911 shown', 'C9', 'X911', true))
	as m (name, community, cell, shown) join public.communities c on c.name = m.community;
insert into public.members (id, district_id, community_id, user_id, name, kind, lineage_id)
values (pg_temp.at('member claimant'), pg_temp.at('D'), pg_temp.at('C3'), pg_temp.at('claimant'), '认领人', 'in_service', null);
insert into public.duties (id, district_id, community_id, node_id, duty, person_name, person_phone, public_name)
select pg_temp.at('duty ' || n.name), x.district_id, pg_temp.at(n.community), x.id, 'grid_worker', '负责人' || n.name, '1390000' || n.name, n.name = 'X112'
from (values ('D', null), ('S1', null), ('C1', 'C1'), ('X111', 'C1'), ('X112', 'C1'), ('X211', 'C2'), ('X911', 'C9')) as n (name, community)
	join public.nodes x on x.id = pg_temp.at(n.name);
insert into public.teams (id, district_id, node_id, name, kind)
select pg_temp.at('team ' || t.name), n.district_id, n.id, t.name || '队', 'service'
from unnest(array['D', 'C1', 'X111', 'C2', 'C9']) as t (name) join public.nodes n on n.id = pg_temp.at(t.name);
insert into public.team_members (team_id, member_id, district_id)
select t.id, m.id, t.district_id from public.teams t join public.members m on m.district_id = t.district_id
	and m.name = case t.district_id when pg_temp.at('D') then '党员X111' else '党员X911' end;

insert into public.centres (id, district_id, community_id, name, kind, status, position)
select pg_temp.at('centre ' || c.name), c.district_id, c.id, c.name || '党群服务中心', 'community', 'open', extensions.st_centroid(c.boundary) from public.communities c;
insert into public.service_items (id, district_id, centre_id, name)
select pg_temp.at('item ' || c.name), c.district_id, c.id, '代办' from public.centres c;
insert into public.opening_hours (id, district_id, centre_id, weekday, opens_minute, closes_minute)
select pg_temp.at('hours ' || c.name), c.district_id, c.id, 1, 540, 1020 from public.centres c;

insert into public.wishes (id, district_id, community_id, lineage_id, kind, beneficiary, state, public_text, due_on)
select pg_temp.at('wish ' || w.name), c.district_id, c.id, pg_temp.at(w.cell), 'service', 'empty_nest_elder', w.state, '想修一盏灯', '2027-01-01'
from (values ('C1', 'C1', null, 'collected'), ('C1 public', 'C1', null, 'published'), ('X111', 'C1', 'X111', 'collected'), ('X111 public', 'C1', 'X111', 'published'),
	('X112 claimed', 'C1', 'X112', 'claimed'), ('X211', 'C2', 'X211', 'collected'), ('X211 public', 'C2', 'X211', 'published'), ('X211 claimed', 'C2', 'X211', 'claimed'),
	('X311', 'C3', 'X311', 'collected'), ('X911', 'C9', 'X911', 'collected'), ('X911 public', 'C9', 'X911', 'published'), ('X911 claimed', 'C9', 'X911', 'claimed'))
	as w (name, community, cell, state) join public.communities c on c.name = w.community;
insert into public.wish_doors (wish_id, district_id, community_id, author_id, building_id, door, raw_text, person_name, person_phone)
select w.id, w.district_id, w.community_id, case when w.id = pg_temp.at('wish X311') then pg_temp.at('author') end, pg_temp.at('building X111'), '101',
	'王奶奶的灯坏了', '王奶奶', '13711112222' from public.wishes w;
insert into public.wish_claims (id, district_id, community_id, wish_id, user_id, member_id, due_on)
select pg_temp.at('claim ' || c.name), w.district_id, w.community_id, w.id,
	case when c.name = 'X211' then pg_temp.at('claimant') end, case when c.name = 'X112' then pg_temp.at('member claimant') end, '2027-01-01'
from unnest(array['X112', 'X211', 'X911']) as c (name) join public.wishes w on w.id = pg_temp.at('wish ' || c.name || ' claimed');

insert into public.profiles (id, display_name) select u.id, split_part(u.email, '@', 1) from auth.users u;
insert into public.grants (id, district_id, user_id, role, node_id)
select pg_temp.at('grant ' || g.who), n.district_id, pg_temp.at(g.who), g.role, n.id
from (values ('volunteer', 'volunteer', 'C1'), ('worker', 'worker', 'C1'), ('official', 'official', 'C1'), ('administrator', 'administrator', 'C1'),
	('chief', 'administrator', 'D'), ('stranger-chief', 'administrator', 'E'), ('district-worker', 'worker', 'D'), ('area-worker', 'worker', 'A11'),
	('cell-worker', 'worker', 'X111'), ('sibling-worker', 'worker', 'C2')) as g (who, role, place) join public.nodes n on n.id = pg_temp.at(g.place);
insert into public.grants (id, district_id, user_id, role, node_id, state)
select pg_temp.at('asked ' || n.name), x.district_id, pg_temp.at('nobody'), 'volunteer', x.id, 'asked'
from unnest(array['C1', 'X111', 'C2', 'C9']) as n (name) join public.nodes x on x.id = pg_temp.at(n.name);
insert into public.invitations (id, district_id, purpose, token_hash, node_id, role, created_by, expires_at)
select pg_temp.at('invitation ' || n.name), x.district_id, 'invite', encode(sha256(('token ' || n.name)::bytea), 'hex'), x.id, 'worker',
	pg_temp.at(case when x.district_id = pg_temp.at('D') then 'chief' else 'stranger-chief' end), now() + interval '1 day'
from unnest(array['D', 'C1', 'X111', 'C2', 'C9']) as n (name) join public.nodes x on x.id = pg_temp.at(n.name);
insert into public.imports (id, actor_id, state, ended_at)
	select pg_temp.at('import ' || name), pg_temp.at(name), 'failed', now() - interval '1 day' from unnest(array['resident', 'nobody']) as name;
insert into public.operations (id, actor_id, verb, request_hash)
select pg_temp.at('operation ' || who), pg_temp.at(who), 'fixture', '' from unnest(array['resident', 'nobody']) as who;

select private.audit(n.district_id, n.id, 'fixture', 'nodes', n.id, null, null)
from public.nodes n where n.id in (pg_temp.at('D'), pg_temp.at('S1'), pg_temp.at('C1'), pg_temp.at('X111'), pg_temp.at('C2'), pg_temp.at('C9'));
insert into public.feed (district_id, community_id, subject, subject_id, is_public)
select c.district_id, c.id, 'members', c.id, false from public.communities c;
