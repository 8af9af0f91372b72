import { randomUUID } from 'node:crypto';
import { expect, it } from 'vitest';
import { onEachEngine, type TestDatabase } from './database.ts';
import { at } from './fixture.ts';

interface Draft {
	readonly plan: { readonly id: string; readonly status: string; readonly version: number; readonly seq: number };
	readonly mayEdit: boolean;
	readonly mayApprove: boolean;
	readonly cells: readonly { id: string; level: number; name: string; lineageId: string | null; code: string | null }[];
	readonly units: {
		readonly ordinal: readonly number[];
		readonly cell: readonly number[];
		readonly households: readonly number[];
	};
}

/** Units of C1 by ordinal: two each of the buildings in X111, X112, X121. */
const X111 = [0, 1];

const begin = (database: TestDatabase, empty = false, who = 'worker') =>
	database
		.call<{ id: string }>(who, 'begin_plan', {
			p_operation: randomUUID(),
			p_community: at('C1'),
			p_name: '新方案',
			p_empty: empty
		})
		.then(({ id }) => id);
const draft = (database: TestDatabase, plan: string, who = 'worker') =>
	database.call<Draft>(who, 'plan_draft', { p_plan: plan });
const cellNamed = async (database: TestDatabase, plan: string, name: string) =>
	(await draft(database, plan)).cells.find((cell) => cell.name === name)!.id;
const cellOf = async (database: TestDatabase, plan: string, unit: number) => {
	const { cells, units } = await draft(database, plan);
	return cells[units.cell[units.ordinal.indexOf(unit)]!]?.name ?? null;
};
const edit = (plan: string, changes: object, kind = 'paint', operation = randomUUID()) => ({
	p_operation: operation,
	p_plan: plan,
	p_kind: kind,
	p_changes: changes
});
const paint = (plan: string, units: readonly number[], from: string | null, to: string | null) =>
	edit(plan, { moves: [{ units, from, to }] });
const back = (plan: string) => ({ p_operation: randomUUID(), p_plan: plan });

onEachEngine('painting a plan', (open) => {
	it('begins as the edition in force, with lineages and codes, or with nothing', async () => {
		const same = await draft(open(), await begin(open()));
		expect(same.cells.map(({ name }) => name)).toEqual(['A11', 'A12', 'X111', 'X112', 'X121']);
		expect(same.cells.find(({ name }) => name === 'X111')).toMatchObject({ lineageId: at('X111'), code: 'X111' });
		expect(same.units.ordinal).toEqual([0, 1, 2, 3, 4, 5]);
		expect(same.units.cell).toEqual([2, 2, 3, 3, 4, 4]);
		expect(same).toMatchObject({ mayEdit: true, mayApprove: false, plan: { status: 'draft', seq: 0 } });
		const empty = await draft(open(), await begin(open(), true));
		expect([empty.cells, empty.units.cell]).toEqual([[], [-1, -1, -1, -1, -1, -1]]);
	});

	it('moves units from the cell they were found in, and tells the second painter both values and who was first', async () => {
		const plan = await begin(open());
		const [x111, x112, x121] = await Promise.all(['X111', 'X112', 'X121'].map((name) => cellNamed(open(), plan, name)));
		await open().call('worker', 'edit_plan', paint(plan, [1], x111!, x112!));
		expect(await cellOf(open(), plan, 1)).toBe('X112');
		await expect(open().call('district-worker', 'edit_plan', paint(plan, [0, 1], x111!, x121!))).rejects.toMatchObject({
			message: 'units-moved',
			detail: expect.stringMatching(/"by": ?"worker"/)
		});
		// nothing of a refused step is done
		expect(await cellOf(open(), plan, 0)).toBe('X111');
		await open().call('district-worker', 'edit_plan', paint(plan, [0], x111!, x121!));
		expect(await cellOf(open(), plan, 0)).toBe('X121');
	});

	it('makes cells, splits a building between them and takes empty ones away', async () => {
		const plan = await begin(open(), true);
		const [area, left, right] = [randomUUID(), randomUUID(), randomUUID()];
		const created = [
			{ id: right, level: 3, parentId: area, name: '右' },
			{ id: area, level: 2, name: '一区' },
			{ id: left, level: 3, parentId: area, name: '左' }
		];
		const moves = [
			{ units: [0], from: null, to: left },
			{ units: [1, 2, 3], from: null, to: right }
		];
		await open().call('worker', 'edit_plan', edit(plan, { created, moves }, 'split'));
		expect(await Promise.all([0, 1, 4].map((unit) => cellOf(open(), plan, unit)))).toEqual(['左', '右', null]);
		const removal = edit(plan, { removed: [{ id: left }] }, 'merge');
		expect(await open().attempt('worker', 'edit_plan', removal)).toMatchObject({ refusal: 'cell-in-use' });
		await open().call(
			'worker',
			'edit_plan',
			edit(plan, { moves: [{ units: [0], from: left, to: right }], removed: [{ id: left }] }, 'merge')
		);
		expect((await draft(open(), plan)).cells.map(({ name }) => name)).toEqual(['一区', '右']);
		expect((await open().call<{ seq: number }>('worker', 'undo_step', back(plan))).seq).toBe(3);
		expect(await cellOf(open(), plan, 0)).toBe('左');
	});

	it('undoes and redoes two hundred steps of one person, also after a reload', async () => {
		const plan = await begin(open());
		const [x111, x112, x121] = await Promise.all(['X111', 'X112', 'X121'].map((name) => cellNamed(open(), plan, name)));
		await open().as('worker', async (sql) => {
			const call = async (name: string, ...args: unknown[]) => {
				const places = args.map((_, index) => `$${index + 1}`).join();
				return (await sql.query<{ a: unknown }>(`select public.${name}(${places}) as a`, args))[0]!.a;
			};
			const step = (changes: object) => call('edit_plan', randomUUID(), plan, 'paint', changes);
			const placed = async () => ((await call('plan_draft', plan)) as Draft).units.cell[0];
			for (let number = 0; number < 200; number++) {
				const [from, to] = number % 2 ? [x112, x111] : [x111, x112];
				await step({ moves: [{ units: X111, from, to }] });
			}
			for (let number = 0; number < 200; number++) await call('undo_step', randomUUID(), plan);
			expect(await placed()).toBe(2);
			expect(await call('plan_steps_since', plan, 400)).toMatchObject({ steps: [], undo: 0, redo: 200 });
			for (let number = 0; number < 3; number++) await call('redo_step', randomUUID(), plan);
			expect(await placed()).toBe(3);
			expect(await call('plan_steps_since', plan, 400)).toMatchObject({ undo: 3, redo: 197 });
			await step({ moves: [{ units: [4], from: x121, to: null }] });
			expect(await call('plan_steps_since', plan, 400)).toMatchObject({ undo: 4, redo: 0 });
		});
		expect(await open().attempt('worker', 'undo_step', back(plan))).toMatchObject({ refusal: 'nothing-to-undo' });
		expect(await open().attempt('worker', 'redo_step', back(plan))).toMatchObject({ refusal: 'nothing-to-redo' });
	});

	it('undoes the change of a name', async () => {
		const plan = await begin(open());
		const x111 = await cellNamed(open(), plan, 'X111');
		await open().call(
			'worker',
			'edit_plan',
			edit(plan, { changed: [{ id: x111, before: { name: 'X111' }, after: { name: '新名' } }] }, 'cell')
		);
		expect(await cellOf(open(), plan, 0)).toBe('新名');
		await open().call('worker', 'undo_step', back(plan));
		expect(await cellOf(open(), plan, 0)).toBe('X111');
	});

	it('takes back my step and not that of somebody else, and refuses where somebody has painted over it', async () => {
		const plan = await begin(open());
		const [x111, x112, x121] = await Promise.all(['X111', 'X112', 'X121'].map((name) => cellNamed(open(), plan, name)));
		await open().call('worker', 'edit_plan', paint(plan, [0], x111!, x112!));
		await open().call('district-worker', 'edit_plan', paint(plan, [2], x112!, x121!));
		await open().call('worker', 'undo_step', back(plan));
		expect([await cellOf(open(), plan, 0), await cellOf(open(), plan, 2)]).toEqual(['X111', 'X121']);
		await open().call('worker', 'redo_step', back(plan));
		await open().call('district-worker', 'edit_plan', paint(plan, [0], x112!, x121!));
		await expect(open().call('worker', 'undo_step', back(plan))).rejects.toMatchObject({
			message: 'moved-since',
			detail: expect.stringMatching(/"by": ?"district-worker"/)
		});
		expect(await cellOf(open(), plan, 0)).toBe('X121');
	});

	it('does the same operation once', async () => {
		const plan = await begin(open());
		const step = paint(plan, [0], await cellNamed(open(), plan, 'X111'), null);
		const first = await open().call('worker', 'edit_plan', step);
		expect(await open().call('worker', 'edit_plan', step)).toEqual(first);
		expect((await draft(open(), plan)).plan.seq).toBe(1);
	});

	it('leaves locked cells alone', async () => {
		const plan = await begin(open());
		const [x111, x112] = await Promise.all(['X111', 'X112'].map((name) => cellNamed(open(), plan, name)));
		await open().call(
			'worker',
			'edit_plan',
			edit(plan, { changed: [{ id: x112, before: { locked: false }, after: { locked: true } }] }, 'cell')
		);
		expect(await open().attempt('worker', 'edit_plan', paint(plan, [0], x111!, x112!))).toMatchObject({
			refusal: 'cell-locked'
		});
		expect(await open().attempt('worker', 'edit_plan', paint(plan, [2], x112!, x111!))).toMatchObject({
			refusal: 'cell-locked'
		});
	});

	it('refuses what is no step', async () => {
		const plan = await begin(open());
		const x111 = await cellNamed(open(), plan, 'X111');
		const refusal = async (changes: object, kind = 'paint') => {
			const answer = await open().attempt('worker', 'edit_plan', edit(plan, changes, kind));
			return answer.ok ? 'done' : answer.refusal;
		};
		expect(await refusal({ moves: [{ units: [6], from: null, to: x111 }] })).toBe('foreign-unit');
		expect(await refusal({ moves: [{ units: [0, 0], from: x111, to: null }] })).toBe('foreign-unit');
		expect(await refusal({ moves: [{ units: [0], from: x111, to: at('cell X211') }] })).toBe('not-a-cell');
		expect(await refusal({ moves: [{ units: ['x'], from: x111, to: null }] })).toBe('step-unfit');
		expect(await refusal({ moves: 'all' })).toBe('step-unfit');
		expect(await refusal({ anything: [] })).toBe('step-unfit');
		expect(await refusal({ moves: [] }, 'undo')).toBe('step-unfit');
		expect(await refusal({ created: [{ id: x111, level: 2, name: '又一个' }] })).toBe('cell-exists');
		expect(await refusal({ created: [{ id: randomUUID(), level: 3, name: '没有生活区' }] })).toBe('cell-unfit');
		expect(await refusal({ created: [{ id: randomUUID(), level: 2, name: ' ' }] })).toBe('cell-unfit');
		expect(await refusal({ created: [{ id: randomUUID(), level: 2, name: '借来的', lineageId: at('A11') }] })).toBe(
			'step-unfit'
		);
		expect(await refusal({ changed: [{ id: x111, before: { name: '旧' }, after: { name: '新' } }] }, 'cell')).toBe(
			'cell-changed'
		);
		expect(await refusal({ changed: [{ id: x111, before: {}, after: { code: '1' } }] }, 'cell')).toBe('cell-unfit');
		expect(await refusal({ changed: [{ id: x111, before: {}, after: { parentId: x111 } }] }, 'cell')).toBe(
			'not-a-cell'
		);
		expect(await refusal({ changed: [{ id: at('cell X211'), before: {}, after: { name: '新' } }] }, 'cell')).toBe(
			'cell-gone'
		);
	});

	it('is for the workers of the community', async () => {
		const plan = await begin(open());
		const step = paint(plan, [0], await cellNamed(open(), plan, 'X111'), null);
		for (const who of ['resident', 'sibling-worker', 'cell-worker', 'official', 'stranger-chief']) {
			expect(await open().attempt(who, 'edit_plan', step)).toMatchObject({ refusal: 'not-found' });
			expect(await open().attempt(who, 'plan_draft', { p_plan: plan })).toMatchObject({ refusal: 'not-found' });
			expect(await open().attempt(who, 'plan_steps_since', { p_plan: plan, p_seq: 0 })).toMatchObject({
				refusal: 'not-found'
			});
			expect(await open().attempt(who, 'undo_step', back(plan))).toMatchObject({ refusal: 'not-found' });
		}
		expect(await open().attempt('administrator', 'edit_plan', step)).toMatchObject({ refusal: 'not-permitted' });
		expect(await open().attempt(null, 'plan_draft', { p_plan: plan })).toMatchObject({ refusal: 'denied' });
		expect(
			await open().attempt('sibling-worker', 'begin_plan', {
				p_operation: randomUUID(),
				p_community: at('C1'),
				p_name: ''
			})
		).toMatchObject({
			refusal: 'not-permitted'
		});
		expect(
			await open().as('sibling-worker', (sql) => sql.query('select from public.plan_steps where plan_id = $1', [plan]))
		).toEqual([]);
		expect(
			await open().as('sibling-worker', (sql) => sql.query('select from public.cells where plan_id = $1', [plan]))
		).toEqual([]);
	});
});
