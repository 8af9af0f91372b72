import { randomUUID } from 'node:crypto';
import { expect, it } from 'vitest';
import { onEachEngine, type TestDatabase, type Who } from './database.ts';
import { at } from './fixture.ts';

interface Sheet {
	readonly plan: {
		readonly id: string;
		readonly status: string;
		readonly version: number;
		readonly baseId: string | null;
	};
	readonly detail: string;
	readonly works: boolean;
	readonly cells: readonly {
		readonly id: string;
		readonly name: string;
		readonly level: number;
		readonly code: string | null;
		readonly units: number;
		readonly figures: Readonly<Record<string, number | null>>;
	}[];
	readonly leftOut: { readonly units: number; readonly households: number; readonly buildings: readonly string[] };
	readonly communities: readonly { readonly name: string; readonly stairs: number; readonly figures: unknown }[];
	readonly turns: readonly Readonly<Record<string, string | null>>[];
}

const sheet = (database: TestDatabase, who: Who, plan: string, community: string | null = null) =>
	database.call<Sheet>(who, 'plan_sheet', { p_plan: plan, p_community: community && at(community) });
const begin = async (database: TestDatabase, more: object = {}): Promise<string> => {
	const args = { p_operation: randomUUID(), p_community: at('C1'), p_name: '新方案', ...more };
	return (await database.call<{ id: string }>('worker', 'begin_plan', args)).id;
};
const cellOf = ({ cells }: Sheet, name: string) => cells.find((cell) => cell.name === name)!;
const paint = async (
	database: TestDatabase,
	plan: string,
	units: readonly number[],
	from: string,
	to: string | null
) => {
	const before = await sheet(database, 'worker', plan);
	const moves = [{ units, from: cellOf(before, from).id, to: to && cellOf(before, to).id }];
	const args = { p_operation: randomUUID(), p_plan: plan, p_kind: 'paint', p_changes: { moves } };
	await database.call('worker', 'edit_plan', args);
};
const turn = async (database: TestDatabase, who: Who, plan: string, status: string, more: object = {}) => {
	const { version } = (await sheet(database, who, plan)).plan;
	const args = { p_operation: randomUUID(), p_plan: plan, p_version: version, p_status: status, p_reason: '商量好了' };
	await database.call(who, 'set_plan_status', { ...args, ...more });
};
const publish = async (database: TestDatabase, plan: string) => {
	const { cells } = await sheet(database, 'worker', plan);
	const p_codes = cells.map(({ id }, index) => ({ id, code: `N${index}` }));
	await turn(database, 'worker', plan, 'reviewed', { p_codes });
	await turn(database, 'administrator', plan, 'published');
};

onEachEngine('the pages of plans', (open) => {
	it('tell the makers of a draft how many live in its cells, and what is left out', async () => {
		const plan = await begin(open());
		await paint(open(), plan, [1], 'X111', null);
		const seen = await sheet(open(), 'worker', plan);
		expect(seen).toMatchObject({ detail: 'exact', works: true });
		expect(cellOf(seen, 'X111')).toMatchObject({
			units: 1,
			figures: { households: 10, people: 25, elders: 4, children: 2, members: 2 }
		});
		expect(cellOf(seen, 'A11')).toMatchObject({ level: 2, units: 3, figures: { households: 40 } });
		expect(seen.leftOut).toEqual({ units: 1, households: 20, buildings: ['X111号楼'] });
		expect(seen.turns).toEqual([expect.objectContaining({ from: null, to: 'draft', by: 'worker' })]);
		// who approves sees the plan, and of its people the households that everybody may count
		const approver = await sheet(open(), 'administrator', plan);
		expect(approver).toMatchObject({ detail: 'households', works: false });
		expect(cellOf(approver, 'X111').figures).toEqual({ households: 10 });
	});

	it('show a draft to nobody else, and a published plan to everybody without its people', async () => {
		const plan = await begin(open());
		const others = [null, 'resident', 'official', 'sibling-worker', 'stranger-chief'];
		for (const who of others) {
			expect(await open().attempt(who, 'plan_sheet', { p_plan: plan })).toMatchObject({ refusal: 'not-found' });
			expect(await open().attempt(who, 'plan_comparison', { p_plan: plan, p_with: at('plan D') })).toMatchObject({
				refusal: 'not-found'
			});
		}
		await publish(open(), plan);
		for (const who of others) {
			const seen = await sheet(open(), who, plan);
			expect(seen).toMatchObject({ detail: 'households', works: false });
			expect(cellOf(seen, 'X112').figures).toEqual({ households: 30 });
			// that it was published is public, by whom and why is not
			expect(seen.turns).toEqual([expect.objectContaining({ to: 'published', by: null, reason: '' })]);
		}
		expect((await sheet(open(), 'worker', plan)).turns.map(({ to, by }) => `${to} ${by}`)).toEqual([
			'draft worker',
			'reviewed worker',
			'published administrator'
		]);
	});

	it('say which units go from which cell to which, for the same ground alone', async () => {
		const plan = await begin(open());
		await paint(open(), plan, [1], 'X111', 'X112');
		const ask = (p_plan: string, p_with: string, more: object = {}) =>
			open().call<Record<string, unknown>[]>('worker', 'plan_comparison', { p_plan, p_with, ...more });
		const cells = await sheet(open(), 'worker', plan);
		const moved = (await ask(plan, at('plan D'))).find(
			({ from, to }) => from === at('cell X111') && to === cellOf(cells, 'X112').id
		);
		expect(moved).toMatchObject({ units: 1, households: 20 });
		const foreign = await open().attempt('worker', 'plan_comparison', { p_plan: plan, p_with: at('plan E') });
		expect(foreign).toMatchObject({ refusal: 'not-found' });
		const elsewhere = { p_plan: at('plan D'), p_community: at('C9') };
		expect(await open().attempt('worker', 'plan_sheet', elsewhere)).toMatchObject({ refusal: 'not-found' });
	});

	it('keep the figures of an edition that another replaced, as they were', async () => {
		const old = await sheet(open(), 'worker', at('plan D'), 'C1');
		const seenByAll = await sheet(open(), null, at('plan D'), 'C1');
		const plan = await begin(open());
		await publish(open(), plan);
		await turn(open(), 'administrator', plan, 'effective');
		await open().sql.query('update public.units set households = households + 100 where community_id = $1', [at('C1')]);
		const retired = await sheet(open(), 'worker', at('plan D'), 'C1');
		expect(retired.plan.status).toBe('retired');
		const figures = ({ cells }: Sheet) => Object.fromEntries(cells.map(({ name, figures }) => [name, figures]));
		expect(figures(retired)).toEqual(figures(old));
		// of the people in its cells strangers are told nothing: the new grid beside it would give small numbers away
		const households = Object.entries(figures(seenByAll)).map(([name, told]) => [
			name,
			{ households: told['households'] }
		]);
		expect(figures(await sheet(open(), null, at('plan D'), 'C1'))).toEqual(Object.fromEntries(households));
		expect(figures(retired)).not.toEqual(figures(seenByAll));
		const whole = (await sheet(open(), null, at('plan D'))).communities;
		expect(whole.map(({ name, stairs }) => `${name} ${stairs}`)).toEqual(['C1 3', 'C2 1', 'C3 1']);
		// a community is the same ground in every edition
		expect(whole[0]!.figures).toMatchObject({ households: 90, people: 225 });
	});

	it('begin a proposal from a retired edition, or from another of the same community that one may see', async () => {
		const back = await begin(open(), { p_base: at('plan D') });
		const seen = await sheet(open(), 'worker', back);
		expect(seen.plan.baseId).toBe(at('plan D'));
		expect(seen.cells.map(({ name, code }) => `${name} ${code}`)).toEqual([
			'A11 A11',
			'A12 A12',
			'X111 X111',
			'X112 X112',
			'X121 X121'
		]);
		const copy = await begin(open(), { p_base: back });
		expect((await sheet(open(), 'worker', copy)).cells).toHaveLength(5);
		const args = { p_operation: randomUUID(), p_community: at('C1'), p_name: '新方案' };
		for (const p_base of [at('proposal C2'), at('plan E'), randomUUID()]) {
			expect(await open().attempt('worker', 'begin_plan', { ...args, p_base })).toMatchObject({ refusal: 'not-found' });
		}
		expect(await open().attempt('resident', 'begin_plan', { ...args, p_base: at('plan D') })).toMatchObject({
			refusal: 'not-permitted'
		});
	});

	it('give the ground of a draft with new cells to the server that draws it', async () => {
		const plan = await begin(open(), { p_empty: true });
		const area = randomUUID();
		const created = [
			{ id: area, level: 2, name: '新区' },
			{ id: randomUUID(), level: 3, parentId: area, name: '新格' }
		];
		const args = { p_operation: randomUUID(), p_plan: plan, p_kind: 'cell', p_changes: { created } };
		await open().call('worker', 'edit_plan', args);
		const ground = await open().call<Record<string, Record<string, unknown>[]>>('worker', 'plan_ground', {
			p_plan: plan
		});
		expect(ground['communities']!.map(({ name }) => name)).toEqual(['C1']);
		expect(ground['areas']).toEqual([expect.objectContaining({ node: area, code: '' })]);
		expect(ground['cells']).toEqual([expect.objectContaining({ node: created[1]!.id, code: '', area: 0 })]);
	});
});
