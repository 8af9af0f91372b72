import { randomUUID } from 'node:crypto';
import { expect, it } from 'vitest';
import { onEachEngine, type Who } from './database.ts';
import { at } from './fixture.ts';

interface Change {
	readonly seq: number;
	readonly subject: string;
	readonly id: string;
	readonly communityId: string | null;
	readonly isPublic: boolean;
}

onEachEngine('feed', (open) => {
	const head = async () => (await open().sql.query<{ seq: number }>('select max(seq) as seq from public.feed'))[0]!.seq;
	const since = (who: Who, seq: number) =>
		open().call<readonly Change[]>(who, 'feed_since', { p_district: at('D'), p_seq: seq });
	const setState = (wish: string, state: string, version = 1) =>
		open().call('worker', 'set_wish_state', {
			p_operation: randomUUID(),
			p_wish: at(wish),
			p_version: version,
			p_state: state
		});

	it('tells by id, to those who may know', async () => {
		const start = await head();
		await open().call('worker', 'move_member', {
			p_operation: randomUUID(),
			p_member: at('member X111'),
			p_version: 1,
			p_lineage: at('X112')
		});
		// numbers grow; a database that was cut off may leave some out
		expect(await since('worker', start)).toEqual([
			{ seq: expect.any(Number), subject: 'members', id: at('member X111'), communityId: at('C1'), isPublic: false }
		]);
		for (const who of ['district-worker', 'cell-worker', 'administrator', 'chief'])
			expect(await since(who, start), who).toHaveLength(1);
		for (const who of [null, 'resident', 'official', 'sibling-worker', 'stranger-chief'])
			expect(await since(who, start), `${who}`).toEqual([]);
	});

	it('tells everybody of a wish that becomes public, and of one that stops to be', async () => {
		const start = await head();
		await setState('wish X111', 'published');
		await setState('wish X111', 'cancelled', 2);
		const heard = await since(null, start);
		expect(heard.map((change) => [change.subject, change.id, change.isPublic])).toEqual([
			['wishes', at('wish X111'), true],
			['wishes', at('wish X111'), true]
		]);
	});

	it('is silent about a wish that never was', async () => {
		const start = await head();
		await setState('wish C1', 'cancelled');
		expect(await since(null, start)).toEqual([]);
		expect(await since('worker', start)).toHaveLength(1);
	});

	it('tells of a crowd once, as a change of the district', async () => {
		const start = await head();
		await open().sql.query(
			`insert into public.members (district_id, community_id, name, kind) select $1, $2, 'M' || i, 'community' from generate_series(1, 51) i`,
			[at('D'), at('C1')]
		);
		expect(await since(null, start)).toMatchObject([{ subject: 'districts', id: at('D'), isPublic: true }]);
	});

	it('tells the workers of a community who asks to volunteer there', async () => {
		const start = await head();
		await open().call('resident', 'ask_to_volunteer', { p_operation: randomUUID(), p_node: at('X112') });
		expect(await since('worker', start)).toMatchObject([{ subject: 'grants', communityId: at('C1') }]);
	});

	it('notifies listeners with the same, after the commit and not before', async () => {
		const heard: string[] = [];
		const stop = await open().sql.listen('gezhi_feed', (payload) => heard.push(payload));
		await open()
			.sql.transaction(async (tx) => {
				await tx.query(`update public.districts set attribution = 'x' where id = $1`, [at('D')]);
				throw new Error('undone');
			})
			.catch(() => undefined);
		const start = await head();
		await open().sql.query(`update public.districts set attribution = 'y' where id = $1`, [at('D')]);
		await expect.poll(() => heard.length).toBe(1);
		await stop();
		const { seq, ...told } = JSON.parse(heard[0]!) as Change & { districtId: string };
		expect(seq).toBeGreaterThan(start);
		expect(told).toEqual({ districtId: at('D'), communityId: null, subject: 'districts', id: at('D'), isPublic: true });
	});
});
