import { randomUUID } from 'node:crypto';
import { expect, it } from 'vitest';
import { onEachEngine, type TestDatabase } from './database.ts';
import { at } from './fixture.ts';

interface Cell {
	readonly name: string;
	readonly level: number;
	readonly parentName: string | null;
	readonly duties: number;
	readonly members: number;
}
interface Duty {
	readonly id: string;
	readonly duty: string;
	readonly name: string | null;
	readonly phone: string | null;
	readonly validUntil: string | null;
	readonly inForce: boolean;
	readonly over: boolean;
	readonly publicName: boolean;
	readonly version: number;
}
interface Member {
	readonly id: string;
	readonly name: string;
	readonly version: number;
	readonly cellName: string | null;
	readonly duties: number;
}

const C1 = { p_community: at('C1') };
const cellsOf = async (database: TestDatabase) =>
	(await database.call<{ knows: boolean; cells: Cell[] }>('worker', 'charge_of', C1)).cells;
const dutiesOn = (database: TestDatabase, node: string, who = 'worker') =>
	database.call<Duty[]>(who, 'duties_page', { ...C1, p_node: at(node), p_ended: true });
const members = (database: TestDatabase, more: object = {}) =>
	database.call<{ total: number; placed: number; unplaced: number; rows: Member[] }>('worker', 'charge_members', {
		...C1,
		...more
	});
const duty = (node: string, more: object = {}) => ({
	p_operation: randomUUID(),
	p_node: at(node),
	p_duty: 'unit_head',
	p_reason: '楼里选的',
	...more
});
const moves = (...list: readonly (readonly [member: string, version: number, cell: string | null])[]) => ({
	p_operation: randomUUID(),
	p_moves: list.map(([member, version, cell]) => ({ id: at(member), version, lineage: cell && at(cell) })),
	p_reason: '按住址'
});

onEachEngine('somebody in charge', (open) => {
	it('says which cells have nobody, those first', async () => {
		const cells = await cellsOf(open());
		expect(cells.filter(({ duties }) => duties === 0).map(({ name }) => name)).toEqual(['X121', 'A11', 'A12']);
		expect(cells.map(({ name }) => name)).toEqual(['X121', 'A11', 'A12', 'X111', 'X112']);
		expect(cells[0]).toMatchObject({ level: 3, parentName: 'A12', members: 0 });
		expect(await open().attempt('sibling-worker', 'charge_of', C1)).toEqual({ ok: false, refusal: 'not-permitted' });
	});

	it('gives a duty to a member or to somebody known by name, with a reason', async () => {
		const member = { p_member: at('member X112') };
		const refused = async (who: string, args: object) => {
			const answer = await open().attempt(who, 'assign_duty', duty('X121', { ...member, ...args }));
			return answer.ok ? 'ok' : answer.refusal;
		};
		expect(await refused('worker', { p_reason: ' ' })).toBe('reason-missing');
		expect(await refused('worker', { p_duty: 'emperor' })).toBe('unknown-duty');
		expect(await refused('worker', { p_from: '2026-05-01', p_until: '2026-04-01' })).toBe('dates-crossed');
		expect(await refused('worker', { p_member: at('member X211') })).toBe('unknown-person');
		expect(await refused('worker', { p_member: null, p_name: ' ' })).toBe('unknown-person');
		expect(await refused('worker', { p_public_name: true })).toBe('name-not-public');
		expect(await refused('sibling-worker', {})).toBe('not-permitted');
		expect(await refused('official', {})).toBe('not-permitted');
		// an administrator puts people in charge, but knows no members
		expect(await refused('administrator', {})).toBe('unknown-person');
		expect(await refused('administrator', { p_member: null, p_name: '李四' })).toBe('ok');

		await open().call('worker', 'assign_duty', duty('X121', { ...member, p_stand_in: true }));
		expect((await cellsOf(open())).find(({ name }) => name === 'X121')).toMatchObject({ duties: 1 });
		expect(await refused('worker', {})).toBe('already-in-charge');
		const found = await members(open(), { p_query: 'X112' });
		expect(found.rows).toMatchObject([{ name: '党员X112', cellName: 'X112', duties: 1 }]);
	});

	it('a cell that is no more gets nobody, and nobody is placed in it', async () => {
		const id = randomUUID();
		await open().sql.query(
			`insert into public.nodes (id, district_id, kind, parent_id, path)
				select $1::uuid, n.district_id, 'lineage', n.id, (n.path::text || '.' || replace($1::uuid::text, '-', ''))::extensions.ltree from public.nodes n where n.id = $2`,
			[id, at('C1')]
		);
		await open().sql.query(
			'insert into public.lineages (id, district_id, community_id, level) values ($1, $2, $3, 3)',
			[id, at('D'), at('C1')]
		);
		const gone = { p_operation: randomUUID(), p_node: id, p_duty: 'police', p_name: '王警官', p_reason: '新来的' };
		expect(await open().attempt('worker', 'assign_duty', gone)).toMatchObject({ refusal: 'not-a-cell' });
		const there = {
			p_operation: randomUUID(),
			p_moves: [{ id: at('member C1'), version: 1, lineage: id }],
			p_reason: '按住址'
		};
		expect(await open().attempt('worker', 'place_members', there)).toMatchObject({ refusal: 'not-a-cell' });
	});

	it('a duty ends, is remembered, and can go on', async () => {
		const [before] = await dutiesOn(open(), 'X111');
		const act = (version: number, more: object = {}) => ({
			p_operation: randomUUID(),
			p_duty: before!.id,
			p_version: version,
			p_reason: '搬走了',
			...more
		});
		expect(await open().attempt('sibling-worker', 'end_duty', act(before!.version))).toMatchObject({
			refusal: 'not-permitted'
		});
		expect(await open().attempt('worker', 'end_duty', act(7))).toMatchObject({ refusal: 'stale-version' });
		expect(await open().attempt('worker', 'end_duty', act(before!.version, { p_reason: '' }))).toMatchObject({
			refusal: 'reason-missing'
		});
		const ended = await open().call<{ version: number }>('worker', 'end_duty', act(before!.version));
		expect((await cellsOf(open())).find(({ name }) => name === 'X111')).toMatchObject({ duties: 0 });
		expect(await dutiesOn(open(), 'X111')).toMatchObject([{ inForce: false, over: true }]);
		expect(await open().attempt('sibling-worker', 'continue_duty', act(ended.version))).toMatchObject({
			refusal: 'not-permitted'
		});
		await open().call('worker', 'continue_duty', act(ended.version));
		expect(await dutiesOn(open(), 'X111')).toMatchObject([{ inForce: true, over: false, validUntil: null }]);
	});

	it('what is taken back before it began stands in nobody’s way', async () => {
		const args = { p_member: at('member X112'), p_duty: 'police', p_from: '2099-01-01' };
		const { id, version } = await open().call<{ id: string; version: number }>(
			'worker',
			'assign_duty',
			duty('X121', args)
		);
		await open().call('worker', 'end_duty', {
			p_operation: randomUUID(),
			p_duty: id,
			p_version: version,
			p_reason: '写错了'
		});
		expect((await dutiesOn(open(), 'X121')).find((each) => each.id === id)).toMatchObject({ over: true });
		expect(await open().attempt('worker', 'assign_duty', duty('X121', args))).toMatchObject({ ok: true });
	});

	it('shows names and phones to the workers of the community, and to its administrator only what is public', async () => {
		expect(await dutiesOn(open(), 'X111')).toMatchObject([{ name: '负责人X111', phone: '1390000X111' }]);
		expect(await dutiesOn(open(), 'X111', 'administrator')).toMatchObject([{ name: null, phone: null }]);
		expect(await dutiesOn(open(), 'X112', 'administrator')).toMatchObject([
			{ name: '负责人X112', phone: null, publicName: true }
		]);
		for (const name of ['charge_members', 'placements_by_home'])
			expect(await open().attempt('administrator', name, C1)).toMatchObject({ refusal: 'not-permitted' });
	});

	it('places members all or none, and names whom somebody else moved meanwhile', async () => {
		expect(await members(open())).toMatchObject({ total: 4, placed: 3, unplaced: 1 });
		const first = moves(['member C1', 1, 'X121'], ['member X111', 1, 'X121']);
		expect(await open().attempt('sibling-worker', 'place_members', first)).toMatchObject({ refusal: 'not-found' });
		expect(await open().attempt('worker', 'place_members', { ...first, p_reason: '' })).toMatchObject({
			refusal: 'reason-missing'
		});
		expect(await open().call('worker', 'place_members', first)).toEqual({ moved: 2 });
		expect((await cellsOf(open())).find(({ name }) => name === 'X121')).toMatchObject({ members: 2 });
		const late = open().call('worker', 'place_members', moves(['member X112', 1, 'X111'], ['member X111', 1, 'X112']));
		await expect(late).rejects.toMatchObject({
			message: 'stale-members',
			detail: expect.stringContaining('"currentName": "X121"') as string
		});
		expect((await members(open(), { p_query: 'X112' })).rows).toMatchObject([{ cellName: 'X112', version: 1 }]);

		// and back to where they were: one of them was nowhere
		await open().call('worker', 'place_members', moves(['member C1', 2, null], ['member X111', 2, 'X111']));
		const { rows } = await members(open(), { p_unplaced: true });
		expect(rows.map(({ name }) => name)).toEqual(['党员C1']);
		expect(await open().call('worker', 'placements_by_home', C1)).toEqual([]);
	});

	it('the preview by home proposes the cell of the home', async () => {
		await open().call('worker', 'place_members', moves(['member X112', 1, 'X121']));
		expect(await open().call('worker', 'placements_by_home', C1)).toMatchObject([
			{ name: '党员X112', home: 'X112号楼', unit: 1, fromName: 'X121', toName: 'X112', version: 2 }
		]);
	});

	it('the history tells who did what where, and why', async () => {
		const history = (who: string, node?: string) =>
			open().call<{ rows: Record<string, unknown>[] }>(who, 'charge_history', { ...C1, p_node: node && at(node) });
		const { rows } = await history('worker', 'X121');
		expect(rows[0]).toMatchObject({
			verb: 'place_members',
			about: 'members',
			person: '党员X112',
			fromName: 'X112',
			toName: 'X121',
			actorName: 'worker',
			reason: '按住址'
		});
		const given = rows.filter(({ verb }) => verb === 'assign_duty').at(-1);
		expect(given).toMatchObject({ duty: 'unit_head', standIn: true, person: '党员X112', reason: '楼里选的' });
		// out of a cell is told there as well
		expect((await history('worker', 'X112')).rows[0]).toMatchObject({ fromName: 'X112', toName: 'X121' });
		const told = (await history('administrator', 'X121')).rows;
		expect(told.length).toBe(rows.length);
		expect(JSON.stringify(told)).not.toContain('党员');
		expect(await open().attempt('sibling-worker', 'charge_history', C1)).toMatchObject({ refusal: 'not-permitted' });
	});
});
