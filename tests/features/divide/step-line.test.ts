import { afterEach, describe, expect, it } from 'vitest';
import { assignChanges, editChanges, mergeChanges, newCellChanges } from '#features/divide/commands';
import { FakePlan, Painter, Refuse, stateOf } from './fake-plan.ts';

const painters: Painter[] = [];
function begin(plan: FakePlan, who: string): Painter {
	const painter = new Painter(plan, who);
	painters.push(painter);
	return painter;
}
afterEach(() => painters.splice(0).forEach(({ line }) => line.close()));

const paint = ({ line, ledger }: Painter, units: readonly number[], to: string | null) =>
	line.do('paint', () => assignChanges(ledger, units, to));

describe('a line of steps', () => {
	it('does a step at once and saves it behind', async () => {
		const plan = new FakePlan();
		const wang = begin(plan, 'Wang');
		await paint(wang, [6, 7], 'B');
		expect(wang.ledger.cellOf(6)).toBe('B');
		expect(plan.steps).toHaveLength(0);
		await wang.settled();
		expect(plan.steps).toHaveLength(1);
		expect(wang.line).toMatchObject({ seq: 1, pending: [], state: 'saved' });
	});

	it('makes one step of all pieces of a stroke, and none of one that is taken back', async () => {
		const plan = new FakePlan();
		const { line, ledger } = begin(plan, 'Wang');
		for (const units of [[6], [7, 6], [8]]) await line.draw('paint', () => assignChanges(ledger, units, 'B'));
		expect(await line.end(true)).toMatchObject({ moves: [{ units: [6, 7, 8], from: null, to: 'B' }] });
		await line.draw('erase', () => assignChanges(ledger, [0, 1], null));
		expect(await line.end(false)).toBeNull();
		await painters[0]!.settled();
		expect(plan.steps).toHaveLength(1);
		expect(stateOf(plan.ledger)).toBe('A A A A B B B B B -');
		expect(painters[0]!.state).toBe(stateOf(plan.ledger));
	});

	it('puts the steps of others under the own ones that wait', async () => {
		const plan = new FakePlan();
		const [wang, li] = [begin(plan, 'Wang'), begin(plan, 'Li')];
		await Promise.all([paint(wang, [6], 'A'), paint(li, [7], 'B'), paint(wang, [8], 'A')]);
		await Promise.all([wang.settled(), li.settled()]);
		for (const { line } of [wang, li]) line.catchUp();
		await Promise.all([wang.settled(), li.settled()]);
		expect([wang.state, li.state]).toEqual([stateOf(plan.ledger), stateOf(plan.ledger)]);
		expect(stateOf(plan.ledger)).toBe('A A A A B B A B A -');
		expect([wang.conflicts, li.conflicts]).toEqual([[], []]);
	});

	it('tells both values and who was first, and does the rest of the step', async () => {
		const plan = new FakePlan();
		const wang = begin(plan, 'Wang');
		plan.quick('Li', assignChanges(plan.ledger, [6], 'B'));
		await paint(wang, [6, 7], 'A');
		await wang.settled();
		expect(wang.conflicts).toMatchObject([
			{ refusal: 'units-moved', by: 'Li', units: [{ units: [6], now: 'B', sent: 'A' }] }
		]);
		expect(stateOf(plan.ledger)).toBe('A A A A B B B A - -');
		expect(wang.state).toBe(stateOf(plan.ledger));
	});

	it('gives back what waits behind a refused step and no longer fits, by name', async () => {
		const plan = new FakePlan();
		const wang = begin(plan, 'Wang');
		plan.quick('Li', { ...assignChanges(plan.ledger, [0], 'B') });
		await paint(wang, [0], null);
		await paint(wang, [0, 9], 'A');
		await wang.settled();
		expect(wang.conflicts.map(({ units, by }) => [by, units])).toEqual([
			['Li', [{ units: [0], now: 'B', sent: null }]],
			['Li', [{ units: [0], now: 'B', sent: 'A' }]]
		]);
		expect(wang.state).toBe('B A A A B B - - - A');
		expect(stateOf(plan.ledger)).toBe(wang.state);
	});

	it('tells of a cell that was changed in two ways', async () => {
		const plan = new FakePlan();
		const { line, ledger, conflicts, settled } = Object.assign(begin(plan, 'Wang'));
		plan.quick('Li', mergeChanges(plan.ledger, 'B', 'A'));
		await line.do('cell', () => editChanges(ledger, 'B', { name: 'ours' }));
		await settled.call(painters[0]);
		expect(conflicts).toMatchObject([{ refusal: 'cell-gone', by: 'Li' }]);
		expect(ledger.cell('B')).toBeUndefined();
	});

	it('undoes and does again what the database says, under what was painted since', async () => {
		const plan = new FakePlan();
		const wang = begin(plan, 'Wang');
		await paint(wang, [6], 'A');
		await paint(wang, [7], 'A');
		wang.line.turnBack('undo');
		await wang.line.turned();
		expect(wang.state).toBe('A A A A B B A - - -');
		expect(wang.counts).toEqual({ undo: 1, redo: 1 });
		wang.line.turnBack('redo');
		await wang.line.turned();
		await wang.settled();
		expect(wang.state).toBe('A A A A B B A A - -');
		expect(stateOf(plan.ledger)).toBe(wang.state);
	});

	it('names who moved what an undo would take back', async () => {
		const plan = new FakePlan();
		const wang = begin(plan, 'Wang');
		await paint(wang, [6], 'A');
		await wang.settled();
		plan.quick('Li', assignChanges(plan.ledger, [6], 'B'));
		wang.line.turnBack('undo');
		await wang.settled();
		expect(wang.conflicts).toMatchObject([{ refusal: 'moved-since', by: 'Li', units: [{ units: [6], now: 'B' }] }]);
		expect(wang.state).toBe(stateOf(plan.ledger));
	});

	it('keeps what the network does not take, and saves it once when it comes back', async () => {
		const plan = new FakePlan();
		const wang = begin(plan, 'Wang');
		plan.failing = new Refuse('offline');
		await paint(wang, [6], 'A');
		await paint(wang, [7], 'A');
		await wang.settled();
		expect(wang.line).toMatchObject({ state: 'waiting', refusal: 'offline' });
		expect(wang.line.pending).toHaveLength(2);
		plan.failing = null;
		wang.line.retry();
		await wang.settled();
		expect(wang.line).toMatchObject({ state: 'saved', pending: [] });
		expect(plan.steps).toHaveLength(2);
	});

	it('gives up on request what was not saved', async () => {
		const plan = new FakePlan();
		const { line, ledger } = begin(plan, 'Wang');
		plan.failing = new Refuse('busy');
		const make = { id: () => 'new', areaName: () => 'area', cellName: () => 'cell' };
		await line.do('paint', () => newCellChanges(ledger, make, { units: [6, 7], area: null }).changes);
		await painters[0]!.settled();
		expect(ledger.cellOf(6)).toBe('new');
		await line.discard();
		expect(ledger.cell('new')).toBeUndefined();
		expect(painters[0]!.state).toBe('A A A A B B - - - -');
	});

	it('brings any number of hasty painters to one state, and loses nothing in silence', async () => {
		let seed = 20261121;
		const random = (below: number) => {
			seed = (Math.imul(seed, 1103515245) + 12345) & 0x7fffffff;
			return (seed >> 8) % below;
		};
		for (let round = 0; round < 12; round++) {
			const plan = new FakePlan();
			const all = ['Wang', 'Li', 'Zhao'].map((who) => begin(plan, who));
			for (let turn = 0; turn < 25; turn++) {
				const painter = all[random(all.length)]!;
				const units = Array.from({ length: 1 + random(4) }, () => random(10));
				if (random(5) === 0) painter.line.turnBack(random(2) === 0 ? 'undo' : 'redo');
				else {
					await painter.line.turned();
					await paint(painter, [...new Set(units)], ['A', 'B', null][random(3)]!);
				}
				if (random(3) === 0) painter.line.catchUp();
			}
			for (const painter of all) await painter.settled();
			for (const painter of all) painter.line.catchUp();
			for (const painter of all) await painter.settled();
			expect(all.map(({ state }) => state)).toEqual(all.map(() => stateOf(plan.ledger)));
			expect(all.map(({ broken }) => broken)).toEqual([false, false, false]);
			for (const painter of all) expect(painter.conflicts).toHaveLength(painter.refusals.length);
		}
	});
});
