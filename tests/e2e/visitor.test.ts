import type { Browser, Locator } from 'playwright';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { pageCells } from '#data/cells';
import { translator } from '#ui/text/words';
import { anyNumber, openBrowser, see, t, Visitor } from './browser.ts';
import { databaseAs, demoDistrict } from './database.ts';

let browser: Browser;
let visitor: Visitor;

beforeAll(async () => {
	browser = await openBrowser();
	visitor = await Visitor.arrive(browser);
});

afterAll(async () => {
	await visitor.leave();
	await browser.close();
});

test('comes in by the front page to a map with a ground, and a legend that switches', async () => {
	const { page } = visitor;
	const ground = page.waitForResponse((response) => response.status() === 206);
	await page.goto('/');
	await see(page.getByText(t('common.demoNotice'))).toBeVisible();
	await page
		.getByRole('main')
		.getByRole('link', { name: t('home.map') })
		.click();
	await visitor.mapDrawn();
	expect(new URL((await ground).url()).pathname).toMatch(/^\/artefacts\//);
	const canvas = page.getByLabel(t('map.mapLabel'));
	await see(canvas).toBeVisible();
	// paper alone would be a few kilobytes
	expect((await canvas.screenshot()).length).toBeGreaterThan(60_000);
	await page.getByRole('button', { name: t('map.showLegend') }).click();
	const legend = page.getByRole('group', { name: t('map.legend') });
	await see(legend.getByRole('checkbox')).toHaveCount(4);
	await see(legend.getByText(t('map.layerMembers'))).toHaveCount(0);
	await legend.getByRole('checkbox', { name: t('map.layerWishes') }).uncheck();
	await see(page).toHaveURL(/layers=cells,centres,circles,members(&|$)/);
});

test('opens a stairwell cell with the keyboard alone and reads who is responsible', async () => {
	const { page } = visitor;
	await page.goto('/map');
	await visitor.mapDrawn();
	await tabTo(page.locator('[role=treeitem]:focus'));
	// open the community, go in, open the living area, go in
	for (const step of [1, 2]) {
		await page.keyboard.press('ArrowRight');
		await see(page.locator('[role=treeitem]:focus')).toHaveAttribute('aria-expanded', 'true');
		await page.keyboard.press('ArrowRight');
		await see(page.locator('[role=treeitem]:focus')).toHaveAttribute('aria-level', String(step + 1));
	}
	const name = await page.locator('[role=treeitem]:focus span').first().innerText();
	await page.keyboard.press('Enter');
	await see(page).toHaveURL(/cell=[0-9a-f-]{36}/);
	const card = visitor.card();
	await see(card.getByRole('heading', { level: 2, name })).toBeFocused();
	await see(card).toContainText(t('map.levelFull3'));
	await see(card.getByRole('navigation', { name: t('explore.partOf') }).getByRole('link')).toHaveCount(2);
	await see(visitor.part(t('explore.responsible')).getByRole('listitem').first()).toBeVisible();
	await see(visitor.part(t('explore.responsible'))).not.toContainText(t('explore.nobody'));
});

test('is not told a small number, but why', async () => {
	const { page } = visitor;
	const stranger = await databaseAs(null);
	const { rows } = await pageCells(stranger, { districtId: await demoDistrict(stranger), page: 1, size: 200 });
	await page.goto(`/map?list=1&cell=${rows.find(({ totals }) => totals.suppressed)!.lineageId}`);
	const figures = visitor.card().getByLabel(t('explore.figures'));
	await see(figures).toContainText(t('explore.withheld'));
	await figures.getByText(t('common.method')).click();
	await see(figures.getByRole('definition').last()).toBeVisible();
	// the sentence is finished: no placeholder is left in it
	await see(figures).not.toContainText(/\{\w+\}/);
});

test('reads how far the circle of a centre really reaches', async () => {
	const { page } = visitor;
	await page.goto('/map?mode=centres');
	await visitor.rows().first().click();
	const card = visitor.card();
	await see(card).toContainText(t('map.statusOpen'));
	const rows = card.getByRole('table').getByRole('row');
	await see(rows).toHaveCount(4);
	let before = 0;
	for (const [index, minutes] of [5, 10, 15].entries()) {
		const row = rows.nth(index + 1);
		await see(row.getByRole('rowheader')).toHaveText(t('explore.minutesShort', { n: minutes }));
		const [inside, disc] = (await row.getByRole('cell').allInnerTexts()).map((text) => Number(text.replace(',', '')));
		expect(inside).toBeGreaterThanOrEqual(before);
		expect(disc).toBeGreaterThanOrEqual(inside!);
		await see(row.getByRole('cell').nth(2)).toHaveText(/^\d+%$/);
		before = inside!;
	}
	expect(before).toBeGreaterThan(0);
	await see(card).toContainText(t('explore.onlyWorkers'));
	await rows.nth(1).getByRole('link').click();
	await see(page).toHaveURL(/[?&]t=5(&|$)/);
	await see(rows.nth(1).getByRole('link')).toHaveAttribute('aria-current', 'true');
});

test('finds from the list whose business a building is, and how long one walks to the nearest open centre', async () => {
	const { page } = visitor;
	await page.goto('/map?mode=buildings');
	await visitor.rows().first().click();
	const card = visitor.card();
	await see(visitor.part(t('explore.belongsTo')).getByRole('link')).toHaveCount(3);
	await see(visitor.part(t('explore.responsible')).getByRole('listitem').first()).toBeVisible();
	const nearest = visitor.part(t('explore.nearest'));
	await see(nearest).toContainText(anyNumber((minutes) => t('explore.nearestWalk', { minutes })));
	await nearest.getByRole('link').click();
	await see(card).toContainText(t('map.statusOpen'));
});

test('comes back to the same view by reload and by the back button', async () => {
	const { page } = visitor;
	await page.goto('/map?mode=centres&level=2&layers=cells,centres,circles');
	await visitor.mapDrawn();
	await visitor.rows().nth(1).click();
	const title = visitor.card().getByRole('heading', { level: 2 });
	const first = await title.innerText();
	await visitor
		.card()
		.getByRole('link', { name: t('explore.minutesShort', { n: 10 }) })
		.click();
	await see(page).toHaveURL(/[?&]t=10(&|$)/);
	await page.getByRole('button', { name: t('map.zoomIn') }).click();
	await visitor.mapDrawn();
	await see(page).toHaveURL(/[?&]at=[\d.]+\/37\.\d+\/118\.\d+/);
	const address = await settled(() => page.url());
	await page.reload();
	await visitor.mapDrawn();
	expect(page.url()).toBe(address);
	await see(title).toHaveText(first);
	await page.getByRole('button', { name: t('map.showLegend') }).click();
	await see(page.getByRole('checkbox', { name: t('map.layerWishes') })).not.toBeChecked();
	await see(page.getByRole('radio', { name: t('map.level2') })).toBeChecked();
	await page
		.getByRole('navigation', { name: t('explore.lists') })
		.getByRole('link', { name: t('explore.modeCells') })
		.click();
	await see(page.getByRole('tree')).toBeVisible();
	await page.goBack();
	await see(page.getByRole('tree')).toHaveCount(0);
	await see(title).toHaveText(first);
	await visitor.mapDrawn();
	await see(page).toHaveURL(address);
});

test('changes the language on the spot, and it stays', async () => {
	const { page } = visitor;
	const en = translator('en');
	await page.goto('/map?mode=centres&list=1');
	await page.getByRole('button', { name: t('common.switchLanguage') }).click();
	await see(page.locator('html')).toHaveAttribute('lang', 'en');
	await see(page).toHaveURL(/mode=centres/);
	await see(page.getByRole('navigation', { name: en('explore.lists') })).toBeVisible();
	const another = await visitor.context.newPage();
	await another.goto('/about');
	await see(another.getByRole('heading', { name: en('about.words') })).toBeVisible();
	await another.getByRole('button', { name: en('common.switchLanguage') }).click();
	await see(another.getByRole('heading', { name: t('about.words') })).toBeVisible();
	await another.close();
});

/** Presses Tab until the wanted element has the focus. */
async function tabTo(focused: Locator): Promise<void> {
	for (let presses = 0; presses < 40; presses++) {
		if ((await focused.count()) > 0) return;
		await focused.page().keyboard.press('Tab');
	}
	throw new Error('no way there with the keyboard');
}

/** A value that has stopped changing: the camera writes itself into the address when it rests. */
async function settled(read: () => string): Promise<string> {
	for (let last = read(); ;) {
		await new Promise((resolve) => setTimeout(resolve, 500));
		if (read() === last) return last;
		last = read();
	}
}
