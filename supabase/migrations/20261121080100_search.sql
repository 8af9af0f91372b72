-- One search for everything that has a public name: communities, living areas, stairwell cells of the plan in force,
-- centres and buildings. Members and wishes are not here, so no right has to be asked.
--
-- An entry is kept by triggers, so a rename or another plan is found at once. What SQL cannot make is pinyin: `spoken`
-- is null until the server has written it (after an import, and every minute for names that came since; see
-- server/ingest/spoken-names.ts). Until then a name is found by its characters and its code.

-- Numbers as they are written before 号楼, 单元 …: 十二 → 12, 二〇三 → 203; what is no number stays.
create function private.search_number(p_numeral text) returns text
language plpgsql immutable set search_path = '' as $$
declare
	plain text := translate(p_numeral, '零〇一二三四五六七八九两', '001234567892');
	part text[] := regexp_match(plain, '^(?:([1-9]?)(百))?0?(?:([1-9]?)(十))?([0-9]?)$');
begin
	if plain !~ '[十百]' then return plain; end if;
	if part is null then return p_numeral; end if;
	return (case when part[2] is not null then coalesce(nullif(part[1], ''), '1')::int * 100 else 0 end
		+ case when part[4] is not null then coalesce(nullif(part[3], ''), '1')::int * 10 else 0 end
		+ coalesce(nullif(part[5], ''), '0')::int)::text;
end $$;

-- One way of writing for many: small letters, half width, no accents, blanks, punctuation, signs of direction or emoji;
-- 3栋2单元, 3号楼2单元, 三号楼二单元, 3#2 and 3-2 are all 3-2. Nothing is left in it that LIKE or a pattern would
-- read otherwise than as a letter.
create function private.search_fold(p_text text) returns text
language plpgsql immutable set search_path = '' as $$
declare
	folded text := lower(normalize(coalesce(p_text, ''), nfkd));
	numeral text;
begin
	folded := regexp_replace(folded, '[\u2010-\u2015\u2212\uff0d]', '-', 'g');
	folded := regexp_replace(folded, '[\s\u0001-\u0022\u0024-\u002c\u002e\u002f\u003a-\u0040\u005b-\u0060\u007b-\u00bf\u00d7\u00f7'
		'\u02b0-\u036f\u061c\u2000-\u2bff\u3000-\u3006\u3008-\u303f\u30fb\ufe00-\ufe6f\ufeff\ufff0-\uffff\U0001f000-\U0001faff\U000e0000-\U000e0fff]+', '', 'g');
	if folded ~ '[零〇一二三四五六七八九十百两]' then
		for numeral in select m[1] from regexp_matches(folded, '([零〇一二三四五六七八九十百两]{1,7})(?=号|栋|幢|座|单元|弄|院|楼|室|网格)', 'g') m loop
			folded := regexp_replace(folded, numeral || '(?=号|栋|幢|座|单元|弄|院|楼|室|网格)', private.search_number(numeral));
		end loop;
	end if;
	if folded ~ '[0-9]' then
		folded := regexp_replace(folded, '第(?=[0-9])', '', 'g');
		folded := regexp_replace(folded, '([0-9])(号楼|单元|#楼|#|楼|栋|幢|座|号|弄|室)', '\1-', 'g');
	end if;
	return regexp_replace(translate(folded, '#', ''), '(?<![0-9])-+|-+(?![0-9])', '', 'g');
end $$;

-- Two characters one after the other: what an index of three cannot find. Letters and digits alone are looked for at
-- beginnings only, where it can. (Dear enough that it is never worked out for every row instead.)
create function private.search_pairs(p_words text) returns text[]
language sql immutable cost 10000 set search_path = '' as $$
	select coalesce(array_agg(distinct s.pair), '{}')
	from (select substr(p_words, i, 2) as pair from generate_series(1, length(p_words) - 1) as i) s where s.pair ~ '^[^ ]{2}$' and s.pair ~ '[^ -~]'
$$;

-- What a slip leaves in half of a word: its characters, and of Latin letters two at a time (one alone is in every word).
create function private.search_grams(p_word text) returns text[]
language sql immutable cost 10000 set search_path = '' as $$
	select coalesce(array_agg(distinct s.gram), '{}')
	from generate_series(1, length(p_word)) as i cross join lateral (values (substr(p_word, i, 1), '[^ -~]'), (substr(p_word, i, 2), '^[a-z]{2}$')) as s (gram, shape)
	where s.gram ~ s.shape
$$;

create table private.search_entries (
	kind text not null check (kind in ('community', 'area', 'cell', 'centre', 'building')),
	-- community, lineage, centre or building
	ref uuid not null,
	district_id uuid not null references public.districts (id) on delete cascade,
	community_id uuid,
	name text not null,
	-- what stands beside the name: an address or a code
	detail text not null default '',
	-- another name by which it is known, e.g. with its compound's before it
	also text not null default '',
	folded text collate "C" not null,
	-- detail and the other name, folded, between blanks
	aside text not null,
	-- pinyin of `folded` and its initials; empty where nothing in it is Chinese
	reading text collate "C",
	initials text collate "C",
	-- what else is said of it, between blanks
	spoken text,
	words text collate "C" not null generated always as
		(' ' || folded || ' ' || aside || ' ' || coalesce(reading || ' ' || initials || ' ' || spoken, '') || ' ') stored,
	-- shorter names first; past this length none is looked for by its length
	size smallint not null generated always as (least(length(folded), 24)) stored,
	primary key (kind, ref)
);
-- The shortest names that begin so are read off these one after the other, however many there are.
create index search_entries_names on private.search_entries (district_id, kind, size, folded);
create index search_entries_readings on private.search_entries (district_id, kind, size, reading) where reading <> '';
create index search_entries_initials on private.search_entries (district_id, kind, size, initials) where initials <> '';
-- What waits to be put into such an index is read through at every question, and nobody sweeps it in an embedded
-- database: so but little may wait.
create index search_entries_pairs on private.search_entries using gin (private.search_pairs(folded || ' ' || aside)) with (gin_pending_list_limit = 256);
alter index private.search_entries_pairs alter column 1 set statistics 0;
create index search_entries_words on private.search_entries using gin (words extensions.gin_trgm_ops) with (gin_pending_list_limit = 256);
create index search_entries_unspoken on private.search_entries (kind, ref) where spoken is null;
alter table private.search_entries enable row level security;

-- What names are made of between their numbers, each once: a city has a hundred thousand names and a tenth of that in
-- words, so one slip is looked for among these. A word that no name has any longer stays, and finds nothing.
create table private.search_stems (
	district_id uuid not null references public.districts (id) on delete cascade,
	stem text collate "C" not null,
	primary key (district_id, stem)
);
create index search_stems_grams on private.search_stems using gin (private.search_grams(stem)) with (gin_pending_list_limit = 256);
alter index private.search_stems_grams alter column 1 set statistics 0;
alter table private.search_stems enable row level security;

create function private.fold_entry() returns trigger
language plpgsql set search_path = '' as $$
begin
	new.folded := private.search_fold(new.name);
	-- an address mostly ends with the building's name
	new.aside := btrim(private.search_fold(replace(new.detail, new.name, '')) || ' ' || private.search_fold(new.also));
	if tg_op = 'INSERT' or (new.folded, new.aside) is distinct from (old.folded, old.aside) then
		new.reading := null;
		new.initials := null;
		new.spoken := null;
	end if;
	return new;
end $$;
create trigger fold_entry before insert or update of name, detail, also on private.search_entries
	for each row execute function private.fold_entry();

create type private.search_name as (
	kind text, ref uuid, district_id uuid, community_id uuid, name text, detail text, also text
);

create function private.put_stems(p_district uuid, p_words text[]) returns void
language sql set search_path = '' as $$
	insert into private.search_stems (district_id, stem)
	select distinct p_district, m[1] from unnest(p_words) as w, lateral regexp_matches(w, '[^0-9 -]+', 'g') as m
	where length(m[1]) between 2 and 48
	on conflict do nothing
$$;

create function private.put_names(p_names private.search_name[]) returns void
language sql set search_path = '' as $$
	with kept as (
		insert into private.search_entries as e (kind, ref, district_id, community_id, name, detail, also)
		select n.kind, n.ref, n.district_id, n.community_id, n.name, n.detail, n.also from unnest(p_names) n
		on conflict (kind, ref) do update set community_id = excluded.community_id, name = excluded.name, detail = excluded.detail, also = excluded.also
		where (e.community_id, e.name, e.detail, e.also) is distinct from (excluded.community_id, excluded.name, excluded.detail, excluded.also)
		returning e.district_id, e.folded || ' ' || e.aside as words
	)
	select private.put_stems(k.district_id, array_agg(k.words)) from kept k group by k.district_id
$$;

create function private.name_communities() returns trigger
language plpgsql security definer set search_path = '' as $$
begin
	perform private.put_names(array_agg(row('community', c.id, c.district_id, c.id, c.name, c.code, '')::private.search_name)) from fresh c;
	return null;
end $$;

create function private.name_centres() returns trigger
language plpgsql security definer set search_path = '' as $$
begin
	perform private.put_names(array_agg(row('centre', c.id, c.district_id, c.community_id, c.name, c.address, '')::private.search_name)) from fresh c;
	return null;
end $$;

create function private.name_buildings() returns trigger
language plpgsql security definer set search_path = '' as $$
begin
	perform private.put_names(array_agg(row('building', b.id, b.district_id, b.community_id, b.name, b.address,
		case when strpos(b.name, e.name) > 0 then '' else coalesce(e.name || b.name, '') end)::private.search_name))
	from fresh b left join public.compounds e on e.id = b.compound_id;
	return null;
end $$;

-- Only cells of the plan in force; a lineage that lives on keeps its entry, and with it its pinyin.
create function private.put_cells(p_cells uuid[]) returns void
language sql set search_path = '' as $$
	select private.put_names(array_agg(row(case c.level when 2 then 'area' else 'cell' end, c.lineage_id, c.district_id, c.community_id,
		c.name, c.code, '')::private.search_name))
	from public.cells c join public.plans p on p.id = c.plan_id and p.status = 'effective' where c.id = any (p_cells)
$$;

create function private.drop_cells(p_district uuid) returns void
language sql set search_path = '' as $$
	delete from private.search_entries e where e.district_id = p_district and e.kind in ('area', 'cell')
		and not exists (select from public.cells c join public.plans p on p.id = c.plan_id and p.status = 'effective' where c.lineage_id = e.ref)
$$;

create function private.name_cells() returns trigger
language plpgsql security definer set search_path = '' as $$
begin
	perform private.put_cells((select array_agg(c.id) from fresh c));
	return null;
end $$;

create function private.name_plan() returns trigger
language plpgsql security definer set search_path = '' as $$
begin
	perform private.put_cells((select array_agg(c.id) from public.cells c where c.plan_id = new.id)),
		private.drop_cells(new.district_id);
	return null;
end $$;

create function private.unname() returns trigger
language plpgsql security definer set search_path = '' as $$
begin
	if tg_table_name = 'cells' then perform private.drop_cells(d.district_id) from (select distinct o.district_id from gone o) d;
	else delete from private.search_entries e using gone o where e.ref = o.id and e.kind = tg_argv[0];
	end if;
	return null;
end $$;

create trigger name_new after insert on public.communities referencing new table as fresh for each statement execute function private.name_communities();
create trigger name_changed after update on public.communities referencing new table as fresh for each statement execute function private.name_communities();
create trigger name_gone after delete on public.communities referencing old table as gone for each statement execute function private.unname('community');
create trigger name_new after insert on public.centres referencing new table as fresh for each statement execute function private.name_centres();
create trigger name_changed after update on public.centres referencing new table as fresh for each statement execute function private.name_centres();
create trigger name_gone after delete on public.centres referencing old table as gone for each statement execute function private.unname('centre');
create trigger name_new after insert on public.buildings referencing new table as fresh for each statement execute function private.name_buildings();
create trigger name_changed after update on public.buildings referencing new table as fresh for each statement execute function private.name_buildings();
create trigger name_gone after delete on public.buildings referencing old table as gone for each statement execute function private.unname('building');
create trigger name_new after insert on public.cells referencing new table as fresh for each statement execute function private.name_cells();
create trigger name_changed after update on public.cells referencing new table as fresh for each statement execute function private.name_cells();
create trigger name_gone after delete on public.cells referencing old table as gone for each statement execute function private.unname('cell');
create trigger name_plan after update of status on public.plans for each row
	when (new.status is distinct from old.status) execute function private.name_plan();

-- What the server has to read aloud, and where it writes the reading.
create function private.names_unspoken(p_limit int) returns table (kind text, ref uuid, name text, folded text, aside text)
language sql stable set search_path = '' as $$
	select e.kind, e.ref, e.name, e.folded, e.aside from private.search_entries e where e.spoken is null order by e.kind, e.ref limit p_limit
$$;

-- A name that changed meanwhile keeps waiting.
create function private.speak_names(p_readings jsonb) returns void
language sql set search_path = '' as $$
	with said as (
		update private.search_entries e set reading = r.reading, initials = r.initials, spoken = r.spoken
		from jsonb_to_recordset(p_readings) as r (kind text, ref uuid, folded text, reading text, initials text, spoken text)
		where e.kind = r.kind and e.ref = r.ref and e.folded = r.folded and e.spoken is null
		returning e.district_id, r.reading || ' ' || r.spoken as words
	)
	select private.put_stems(s.district_id, array_agg(s.words)) from said s group by s.district_id
$$;

create type private.search_hit as (
	kind text, ref uuid, community_id uuid, name text, detail text, class int
);

-- Entries whose name, or the way it is said, begins with what is wanted: of every kind and length the first few. They
-- are read off an index one after the other, so that a city answers as a town does.
create function private.search_beginnings(p_district uuid, p_wanted text, p_each int) returns table (kind text, ref uuid)
language plpgsql stable set search_path = '' rows 50 as $$
declare
	beyond text := p_wanted || chr(1114111);
	is_said boolean := p_wanted ~ '^[a-z]';
begin
	return query
	with shelf as materialized (
		select k.kind, s.size::smallint as size
		from unnest(array['community', 'area', 'centre', 'building', 'cell']) as k (kind), generate_series(1, 24) as s (size)
	)
	select h.kind, b.ref from shelf h cross join lateral (
		select e.ref from private.search_entries e
		where e.district_id = p_district and e.kind = h.kind and e.size = h.size and e.folded >= p_wanted and e.folded < beyond
		order by e.folded limit p_each) b
	where h.size >= least(length(p_wanted), 24)
	union
	select h.kind, b.ref from shelf h cross join lateral (
		select e.ref from private.search_entries e
		where e.district_id = p_district and e.kind = h.kind and e.size = h.size and e.reading <> '' and e.reading >= p_wanted and e.reading < beyond
		order by e.reading limit p_each) b
	where is_said
	union
	select h.kind, b.ref from shelf h cross join lateral (
		select e.ref from private.search_entries e
		where e.district_id = p_district and e.kind = h.kind and e.size = h.size and e.initials <> '' and e.initials >= p_wanted and e.initials < beyond
		order by e.initials limit p_each) b
	where is_said;
end $$;

-- Exact before the beginning of a name before the beginning of its pinyin before something within it, names before
-- codes and addresses; a number that ends before one that goes on (1 before 12); then kinds by turns, so that no kind
-- hides another. One character, or two letters, are looked for at beginnings only: within names they are everywhere.
-- Where beginnings fill the answer nothing else is looked for, and what stands in thousands of names tells none of
-- them apart: of these the first found will do.
create function private.search_plain(p_district uuid, p_wanted text, p_limit int) returns setof private.search_hit
language plpgsql stable set search_path = '' rows 20 as $$
declare
	inside text := '%' || case when length(p_wanted) = 1 or p_wanted ~ '^[a-z0-9]{2}$' then ' ' else '' end || p_wanted || '%';
	ends_in_digit boolean := p_wanted ~ '[0-9]$';
	is_pair boolean := length(p_wanted) = 2 and p_wanted ~ '[^ -~]';
	many constant int := 1000;
begin
	return query
	with begun as materialized (
		select b.kind, b.ref from private.search_beginnings(p_district, p_wanted, p_limit) b
		union
		(select e.kind, e.ref from private.search_entries e
		where e.district_id = p_district and e.words like '% ' || p_wanted || ' %' limit 1000)
	), held as (
		select e.kind, e.ref, e.community_id, e.name, e.detail, e.folded, e.reading, e.initials, e.words
		from begun b cross join lateral (select e.* from private.search_entries e where e.kind = b.kind and e.ref = b.ref limit 1) e
		union all
		(select e.kind, e.ref, e.community_id, e.name, e.detail, e.folded, e.reading, e.initials, e.words from private.search_entries e
		where (select count(*) from begun) < p_limit and is_pair and e.district_id = p_district
			and private.search_pairs(e.folded || ' ' || e.aside) @> array[p_wanted] and e.ref <> all (array(select b.ref from begun b)) limit many)
		union all
		(select e.kind, e.ref, e.community_id, e.name, e.detail, e.folded, e.reading, e.initials, e.words from private.search_entries e
		where (select count(*) from begun) < p_limit and not is_pair and e.district_id = p_district
			and e.words like inside and e.ref <> all (array(select b.ref from begun b)) limit many)
	), hit as materialized (
		select e.kind, e.ref, e.community_id, e.name, e.detail, e.folded,
			case when e.folded = p_wanted then 0
				when e.words like '% ' || p_wanted || ' %' then 1
				when starts_with(e.folded, p_wanted) then 2
				when starts_with(e.reading, p_wanted) or starts_with(e.initials, p_wanted) then 3
				when e.words like '% ' || p_wanted || '%' then 4
				when strpos(e.folded, p_wanted) > 0 then 5
				else 6 end * 2
			+ (ends_in_digit and substr(e.words, strpos(e.words, p_wanted) + length(p_wanted), 1) ~ '[0-9]')::int as class
		from held e
	), best as materialized (
		select h.* from hit h order by h.class, length(h.folded), h.folded, h.ref limit 300
	), placed as (
		select b.*, array_position(array['community', 'area', 'centre', 'building', 'cell'], b.kind) as turn,
			row_number() over (partition by b.class, b.kind order by length(b.folded), b.folded, b.ref) as place
		from best b
	)
	select p.kind, p.ref, p.community_id, p.name, p.detail, p.class from placed p order by p.class, p.place, p.turn limit p_limit;
end $$;

-- Every way in which a word may have been meant that was typed with one slip of the finger: a wrong, missing, doubled or
-- exchanged character. One half of what was typed is then right, which an index finds; the other half is compared with
-- every way of slipping once (`_` stands for any character). The first word of a question may be the end of a name's,
-- the last its beginning, where enough of it was typed. `grade` 0 is a whole word.
create function private.search_meant(p_district uuid, p_typed text, p_first boolean, p_last boolean, p_numbered boolean)
returns table (meant text, grade int)
language plpgsql stable set search_path = '' rows 20 as $$
declare
	n int := length(p_typed);
	half int := n / 2;
	early_half text[] := private.search_grams(left(p_typed, half));
	late_half text[] := private.search_grams(substr(p_typed, half + 1));
	crossed text := left(p_typed, half - 1) || substr(p_typed, half + 1, 1) || substr(p_typed, half, 1) || substr(p_typed, half + 2);
	early text[];
	late text[];
	is_long boolean := n >= case when p_typed ~ '[^ -~]' then 3 else 6 end;
begin
	select array_agg(s.pattern) filter (where s.last <= half or n = 1), array_agg(s.pattern) filter (where s.first > half and n > 1) into early, late
	from generate_series(0, n) as i cross join lateral (values
		(i, i, left(p_typed, i - 1) || '_' || substr(p_typed, i + 1)),
		(i, i, left(p_typed, i - 1) || substr(p_typed, i + 1)),
		(i + 1, i, left(p_typed, i) || '_' || substr(p_typed, i + 1)),
		(i, i + 1, left(p_typed, i - 1) || substr(p_typed, i + 1, 1) || substr(p_typed, i, 1) || substr(p_typed, i + 2))
	) as s (first, last, pattern)
	where s.last <= n and (i > 0 or s.last < s.first) and s.pattern not in ('', '_', p_typed);
	return query
	with candidate as materialized (
		select s.stem, early as patterns from private.search_stems s
		where cardinality(late_half) > 0 and s.district_id = p_district and private.search_grams(s.stem) @> late_half
		union all
		select s.stem, late from private.search_stems s
		where cardinality(early_half) > 0 and s.district_id = p_district and private.search_grams(s.stem) @> early_half
		union all
		select s.stem, array[crossed] from private.search_stems s
		where n > 1 and s.district_id = p_district and cardinality(private.search_grams(crossed)) > 0 and private.search_grams(s.stem) @> private.search_grams(crossed)
		union all
		-- what a number is followed by is no part of a name once it is folded
		select w.word, early || late || crossed from unnest(array['号楼', '单元', '号院']) as w (word) where p_numbered
	), guess as materialized (
		select case when c.stem like p.pattern then c.stem
				when not is_long then null
				when p_last and c.stem like p.pattern || '%' then left(c.stem, length(p.pattern))
				when p_first and c.stem like '%' || p.pattern then right(c.stem, length(p.pattern))
				when p_first and p_last then substring(c.stem from replace(p.pattern, '_', '.'))
			end as meant,
			case when c.stem like p.pattern then 0 else 1 end as grade
		from candidate c cross join lateral unnest(c.patterns) as p (pattern) where c.stem like '%' || p.pattern || '%'
	)
	select g.meant, min(g.grade) from guess g where g.meant is not null group by g.meant
	union all
	select '', 0 where p_numbered and n = 1;
end $$;

-- Names that were meant by a question with one slip in one of its words. A number is taken as it stands: another number
-- is another house.
create function private.search_near(p_district uuid, p_wanted text, p_limit int) returns setof private.search_hit
language plpgsql stable set search_path = '' rows 20 as $$
declare
	parts text[] := array(select m[1] from regexp_matches(p_wanted, '[0-9-]+|[^0-9-]+', 'g') as m);
begin
	return query
	with word as materialized (
		select w.part, array_to_string(parts[:w.i::int - 1], '') as before, array_to_string(parts[w.i::int + 1:], '') as after
		from unnest(parts) with ordinality as w (part, i) where w.part !~ '[0-9]' and w.i <= 12
	), said as (
		select case when w.before ~ '[0-9]$' then private.search_fold(w.before || m.meant || w.after) else w.before || m.meant || w.after end as text, m.grade
		from word w cross join lateral private.search_meant(p_district, w.part, w.before = '', w.after = '', w.before ~ '[0-9]$') m
		union all
		select private.search_fold(p_wanted), 0
	), question as materialized (
		select s.text, min(s.grade) as grade from said s where s.text not in ('', p_wanted) group by s.text
		order by min(s.grade), abs(length(s.text) - length(p_wanted)), s.text limit 60
	), named as materialized (
		select e.kind, e.ref, q.text, q.grade
		from question q cross join unnest(array['community', 'area', 'centre', 'building', 'cell']) as k (kind)
			cross join lateral (
				select e.kind, e.ref from private.search_entries e
				where e.district_id = p_district and e.kind = k.kind and e.size = least(length(q.text), 24) and e.folded = q.text limit p_limit) e
	), held as (
		select * from named
		union all
		select e.kind, e.ref, q.text, q.grade
		from (select * from question q order by q.grade, abs(length(q.text) - length(p_wanted)), q.text limit 8) q cross join lateral (
			select e.kind, e.ref from private.search_entries e
			where e.district_id = p_district and e.words like '%' || case when length(q.text) < 3 then ' ' else '' end || q.text || '%' limit 500) e
		where (select count(*) from named) < 3
	), hit as (
		select e.kind, e.ref, e.community_id, e.name, e.detail, e.folded, h.grade, case when e.words like '% ' || h.text || ' %' then 0
			when e.words like '% ' || h.text || '%' then 1 else 2 end as class
		from held h cross join lateral (select e.* from private.search_entries e where e.kind = h.kind and e.ref = h.ref limit 1) e
	), best as (
		select distinct on (h.kind, h.ref) h.* from hit h order by h.kind, h.ref, h.class, h.grade
	)
	select b.kind, b.ref, b.community_id, b.name, b.detail, 100 + b.class from best b
	order by b.class, b.grade, length(b.folded), b.folded, b.ref limit p_limit;
end $$;

-- `rows` best first: {kind, id, name, detail, communityId, communityName, near}. `id` is a node (community, living area,
-- cell), a centre or a building; `near` says that a slip of the finger was assumed. Refused: query-too-long.
create function private.search(p_district uuid, p_query text, p_limit int default 20) returns jsonb
language plpgsql stable security definer set search_path = '' as $$
declare
	most int := least(greatest(coalesce(p_limit, 20), 1), 50);
	wanted text;
	hits private.search_hit[];
begin
	if length(p_query) > 100 then perform private.refuse('query-too-long'); end if;
	wanted := private.search_fold(p_query);
	loop
		exit when wanted = '';
		hits := array(select h from private.search_plain(p_district, wanted, most) h);
		-- no building is entered by its stairs or its rooms: leave the last number out
		exit when cardinality(hits) > 0 or wanted !~ '[0-9]-[0-9]+$';
		wanted := regexp_replace(wanted, '-[0-9]+$', '');
	end loop;
	-- what begins as it was typed was meant so; what only holds it somewhere may have been a slip
	if length(wanted) between 3 and 32 and coalesce(cardinality(hits), 0) < 3
			and not exists (select from unnest(hits) h where h.class < 10) then
		hits := hits || array(
			select (n.kind, n.ref, n.community_id, n.name, n.detail, n.class)::private.search_hit
			from private.search_near(p_district, wanted, 10) with ordinality as n (kind, ref, community_id, name, detail, class, place)
			where not exists (select from unnest(hits) h where h.kind = n.kind and h.ref = n.ref)
			order by n.place);
	end if;
	return jsonb_build_object('rows', coalesce((
		select jsonb_agg(jsonb_build_object('kind', h.kind, 'id', h.ref, 'name', h.name, 'detail', h.detail,
			'communityId', h.community_id, 'communityName', c.name, 'near', h.class >= 100) order by h.place)
		from unnest(hits) with ordinality as h (kind, ref, community_id, name, detail, class, place)
			left join public.communities c on c.id = h.community_id
		where h.place <= most), '[]'));
end $$;

select private.open_door('search', 'anon, authenticated');
