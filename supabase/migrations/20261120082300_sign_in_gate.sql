-- The brake on the login: 5 failures for an account and 30 from an address within 5 minutes. Accounts are what was
-- typed, known or not, so that unknown ones behave alike; both are kept as hashes. Only failures count, because a
-- whole office sits behind one address.

create table private.sign_in_failures (
	id bigint generated always as identity primary key,
	account text not null,
	address text not null,
	at timestamptz not null
);
create index sign_in_failures_account on private.sign_in_failures (account, at);
create index sign_in_failures_address on private.sign_in_failures (address, at);

-- Addresses from which an account has signed in: their owner is not locked out by strangers elsewhere.
create table private.sign_in_addresses (
	account text not null,
	address text not null,
	at timestamptz not null,
	primary key (account, address)
);

create function private.gate_key(p_typed text) returns text
language sql immutable set search_path = '' as $$
	select encode(sha256(convert_to(lower(btrim(coalesce(p_typed, ''))), 'UTF8')), 'hex')
$$;

-- Seconds until the `p_allowed`-th failure from the end leaves the window of 5 minutes; 0 when there are fewer.
create function private.gate_wait(p_times timestamptz[], p_allowed int, p_now timestamptz) returns int
language sql immutable set search_path = '' as $$
	select coalesce((
		select ceil(extract(epoch from t + interval '5 minutes' - p_now))::int
		from unnest(p_times) as t where t > p_now - interval '5 minutes' and t <= p_now
		order by t desc offset p_allowed - 1 limit 1), 0)
$$;

-- Seconds to wait before a password of this account may be tried from this address; 0 when it may be tried now.
-- A lock that strangers keep up for 15 minutes opens for addresses that have not failed on this account meanwhile:
-- nobody can be locked out longer, and a guesser gains one guess for each fresh address.
create function private.gate_check(p_account text, p_address text, p_now timestamptz default now()) returns int
language plpgsql stable security definer set search_path = '' as $$
declare
	who text := private.gate_key(p_account);
	place text := private.gate_key(p_address);
	of_account timestamptz[] := array(select f.at from private.sign_in_failures f where f.account = who and f.at > p_now - interval '20 minutes');
	of_pair timestamptz[] := array(select f.at from private.sign_in_failures f
		where f.account = who and f.address = place and f.at > p_now - interval '20 minutes');
	of_address timestamptz[] := array(select f.at from private.sign_in_failures f where f.address = place and f.at > p_now - interval '5 minutes');
	at_home boolean := exists (select from private.sign_in_addresses a where a.account = who and a.address = place);
	besieged boolean := exists (select from unnest(of_account) t where t <= p_now - interval '15 minutes');
begin
	return greatest(
		private.gate_wait(of_pair, 5, p_now),
		private.gate_wait(of_address, 30, p_now),
		case when at_home or (besieged and cardinality(of_pair) = 0) then 0 else private.gate_wait(of_account, 5, p_now) end);
end $$;

create function private.gate_record(p_account text, p_address text, p_success boolean, p_now timestamptz default now()) returns void
language plpgsql security definer set search_path = '' as $$
declare
	who text := private.gate_key(p_account);
	place text := private.gate_key(p_address);
begin
	if p_success then
		delete from private.sign_in_failures f where f.account = who and f.address = place;
		insert into private.sign_in_addresses (account, address, at) values (who, place, p_now)
			on conflict (account, address) do update set at = excluded.at;
	else
		insert into private.sign_in_failures (account, address, at) values (who, place, p_now);
	end if;
end $$;
