import { expect, it } from 'vitest';
import { onEachEngine } from './database.ts';

onEachEngine('sql', (open) => {
	it('reads values alike on both engines', async () => {
		const [row] = await open().sql.query(
			`select 9007199254740991::bigint as whole, 9007199254740993::bigint as big, 1.5::numeric as exact, 0.1234567890123456789::numeric as long,
				timestamptz '2026-11-20 08:00:00+08' as moment, date '2026-11-20' as day, '{"a": [1]}'::jsonb as json, null as nothing,
				array['x', 'y'] as list, '\\xabcd'::bytea as bytes`
		);
		expect({ ...row, bytes: Buffer.from(row!['bytes'] as Uint8Array).toString('hex') }).toEqual({
			whole: 9007199254740991,
			big: 9007199254740993n,
			exact: 1.5,
			long: '0.1234567890123456789',
			moment: '2026-11-20 00:00:00+00',
			day: '2026-11-20',
			json: { a: [1] },
			nothing: null,
			list: ['x', 'y'],
			bytes: 'abcd'
		});
	});

	it('takes parameters alike on both engines', async () => {
		const [row] = await open().sql.query(
			`select $1::jsonb ->> 'a' as text, $2::jsonb ->> 'a' as value, $3::uuid[] as ids, $4::timestamptz as moment, $5::text[] as none, $6::bytea as bytes`,
			['{"a": "1"}', { a: '2' }, [ID, ID], new Date('2026-11-20T00:00:00Z'), null, Buffer.from('abcd', 'hex')]
		);
		expect({ ...row, bytes: Buffer.from(row!['bytes'] as Uint8Array).toString('hex') }).toEqual({
			text: '1',
			value: '2',
			ids: [ID, ID],
			moment: '2026-11-20 00:00:00+00',
			none: null,
			bytes: 'abcd'
		});
	});

	it('undoes a transaction that throws, and a nested one alone', async () => {
		const { sql } = open();
		await sql.run('create table public.steps (n int)');
		const failing = (within: typeof sql, n: number) =>
			within.transaction(async (tx) => {
				await tx.query('insert into public.steps values ($1)', [n]);
				throw new Error('undone');
			});
		await expect(failing(sql, 1)).rejects.toThrow('undone');
		await sql.transaction(async (tx) => {
			await tx.query('insert into public.steps values (2)');
			await expect(failing(tx, 3)).rejects.toThrow('undone');
			await tx.query('insert into public.steps values (4)');
		});
		expect(await sql.query('select n from public.steps order by n')).toEqual([{ n: 2 }, { n: 4 }]);
	});

	it('lets nothing slip into a transaction from beside it', async () => {
		const { sql } = open();
		const role = () => sql.query<{ role: string }>('select current_user as role');
		const inside = sql.transaction(async (tx) => {
			await tx.run('set local role anon');
			await new Promise((resolve) => setTimeout(resolve, 20));
			return tx.query<{ role: string }>('select current_user as role');
		});
		const [beside, within] = await Promise.all([role(), inside]);
		expect(within).toEqual([{ role: 'anon' }]);
		expect(beside).not.toEqual([{ role: 'anon' }]);
	});
});

const ID = '00000000-0000-4000-8000-000000000001';
