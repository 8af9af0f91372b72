import { randomUUID } from 'node:crypto';
import { expect, it } from 'vitest';
import { onEachEngine, refusalOf } from './database.ts';
import { at } from './fixture.ts';

interface Entry {
	readonly verb: string;
	readonly actorName: string;
	readonly subjectTable: string;
	readonly before: Record<string, unknown> | null;
	readonly after: Record<string, unknown> | null;
	readonly reason: string;
}

onEachEngine('audit', (open) => {
	const history = (who: string, subject: string) =>
		open().call<{ total: number; rows: readonly Entry[] }>(who, 'audit_page', {
			p_district: at('D'),
			p_subject_id: at(subject)
		});

	it('tells who, what, from, to and why, in the transaction of the change', async () => {
		await open().call('worker', 'move_member', {
			p_operation: randomUUID(),
			p_member: at('member X111'),
			p_version: 1,
			p_lineage: at('X112'),
			p_reason: '搬家'
		});
		const { rows } = await history('worker', 'member X111');
		expect(rows[0]).toMatchObject({
			actorName: 'worker',
			verb: 'move_member',
			subjectTable: 'members',
			before: { lineage_id: at('X111'), version: 1 },
			after: { lineage_id: at('X112'), version: 2 },
			reason: '搬家'
		});
		expect(Object.keys(rows[0]!.after!).sort()).toEqual(['lineage_id', 'version']);
	});

	it('marks protected values without telling them', async () => {
		await open().sql.query(`update public.members set name = '新名字', phone = '13512345678' where id = $1`, [
			at('member X111')
		]);
		await open().sql.query(`update public.wish_doors set raw_text = '李爷爷' where wish_id = $1`, [at('wish X111')]);
		const member = (await history('worker', 'member X111')).rows[0]!;
		expect(member).toMatchObject({
			verb: 'update',
			before: { name: 'changed', phone: 'changed' },
			after: { name: 'changed', phone: 'changed' }
		});
		const everything = await open().sql.query<{ text: string }>(
			'select json_agg(a)::text as text from public.audit_entries a'
		);
		for (const secret of ['新名字', '13512345678', '李爷爷', '王奶奶', '党员X111'])
			expect(everything[0]!.text).not.toContain(secret);
	});

	it('counts what a job brings in, and writes nothing where nothing changed', async () => {
		const entries = `select count(*)::int as n from public.audit_entries where subject_table = 'members'`;
		const [before] = await open().sql.query<{ n: number }>(entries);
		await open().sql.query(
			`insert into public.members (district_id, community_id, name, kind) select $1, $2, 'M' || i, 'community' from generate_series(1, 500) i`,
			[at('D'), at('C1')]
		);
		await open().sql.query('update public.members set phone = phone');
		const [after] = await open().sql.query<{ n: number }>(entries);
		expect(after!.n).toBe(before!.n + 1);
		const [entry] = await open().sql.query(
			'select actor_id, after from public.audit_entries order by seq desc limit 1'
		);
		expect(entry).toEqual({ actor_id: null, after: { rows: 500 } });
	});

	it('audit-is-append-only, for the owner too, until 180 days are over', async () => {
		const run = (statement: string) =>
			open()
				.sql.run(statement)
				.then(() => 'ok', refusalOf);
		expect(await run(`update public.audit_entries set reason = ''`)).toBe('audit-is-append-only');
		expect(await run('delete from public.audit_entries')).toBe('audit-is-append-only');
		expect(await run('truncate public.audit_entries')).toBe('audit-is-append-only');
		await open().sql.query(
			`insert into public.audit_entries (district_id, node_id, at, verb, subject_table, subject_id, prev_hash, hash)
			values ($1, $1, now() - interval '181 days', 'old', 'nodes', $1, '', '')`,
			[at('E')]
		);
		expect(await run(`delete from public.audit_entries where verb = 'old'`)).toBe('ok');
	});

	it('the chain shows an entry that was changed, and one that was taken out', async () => {
		const broken = () =>
			open().sql.query<{ district_id: string; seq: number }>('select * from private.verify_audit_chain()');
		expect(await broken()).toEqual([]);
		const [victim] = await open().sql.query<{ seq: number }>(
			'select seq from public.audit_entries where district_id = $1 order by seq offset 3 limit 1',
			[at('D')]
		);
		for (const crime of [
			`update public.audit_entries set reason = 'x' where seq = $1`,
			'delete from public.audit_entries where seq = $1'
		]) {
			const found = open().sql.transaction(async (tx) => {
				await tx.run('alter table public.audit_entries disable trigger append_only');
				await tx.query(crime, [victim!.seq]);
				throw Object.assign(new Error('undone'), {
					rows: await tx.query('select district_id from private.verify_audit_chain()')
				});
			});
			await expect(found).rejects.toMatchObject({ rows: [{ district_id: at('D') }] });
		}
	});

	it('is read by workers and administrators of the subtree, each their part', async () => {
		const total = async (who: string) =>
			(await open().call<{ total: number }>(who, 'audit_page', { p_district: at('D') })).total;
		expect(await total('resident')).toBe(0);
		expect(await total('official')).toBe(0);
		expect(await total('cell-worker')).toBeGreaterThan(0);
		expect(await total('chief')).toBeGreaterThan(await total('administrator'));
		expect((await open().call<{ total: number }>('chief', 'audit_page', { p_district: at('E') })).total).toBe(0);
	});
});
