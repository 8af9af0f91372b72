import { expect, it } from 'vitest';
import type { Sql } from '#server/sql';
import { onEachEngine, type Who } from './database.ts';
import { at } from './fixture.ts';

class Undone extends Error {}

interface State {
	readonly version: string;
	readonly isPublic: boolean;
}
interface Ground extends State {
	readonly parcels: string | null;
	readonly communities: readonly { node: string; boundary: { type: string } }[];
	readonly areas: readonly { node: string; code: string; community: string; vacant: boolean }[];
	readonly cells: readonly { node: string; code: string; area: number; vacant: boolean }[];
	readonly units: readonly number[];
}
interface Cell {
	readonly lineageId: string;
	readonly name: string;
	readonly level: number;
	readonly below: number;
	readonly totals: { readonly elders: number | null } | null;
}

onEachEngine('tiles of a plan', (open) => {
	const state = (who: Who, plan = 'plan D') => open().call<State>(who, 'plan_tiles', { p_plan: at(plan) });
	const ground = (who: Who, plan = 'plan D') => open().call<Ground>(who, 'plan_ground', { p_plan: at(plan) });
	const cells = (who: Who, args: object) =>
		open().call<{ total: number; rows: readonly Cell[] }>(who, 'cells_page', { p_district: at('D'), ...args });
	const version = async () => (await state(null)).version;
	/** The version before and after something, which is undone. */
	const versions = async (statement: string, first: readonly string[] = []) => {
		const seen: (string | undefined)[] = [];
		const look = async (sql: Sql) => {
			const [row] = await sql.query<{ v: string }>('select private.plan_version($1) as v', [at('plan D')]);
			seen.push(row?.v);
		};
		await open()
			.sql.transaction(async (tx) => {
				for (const earlier of first) await tx.query(earlier);
				await look(tx);
				await tx.query(statement);
				await look(tx);
				throw new Undone();
			})
			.catch((cause: unknown) => {
				if (!(cause instanceof Undone)) throw cause;
			});
		return seen as [string, string];
	};

	it('are for everybody where the plan is in force', async () => {
		expect(await state(null)).toEqual({ version: expect.stringMatching(/^[0-9a-f]{12}-\d{8}$/), isPublic: true });
		const { areas, cells: stairs, units, communities, ...rest } = await ground(null);
		expect(rest).toMatchObject({ parcels: null, isPublic: true, version: await version() });
		expect(communities.map(({ node, boundary }) => [node, boundary.type])).toEqual(
			['C1', 'C2', 'C3'].map((name) => [at(name), 'MultiPolygon'])
		);
		expect(areas.map(({ code }) => code)).toEqual(['A11', 'A12', 'A21', 'A31']);
		expect(areas[0]).toMatchObject({ node: at('A11'), community: at('C1'), vacant: true });
		expect(stairs.map(({ code, area }) => [code, area])).toEqual([
			['X111', 0],
			['X112', 0],
			['X121', 1],
			['X211', 2],
			['X311', 3]
		]);
		expect(stairs[0]).toMatchObject({ node: at('X111'), vacant: false });
		expect(units).toEqual([0, 0, 1, 1, 2, 2, 3, 3, 4, 4]);
	});

	it('of a draft are for the workers and administrators of the district, and refused to everybody else', async () => {
		for (const who of [null, 'resident', 'worker', 'official', 'administrator', 'stranger-chief'] as const) {
			await expect(state(who, 'draft D')).rejects.toMatchObject({ message: 'not-found' });
			await expect(ground(who, 'draft D')).rejects.toMatchObject({ message: 'not-found' });
		}
		for (const who of ['chief', 'district-worker'] as const) {
			expect(await state(who, 'draft D')).toMatchObject({ isPublic: false });
			expect(await ground(who, 'draft D')).toMatchObject({ isPublic: false });
		}
	});

	it.each([
		['a cell is renamed', `update public.cells set name = 'x' where code = 'X111'`],
		['a unit leaves its cell', 'delete from public.cell_units'],
		['a community is renamed', `update public.communities set name = 'x'`],
		['somebody leaves a duty', 'delete from public.duties'],
		['the plan is published anew', 'update public.plans set version = version + 1']
	])('get another version when %s', async (_what, sql) => {
		const [before, after] = await versions(sql);
		expect(after).not.toBe(before);
	});

	it('get another version on the day on which a duty ends', async () => {
		const [before, after] = await versions('update public.duties set valid_until = current_date', [
			// the calendar turns without anybody writing
			'alter table public.duties disable trigger user',
			'update public.duties set valid_from = current_date - 9, valid_until = null'
		]);
		expect(after.split('-')[0]).toBe(before.split('-')[0]);
		expect(after).not.toBe(before);
	});

	it('keep their version when only wishes change, or a draft', async () => {
		for (const sql of [
			'update public.wishes set version = version + 1',
			`update public.cells set name = 'x' where plan_id = '${at('draft D')}'`
		]) {
			const [before, after] = await versions(sql);
			expect(after).toBe(before);
		}
	});

	it('cells_page lists stairwell cells by what they hang on, and pages', async () => {
		const codes = async (args: object) => (await cells(null, args)).rows.map(({ lineageId }) => lineageId);
		const nodes = (...names: string[]) => names.map((name) => at(name));
		expect(await codes({})).toEqual(nodes('X111', 'X112', 'X121', 'X211', 'X311'));
		// within a node, with the living areas of its community
		expect(await codes({ p_within: [at('C1')] })).toEqual(nodes('A11', 'A12', 'X111', 'X112', 'X121'));
		expect(await codes({ p_within: [at('A11')] })).toEqual(nodes('A11', 'A12', 'X111', 'X112'));
		expect(await codes({ p_within: [at('X112')] })).toEqual(nodes('A11', 'A12', 'X111', 'X112'));
		expect(await codes({ p_within: [at('X911')] })).toEqual([]);
		expect(await codes({ p_query: 'x21' })).toEqual(nodes('X211'));
		expect(await cells(null, { p_limit: 1, p_offset: 1 })).toMatchObject({
			total: 5,
			rows: [{ lineageId: at('X112'), level: 3, below: 0 }]
		});
	});

	it('cells_page lists one level where it is named', async () => {
		const names = async (args: object) =>
			(await cells(null, { p_within: [at('C1')], ...args })).rows.map(({ name }) => name);
		expect(await names({})).toEqual(['A11', 'A12', 'X111', 'X112', 'X121']);
		expect(await names({ p_level: 2 })).toEqual(['A11', 'A12']);
		expect(await names({ p_level: 3 })).toEqual(['X111', 'X112', 'X121']);
	});

	it('cells_page counts people for the workers of a cell only', async () => {
		const elders = async (who: Who) => (await cells(who, {})).rows.map(({ totals }) => totals?.elders);
		expect((await elders('worker')).slice(0, 3)).toEqual([12, 12, 12]);
		expect(new Set(await elders('resident'))).toEqual(new Set(await elders(null)));
	});

	it('map_view carries living areas, no stairwell cells, and the version of the tiles', async () => {
		const view = await open().call<{ cells: readonly Cell[]; plan: { version: string; cellCount: number } }>(
			null,
			'map_view',
			{ p_district: at('D') }
		);
		expect(view.cells.map(({ level, below }) => [level, below])).toEqual([
			[2, 2],
			[2, 1],
			[2, 1],
			[2, 1]
		]);
		expect(view.plan).toMatchObject({ version: await version(), cellCount: 5 });
	});
});
