-- What happened: the audit for those responsible (who has given no name is told from others by two letters, not by an
-- address), the feed of changes for everybody's open pages.

create function private.audit_page(
	p_district uuid, p_subject_id uuid default null, p_limit int default 50, p_offset int default 0
) returns jsonb
language sql stable security definer set search_path = '' as $$
	with mine as materialized (
		select n.id from private.nodes_where('worker', 'administrator') as n (id)
	), found as materialized (
		select a.id, a.seq from public.audit_entries a
		where a.district_id = p_district and (p_subject_id is null or a.subject_id = p_subject_id)
			and a.node_id in (select m.id from mine m)
	), page as materialized (
		select f.* from found f order by f.seq desc limit private.page_size(p_limit) offset greatest(coalesce(p_offset, 0), 0)
	)
	select jsonb_build_object('total', (select count(*) from found), 'rows', coalesce((
		select jsonb_agg(jsonb_build_object('id', a.id, 'at', a.at,
			'actorName', coalesce(nullif(p.display_name, ''), left(u.email, 2) || '…'), 'verb', a.verb,
			'subjectTable', a.subject_table, 'subjectId', a.subject_id, 'before', a.before, 'after', a.after,
			'reason', a.reason) order by a.seq desc)
		from page g join public.audit_entries a on a.id = g.id
			left join auth.users u on u.id = a.actor_id left join public.profiles p on p.id = a.actor_id), '[]'))
$$;

-- Changes after `p_seq`, oldest first, of those the asker may hear of.
create function private.feed_since(p_district uuid, p_seq bigint default 0, p_limit int default 200) returns jsonb
language sql stable security definer set search_path = '' as $$
	with near as materialized (
		select c.id from private.communities_touched('worker', 'administrator') as c (id)
		union select n.id from private.nodes_where('worker', 'administrator') as n (id) where n.id = p_district
	), heard as (
		select f.* from public.feed f
		where f.district_id = p_district and f.seq > coalesce(p_seq, 0)
			and (f.is_public or coalesce(f.community_id, f.district_id) in (select n.id from near n))
		order by f.seq limit least(greatest(coalesce(p_limit, 200), 0), 1000)
	)
	select coalesce(jsonb_agg(jsonb_build_object('seq', h.seq, 'subject', h.subject, 'id', h.subject_id,
		'communityId', h.community_id, 'isPublic', h.is_public) order by h.seq), '[]')
	from heard h
$$;

select private.open_door('audit_page', 'authenticated');
select private.open_door('feed_since', 'anon, authenticated');
