import { beforeAll, describe, expect, it } from 'vitest';
import { onEachEngine } from './database.ts';
import { at } from './fixture.ts';

interface Totals {
	readonly households: number | null;
	readonly people: number | null;
	readonly elders: number | null;
	readonly children: number | null;
	readonly suppressed: boolean;
}
interface View {
	readonly communities: readonly { readonly id: string; readonly totals: Totals }[];
	readonly cells: readonly {
		readonly id: string;
		readonly level: number;
		readonly parentId: string;
		readonly communityId: string;
		readonly totals: Totals;
	}[];
}
type Measure = 'people' | 'elders' | 'children';

// households are not among them: how many a building has is public
const LIMITS: Readonly<Record<Measure, number>> = { people: 5, elders: 10, children: 10 };
const SEED = 20261120;

interface Span {
	readonly low: number;
	readonly high: number;
}

/**
 * What somebody who reads all the totals and knows the rules can work out about each hidden stairwell, if it is small:
 * the span it must lie in. Hidden cells of one sum are all small, or one of them is a larger companion.
 */
function narrow(view: View, measure: Measure): Span[] {
	const top = LIMITS[measure] - 1;
	const value = ({ totals }: { totals: Totals }) => totals[measure];
	const areas = view.cells.filter((cell) => cell.level === 2);
	const stairsOf = (id: string) => view.cells.filter((cell) => cell.parentId === id && cell.level === 3);
	const sums = [
		...areas.map((area) => ({ sum: value(area), parts: stairsOf(area.id) })),
		...view.communities.map((community) => ({
			sum: value(community),
			parts: areas
				.filter((area) => area.communityId === community.id)
				.flatMap((area) => (value(area) === null ? stairsOf(area.id) : [area]))
		}))
	];
	return sums.flatMap(({ sum, parts }) => {
		if (sum === null) return [];
		const hidden = parts.filter((part) => value(part) === null).length;
		const rest = sum - parts.reduce((shown, part) => shown + (value(part) ?? 0), 0);
		const allSmall = { low: Math.max(0, rest - (hidden - 1) * top), high: Math.min(top, rest) };
		const withCompanion = { low: 0, high: hidden > 1 ? Math.min(top, rest - LIMITS[measure]) : -1 };
		const span = withCompanion.high >= allSmall.high ? withCompanion : allSmall;
		return Array.from({ length: hidden }, () => span);
	});
}

/** mulberry32: a small seeded generator, good enough to scatter people. */
function random(seed: number): () => number {
	let state = seed;
	return () => {
		state = (state + 0x6d2b79f5) | 0;
		let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
		mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
		return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
	};
}

onEachEngine('totals', (open) => {
	/** What the map shows, and all the stairwell cells that a list can show. */
	const view = async (who: string | null): Promise<View> => {
		const seen = await open().call<View>(who, 'map_view', { p_district: at('D') });
		const cells = [...seen.cells];
		for (let total = Infinity, offset = 0; offset < total; offset += 200) {
			const args = { p_district: at('D'), p_limit: 200, p_offset: offset };
			const page = await open().call<{ total: number; rows: View['cells'] }>(who, 'cells_page', args);
			cells.push(...page.rows);
			total = page.total;
		}
		return { ...seen, cells };
	};
	const totalsOf = async (who: string | null, id: string) =>
		(await view(who)).cells.find((cell) => cell.id === at(id))!.totals;

	it('withholds small numbers from the public and from officials, not from workers', async () => {
		// 30 households, 75 people, 12 elders, 6 children in every stairwell
		const masked = { households: 30, people: 75, elders: 12, children: null, suppressed: true };
		expect(await totalsOf(null, 'cell X111')).toEqual(masked);
		expect(await totalsOf('official', 'cell X111')).toEqual(masked);
		expect(await totalsOf('administrator', 'cell X111')).toEqual(masked);
		expect(await totalsOf('worker', 'cell X111')).toEqual({
			households: 30,
			people: 75,
			elders: 12,
			children: 6,
			suppressed: false
		});
		expect(await totalsOf('worker', 'cell X211')).toEqual(masked);
		expect(await totalsOf('cell-worker', 'cell X112')).toEqual(masked);
	});

	it('withholds a sum that would give a hidden part away', async () => {
		// A12 has one stairwell only: its sum is that stairwell
		expect((await totalsOf(null, 'cell A12')).children).toBeNull();
		expect((await totalsOf(null, 'cell A21')).elders).toBe(12);
	});

	it('agrees with the card', async () => {
		const card = await open().call<{ totals: Totals }>(null, 'cell_card', { p_node: at('X111') });
		expect(card.totals).toEqual(await totalsOf(null, 'cell X111'));
	});

	it('a district can raise the threshold and not lower it', async () => {
		const settings = (vulnerable: unknown) =>
			open().sql.query(`update public.districts set settings = $2 where id = $1`, [
				at('D'),
				JSON.stringify({ thresholds: { vulnerable } })
			]);
		await settings(13);
		expect((await totalsOf(null, 'cell X111')).elders).toBeNull();
		await settings(1);
		expect((await totalsOf(null, 'cell X111')).children).toBeNull();
		await settings('nonsense');
		expect((await totalsOf(null, 'cell X111')).elders).toBe(12);
	});

	it('says zero where nobody lives', async () => {
		await open().sql.query(
			'update public.units set households = 0, people = 0, elders = 0, children = 0 where building_id = $1',
			[at('building X311')]
		);
		const nobody = { households: 0, people: 0, elders: 0, children: 0, suppressed: false };
		expect(await totalsOf(null, 'cell X311')).toEqual(nobody);
		expect(await totalsOf(null, 'cell A31')).toEqual(nobody);
	});

	describe('against somebody who subtracts', () => {
		beforeAll(async () => {
			const chance = random(SEED);
			const { sql } = open();
			await sql.run(TEN_AREAS);
			const units = await sql.query<{ id: string }>(`select id from public.units where number >= 100 order by ordinal`);
			const dice = (sides: number) => Math.floor(chance() * sides);
			await sql.query(
				`update public.units u set households = v.h, people = v.p, elders = v.e, children = v.k
				from unnest($1::uuid[], $2::int[], $3::int[], $4::int[], $5::int[]) as v (id, h, p, e, k) where u.id = v.id`,
				[units.map((u) => u.id), ...[9, 30, 60, 40].map((sides) => units.map(() => dice(sides)))]
			);
		});

		it.each(Object.keys(LIMITS) as Measure[])(
			`every hidden count of %s may still be anything below the threshold (seed ${SEED})`,
			async (measure) => {
				const spans = narrow(await view(null), measure);
				expect(spans.length).toBeGreaterThan(20);
				expect(spans.filter((span) => span.low > 0 || span.high < LIMITS[measure] - 1)).toEqual([]);
			}
		);
	});
});

// Ten more living areas of one to ten stairwells in each of the three communities, one unit each.
const TEN_AREAS = `
insert into public.nodes (id, district_id, kind, parent_id, path)
select md5(c.name || '/' || a || '/' || s)::uuid, c.district_id, 'lineage', c.id, n.path operator(extensions.||) md5(c.name || '/' || a || '/' || s)
from public.communities c join public.nodes n on n.id = c.id cross join generate_series(1, 10) a cross join lateral generate_series(0, a) s
where c.district_id = md5('D')::uuid;
insert into public.lineages (id, district_id, community_id, level)
select md5(c.name || '/' || a || '/' || s)::uuid, c.district_id, c.id, case s when 0 then 2 else 3 end
from public.communities c cross join generate_series(1, 10) a cross join lateral generate_series(0, a) s where c.district_id = md5('D')::uuid;
insert into public.cells (id, district_id, community_id, plan_id, lineage_id, level, parent_id, name, code)
select l.id, l.district_id, l.community_id, md5('plan D')::uuid, l.id, l.level, case l.level when 3 then md5(c.name || '/' || a || '/0')::uuid end,
	c.name || '/' || a || '/' || s, c.name || '/' || a || '/' || s
from public.communities c cross join generate_series(1, 10) a cross join lateral generate_series(0, a) s
	join public.lineages l on l.id = md5(c.name || '/' || a || '/' || s)::uuid order by l.level;
insert into public.units (id, district_id, community_id, building_id, ordinal, number)
select md5('unit' || c.code)::uuid, c.district_id, c.community_id, b.id, 1000 + row_number() over (order by c.code), 99 + row_number() over (order by c.code)
from public.cells c join lateral (select b.id from public.buildings b where b.community_id = c.community_id order by b.name limit 1) b on true
where c.code like '%/%' and c.level = 3;
insert into public.cell_units (plan_id, unit_id, district_id, cell_id)
select c.plan_id, md5('unit' || c.code)::uuid, c.district_id, c.id from public.cells c where c.code like '%/%' and c.level = 3;`;
