import { randomUUID } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { PUBLIC_WISH_STATES, WISH_STATES } from '#domain/wishes/wish';
import { onEachEngine, type TestDatabase, type Who } from './database.ts';
import { at } from './fixture.ts';

interface Wish {
	readonly id: string;
	readonly state: string;
	readonly text: string;
	readonly version: number;
	readonly door: { readonly personName: string; readonly rawText: string; readonly position: unknown } | null;
}
interface Page {
	readonly total: number;
	readonly rows: readonly Wish[];
}

const setState = (wish: string, state: string, version = 1, operation = randomUUID()) => ({
	p_operation: operation,
	p_wish: at(wish),
	p_version: version,
	p_state: state,
	p_reason: '电话里说的'
});

const page = (database: TestDatabase, who: Who, filter: object = {}): Promise<Page> =>
	database.as(who, async (sql) => {
		const args = { p_district: at('D'), ...filter };
		const named = Object.keys(args).map((key, index) => `${key} => $${index + 1}`);
		return (
			await sql.query<{ page: Page }>(`select public.wishes_page(${named.join()}) as page`, Object.values(args))
		)[0]!.page;
	});

const doorsOpen = (found: Page) =>
	found.rows
		.filter((row) => row.door !== null)
		.map((row) => row.id)
		.sort();

onEachEngine('wish_marks', (open) => {
	interface Marks {
		readonly sums: readonly { node: string; kind: string; drawn: boolean; n: number; wish: string | null }[];
		readonly points: readonly { readonly wish: string }[];
	}
	const marks = (who: Who, filter: object = {}) =>
		open().call<Marks>(who, 'wish_marks', { p_district: at('D'), ...filter });
	const everybody = [null, 'resident', 'worker', 'area-worker', 'cell-worker', 'official', 'claimant', 'author'];

	it('counts what wishes_page lists, for each asker, state and kind', async () => {
		for (const who of everybody)
			for (const filter of [
				{},
				{ p_state: ['published'] },
				{ p_kind: ['urgent'] },
				{ p_state: ['collected'], p_kind: [] }
			]) {
				const [{ sums }, listed] = [await marks(who, filter), await page(open(), who, filter)];
				expect(
					sums.reduce((sum, { n }) => sum + n, 0),
					`${who} ${JSON.stringify(filter)}`
				).toBe(listed.rows.length);
				const alone = sums.flatMap(({ wish }) => wish ?? []);
				expect(listed.rows.map(({ id }) => id)).toEqual(expect.arrayContaining(alone));
			}
	});

	it('has a point for each door that is open to the asker, and for no other', async () => {
		for (const who of everybody) {
			const placed = (await page(open(), who)).rows.filter(({ door }) => door?.position);
			const { sums, points } = await marks(who);
			expect(points.map(({ wish }) => wish).sort(), String(who)).toEqual(placed.map(({ id }) => id).sort());
			expect(sums.filter(({ drawn }) => drawn).reduce((sum, { n }) => sum + n, 0)).toBe(points.length);
		}
		expect((await marks(null)).points).toEqual([]);
		expect((await marks('worker')).points.length).toBeGreaterThan(0);
		expect(await marks('official')).toEqual({ sums: [], points: [] });
	});

	it('stands where the wish stands: in its cell, else in the community', async () => {
		const { sums } = await marks('worker', { p_state: ['published', 'collected'] });
		expect(sums.map(({ node }) => node)).toEqual(expect.arrayContaining([at('C1'), at('X111')]));
	});
});

onEachEngine('wishes_page', (open) => {
	it('shows strangers what is published, without a door', async () => {
		const found = await page(open(), null);
		expect(found.total).toBe(5);
		expect(found.rows.every((row) => PUBLIC_WISH_STATES.includes(row.state as never) && row.door === null)).toBe(true);
	});

	it('shows workers every state and the door of their own subtree, elsewhere what everybody sees', async () => {
		const found = await page(open(), 'worker');
		expect(doorsOpen(found)).toEqual(
			['C1', 'C1 public', 'X111', 'X111 public', 'X112 claimed'].map((name) => at(`wish ${name}`)).sort()
		);
		expect(found.total).toBe(7);
		expect(found.rows.find((row) => row.id === at('wish X111'))?.door).toMatchObject({
			personName: '王奶奶',
			rawText: '王奶奶的灯坏了'
		});
	});

	it("opens the cells of a living area, and one's own cell only, to their workers", async () => {
		expect(doorsOpen(await page(open(), 'area-worker'))).toEqual(
			['X111', 'X111 public', 'X112 claimed'].map((name) => at(`wish ${name}`)).sort()
		);
		expect(doorsOpen(await page(open(), 'cell-worker'))).toEqual(
			['X111', 'X111 public'].map((name) => at(`wish ${name}`)).sort()
		);
	});

	it('opens a door to the live claimant, by account and by member, and to the author', async () => {
		expect(doorsOpen(await page(open(), 'claimant'))).toEqual(
			['X112 claimed', 'X211 claimed'].map((name) => at(`wish ${name}`)).sort()
		);
		expect(doorsOpen(await page(open(), 'author'))).toEqual([at('wish X311')]);
	});

	it('closes the door when the claim ends', async () => {
		await open().call('worker', 'set_wish_state', setState('wish X112 claimed', 'published'));
		expect(doorsOpen(await page(open(), 'claimant'))).toEqual([at('wish X211 claimed')]);
	});

	it('gives officials the number and no row', async () => {
		const found = await page(open(), 'official');
		expect(found.total).toBe(5);
		expect(found.rows).toEqual([]);
	});

	it('gives administrators no door', async () => {
		expect(doorsOpen(await page(open(), 'administrator'))).toEqual([]);
		expect(doorsOpen(await page(open(), 'chief'))).toEqual([]);
	});

	it('filters, pages and counts', async () => {
		expect((await page(open(), null, { p_community: at('C2') })).total).toBe(2);
		expect((await page(open(), null, { p_lineage: at('A21') })).total).toBe(2);
		expect((await page(open(), null, { p_lineage: at('A11'), p_state: ['published'] })).rows).toHaveLength(2);
		const [first, second] = await Promise.all([
			page(open(), null, { p_limit: 2 }),
			page(open(), null, { p_limit: 2, p_offset: 2 })
		]);
		expect(first.total).toBe(5);
		expect(new Set([...first.rows, ...second.rows].map((row) => row.id)).size).toBe(4);
	});

	it('agrees with the domain on which states are public', async () => {
		const states = await open().sql.query<{ s: string }>('select private.public_wish_states() as s');
		expect(states.map((row) => row.s)).toEqual(PUBLIC_WISH_STATES);
	});
});

onEachEngine('set_wish_state', (open) => {
	it('publishes by hand and tells the new version', async () => {
		const answer = await open().call('worker', 'set_wish_state', setState('wish X111', 'published'));
		expect(answer).toEqual({ id: at('wish X111'), version: 2, state: 'published' });
	});

	it('does the same operation once', async () => {
		const args = setState('wish C1', 'published');
		const first = await open().call('worker', 'set_wish_state', args);
		expect(await open().call('worker', 'set_wish_state', args)).toEqual(first);
	});

	it('operation-conflict: the same id with another body, or from somebody else', async () => {
		const operation = randomUUID();
		await open().call('worker', 'set_wish_state', setState('wish C1 public', 'claimed', 1, operation));
		const other = await open().attempt(
			'worker',
			'set_wish_state',
			setState('wish C1 public', 'cancelled', 1, operation)
		);
		const stranger = await open().attempt(
			'district-worker',
			'set_wish_state',
			setState('wish C1 public', 'claimed', 1, operation)
		);
		expect([other, stranger]).toEqual([
			{ ok: false, refusal: 'operation-conflict' },
			{ ok: false, refusal: 'operation-conflict' }
		]);
	});

	it('stale-version: both values are told', async () => {
		const stale = open().call('worker', 'set_wish_state', setState('wish C1 public', 'done', 1));
		await expect(stale).rejects.toMatchObject({ message: 'stale-version' });
		const detail = await stale.catch((cause: { detail: string }) => JSON.parse(cause.detail) as unknown);
		expect(detail).toEqual({ version: 2, current: { state: 'claimed' }, sent: { state: 'done' } });
	});

	it('already-claimed: told before anything else', async () => {
		expect(await open().attempt('district-worker', 'set_wish_state', setState('wish C1 public', 'claimed', 1))).toEqual(
			{
				ok: false,
				refusal: 'already-claimed'
			}
		);
	});

	it('not-permitted: a published wish of another community; not-found: a hidden one', async () => {
		const published = await open().attempt('worker', 'set_wish_state', setState('wish X211 public', 'claimed'));
		const hidden = await open().attempt('worker', 'set_wish_state', setState('wish X211', 'published'));
		expect([published, hidden]).toEqual([
			{ ok: false, refusal: 'not-permitted' },
			{ ok: false, refusal: 'not-found' }
		]);
	});

	it('public-text-missing: nothing is published unmasked', async () => {
		await open().sql.query(`update public.wishes set public_text = '' where id = $1`, [at('wish X211')]);
		expect(await open().attempt('sibling-worker', 'set_wish_state', setState('wish X211', 'published'))).toEqual({
			ok: false,
			refusal: 'public-text-missing'
		});
	});

	it('ends and reopens the claim with the wish', async () => {
		const claim = async () =>
			(
				await open().sql.query<{ state: string }>('select state from public.wish_claims where id = $1', [
					at('claim X211')
				])
			)[0]!.state;
		const go = (state: string, version: number) =>
			open().call('sibling-worker', 'set_wish_state', setState('wish X211 claimed', state, version));
		await go('done', 1);
		expect(await claim()).toBe('done');
		await go('under_way', 2);
		expect(await claim()).toBe('live');
		await go('published', 3);
		expect(await claim()).toBe('released');
	});

	describe('bad-transition', () => {
		it('every state has its followers and no other', async () => {
			const rows = await open().sql.query<{ way: string }>(
				`select a || ' ' || b as way from unnest($1::text[]) a cross join unnest($1::text[]) b where private.may_follow(a, b)`,
				[WISH_STATES]
			);
			expect(rows.map((row) => row.way).sort()).toEqual(WAYS.sort());
		});

		it('is refused by name', async () => {
			expect(await open().attempt('sibling-worker', 'set_wish_state', setState('wish X211 public', 'closed'))).toEqual({
				ok: false,
				refusal: 'bad-transition'
			});
		});
	});
});

const WAYS = [
	'collected published',
	'collected returned',
	'collected cancelled',
	'published claimed',
	'published returned',
	'published cancelled',
	'claimed under_way',
	'claimed done',
	'claimed published',
	'claimed cancelled',
	'under_way done',
	'under_way published',
	'under_way cancelled',
	'done confirmed',
	'done under_way',
	'done published',
	'done cancelled',
	'confirmed closed',
	'confirmed under_way',
	'returned collected',
	'returned cancelled'
];
