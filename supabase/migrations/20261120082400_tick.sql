-- What falls due without anybody asking. The server calls it every minute; twice at once does no harm.

create table private.ticks (
	at timestamptz primary key,
	result jsonb not null
);

create function private.end_due_grants(p_now timestamptz) returns int
language plpgsql security definer set search_path = '' as $$
declare
	due public.grants;
	ended int := 0;
begin
	for due in select * from public.grants g where g.state = 'active' and g.valid_until <= p_now loop
		-- a district is never left without anybody
		continue when private.is_last_administrator(due);
		update public.grants g set state = 'ended', reason = 'expired', version = g.version + 1 where g.id = due.id;
		ended := ended + 1;
	end loop;
	return ended;
end $$;

-- A claim that hangs past its day falls back to the pool.
create function private.lapse_due_claims(p_now timestamptz) returns int
language plpgsql security definer set search_path = '' as $$
declare
	lapsed uuid[];
begin
	with due as (
		update public.wish_claims c set state = 'lapsed', ended_at = p_now
		from public.districts d
		where d.id = c.district_id and c.state = 'live' and c.due_on < (p_now at time zone d.time_zone)::date
		returning c.wish_id
	) select array_agg(due.wish_id) into lapsed from due;
	update public.wishes w set state = 'published', version = w.version + 1
		where w.id = any (lapsed) and w.state in ('claimed', 'under_way');
	return coalesce(cardinality(lapsed), 0);
end $$;

create function private.tick(p_now timestamptz) returns jsonb
language plpgsql security definer set search_path = '' as $$
declare
	result jsonb;
begin
	if not pg_try_advisory_xact_lock(hashtext('gezhi tick')) then return null; end if;
	perform set_config('gezhi.verb', 'tick', true), set_config('gezhi.reason', '', true);
	result := jsonb_build_object('grantsEnded', private.end_due_grants(p_now), 'claimsLapsed', private.lapse_due_claims(p_now),
		'plansEnacted', private.enact_due_plans(p_now));
	-- links are void from their hour on; a month later nobody asks for them any more
	delete from public.invitations i where i.expires_at < p_now - interval '30 days';
	delete from public.feed f where f.at < p_now - interval '7 days';
	delete from private.sign_in_failures f where f.at < p_now - interval '1 day';
	delete from private.sign_in_addresses a where a.at < p_now - interval '90 days';
	delete from public.operations o where o.created_at < p_now - interval '180 days';
	delete from private.ticks t where t.at < p_now - interval '30 days';
	insert into private.ticks (at, result) values (p_now, result) on conflict (at) do nothing;
	return result;
end $$;
