-- Every write a person makes carries an operation id; the second arrival of the same id is recognised here, in the
-- transaction of its effect. `request_hash` refuses the same id with another body.

create table public.operations (
	id uuid primary key,
	actor_id uuid not null,
	verb text not null,
	request_hash text not null,
	result jsonb,
	created_at timestamptz not null default now()
);
create index operations_actor on public.operations (actor_id, created_at);

-- Starts a write: refuses strangers, returns the earlier answer when this operation was done before, else null.
-- A second arrival while the first is under way waits for it. Verb and reason go to the audit of this transaction.
create function private.begin_operation(p_operation uuid, p_verb text, p_body jsonb, p_reason text default '') returns jsonb
language plpgsql security definer set search_path = '' as $$
declare
	asker uuid := private.caller();
	fingerprint text := encode(sha256(convert_to(p_verb || p_body::text, 'UTF8')), 'hex');
	earlier public.operations;
begin
	if asker is null then perform private.refuse('signed-out'); end if;
	if p_operation is null then perform private.refuse('operation-missing'); end if;
	insert into public.operations (id, actor_id, verb, request_hash)
		values (p_operation, asker, p_verb, fingerprint) on conflict (id) do nothing;
	if not found then
		select * into earlier from public.operations o where o.id = p_operation;
		if (earlier.actor_id, earlier.verb, earlier.request_hash) is distinct from (asker, p_verb, fingerprint) then
			perform private.refuse('operation-conflict');
		end if;
		return earlier.result;
	end if;
	perform set_config('gezhi.verb', p_verb, true), set_config('gezhi.reason', left(coalesce(p_reason, ''), 500), true);
	return null;
end $$;

-- Keeps the answer with the operation and hands it on.
create function private.finish_operation(p_operation uuid, p_result jsonb) returns jsonb
language sql security definer set search_path = '' as $$
	update public.operations set result = p_result where id = p_operation returning result
$$;
