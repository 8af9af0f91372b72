import type { Feature, Polygon } from 'geojson';
import type { Browser } from 'playwright';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { loadMapView } from '#data/districts';
import { loadDraft } from '#data/plans';
import { myAccount } from '#data/session';
import { credentialsOf, openBrowser, see, t, Visitor } from './browser.ts';
import { databaseAs, demoDistrict } from './database.ts';

interface Grid {
	readonly type: 'FeatureCollection';
	readonly features: Feature<Polygon, { name: string; code: string; level: number; parent: string | null }>[];
}

let browser: Browser;
let worker: Visitor;
let community: string;
let page: string;
/** The grid in force, as the product exports it. */
let grid: Grid;

beforeAll(async () => {
	browser = await openBrowser({ withoutGraphics: true });
	worker = await Visitor.arriveAs(browser, 'worker');
	const client = await databaseAs(credentialsOf('worker'));
	community = (await myAccount(client)).roles.find(({ role }) => role === 'worker')!.nodeId;
	page = `/plans/import?community=${community}`;
	const { plan } = await loadMapView(client, await demoDistrict(client));
	const exported = await worker.page.request.get(`/plans/${plan!.id}/cells.geojson?community=${community}`);
	expect(exported.headers()['content-disposition']).toMatch(/^attachment; filename="cells\.geojson"/);
	grid = (await exported.json()) as Grid;
});

afterAll(async () => {
	await worker.leave();
	await browser.close();
});

test('a worker divides an empty community by the grid that another program drew', async () => {
	await choose(worker, '旧网格.geojson', grid);
	const { page: tab } = worker;
	await see(tab.getByRole('heading', { name: t('polygons.resultOf', { file: '旧网格.geojson' }) })).toBeVisible();
	await see(tab.getByText(t('polygons.allIn'))).toBeVisible();
	await tab.getByLabel(t('polygons.draftName')).fill('照旧');
	await tab.getByRole('button', { name: t('polygons.draftMake') }).press('Enter');
	await see(tab).toHaveURL(/\/divide\/[0-9a-f-]{36}/);
	const id = /[0-9a-f-]{36}/.exec(tab.url())![0];
	const client = await databaseAs(credentialsOf('worker'));
	const first = await loadDraft(client, id);
	const { plan, cells, units } = first;
	expect([plan.name, plan.status, plan.seq]).toEqual(['照旧', 'draft', 1]);
	expect(units.cell.filter((cell) => cell < 0)).toEqual([]);
	// every cell of the community is there again, under its old name
	expect(cells.map(({ name }) => name).sort()).toEqual(grid.features.map(({ properties }) => properties.name).sort());
	// and comes back the same a second time, as TopoJSON
	const again = await worker.page.request.get(`/plans/${id}/cells.topojson`);
	await choose(worker, '再来.topojson', await again.text());
	for (const kind of ['gap', 'overlap', 'orphan', 'unassigned-building', 'empty-cell'] as const) {
		await see(tab.locator('summary', { hasText: t(`findings.title_${kind}`) })).toHaveCount(0);
	}
	await see(tab.getByText(t('polygons.allIn'))).toBeVisible();
	await tab.getByRole('button', { name: t('polygons.draftMake') }).click();
	await see(tab).toHaveURL(/\/divide\/[0-9a-f-]{36}/);
	const second = await loadDraft(client, /[0-9a-f-]{36}/.exec(tab.url())![0]);
	expect(second.plan.id).not.toBe(plan.id);
	const names = (draft: typeof second) => draft.units.cell.map((cell) => draft.cells[cell]!.name);
	expect(names(second)).toEqual(names(first));
});

test('a worker reads what is wrong with a file, by number, name and place', async () => {
	const broken = structuredClone(grid);
	const own = broken.features.filter(({ properties }) => properties.level === 3).slice(0, 12);
	const ring = (index: number) => own[index]!.geometry.coordinates[0]!;
	// a bow tie, the same code twice, a hole where one is missing, one that lies on its neighbour, one without a place
	const [a, b] = [ring(0)[0]!, ring(0)[Math.floor(ring(0).length / 2)]!];
	own[0]!.geometry.coordinates = [[a, b, [b[0]!, a[1]!], [a[0]!, b[1]!], a]];
	own[1]!.properties.code = own[2]!.properties.code;
	own[3]!.properties.parent = '没有的片区';
	broken.features.splice(broken.features.indexOf(own[4]!), 1);
	own[5]!.geometry.coordinates = [ring(5).map(([x, y]) => [x! + 0.0003, y!])];
	ring(6)[2] = [118.5, 'x' as unknown as number];
	await choose(worker, '坏网格.geojson', broken);
	const { page: tab } = worker;
	const kinds = [
		'self-crossing',
		'duplicated-code',
		'orphan',
		'gap',
		'overlap',
		'bad-coordinates',
		'unassigned-building'
	];
	for (const kind of kinds) {
		const title = t(`findings.title_${kind}` as 'findings.title_gap');
		await see(tab.locator('summary', { hasText: title }).first()).toBeVisible();
	}
	const crossing = tab.locator('details', { hasText: t('findings.title_self-crossing') });
	await see(crossing).toContainText(own[0]!.properties.name);
	await see(crossing).toContainText(t('findings.done_repaired'));
	await see(tab.getByRole('img', { name: t('polygons.sketch') })).toBeVisible();
});

test('a file that is none is refused with its line, and nothing is made', async () => {
	await choose(worker, '坏.geojson', '{"type":"FeatureCollection",\n"features":[NaN]}');
	await see(worker.page.getByRole('alert')).toContainText(t('findings.atLine', { line: '2', column: '13' }));
	await see(worker.page.getByRole('button', { name: t('polygons.draftMake') })).toHaveCount(0);
});

test('without script it works the same', async () => {
	const state = await worker.context.storageState();
	const plain = await Visitor.arrive(browser, { javaScriptEnabled: false, storageState: state });
	await choose(plain, '旧网格.geojson', grid);
	await see(plain.page.getByText(t('polygons.allIn'))).toBeVisible();
	await plain.page.getByRole('button', { name: t('polygons.draftMake') }).click();
	await see(plain.page).toHaveURL(/\/divide\/[0-9a-f-]{36}/);
	await plain.leave();
});

test('an outsider is refused, on the page, at the door behind it, and with somebody else’s report', async () => {
	await choose(worker, '旧网格.geojson', grid);
	const preview = new URL(worker.page.url()).searchParams.get('preview')!;
	const outsider = await Visitor.arriveAs(browser, 'volunteer');
	await outsider.page.goto(`${page}&preview=${preview}`);
	await see(outsider.page.getByRole('main')).toContainText(t('common.forbiddenTitle'));
	const origin = new URL(outsider.page.url()).origin;
	const sent = await outsider.page.request.post(`/plans/import/upload?community=${community}`, {
		multipart: { file: { name: 'a.geojson', mimeType: 'application/geo+json', buffer: Buffer.from('{}') } },
		headers: { origin },
		maxRedirects: 0
	});
	expect([sent.status(), sent.headers()['location']]).toEqual([303, `${page}&refused=not-permitted`]);
	const made = await outsider.page.request.post(`/plans/import?/make&community=${community}`, {
		form: { preview, operation: crypto.randomUUID(), name: '偷' },
		headers: { origin, accept: 'text/html' },
		maxRedirects: 0
	});
	expect(made.status()).toBe(403);
	await outsider.leave();
	const stranger = await Visitor.arrive(browser);
	await stranger.page.goto(page);
	await see(stranger.page).toHaveURL(/\/sign-in\?to=/);
	await stranger.leave();
});

/** Puts a file into the form and sends it. */
async function choose(visitor: Visitor, name: string, content: object | string): Promise<void> {
	await visitor.page.goto(page);
	const text = typeof content === 'string' ? content : JSON.stringify(content);
	const file = { name, mimeType: 'application/geo+json', buffer: Buffer.from(text) };
	await visitor.page.locator('input[name=file]').setInputFiles(file);
	await visitor.page.getByRole('button', { name: t('polygons.check'), exact: true }).click();
	await see(visitor.page).toHaveURL(/preview=/);
}
