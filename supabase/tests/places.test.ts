import { expect, it } from 'vitest';
import { onEachEngine, type Who } from './database.ts';
import { at } from './fixture.ts';

interface Building {
	readonly id: string;
	readonly name: string;
	readonly units: number;
	readonly households: number | null;
	readonly elders: number | null;
}
interface Duty {
	readonly nodeKind: string;
	readonly name: string | null;
	readonly phone: string | null;
}

onEachEngine('places', (open) => {
	const D = { p_district: at('D') };
	const buildings = (who: Who, args: object = {}) =>
		open().call<{ total: number; rows: readonly Building[] }>(who, 'buildings_page', { ...D, ...args });

	it('map_view carries the district, the plan in force and how many centres are open', async () => {
		const view = await open().call<Record<string, unknown>>(null, 'map_view', D);
		expect(view).toMatchObject({
			district: {
				name: '甲区',
				nameEn: 'District D',
				isDemo: false,
				source: 'demo',
				bounds: [116, 40, 116.03, 40.03],
				version: 1
			},
			me: { userId: null, roles: [] },
			plan: { id: at('plan D'), status: 'effective', effectiveFrom: '2026-01-01' },
			artefacts: { network: expect.stringMatching(/^[0-9a-f]{64}$/), parcels: null, basemap: null }
		});
		expect(view['subdistricts']).toMatchObject([
			{ name: '一街道', below: 2 },
			{ name: '二街道', below: 1 }
		]);
		expect(view['communities']).toHaveLength(3);
		expect((view['communities'] as { name: string; below: number }[]).map(({ name, below }) => [name, below])).toEqual([
			['C1', 2],
			['C2', 1],
			['C3', 1]
		]);
		const centres = await open().call<{ status: string }[]>(null, 'centres_of', D);
		expect(centres[0]).toMatchObject({
			items: ['代办'],
			communityName: 'C1',
			hours: [{ weekday: 1, opensMinute: 540, closesMinute: 1020 }]
		});
		expect(view['openCentres']).toBe(centres.filter(({ status }) => status === 'open').length);
		const cells = view['cells'] as { id: string; parentId: string; vacant: boolean }[];
		expect(cells.find((cell) => cell.id === at('cell A11'))).toMatchObject({ parentId: at('C1'), vacant: true });
	});

	it('map_view of a large district carries no communities, but how many each subdistrict has', async () => {
		const view = await open().as(null, async (sql) => {
			await sql.query("select set_config('role', 'none', true)");
			await sql.query(
				`with made as (
					insert into public.nodes (id, district_id, kind, parent_id, path)
					select md5('more ' || i)::uuid, s.district_id, 'community', s.id, s.path operator(extensions.||) md5('more ' || i)
					from public.nodes s, generate_series(1, 38) as i where s.id = $1 returning id, district_id, parent_id)
				insert into public.communities (id, district_id, subdistrict_id, name, code, boundary)
				select m.id, m.district_id, m.parent_id, m.id::text, m.id::text, c.boundary from made m, public.communities c where c.id = $2`,
				[at('S2'), at('C3')]
			);
			return (await sql.query<{ view: Record<string, unknown> }>('select public.map_view($1) as view', [at('D')]))[0]!
				.view;
		});
		expect(view['communities']).toEqual([]);
		expect(view['subdistricts']).toMatchObject([{ below: 2 }, { below: 39 }]);
	});

	it('communities_page lists those beside a node, be it above or below them', async () => {
		interface Page {
			readonly total: number;
			readonly rows: readonly { readonly name: string; readonly totals: { readonly children: number | null } }[];
		}
		const page = (args: object, who: Who = null) => open().call<Page>(who, 'communities_page', { ...D, ...args });
		const names = async (args: object) => (await page(args)).rows.map(({ name }) => name);
		expect(await names({})).toEqual(['C1', 'C2', 'C3']);
		for (const node of ['S1', 'C1', 'C2', 'A11', 'X211'])
			expect(await names({ p_within: [at(node)] })).toEqual(['C1', 'C2']);
		expect(await names({ p_within: [at('X311'), at('S1')] })).toEqual(['C1', 'C2', 'C3']);
		for (const other of ['D', 'S9', 'C9', 'X911', 'nobody']) expect(await names({ p_within: [at(other)] })).toEqual([]);
		expect(await names({ p_within: [] })).toEqual([]);
		expect(await page({ p_limit: 1, p_offset: 1 })).toMatchObject({ total: 3, rows: [{ name: 'C2' }] });
		const children = async (who: Who) =>
			(await page({ p_within: [at('S1')] }, who)).rows.map((row) => row.totals.children);
		// what the public is told would give a small number away; who works there is told all
		expect(await children(null)).toEqual([18, null]);
		expect(await children('sibling-worker')).toEqual([18, 6]);
	});

	it('plan_assignment puts every ordinal into its cell, and -1 where there is none', async () => {
		await open().sql.query('delete from public.cell_units where unit_id = $1', [at('X112号楼2')]);
		const { cells, units } = await open().call<{ cells: string[]; units: number[] }>(null, 'plan_assignment', {
			p_plan: at('plan D')
		});
		expect(cells).toEqual(['X111', 'X112', 'X121', 'X211', 'X311'].map((code) => at(`cell ${code}`)));
		expect(units).toEqual([0, 0, 1, -1, 2, 2, 3, 3, 4, 4]);
	});

	it('buildings_page finds by name, address and initials, pages and counts', async () => {
		expect((await buildings(null)).total).toBe(5);
		expect((await buildings(null, { p_query: ' X11 ' })).rows.map((row) => row.name)).toEqual(['X111号楼', 'X112号楼']);
		expect((await buildings(null, { p_query: 'x211' })).total).toBe(1);
		expect((await buildings(null, { p_query: '号' })).total).toBe(5);
		expect((await buildings(null, { p_query: '路' })).total).toBe(5);
		expect((await buildings(null, { p_query: '号路' })).total).toBe(0);
		expect((await buildings(null, { p_lineage: at('A11') })).total).toBe(2);
		expect(
			(await buildings(null, { p_community: at('C1'), p_limit: 1, p_offset: 1 })).rows.map((row) => row.name)
		).toEqual(['X112号楼']);
		expect((await buildings(null, { p_community: at('S1') })).total).toBe(4);
		expect((await buildings(null, { p_community: at('S1'), p_query: '2号' })).rows.map((row) => row.name)).toEqual([
			'X112号楼'
		]);
		expect(await buildings(null, { p_query: 'x', p_limit: 2, p_offset: 2 })).toMatchObject({
			total: 5,
			rows: [{ name: 'X121号楼' }, { name: 'X211号楼' }]
		});
		expect((await buildings(null, { p_community: at('nobody') })).total).toBe(0);
	});

	it('tells who lives in a building to its workers only', async () => {
		expect((await buildings(null)).rows[0]).toMatchObject({ units: 2, households: null, elders: null });
		expect((await buildings('worker')).rows.map((row) => row.elders)).toEqual([12, 12, 12, null, null]);
		expect((await buildings('cell-worker')).rows.map((row) => row.households)).toEqual([30, null, null, null, null]);
	});

	it('demand_points are parallel lists; elders for workers', async () => {
		const points = (who: Who, radius = 5000, lng = 116.01) =>
			open().call<{ doors: number[]; households: number[]; elders: (number | null)[]; buildingIds: string[] }>(
				who,
				'demand_points',
				{ ...D, p_lng: lng, p_lat: 40, p_radius_m: radius }
			);
		const { doors, households, elders, buildingIds } = await points(null);
		expect([doors.length, households.length, elders.length, buildingIds.length]).toEqual([10, 5, 5, 5]);
		expect(households).toEqual([30, 30, 30, 30, 30]);
		expect(elders.every((count) => count === null)).toBe(true);
		const place = buildingIds.indexOf(at('building X111'));
		expect(doors[2 * place]).toBeCloseTo(116.001);
		expect(doors[2 * place + 1]).toBe(40);
		const known = await points('worker');
		expect(known.elders[known.buildingIds.indexOf(at('building X111'))]).toBe(12);
		expect(known.elders.filter((count) => count !== null)).toHaveLength(3);
		const cells = await points('cell-worker');
		expect(cells.elders.filter((count) => count !== null)).toHaveLength(1);
		// a degree of longitude is 85 km here
		expect((await points(null, 10, 116.001)).buildingIds.sort()).toEqual(
			['building X111', 'building X121'].map(at).sort()
		);
		expect((await points(null, 90, 116.001)).buildingIds.sort()).toEqual(
			['building X111', 'building X112', 'building X121'].map(at).sort()
		);
		expect((await points(null, 100, 10)).buildingIds).toEqual([]);
	});

	it('place_card tells the cell, and who is responsible as far as one may know', async () => {
		const card = (who: Who, building: string) =>
			open().call<{ cell: { code: string }; livingArea: { code: string }; duties: readonly Duty[] }>(
				who,
				'place_card',
				{ p_building: at(`building ${building}`) }
			);
		const shown = await card(null, 'X111');
		expect(shown).toMatchObject({ cell: { code: 'X111' }, livingArea: { code: 'A11' } });
		expect(shown.duties.map((duty) => [duty.nodeKind, duty.name, duty.phone])).toEqual([
			['lineage', null, null],
			['community', null, null],
			['subdistrict', null, null],
			['district', null, null]
		]);
		expect((await card('worker', 'X111')).duties.map((duty) => duty.name)).toEqual([
			'负责人X111',
			'负责人C1',
			null,
			null
		]);
		expect((await card(null, 'X112')).duties[0]).toMatchObject({ name: '负责人X112', phone: null });
	});

	it('place_at finds the building on whose ground a point lies', async () => {
		const place = (lng: number, lat: number) => open().call(null, 'place_at', { ...D, p_lng: lng, p_lat: lat });
		expect(await place(116.0011, 40.0001)).toBe(at('building X111'));
		expect(await place(116.0011, 41)).toBeNull();
	});

	it('cell_card counts members for workers, wishes for everybody', async () => {
		const card = (who: Who, cell: string) =>
			open().call<Record<string, unknown>>(who, 'cell_card', { p_node: at(cell) });
		expect(await card('worker', 'A11')).toMatchObject({ level: 2, members: 3, wishes: { open: 1, fulfilled: 0 } });
		expect(await card('worker', 'X111')).toMatchObject({ members: 2 });
		expect(await card(null, 'X111')).toMatchObject({ members: null, wishes: { open: 1, fulfilled: 0 } });
		expect(await card('official', 'X111')).toMatchObject({ members: null });
	});

	it('cell_card of a community counts all its people and wishes, in a cell or not', async () => {
		interface Card {
			readonly members: number | null;
			readonly totals: { readonly elders: number | null };
			readonly wishes: unknown;
			readonly duties: readonly Duty[];
		}
		const card = (who: Who, community: string) => open().call<Card>(who, 'cell_card', { p_node: at(community) });
		const own = await card('worker', 'C1');
		expect(own).toMatchObject({ level: 1, parentId: at('S1'), communityId: at('C1'), totals: { elders: 36 } });
		const listed = await open().call<{ total: number }>('worker', 'members_page', { ...D, p_community: at('C1') });
		expect(own.members).toBe(listed.total);
		expect(own.duties.map((duty) => [duty.nodeKind, duty.name])).toEqual([
			['community', '负责人C1'],
			['subdistrict', null],
			['district', null]
		]);
		const shown = await card(null, 'C1');
		expect(shown.wishes).toEqual(own.wishes);
		expect(shown).toMatchObject({ members: null });
		expect(shown.duties.map((duty) => [duty.name, duty.phone])).toEqual(Array(3).fill([null, null]));
		expect(await card('sibling-worker', 'C1')).toMatchObject({ members: null });
		expect(await card('cell-worker', 'C1')).toMatchObject({ members: null });
	});

	it('artefact gives the bytes as one line of base64', async () => {
		await open().sql.query(`update public.street_artefacts set body = decode(repeat('ab', 100), 'hex') where id = $1`, [
			at('network District D')
		]);
		const [row] = await open().sql.query<{ hash: string }>('select hash from public.street_artefacts where id = $1', [
			at('network District D')
		]);
		const text = await open().call<string>(null, 'artefact', { p_hash: row!.hash });
		expect(Buffer.from(text, 'base64').toString('hex')).toBe('ab'.repeat(100));
		expect(text).not.toContain('\n');
		expect(await open().call(null, 'artefact', { p_hash: 'none' })).toBeNull();
	});

	it('the version of the centres changes with them, their services and their hours, and with nothing else', async () => {
		const version = async () =>
			(await open().call<{ centresVersion: string }>(null, 'public_district', D)).centresVersion;
		for (const sql of [
			'update public.centres set phone = phone',
			'update public.communities set name = name',
			"update public.service_items set name = name || '。'",
			'delete from public.opening_hours'
		]) {
			const before = await version();
			await open().sql.query(sql);
			expect(await version()).not.toBe(before);
		}
		const before = await version();
		await open().sql.query('update public.members set phone = phone');
		expect(await version()).toBe(before);
		expect((await open().call<{ centresVersion: string }>(null, 'map_view', D)).centresVersion).toBe(before);
	});

	it('nodes_of names the tree, and the cells of one community', async () => {
		type Step = { id: string; kind: string; parentId: string | null; name: string };
		const upper = await open().call<Step[]>(null, 'nodes_of', D);
		expect(upper.map(({ kind }) => kind)).not.toContain('lineage');
		expect(upper).toHaveLength(6);
		const nodes = await open().call<Step[]>(null, 'nodes_of', { ...D, p_community: at('C1') });
		expect(nodes).toHaveLength(11);
		expect(nodes[0]).toEqual({ id: at('D'), kind: 'district', parentId: null, name: '甲区' });
		expect(nodes.find((node) => node.id === at('X111'))).toEqual({
			id: at('X111'),
			kind: 'lineage',
			parentId: at('C1'),
			name: 'X111'
		});
	});
});
