import { randomUUID } from 'node:crypto';
import { expect, it } from 'vitest';
import { onEachEngine, type TestDatabase } from './database.ts';
import { at } from './fixture.ts';

interface Turn {
	readonly id: string;
	readonly version: number;
	readonly status: string;
	readonly editionId: string | null;
}
interface Cell {
	readonly id: string;
	readonly name: string;
	readonly level: number;
}

const begin = async (database: TestDatabase, empty = false): Promise<Turn> => {
	const args = { p_operation: randomUUID(), p_community: at('C1'), p_name: '新方案', p_empty: empty };
	const plan = await database.call<{ id: string; version: number }>('worker', 'begin_plan', args);
	return { ...plan, status: 'draft', editionId: null };
};
const cellsOf = async (database: TestDatabase, plan: string): Promise<readonly Cell[]> =>
	(await database.call<{ cells: Cell[] }>('worker', 'plan_draft', { p_plan: plan })).cells;
const paint = async (database: TestDatabase, plan: string, units: readonly number[], from: string, to: string) => {
	const cells = await cellsOf(database, plan);
	const id = (name: string) => cells.find((cell) => cell.name === name)!.id;
	await database.call('worker', 'edit_plan', {
		p_operation: randomUUID(),
		p_plan: plan,
		p_kind: 'paint',
		p_changes: { moves: [{ units, from: id(from), to: id(to) }] }
	});
};
const turn = (plan: Turn, status: string, more: object = {}) => ({
	p_operation: randomUUID(),
	p_plan: plan.id,
	p_version: plan.version,
	p_status: status,
	p_reason: '商量好了',
	...more
});
const codes = async (database: TestDatabase, plan: string) =>
	(await cellsOf(database, plan)).map(({ id, level }, index) => ({ id, code: `N${level}${index}` }));
const handIn = async (database: TestDatabase, plan: Turn) =>
	database.call<Turn>('worker', 'set_plan_status', turn(plan, 'reviewed', { p_codes: await codes(database, plan.id) }));
const publish = async (database: TestDatabase, plan: Turn) =>
	database.call<Turn>('administrator', 'set_plan_status', turn(await handIn(database, plan), 'published'));
const enact = async (database: TestDatabase, plan: Turn) =>
	database.call<Turn>('administrator', 'set_plan_status', turn(await publish(database, plan), 'effective'));

onEachEngine('a plan from draft to grid', (open) => {
	it('takes effect in one turn: heirs keep their lineage, new cells begin, other communities stay', async () => {
		const plan = await begin(open());
		// X111 gives its second unit (two thirds of its households) to X112
		await paint(open(), plan.id, [1], 'X111', 'X112');
		const before = await open().sql.query<{ id: string }>(
			"select id from public.plans where status = 'effective' and district_id = $1",
			[at('D')]
		);
		const done = await enact(open(), plan);
		expect(done.status).toBe('enacted');
		const plans = await open().sql.query<{ id: string; status: string }>(
			'select id, status from public.plans where district_id = $1',
			[at('D')]
		);
		const status = Object.fromEntries(plans.map((row) => [row.id, row.status]));
		expect(status).toMatchObject({ [before[0]!.id]: 'retired', [done.editionId!]: 'effective', [plan.id]: 'enacted' });
		const cells = await open().sql.query<{ name: string; lineage_id: string; units: number }>(
			`select c.name, c.lineage_id, count(cu.unit_id)::int as units from public.cells c
				left join public.cell_units cu on cu.cell_id = c.id and cu.plan_id = c.plan_id
			where c.plan_id = $1 group by c.name, c.lineage_id order by c.name`,
			[done.editionId]
		);
		expect(cells.map(({ name, units }) => `${name} ${units}`)).toEqual([
			'A11 0',
			'A12 0',
			'A21 0',
			'A31 0',
			'X111 1',
			'X112 3',
			'X121 2',
			'X211 2',
			'X311 2'
		]);
		const lineage = (name: string) => cells.find((cell) => cell.name === name)!.lineage_id;
		expect([lineage('X112'), lineage('X121'), lineage('A11'), lineage('X211')]).toEqual(
			['X112', 'X121', 'A11', 'X211'].map(at)
		);
		// what is left of X111 is another cell: most of its households went
		expect(lineage('X111')).not.toBe(at('X111'));
	});

	it('brings members and wishes along, and ends the duties on cells that end', async () => {
		const members = await open().sql.query<{ name: string; lineage: string | null }>(
			`select m.name, c.name as lineage from public.members m left join public.plans e on e.district_id = m.district_id and e.status = 'effective'
				left join public.cells c on c.plan_id = e.id and c.lineage_id = m.lineage_id where m.community_id = $1 order by m.name`,
			[at('C1')]
		);
		// their home is the first unit of X111, which is a new cell now
		expect(members).toEqual(
			expect.arrayContaining([
				{ name: '党员X111', lineage: 'X111' },
				{ name: '党员X112', lineage: 'X112' }
			])
		);
		const wishes = await open().sql.query<{ n: number }>(
			`select count(*)::int as n from public.wishes w where w.community_id = $1 and w.lineage_id is not null and not exists (
				select from public.cells c join public.plans e on e.id = c.plan_id and e.status = 'effective' where c.lineage_id = w.lineage_id)`,
			[at('C1')]
		);
		expect(wishes[0]!.n).toBe(0);
		const [duty] = await open().sql.query<{ ended: boolean }>(
			'select valid_until is not null as ended from public.duties where id = $1',
			[at('duty X111')]
		);
		expect(duty!.ended).toBe(true);
	});

	it('says before who changes hands', async () => {
		const plan = await begin(open());
		await paint(open(), plan.id, [4, 5], 'X121', 'X112');
		const list = await open().call<Record<string, Record<string, unknown>[]>>('worker', 'handover', {
			p_plan: plan.id
		});
		expect(list['buildings']).toEqual([expect.objectContaining({ name: 'X121号楼', units: [1, 2], households: 30 })]);
		expect(list['buildings']![0]).toMatchObject({
			from: { name: 'X121' },
			to: { name: 'X112', people: [{ name: '负责人X112' }] }
		});
		expect(list['ends']!.map(({ name }) => name)).toEqual(['A12', 'X121']);
		expect(await open().attempt('sibling-worker', 'handover', { p_plan: plan.id })).toMatchObject({
			refusal: 'not-found'
		});
	});

	it('waits for its day, and goes back to its makers when it cannot be carried out', async () => {
		const plan = await publish(open(), await begin(open()));
		const day = '2099-01-01';
		const waiting = await open().call<Turn>(
			'administrator',
			'set_plan_status',
			turn(plan, 'effective', { p_from: day })
		);
		expect(waiting).toMatchObject({ status: 'published', effectiveFrom: day, editionId: null });
		const tick = async (at: string) =>
			(await open().sql.query<{ n: number }>(`select (private.tick($1) ->> 'plansEnacted')::int as n`, [at]))[0]!.n;
		expect(await tick('2098-12-30T00:00:00Z')).toBe(0);
		expect(await tick('2099-01-01T03:00:00Z')).toBe(1);
		const broken = await publish(open(), await begin(open()));
		await open().call('administrator', 'set_plan_status', turn(broken, 'effective', { p_from: '2099-02-01' }));
		await open().sql.query('delete from public.cell_units where plan_id = $1', [broken.id]);
		expect(await tick('2099-02-01T03:00:00Z')).toBe(0);
		const [back] = await open().sql.query<{ status: string }>('select status from public.plans where id = $1', [
			broken.id
		]);
		expect(back!.status).toBe('draft');
	});

	it('refuses what is incomplete, uncoded, doubly coded, stale, out of turn or in the past', async () => {
		const empty = await begin(open(), true);
		expect(await open().attempt('worker', 'set_plan_status', turn(empty, 'reviewed'))).toMatchObject({
			refusal: 'plan-incomplete'
		});
		const plan = await begin(open());
		const given = await codes(open(), plan.id);
		const refusal = async (more: object) => {
			const answer = await open().attempt('worker', 'set_plan_status', { ...turn(plan, 'reviewed'), ...more });
			return answer.ok ? 'done' : answer.refusal;
		};
		expect(await refusal({ p_codes: given.slice(1) })).toBe('codes-missing');
		expect(await refusal({ p_codes: given.map(({ id }) => ({ id, code: 'one' })) })).toBe('code-taken');
		expect(await refusal({ p_codes: given.map(({ id }, index) => ({ id, code: index ? `M${index}` : 'X211' })) })).toBe(
			'code-taken'
		);
		expect(await refusal({ p_version: 7 })).toBe('stale-version');
		expect(await refusal({ p_status: 'published' })).toBe('bad-transition');
		const published = await publish(open(), plan);
		const late = turn(published, 'effective', { p_from: '2020-01-01' });
		expect(await open().attempt('administrator', 'set_plan_status', late)).toMatchObject({ refusal: 'day-passed' });
		const silent = turn(published, 'draft', { p_reason: ' ' });
		expect(await open().attempt('administrator', 'set_plan_status', silent)).toMatchObject({
			refusal: 'reason-missing'
		});
		expect(
			await open().attempt('worker', 'edit_plan', {
				p_operation: randomUUID(),
				p_plan: plan.id,
				p_kind: 'paint',
				p_changes: {}
			})
		).toMatchObject({
			refusal: 'plan-not-draft'
		});
		expect(
			await open().attempt('worker', 'discard_plan', {
				p_operation: randomUUID(),
				p_plan: plan.id,
				p_version: published.version
			})
		).toMatchObject({
			refusal: 'plan-not-draft'
		});
	});

	it('is approved by administrators of the community or above, not by its makers', async () => {
		const plan = await handIn(open(), await begin(open()));
		expect(await open().attempt('worker', 'set_plan_status', turn(plan, 'published'))).toMatchObject({
			refusal: 'not-permitted'
		});
		expect(await open().attempt('sibling-worker', 'set_plan_status', turn(plan, 'published'))).toMatchObject({
			refusal: 'not-found'
		});
		expect(await open().attempt('stranger-chief', 'set_plan_status', turn(plan, 'published'))).toMatchObject({
			refusal: 'not-found'
		});
		expect(await open().attempt('chief', 'set_plan_status', turn(plan, 'published'))).toMatchObject({ ok: true });
		const seen = async (who: string | null) =>
			(
				await open().call<{ rows: { id: string }[] }>(who, 'plans_page', { p_district: at('D'), p_community: at('C1') })
			).rows.some(({ id }) => id === plan.id);
		expect([await seen('worker'), await seen('administrator'), await seen(null), await seen('sibling-worker')]).toEqual(
			[true, true, false, false]
		);
		await open().call('chief', 'set_plan_status', turn(plan, 'published'));
		expect(await seen(null)).toBe(true);
	});

	it('discards a draft with its steps', async () => {
		const plan = await begin(open());
		await paint(open(), plan.id, [2], 'X112', 'X121');
		await open().call('worker', 'discard_plan', {
			p_operation: randomUUID(),
			p_plan: plan.id,
			p_version: plan.version
		});
		expect(await open().sql.query('select from public.plan_steps where plan_id = $1', [plan.id])).toEqual([]);
	});
});
