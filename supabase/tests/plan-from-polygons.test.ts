import { randomUUID } from 'node:crypto';
import { expect, it } from 'vitest';
import { onEachEngine, type TestDatabase, type Who } from './database.ts';
import { at } from './fixture.ts';

interface Place {
	readonly name: string;
	readonly boundary: { readonly type: string };
	readonly buildings: readonly { name: string; door: number[]; footprint: { type: string }; units: number[][] }[];
}
interface Outline {
	readonly plan: { readonly name: string; readonly status: string };
	readonly community: string | null;
	readonly cells: readonly {
		level: number;
		name: string;
		parent: number | null;
		buildings: number;
		units: number;
		households: number | null;
	}[];
	readonly units: { readonly ordinal: readonly number[]; readonly cell: readonly number[] };
}

/** Two stairwell cells in one living area, of the first four units of C1. */
function twoCells() {
	const [area, west, east] = [randomUUID(), randomUUID(), randomUUID()];
	const created = [
		{ id: area, level: 2, name: '东风里' },
		{ id: west, level: 3, parentId: area, name: '西' },
		{ id: east, level: 3, parentId: area, name: '东' }
	];
	const moves = [
		{ units: [0, 1, 2], from: null, to: west },
		{ units: [3], from: null, to: east }
	];
	return { created, moves, removed: [], changed: [] };
}
const order = (changes: object, operation: string = randomUUID(), community = 'C1') => ({
	p_operation: operation,
	p_community: at(community),
	p_name: '旧网格',
	p_changes: changes
});
const make = (database: TestDatabase, changes: object, operation?: string) =>
	database.call<{ id: string; version: number }>('worker', 'plan_from_cells', order(changes, operation));
const outlineOf = (database: TestDatabase, who: Who, plan: string) =>
	database.call<Outline>(who, 'plan_outline', { p_plan: plan });
const count = async (database: TestDatabase, table: string) =>
	(await database.sql.query<{ n: number }>(`select count(*)::int as n from ${table}`))[0]!.n;

onEachEngine('a plan from polygons', (open) => {
	it('tells a worker the buildings of the own community, with footprints and units in order', async () => {
		const place = await open().call<Place>('worker', 'polygon_ground', { p_community: at('C1') });
		expect(place).toMatchObject({ name: 'C1', boundary: { type: 'MultiPolygon' } });
		expect(place.buildings.map(({ name }) => name)).toEqual(['X111号楼', 'X112号楼', 'X121号楼']);
		expect(place.buildings[0]).toMatchObject({
			footprint: { type: 'Polygon' },
			units: [
				[0, 10],
				[1, 20]
			]
		});
		const head = await open().call<Place>('worker', 'polygon_ground', { p_community: at('C1'), p_whole: false });
		expect([head.name, head.buildings]).toEqual(['C1', []]);
	});

	it('is a draft with its cells and units, made of two steps that stand in the audit', async () => {
		const { id, version } = await make(open(), twoCells());
		expect(version).toBe(1);
		const { plan, community, cells, units } = await outlineOf(open(), 'worker', id);
		expect([plan.name, plan.status, community]).toEqual(['旧网格', 'draft', 'C1']);
		expect(cells.map(({ level, name, parent, units }) => [level, name, parent, units])).toEqual([
			[2, '东风里', null, 4],
			[3, '东', 0, 1],
			[3, '西', 0, 3]
		]);
		expect(cells.map(({ buildings, households }) => [buildings, households])).toEqual([
			[2, 60],
			[1, 20],
			[2, 40]
		]);
		expect(units).toEqual({ ordinal: [0, 1, 2, 3], cell: [2, 2, 2, 1] });
		const steps = await open().sql.query<{ kind: string; seq: number }>(
			'select kind, seq from public.plan_steps where plan_id = $1',
			[id]
		);
		expect(steps).toEqual([{ kind: 'import', seq: 1 }]);
		const verbs = await open().sql.query<{ verb: string }>(
			'select distinct verb from public.audit_entries where subject_id = $1 or subject_id in (select s.id from public.plan_steps s where s.plan_id = $1) order by verb',
			[id]
		);
		expect(verbs.map(({ verb }) => verb)).toEqual(['begin_plan', 'edit_plan']);
		// one's own step: it can be undone as a whole
		await open().call('worker', 'undo_step', { p_operation: randomUUID(), p_plan: id });
		expect((await outlineOf(open(), 'worker', id)).cells).toEqual([]);
	});

	it('is made once however often it is asked for', async () => {
		const [operation, changes] = [randomUUID(), twoCells()];
		const first = await make(open(), changes, operation);
		const before = await count(open(), 'public.plans');
		expect(await make(open(), changes, operation)).toEqual(first);
		expect(await count(open(), 'public.plans')).toBe(before);
		expect(await open().attempt('worker', 'plan_from_cells', order(twoCells(), operation))).toMatchObject({
			refusal: 'operation-conflict'
		});
	});

	it('is made whole or not at all', async () => {
		const before = await Promise.all(
			['public.plans', 'public.cells', 'public.operations'].map((table) => count(open(), table))
		);
		const good = twoCells();
		const wrong: readonly [string, object][] = [
			['no-cells-in-file', {}],
			['no-cells-in-file', { created: [], moves: [] }],
			// a unit of another community, or one that was demolished since
			['foreign-unit', { ...good, moves: [...good.moves, { units: [9999], from: null, to: good.created[1]!.id }] }],
			['foreign-unit', { ...good, moves: [...good.moves, { units: [0], from: null, to: good.created[2]!.id }] }],
			['cell-unfit', { ...good, created: [...good.created, { id: randomUUID(), level: 2, name: '' }] }],
			['cell-exists', { ...good, created: [...good.created, { id: good.created[0]!.id, level: 2, name: '又一个' }] }],
			['not-a-cell', { ...good, moves: [{ units: [0], from: null, to: good.created[0]!.id }] }],
			['step-unfit', { ...good, created: [{ ...good.created[0]!, code: '1' }] }],
			['step-unfit', { created: 'x' }],
			['step-too-large', { created: Array.from({ length: 5001 }, () => ({ id: randomUUID(), level: 2, name: '区' })) }]
		];
		for (const [refusal, changes] of wrong) {
			await expect(make(open(), changes), refusal).rejects.toMatchObject({ message: refusal });
		}
		const after = await Promise.all(
			['public.plans', 'public.cells', 'public.operations'].map((table) => count(open(), table))
		);
		expect(after).toEqual(before);
	});

	it('is refused to everybody but the workers of the community', async () => {
		for (const who of [
			'sibling-worker',
			'administrator',
			'chief',
			'official',
			'volunteer',
			'resident',
			'stranger-chief'
		]) {
			const ground = await open().attempt(who, 'polygon_ground', { p_community: at('C1') });
			expect(ground, who).toMatchObject({ ok: false, refusal: 'not-permitted' });
			const made = await open().attempt(who, 'plan_from_cells', order(twoCells()));
			expect(made, who).toMatchObject({ ok: false, refusal: 'not-permitted' });
		}
		expect(await open().attempt(null, 'polygon_ground', { p_community: at('C1') })).toMatchObject({
			refusal: 'denied'
		});
		expect(await open().attempt(null, 'plan_from_cells', order(twoCells()))).toMatchObject({ refusal: 'denied' });
		expect(await open().attempt('district-worker', 'plan_from_cells', order(twoCells()))).toMatchObject({ ok: true });
	});

	it('shows the outlines of a draft to its makers, of the grid in force to everybody, and small numbers to nobody', async () => {
		const { id } = await make(open(), twoCells());
		for (const who of ['sibling-worker', 'resident', null]) {
			expect(await open().attempt(who, 'plan_outline', { p_plan: id })).toMatchObject({ refusal: 'not-found' });
		}
		expect(await open().attempt('administrator', 'plan_outline', { p_plan: id })).toMatchObject({ ok: true });
		expect((await outlineOf(open(), null, at('plan D'))).cells.length).toBeGreaterThan(5);
		const ofOne = await open().call<Outline>(null, 'plan_outline', { p_plan: at('plan D'), p_community: at('C2') });
		expect([ofOne.community, ofOne.cells.map(({ name }) => name)]).toEqual(['C2', ['A21', 'X211']]);
		const few = await open().as('worker', async (sql) => {
			await sql.query('reset role');
			await sql.query('update public.units set households = 1 where ordinal = 3 and district_id = $1', [at('D')]);
			return (await sql.query<{ a: Outline }>('select public.plan_outline($1) as a', [id]))[0]!.a;
		});
		expect(few.cells.find(({ name }) => name === '东')).toMatchObject({ units: 1, households: null });
	});
});
