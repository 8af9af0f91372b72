import { describe, expect, it } from 'vitest';
import { onEachEngine } from './database.ts';
import { LINTS, NOT_APPLICABLE } from './lints.ts';

onEachEngine('security lints', (open) => {
	it.each(LINTS)('$number $name: nobody', async ({ query }) => {
		const offenders = await open().sql.query<{ offender: string }>(query);
		expect(offenders.map((row) => row.offender)).toEqual([]);
	});

	it.each(Object.entries(NOT_APPLICABLE))('%s does not apply', async (_, { absent }) => {
		expect(await open().sql.query(absent)).toEqual([]);
	});
});

// A lint that finds nothing because its query is wrong would pass for ever.
onEachEngine('security lints find what they look for', (open) => {
	const SINS: Readonly<Record<number, string>> = {
		2: 'create view public.sin as select id, email from auth.users; grant select on public.sin to anon',
		3: 'create policy sin on public.nodes for insert to authenticated with check (auth.uid() is not null)',
		6: 'create policy sin on public.nodes for select to anon using (false)',
		7: 'alter table public.nodes disable row level security',
		8: 'create table public.sin (id int primary key); alter table public.sin enable row level security',
		10: 'create view public.sin as select 1 as one',
		11: 'create function public.sin() returns int language sql as $$ select 1 $$',
		13: 'create table public.sin (id int primary key)',
		15: `create policy sin on public.nodes for insert to authenticated with check ((select auth.jwt()) -> 'user_metadata' is not null)`,
		16: 'create materialized view public.sin as select 1 as one; grant select on public.sin to anon',
		18: 'create table public.sin (id regproc)',
		23: 'create table public.sin (access_token text); grant select on public.sin to anon',
		24: 'create policy sin on public.nodes for delete to authenticated using (true)',
		28: `create function public.sin() returns int language sql security definer set search_path = '' as $$ select 1 $$;
			grant execute on function public.sin to anon`,
		29: `create function public.sin() returns int language sql security definer set search_path = '' as $$ select 1 $$;
			grant execute on function public.sin to authenticated`
	};

	describe.each(LINTS.filter(({ number }) => number in SINS))('$number $name', ({ number, query }) => {
		it('bites', async () => {
			const { sql } = open();
			const undone = sql.transaction(async (tx) => {
				await tx.run(SINS[number]!);
				expect(await tx.query(query)).not.toEqual([]);
				throw new Error('undone');
			});
			await expect(undone).rejects.toThrow('undone');
		});
	});
});
