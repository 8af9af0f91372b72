import { randomUUID } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { TRACKING_CODE } from '#domain/wishes/tracking-code';
import { onEachEngine, type TestDatabase, type Who } from './database.ts';
import { at } from './fixture.ts';

const RAW = '想请人帮王奶奶换一个灯泡';
const SECRETS = [RAW, '13755556666', '刘奶奶', '隔壁小陈', '三楼东'];

const wish = (rest: object = {}, operation = randomUUID()) => ({
	p_operation: operation,
	p_community: at('C1'),
	p_building: at('building X111'),
	p_unit: 1,
	p_kind: 'service',
	p_beneficiary: 'empty_nest_elder',
	p_due_days: 14,
	p_text: RAW,
	p_consent: 'proxy',
	p_contact: '13755556666',
	p_person: '刘奶奶',
	p_proxy: '隔壁小陈',
	p_door: '三楼东',
	...rest
});

const post = async (database: TestDatabase, who: Who, args: object = wish()) =>
	(await database.call<{ code: string }>(who, 'post_wish', args as Record<string, unknown>)).code;

const refusal = async (database: TestDatabase, who: Who, rest: object) => {
	const answer = await database.attempt(who, 'post_wish', wish(rest));
	return answer.ok ? 'ok' : answer.refusal;
};

interface Kept {
	readonly id: string;
	readonly state: string;
	readonly public_text: string;
	readonly lineage_id: string | null;
	readonly raw_text: string;
	readonly author_id: string | null;
	readonly consent: string;
	readonly consented: boolean;
}
const keptBy = async ({ sql }: TestDatabase, code: string): Promise<Kept> =>
	(
		await sql.query<Kept>(
			`select w.id, w.state, w.public_text, w.lineage_id, d.raw_text, d.author_id, d.consent, d.consent_at is not null as consented
			from private.wish_codes k join public.wishes w on w.id = k.wish_id join public.wish_doors d on d.wish_id = w.id
			where k.code_hash = private.kept_hash('gezhi wish code', $1)`,
			[code]
		)
	)[0]!;

const count = async ({ sql }: TestDatabase, table: string) =>
	Number((await sql.query<{ n: number }>(`select count(*)::int as n from ${table}`))[0]!.n);

onEachEngine('post_wish', (open) => {
	it('keeps what a stranger tells, unseen, with the consent and the cell, and answers a code', async () => {
		const code = await post(open(), null);
		expect(code).toMatch(TRACKING_CODE);
		expect(await keptBy(open(), code)).toMatchObject({
			state: 'collected',
			public_text: '',
			lineage_id: at('X111'),
			raw_text: RAW,
			author_id: null,
			consent: 'proxy',
			consented: true
		});
	});

	it('keeps an account as the author, who then sees the own door, and nobody else does', async () => {
		const code = await post(open(), 'resident');
		const { id, author_id } = await keptBy(open(), code);
		expect(author_id).toBe(at('resident'));
		const own = await open().call<{ door: { rawText: string } }>('resident', 'wish_card', { p_wish: id });
		expect(own.door.rawText).toBe(RAW);
		for (const who of [null, 'volunteer', 'official', 'sibling-worker', 'administrator'])
			expect(await open().attempt(who, 'wish_card', { p_wish: id }), String(who)).toEqual({
				ok: false,
				refusal: 'not-found'
			});
	});

	it('makes one wish of one operation, with one code', async () => {
		const args = wish();
		const before = await count(open(), 'public.wishes');
		const codes = [await post(open(), null, args), await post(open(), null, args)];
		expect(codes[1]).toBe(codes[0]);
		expect(await count(open(), 'public.wishes')).toBe(before + 1);
		const other = await open().attempt(null, 'post_wish', { ...args, p_text: '另一个心愿' });
		expect(other).toEqual({ ok: false, refusal: 'operation-conflict' });
		expect(await open().attempt('resident', 'post_wish', args)).toEqual({ ok: false, refusal: 'operation-conflict' });
	});

	it('keeps neither the code nor the operation, in any table', async () => {
		const operation = randomUUID();
		const code = await post(open(), null, wish({}, operation));
		for (const table of ['private.wish_codes', 'public.operations', 'public.audit_entries', 'public.feed']) {
			const rows = await open().sql.query<{ text: string }>(`select row_to_json(t)::text as text from ${table} t`);
			const text = rows.map((row) => row.text).join('\n');
			expect([text.includes(code), text.includes(operation)], table).toEqual([false, false]);
		}
	});

	it('tells the audit of the community who cannot be named, and the feed no more than an id, to workers only', async () => {
		const code = await post(open(), null);
		const { id } = await keptBy(open(), code);
		const [entry] = await open().sql.query<{ actor_id: string | null; verb: string; node_id: string }>(
			'select actor_id, verb, node_id from public.audit_entries where subject_id = $1',
			[id]
		);
		expect(entry).toEqual({ actor_id: null, verb: 'post_wish', node_id: at('X111') });
		const told = await open().sql.query<{ subject: string; is_public: boolean }>(
			'select subject, is_public from public.feed where subject_id = $1',
			[id]
		);
		expect(told).toEqual([{ subject: 'wishes', is_public: false }]);
		const all = await open().sql.query<{ text: string }>(
			'select row_to_json(a)::text as text from public.audit_entries a'
		);
		for (const secret of SECRETS) expect(all.map((row) => row.text).join('\n')).not.toContain(secret);
	});

	it('stands in no cell where the stairwell is not known and the building has several', async () => {
		await open().sql.run(
			`update public.cell_units set cell_id = '${at('cell X112')}' where unit_id = '${at('X111号楼2')}' and plan_id = '${at('plan D')}'`
		);
		const unsure = await keptBy(open(), await post(open(), null, wish({ p_unit: null })));
		expect(unsure.lineage_id).toBe(null);
		const sure = await keptBy(open(), await post(open(), null, wish({ p_unit: 2 })));
		expect(sure.lineage_id).toBe(at('X112'));
	});

	it.each([
		['text-missing', { p_text: '  ' }],
		['text-unclear', { p_text: '12345 67890' }],
		['too-long', { p_text: '愿'.repeat(501) }],
		['contact-missing', { p_contact: '' }],
		['consent-missing', { p_consent: '' }],
		['guardian-missing', { p_beneficiary: 'left_behind_child' }],
		['kind-missing', { p_kind: 'gold' }],
		['beneficiary-missing', { p_beneficiary: null }],
		['out-of-range', { p_due_days: 900 }],
		['community-missing', { p_community: at('nowhere') }],
		['building-elsewhere', { p_building: at('building X211') }],
		['building-elsewhere', { p_building: at('building X911') }],
		['operation-missing', { p_operation: null }]
	])('refuses with %s', async (name, rest) => {
		expect(await refusal(open(), null, rest)).toBe(name);
	});

	it('keeps script, emoji and right-to-left text as it was written', async () => {
		for (const text of ['<script>alert(1)</script> 请帮忙', '👵🏽 想要毛毯 🧶', 'أريد بطانية', "O'Brien 想学书法"])
			expect((await keptBy(open(), await post(open(), null, wish({ p_text: text })))).raw_text).toBe(text);
	});

	it('asks strangers to come back when too many wait, and takes those of accounts', async () => {
		await open().sql.run(`with w as (
			insert into public.wishes (district_id, community_id, kind, beneficiary)
			select '${at('D')}', '${at('C3')}', 'goods', 'other' from generate_series(1, 300) returning id
		) insert into public.wish_doors (wish_id, district_id, community_id, raw_text) select id, '${at('D')}', '${at('C3')}', '等' from w`);
		const there = { p_community: at('C3'), p_building: null, p_unit: null };
		expect(await refusal(open(), null, there)).toBe('too-many-waiting');
		expect(await refusal(open(), 'resident', there)).toBe('ok');
	});
});

onEachEngine('wish_by_code', (open) => {
	it('tells the state from collected to confirmed, and the masked text only', async () => {
		const code = await post(open(), null);
		const { id } = await keptBy(open(), code);
		expect(await open().call(null, 'wish_by_code', { p_code: code })).toMatchObject({
			state: 'collected',
			text: '',
			communityName: 'C1'
		});
		await open().sql.query("update public.wishes set public_text = '一位老人想换灯泡' where id = $1", [id]);
		for (const [version, state] of ['published', 'claimed', 'done', 'confirmed'].entries()) {
			await open().call('worker', 'set_wish_state', {
				p_operation: randomUUID(),
				p_wish: id,
				p_version: version + 1,
				p_state: state
			});
			const told = await open().call<object>(null, 'wish_by_code', { p_code: code });
			expect(told).toMatchObject({ state, text: '一位老人想换灯泡' });
			for (const secret of SECRETS) expect(JSON.stringify(told)).not.toContain(secret);
		}
	});

	it('says the same of every code that is none', async () => {
		const code = await post(open(), null);
		for (const wrong of ['', '0'.repeat(12), code.slice(0, 11), `${code}0`, code.toLowerCase(), "' or true --"])
			expect(await open().attempt('worker', 'wish_by_code', { p_code: wrong }), wrong).toEqual({
				ok: false,
				refusal: 'code-unknown'
			});
	});
});

interface CommunityPage {
	readonly counts: { readonly open: number };
	readonly duties: readonly { readonly name: string | null; readonly phone: string | null }[];
	readonly totals: { readonly elders: number | null };
	readonly wishes: {
		readonly total: number;
		readonly rows: readonly { readonly state: string; readonly door: unknown }[];
	};
}

onEachEngine('community_page', (open) => {
	const read = (who: Who) => open().call<CommunityPage>(who, 'community_page', { p_community: at('C1') });

	it('shows even its own worker no more than everybody sees', async () => {
		expect(await read('worker')).toEqual(await read(null));
		expect(await read('resident')).toEqual(await read(null));
	});

	it('has masked wishes without doors, and duties without phones', async () => {
		await post(open(), null);
		const page = await read('worker');
		expect(page.wishes.rows.length).toBeGreaterThan(0);
		expect(page.wishes.rows.every(({ state, door }) => state !== 'collected' && door === null)).toBe(true);
		expect(page.duties.every(({ phone }) => phone === null)).toBe(true);
		for (const secret of [...SECRETS, '王奶奶', '13711112222']) expect(JSON.stringify(page)).not.toContain(secret);
	});

	it('gives officials the number and no rows', async () => {
		const page = await read('official');
		expect(page.wishes.rows).toEqual([]);
		expect(page.wishes.total).toBeGreaterThan(0);
	});
});

describe('the ground of the public pages', () => {
	onEachEngine('public_district', (open) => {
		it('knows communities and centres, and nobody who lives there', async () => {
			const told = await open().call<{
				communities: { name: string }[];
				subdistricts: unknown;
				centresVersion: string;
			}>(null, 'public_district', { p_district: at('D') });
			expect(told.communities.map(({ name }) => name)).toEqual(['C1', 'C2', 'C3']);
			expect(told.subdistricts).toMatchObject([{ below: 2 }, { below: 1 }]);
			expect(told.centresVersion).toMatch(/^[0-9a-f]{12}$/);
			expect(JSON.stringify(told)).not.toContain('王奶奶');
		});

		it('refuses a district and a centre that are not there', async () => {
			for (const [name, args] of [
				['public_district', { p_district: at('none') }],
				['centre_card', { p_centre: at('none') }],
				['community_page', { p_community: at('building X111') }]
			] as const)
				expect(await open().attempt(null, name, args)).toEqual({ ok: false, refusal: 'not-found' });
		});
	});
});
