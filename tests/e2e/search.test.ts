import type { Browser } from 'playwright';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { search } from '#data/search';
import { pageBuildings } from '#data/buildings';
import { searchKey } from '#server/ingest/search-key';
import { openBrowser, see, t, Visitor } from './browser.ts';
import { databaseAs, demoDistrict } from './database.ts';

let browser: Browser;
let visitor: Visitor;
/** A residential building of the demo town, by the name on its wall. */
let building: { readonly id: string; readonly name: string };
/** What one types for it without an input method. */
let initials: string;

beforeAll(async () => {
	browser = await openBrowser();
	visitor = await Visitor.arrive(browser);
	const client = await databaseAs(null);
	const districtId = await demoDistrict(client);
	const { rows } = await pageBuildings(client, { districtId, query: '3号楼', page: 1, size: 50 });
	building = rows.find(({ kind }) => kind === 'residential')!;
	initials = searchKey(building.name).split(' ')[1]!;
	expect((await search(client, districtId, building.name, 3))[0]?.id).toBe(building.id);
});

afterAll(async () => {
	await visitor.leave();
	await browser.close();
});

/** A page whose search is awake: before that, its button leads to the page of the search. */
async function arriveAt(from: Visitor, path: string): Promise<void> {
	await from.page.goto(path);
	await see(opener(from)).toHaveAttribute('aria-haspopup', 'dialog');
}

const opener = (from: Visitor) => from.page.getByRole('banner').getByRole('button', { name: t('common.search') });
const field = (from: Visitor) => from.page.getByRole('combobox', { name: t('search.label') });

test('by keyboard alone: Ctrl+K, initials, arrows, Enter; and Escape goes back to where one was', async () => {
	const { page } = visitor;
	await arriveAt(visitor, '/about');
	const button = opener(visitor);
	await button.focus();
	await page.keyboard.press('Enter');
	await see(field(visitor)).toBeFocused();
	await page.keyboard.press('Escape');
	await see(field(visitor)).toHaveCount(0);
	await see(button).toBeFocused();

	await page.keyboard.press('Control+k');
	await see(field(visitor)).toBeFocused();
	await page.keyboard.type(initials);
	const option = page.getByRole('option', { name: building.name });
	await see(option.first()).toBeVisible();
	await see(field(visitor)).toHaveAttribute('aria-expanded', 'true');
	await see(page.getByRole('dialog').getByRole('status')).toContainText(/\d/);
	await page.keyboard.press('ArrowDown');
	const first = page.getByRole('option').first();
	await see(first).toHaveAttribute('aria-selected', 'true');
	await see(field(visitor)).toHaveAttribute('aria-activedescendant', (await first.getAttribute('id'))!);
	// up from the first is the field, and up from there the last
	await page.keyboard.press('ArrowUp');
	await see(field(visitor)).not.toHaveAttribute('aria-activedescendant', /./);
	await page.keyboard.press('ArrowUp');
	await see(page.getByRole('option').last()).toHaveAttribute('aria-selected', 'true');
	await see(field(visitor)).toBeFocused();
	await page.keyboard.press('ArrowDown');
	await page.keyboard.press('ArrowDown');
	await page.keyboard.press('Enter');
	await see(page).toHaveURL(/\/map\?.*(building|cell)=/);
	await see(field(visitor)).toHaveCount(0);
});

test('Enter without a choice opens the page of all results, on a phone as well', async () => {
	const phone = await Visitor.arrive(browser, { viewport: { width: 360, height: 740 } });
	const { page } = phone;
	await arriveAt(phone, '/about');
	await opener(phone).click();
	await field(phone).fill(building.name);
	await see(page.getByRole('option').first()).toContainText(building.name);
	const box = (await page.getByRole('dialog').boundingBox())!;
	expect(box.x).toBeGreaterThanOrEqual(0);
	expect(box.x + box.width).toBeLessThanOrEqual(360);
	await page.keyboard.press('Enter');
	await see(page).toHaveURL(/\/search\?q=/);
	await see(page.getByRole('main').getByRole('link', { name: building.name }).first()).toBeVisible();
	expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(360);
	await phone.leave();
});

test('says that nothing was found, that a slip was forgiven, and that a question is too long', async () => {
	const { page } = visitor;
	await arriveAt(visitor, '/about');
	await page.keyboard.press('Control+k');
	const said = page.getByRole('dialog').getByRole('status');
	await field(visitor).fill('%_\\\'"');
	await see(said).toContainText(t('search.none', { query: '%_\\\'"' }));
	await field(visitor).fill('里'.repeat(101));
	await see(said).toContainText(t('errors.query-too-long', { max: 100 }));
	await field(visitor).fill(building.name.replace(/^./, '驫'));
	await see(page.getByRole('option').first()).toContainText(building.name);
	await page.keyboard.press('Escape');
	await see(page.getByRole('dialog')).toHaveCount(0);
});

test('works without script: the button leads to a page with a form, the form to links', async () => {
	const plain = await Visitor.arrive(browser, { javaScriptEnabled: false });
	const { page } = plain;
	await page.goto('/about');
	await opener(plain).click();
	await see(page).toHaveURL(/\/search/);
	const main = page.getByRole('main');
	await main.getByRole('searchbox').fill(initials);
	await main.getByRole('button', { name: t('common.search') }).click();
	await see(page).toHaveURL(new RegExp(`q=${initials}`));
	await see(main.getByRole('heading', { name: t('search.kind_building') })).toBeVisible();
	await main.getByRole('link', { name: building.name }).first().click();
	await see(page).toHaveURL(new RegExp(`building=${building.id}`));
	await see(plain.card()).toContainText(building.name);
	await page.goto(`/search?q=${'x'.repeat(2_000)}`);
	await see(main).toContainText(t('errors.query-too-long', { max: 100 }));
	await page.goto('/search?q=%3Cscript%3E%E2%80%AE%F0%9F%8F%A0');
	await see(main.getByText(t('search.noneWhy'))).toBeVisible();
	await plain.leave();
});

test('the palette asks our own server, which reads traditional characters and refuses by name', async () => {
	const { request } = visitor.context;
	const found = await request.get(`/search.json?q=${encodeURIComponent(building.name)}`);
	expect(found.status()).toBe(200);
	expect(((await found.json()) as { rows: { id: string }[] }).rows[0]?.id).toBe(building.id);
	const traditional = building.name.replace('号楼', '號樓');
	const same = await request.get(`/search.json?q=${encodeURIComponent(traditional)}`);
	expect(traditional).toContain('號樓');
	expect(((await same.json()) as { rows: { id: string; near: boolean }[] }).rows[0]).toMatchObject({
		id: building.id,
		near: false
	});
	const long = await request.get(`/search.json?q=${'x'.repeat(101)}`);
	expect([long.status(), await long.json()]).toEqual([400, { refusal: 'query-too-long' }]);
	const nowhere = await request.get(`/search.json?q=x&district=00000000-0000-4000-8000-000000000000`);
	expect(await nowhere.json()).toEqual({ rows: [] });
	expect(await (await request.get('/search.json')).json()).toEqual({ rows: [] });
});
