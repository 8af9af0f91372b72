import { randomUUID } from 'node:crypto';
import { expect, it } from 'vitest';
import { onEachEngine, type TestDatabase, type Who } from './database.ts';
import { at } from './fixture.ts';

interface Member {
	readonly id: string;
	readonly name: string;
	readonly phone: string | null;
	readonly version: number | null;
	readonly position: readonly [number, number] | null;
	readonly cellName: string | null;
}

const page = (database: TestDatabase, who: Who, args: object = {}) =>
	database.call<{ total: number; rows: readonly Member[] }>(who, 'members_page', { p_district: at('D'), ...args });
const move = (member: string, cell: string | null, version = 1) => ({
	p_operation: randomUUID(),
	p_member: at(`member ${member}`),
	p_version: version,
	p_lineage: cell && at(cell),
	p_reason: '搬家'
});

onEachEngine('members', (open) => {
	it('shows residents those who show their identity, without phone, home or version', async () => {
		const found = await page(open(), 'resident');
		expect(found.rows.map((row) => row.name)).toEqual(['党员X111 shown', '党员X211 shown']);
		for (const row of found.rows) expect(row).toMatchObject({ phone: null, version: null, position: null });
	});

	it('shows workers their own with everything, drawn at home while placed there', async () => {
		const found = await page(open(), 'worker', { p_lineage: at('X111') });
		expect(found.rows.map((row) => row.name)).toEqual(['党员X111', '党员X111 shown']);
		expect(found.rows[0]).toMatchObject({ phone: '1380000X111', version: 1, cellName: 'X111' });
		expect(found.rows[0]!.position?.[0]).toBeCloseTo(116.001);
	});

	it('does not search phones that one may not see', async () => {
		expect((await page(open(), 'worker', { p_query: '1380000X111' })).total).toBe(2);
		expect((await page(open(), 'resident', { p_query: '1380000X111' })).total).toBe(0);
		expect((await page(open(), 'sibling-worker', { p_query: '1380000X111' })).total).toBe(0);
	});

	it('takes % and _ in a search as letters', async () => {
		expect((await page(open(), 'worker', { p_query: '%' })).total).toBe(0);
		expect((await page(open(), 'worker', { p_query: '_' })).total).toBe(0);
	});

	it('gives officials no name, and counts from the threshold upwards only', async () => {
		expect((await page(open(), 'official')).total).toBe(0);
		const counts = await open().call<{ lineageId: string; n: number | null }[]>('official', 'members_in_cells', {
			p_district: at('D')
		});
		expect(counts.map((row) => row.n)).toEqual(counts.map(() => null));
		const exact = await open().call<{ lineageId: string; n: number | null }[]>('worker', 'members_in_cells', {
			p_district: at('D')
		});
		expect(exact.find((row) => row.lineageId === at('X111'))?.n).toBe(2);
	});

	it('member_card: the own one, those who show their identity, nobody else', async () => {
		const card = (who: Who, name: string) => open().attempt(who, 'member_card', { p_member: at(`member ${name}`) });
		expect(await card('worker', 'X111')).toMatchObject({ ok: true, result: { phone: '1380000X111' } });
		expect(await card('resident', 'X111 shown')).toMatchObject({ ok: true, result: { phone: null } });
		expect(await card('resident', 'X111')).toEqual({ ok: false, refusal: 'not-found' });
		expect(await card('official', 'X111 shown')).toEqual({ ok: false, refusal: 'not-found' });
	});

	it('moves a member within the own subtree, and no longer draws the home', async () => {
		expect(await open().call('worker', 'move_member', move('X111', 'X121'))).toEqual({
			id: at('member X111'),
			version: 2,
			lineageId: at('X121')
		});
		const moved = (await page(open(), 'worker', { p_lineage: at('X121') })).rows[0];
		expect(moved).toMatchObject({ id: at('member X111'), position: null, version: 2 });
	});

	it('stale-version: both cells are told', async () => {
		const detail = await open()
			.call('worker', 'move_member', move('X111', 'X112'))
			.catch((cause: { detail: string }) => JSON.parse(cause.detail) as unknown);
		expect(detail).toEqual({ version: 2, current: { lineageId: at('X121') }, sent: { lineageId: at('X112') } });
	});

	it('not-permitted into the cell of others; not-a-cell into a living area or another district', async () => {
		const into = (cell: string) => open().attempt('worker', 'move_member', move('X112', cell));
		expect(await into('X211')).toEqual({ ok: false, refusal: 'not-permitted' });
		expect(await into('A12')).toEqual({ ok: false, refusal: 'not-a-cell' });
		expect(await into('X911')).toEqual({ ok: false, refusal: 'not-a-cell' });
	});

	it('follows the community when a district worker moves further, and leaves the old worker', async () => {
		await open().call('district-worker', 'move_member', move('X112', 'X211'));
		const names = async (who: Who) =>
			(await page(open(), who)).rows.filter((row) => row.version !== null).map((row) => row.id);
		expect(await names('worker')).not.toContain(at('member X112'));
		expect(await names('sibling-worker')).toContain(at('member X112'));
	});
});
