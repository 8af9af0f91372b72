import { createHash } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { ringContains, type Ring } from '#domain/place/ring';
import type { Survey } from '#domain/place/survey';
import { cellOutlines, openTopology } from '#domain/division/outline';
import type { ParcelTopology } from '#domain/division/parcel-topology';
import { decodeNetwork } from '#domain/reach/artefact';
import { ingest, type IngestOptions } from '#server/ingest/ingest';
import type { Sql } from '#server/sql';
import { embeddedSql } from '#fixtures/embedded-sql';
import { fixtureId, SMALL_LIFE, SMALL_SURVEY } from '#fixtures/small-survey';

let sql: Sql;
beforeAll(async () => {
	sql = await embeddedSql();
}, 120_000);
afterAll(() => sql.close());

const DEMO: IngestOptions = { isDemo: true };
const DISTRICT = fixtureId('district', 1);

/** Tables that an ingest fills, as the database counts them. */
const TABLES = [
	...['nodes', 'districts', 'subdistricts', 'communities', 'compounds', 'buildings', 'units', 'parcels'],
	...['street_artefacts', 'plans', 'lineages', 'cells', 'cell_units', 'organisations', 'centres', 'service_items'],
	...['opening_hours', 'members', 'duties', 'teams', 'team_members', 'wishes', 'wish_doors', 'wish_claims'],
	...['audit_entries', 'feed']
];

async function counts(): Promise<Record<string, number>> {
	const [row] = await sql.query<Record<string, number>>(
		`select ${TABLES.map((table) => `(select count(*)::int from public.${table}) as ${table}`).join(', ')}`
	);
	return row!;
}

async function one<T>(text: string, params: readonly unknown[] = []): Promise<T> {
	const [row] = await sql.query<{ value: T }>(text, params);
	return row!.value;
}

/** A district of its own: every id of the survey with another beginning. */
function moved(survey: Survey, mark: string): Survey {
	return JSON.parse(JSON.stringify(survey).replaceAll('-0000-4000-8000-', `-${mark}-4000-8000-`)) as Survey;
}

describe('an ingest that is stopped or fails leaves nothing', () => {
	test('stopped at any of its pauses', async () => {
		const before = await counts();
		for (let pauses = 1; ; pauses++) {
			const stop = new AbortController();
			let left = pauses;
			const onProgress = () => {
				if (--left === 0) stop.abort(new Error('stopped'));
			};
			const outcome = await ingest(sql, SMALL_SURVEY, SMALL_LIFE, { ...DEMO, signal: stop.signal, onProgress })
				.then(() => 'done')
				.catch((error: Error) => error.message);
			// The last pause comes when everything is stored.
			if (outcome === 'done' || (await counts())['districts'] === 1) {
				expect(pauses).toBeGreaterThan(20);
				await sql.query('delete from public.nodes where id = $1', [DISTRICT]);
				break;
			}
			expect(outcome).toBe('stopped');
			expect(await counts()).toEqual(before);
		}
	}, 120_000);

	test('refused before it writes', async () => {
		const before = await counts();
		await expect(ingest(sql, { ...SMALL_SURVEY, communities: [] }, null, DEMO)).rejects.toMatchObject({
			refusal: 'empty-survey'
		});
		expect(await counts()).toEqual(before);
	});

	test('refused by the database in the middle', async () => {
		const before = await counts();
		const wishes = SMALL_LIFE.wishes.map((wish) => ({ ...wish, publicText: '' }));
		await expect(ingest(sql, SMALL_SURVEY, { ...SMALL_LIFE, wishes }, DEMO)).rejects.toThrow('wishes');
		expect(await counts()).toEqual(before);
	});
});

describe('a district that is ingested', () => {
	const stages: string[] = [];
	beforeAll(async () => {
		await sql.query('delete from public.nodes');
		const onProgress: IngestOptions['onProgress'] = ({ stage }) => void (stages.at(-1) === stage || stages.push(stage));
		const { districtId, counts: told } = await ingest(sql, SMALL_SURVEY, SMALL_LIFE, { ...DEMO, onProgress });
		expect(districtId).toBe(DISTRICT);
		expect(told).toMatchObject({ blocks: 5, blocks_failed: 0 });
		const stored = await counts();
		for (const [table, rows] of Object.entries(told))
			if (table in stored) expect([table, stored[table]]).toEqual([table, rows]);
	});

	test('went through the stages in order', () => {
		expect(stages).toEqual(['check', 'parcels', 'network', 'basemap', 'store', 'settle']);
	});

	test('hangs below its nodes by id', async () => {
		const rows = await sql.query<{ kind: string; path: string }>(
			'select kind, path::text from public.nodes where id = any($1::uuid[]) order by path',
			[[DISTRICT, fixtureId('community', 1), fixtureId('lineage', 1)]]
		);
		const label = (id: string) => id.replaceAll('-', '');
		const path = [DISTRICT, fixtureId('subdistrict', 1), fixtureId('community', 1), fixtureId('lineage', 1)].map(label);
		expect(rows).toEqual([
			{ kind: 'district', path: path[0] },
			{ kind: 'community', path: path.slice(0, 3).join('.') },
			{ kind: 'lineage', path: path.join('.') }
		]);
	});

	test('has parcels that PostGIS finds valid and that fill each community', async () => {
		expect(await one<boolean>('select bool_and(extensions.st_isvalid(ground)) as value from public.parcels')).toBe(
			true
		);
		const rows = await sql.query<{ off: number }>(
			`select extensions.st_area(extensions.st_symdifference(c.boundary, extensions.st_union(p.ground))) /
				extensions.st_area(c.boundary) as off
			from public.communities c join public.parcels p on p.community_id = c.id group by c.id`
		);
		expect(rows).toHaveLength(2);
		for (const { off } of rows) expect(Number(off)).toBeLessThan(1e-9);
	});

	test('has artefacts named by their content, in step with the units’ ordinals and the plan', async () => {
		const artefacts = await sql.query<{ kind: string; hash: string; body: Uint8Array }>(
			'select kind, hash, body from public.street_artefacts order by kind'
		);
		expect(artefacts.map(({ kind }) => kind)).toEqual(['basemap', 'network', 'parcels']);
		for (const { hash, body } of artefacts) expect(createHash('sha256').update(body).digest('hex')).toBe(hash);
		const [basemap, network, parcels] = artefacts.map(({ body }) => Buffer.from(body));
		expect(basemap!.toString('latin1', 0, 7)).toBe('PMTiles');
		expect(decodeNetwork(network!).x.length).toBeGreaterThan(5);
		const topology = openTopology(JSON.parse(parcels!.toString()) as ParcelTopology);
		const { cells, units } = await one<{ cells: string[]; units: number[] }>(
			'select private.plan_assignment($1) as value',
			[SMALL_SURVEY.plan.id]
		);
		const outlines = cellOutlines(topology, units, cells.length);
		for (const [index, building] of SMALL_SURVEY.buildings.entries()) {
			const { geometry } = outlines[cells.indexOf(fixtureId('cell', index + 1))]!;
			// Not the door: that of building 10 lies on a street, which is a border.
			const [lng, lat] = building.footprint.coordinates[0]![0]!;
			expect(ringContains(geometry.coordinates[0]![0] as unknown as Ring, lng!, lat!)).toBe(true);
		}
	});

	test('keeps numbers as surveyed, claims by the state of the wish, and keys for searching', async () => {
		expect(await one('select sum(households)::int as value from public.units')).toBe(264);
		const claims = await sql.query('select wish_id, state from public.wish_claims order by wish_id');
		expect(claims).toEqual([
			{ wish_id: fixtureId('wish', 3), state: 'live' },
			{ wish_id: fixtureId('wish', 4), state: 'done' }
		]);
		const key = await one<string>('select search_key as value from public.buildings where id = $1', [
			fixtureId('building', 1)
		]);
		expect(key).toContain('shiyanjiayuan');
	});

	test('tells the audit once per table and never a name, a phone or a door', async () => {
		const entries = await sql.query<{ verb: string; subject_table: string }>(
			"select verb, subject_table from public.audit_entries where verb = 'ingest' and district_id = $1 order by seq desc limit 8",
			[DISTRICT]
		);
		expect(new Set(entries.map(({ subject_table }) => subject_table)).size).toBe(entries.length);
		const said = await one<string>(
			"select string_agg(coalesce(after::text, ''), ' ') as value from public.audit_entries"
		);
		for (const secret of ['试验老人', '10000000', '101']) expect(said).not.toContain(secret);
	});

	test('is not taken in twice, and another one stands beside it', async () => {
		const before = await counts();
		await expect(ingest(sql, SMALL_SURVEY, null, DEMO)).rejects.toMatchObject({ refusal: 'district-exists' });
		expect(await counts()).toEqual(before);
		const other = moved({ ...SMALL_SURVEY, district: { ...SMALL_SURVEY.district, source: 'osm' } }, '0001');
		const { districtId } = await ingest(sql, other, null, { isDemo: false, timeZone: 'Europe/Vaduz' });
		const rows = await sql.query('select is_demo, source, time_zone from public.districts where id = $1', [districtId]);
		expect(rows).toEqual([{ is_demo: false, source: 'osm', time_zone: 'Europe/Vaduz' }]);
		expect((await counts())['members']).toBe(before['members']);
	});
});
