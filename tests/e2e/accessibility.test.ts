import { randomUUID } from 'node:crypto';
import type { Browser, BrowserContextOptions } from 'playwright';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { beginPlan, discardPlan } from '#data/plans';
import { myAccount } from '#data/session';
import { credentialsOf, openBrowser, see, t, Visitor } from './browser.ts';
import { databaseAs } from './database.ts';
import { faultsInEveryLook, violations } from './looks.ts';

const OPEN_PAGES = [
	...['/', '/here', '/centres', '/wishes/new', '/wishes/s', '/search?q=1', '/about', '/accessibility', '/offline'],
	...['/sign-in', '/join', '/invite/none', '/reset/none', '/nowhere'],
	...['/map?list=1', '/map?list=1&mode=centres', '/map?list=1&mode=wishes']
];
const SPEECHES = [
	{ name: 'in Chinese, by day', lang: 'zh-CN', options: { colorScheme: 'light' } },
	{ name: 'in English, by night', lang: 'en', options: { colorScheme: 'dark' } }
] as const satisfies readonly { name: string; lang: string; options: BrowserContextOptions }[];

let browser: Browser;

beforeAll(async () => {
	browser = await openBrowser();
});

afterAll(() => browser.close());

describe.for(SPEECHES)('$name: normal, 长辈版 and high contrast', ({ lang, options }) => {
	test('the pages for everybody', async () => {
		const visitor = await Visitor.arrive(browser, options);
		const { page } = visitor;
		await page.goto(`/?lang=${lang}`);
		for (const path of OPEN_PAGES) {
			await page.goto(path);
			expect(await faultsInEveryLook(visitor), path).toEqual([]);
		}
		// one centre, and from there its community
		await page.goto('/centres');
		for (const kind of ['/centres/', '/c/']) {
			const one = await page.locator(`main a[href^="${kind}"]`).first().getAttribute('href');
			await page.goto(one!);
			expect(await faultsInEveryLook(visitor), kind).toEqual([]);
		}
		await visitor.leave();
	});

	test('each kind of card', async () => {
		const visitor = await Visitor.arrive(browser, options);
		const { page } = visitor;
		await page.goto(`/map?list=1&lang=${lang}`);
		await page.getByRole('treeitem').first().click();
		await see(visitor.card()).toBeVisible();
		expect(await faultsInEveryLook(visitor), 'cells').toEqual([]);
		for (const mode of ['buildings', 'wishes', 'members']) {
			await page.goto(`/map?list=1&mode=${mode}`);
			await visitor.rows().first().click();
			await see(visitor.card()).toBeVisible();
			expect(await faultsInEveryLook(visitor), mode).toEqual([]);
		}
		await visitor.leave();
	});

	test('the map with its legend and a card', async () => {
		const visitor = await Visitor.arrive(browser, options);
		const { page } = visitor;
		await page.goto(`/map?mode=centres&lang=${lang}`);
		await visitor.mapDrawn();
		await page.locator('[aria-controls="map-legend"]').click();
		await see(page.locator('#map-legend')).toBeVisible();
		await visitor.rows().first().click();
		await see(visitor.card().getByRole('table')).toBeVisible();
		await visitor.mapDrawn();
		expect(await faultsInEveryLook(visitor)).toEqual([]);
		await visitor.leave();
	});

	test('the pages of those who administer and of those who work', async () => {
		const administrator = await Visitor.arriveAs(browser, 'administrator', options);
		for (const path of [`/accounts?lang=${lang}`, '/settings', '/account', '/import']) {
			await administrator.page.goto(path);
			for (const fold of await administrator.page.locator('main summary').all()) await fold.click();
			expect(await faultsInEveryLook(administrator), path).toEqual([]);
		}
		await administrator.leave();
		const worker = await Visitor.arriveAs(browser, 'worker', options);
		for (const mode of ['wishes', 'members']) {
			await worker.page.goto(`/map?lang=${lang}&list=1&mode=${mode}`);
			await worker.rows().first().click();
			await see(worker.card().getByRole('combobox').first()).toBeVisible();
			expect(await faultsInEveryLook(worker), mode).toEqual([]);
		}
		await worker.leave();
	});

	test('the pages of those who divide and put in charge', async () => {
		const client = await databaseAs(credentialsOf('worker'));
		const communityId = (await myAccount(client)).roles.find(({ role }) => role === 'worker')!.nodeId;
		const draft = await beginPlan(client, { operation: randomUUID(), communityId, name: 'axe', empty: true });
		const worker = await Visitor.arriveAs(browser, 'worker', options);
		for (const path of [
			`/plans?lang=${lang}&community=${communityId}`,
			...[`/plans/${draft.id}`, `/plans/${draft.id}/compare`, `/plans/import?community=${communityId}`],
			`/charge?community=${communityId}`
		]) {
			await worker.page.goto(path);
			await see(worker.page.getByRole('heading', { level: 1 })).toBeVisible();
			expect(await faultsInEveryLook(worker), path).toEqual([]);
		}
		await worker.page.goto(`/divide/${draft.id}`);
		await worker.mapDrawn();
		expect(await faultsInEveryLook(worker), 'painting').toEqual([]);
		await worker.leave();
		await discardPlan(client, { operation: randomUUID(), planId: draft.id, version: draft.version });
	});
});

test('on a phone, in large type, and what stands against a form', async () => {
	const visitor = await Visitor.arrive(browser, { viewport: { width: 360, height: 740 } });
	const { page } = visitor;
	await page.goto('/join');
	await page.getByRole('button', { name: t('accounts.joinSubmit') }).click();
	await see(page.getByRole('alert')).toBeFocused();
	expect(await violations(visitor), 'errors').toEqual([]);
	await page.getByRole('button', { name: t('common.sizeLarge') }).click();
	await page.goto('/map');
	await visitor.mapDrawn();
	expect(await violations(visitor), 'map').toEqual([]);
	await visitor.leave();
});

test('axe is awake', async () => {
	const visitor = await Visitor.arrive(browser);
	await visitor.page.goto('/about');
	await visitor.page.evaluate(() => {
		document.documentElement.removeAttribute('lang');
		for (const text of document.querySelectorAll<HTMLElement>('main p')) text.style.color = '#666';
		for (const text of document.querySelectorAll<HTMLElement>('main li')) text.style.color = '#bbb';
	});
	const rules = (await violations(visitor, true)).map((line) => line.split(':')[0]);
	expect(rules).toEqual(expect.arrayContaining(['html-has-lang', 'color-contrast', 'color-contrast-enhanced']));
	await visitor.leave();
});
