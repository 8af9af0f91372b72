import type { Browser, Page } from 'playwright';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openBrowser, see, t, Visitor } from './browser.ts';

const PAGES = ['/', '/map', '/map?mode=wishes', '/map?mode=buildings&list=1', '/sign-in', '/join', '/about'];
const PHONE = { viewport: { width: 360, height: 740 }, hasTouch: true, isMobile: true };
const TARGET_PX = 44;

let browser: Browser;

beforeAll(async () => {
	browser = await openBrowser();
});

afterAll(() => browser.close());

test('on a phone of 360 pixels nothing is cut off and everything can be hit', async () => {
	const visitor = await Visitor.arrive(browser, PHONE);
	const { page } = visitor;
	for (const path of PAGES) {
		await page.goto(path);
		await see(page.getByRole('heading', { level: 1 })).toBeAttached();
		expect(await sideways(page), path).toBe(0);
		expect(await smallTargets(page), path).toEqual([]);
	}
	// the sheet over the map, in each of its heights
	await page.goto('/map?mode=centres');
	await visitor.mapDrawn();
	await visitor.rows().first().click();
	await see(visitor.card().getByRole('table')).toBeVisible();
	expect(await smallTargets(page), 'a card').toEqual([]);
	await page.getByRole('button', { name: t('common.sheet_half') }).click();
	await page.getByRole('button', { name: t('common.sheet_full') }).click();
	await see(page.getByRole('button', { name: t('common.sheet_low') })).toBeVisible();
	await page.getByRole('button', { name: t('map.showLegend') }).click();
	await see(page.getByRole('group', { name: t('map.legend') })).toBeInViewport();
	expect(await sideways(page), 'the legend').toBe(0);
	expect(await smallTargets(page), 'the legend').toEqual([]);
	await visitor.leave();
});

test('on a wide screen the legend lies open beside the map', async () => {
	const visitor = await Visitor.arrive(browser, { viewport: { width: 1920, height: 1080 } });
	const { page } = visitor;
	await page.goto('/');
	expect(await sideways(page), 'the front page').toBe(0);
	await page.goto('/map');
	await visitor.mapDrawn();
	expect(await sideways(page), 'the map').toBe(0);
	await see(page.getByRole('group', { name: t('map.legend') })).toBeInViewport();
	await see(page.getByRole('tree')).toBeInViewport();
	await visitor.leave();
});

test('large type makes letters and targets larger at once, and stays', async () => {
	const visitor = await Visitor.arrive(browser, PHONE);
	const { page } = visitor;
	await page.goto('/about');
	const letters = () => page.evaluate(() => parseFloat(getComputedStyle(document.body).fontSize));
	const before = await letters();
	await page.getByRole('button', { name: t('common.sizeLarge') }).click();
	await see.poll(letters).toBeGreaterThanOrEqual(before * 1.4);
	await page.goto('/');
	expect(await letters()).toBeGreaterThanOrEqual(24);
	expect(await sideways(page)).toBe(0);
	expect(await smallTargets(page, 60)).toEqual([]);
	await visitor.leave();
});

describe('without script', () => {
	test('the map is a list, down to a stairwell cell and who is responsible', async () => {
		const visitor = await Visitor.arrive(browser, { javaScriptEnabled: false });
		const { page } = visitor;
		await page.goto('/map');
		for (const level of [1, 2, 3]) {
			const item = page.locator(`[role=treeitem][aria-level="${level}"]`).first();
			const name = await item.locator('span').first().innerText();
			await item.click();
			await see(visitor.card().getByRole('heading', { level: 2 })).toHaveText(name);
		}
		await see(visitor.card()).toContainText(t('explore.responsible'));
		const lists = page.getByRole('navigation', { name: t('explore.lists') });
		await lists.getByRole('link', { name: t('explore.modeBuildings') }).click();
		await page.getByRole('searchbox').fill('1');
		await page.getByRole('searchbox').press('Enter');
		await see(page).toHaveURL(/[?&]q=1(&|$)/);
		await visitor.rows().first().click();
		await see(visitor.card()).toContainText(t('explore.responsible'));
		// what stands in noscript is no text to the tool, but it is to the reader
		expect(await visitor.card().innerHTML()).toContain(t('explore.needsScript'));
		await visitor.leave();
	});

	test('one signs in, changes the language and signs out', async () => {
		const visitor = await Visitor.arriveAs(browser, 'resident', { javaScriptEnabled: false });
		const { page } = visitor;
		await page.getByRole('button', { name: t('common.switchLanguage') }).click();
		await see(page.locator('html')).toHaveAttribute('lang', 'en');
		await page.goto('/?lang=zh-CN');
		await page.getByRole('button', { name: t('common.signOut') }).click();
		await see(page.getByRole('banner').getByRole('link', { name: t('common.signIn') })).toBeVisible();
		await visitor.leave();
	});
});

test('without WebGL the page says so and the list does everything', async () => {
	const blind = await openBrowser({ withoutGraphics: true });
	const visitor = await Visitor.arrive(blind);
	const { page } = visitor;
	await page.goto('/map?mode=centres');
	await see(page.getByText(t('explore.noMapHere'))).toBeVisible();
	await see(page.locator('[data-phase]')).toHaveCount(0);
	await visitor.rows().first().click();
	await see(visitor.card().getByRole('table').getByRole('row')).toHaveCount(4);
	await visitor.leave();
	await blind.close();
});

/** How many pixels the page can be scrolled sideways. */
function sideways(page: Page): Promise<number> {
	return page.evaluate(() => {
		const { scrollWidth, clientWidth } = document.documentElement;
		return Math.max(0, scrollWidth - clientWidth);
	});
}

/** What can be pressed and is lower than a finger. Links in the run of a sentence are text (WCAG 2.2, 2.5.8). */
function smallTargets(page: Page, leastPx = TARGET_PX): Promise<string[]> {
	return page.evaluate((least) => {
		const target = 'a[href], button, input:not([type=hidden]), select, textarea, summary, [role=treeitem]';
		const small: string[] = [];
		for (const element of document.querySelectorAll<HTMLElement>(target)) {
			// a box inside its label is hit by hitting the label
			const hit = element.closest('label') ?? element;
			const { width, height } = hit.getBoundingClientRect();
			const hidden = width <= 1 || height <= 1 || !hit.checkVisibility({ visibilityProperty: true });
			const sentence = element.parentElement?.closest('p, li, dd');
			const inSentence = element.tagName === 'A' && sentence?.textContent?.trim() !== element.textContent?.trim();
			const running = inSentence && getComputedStyle(element).display === 'inline';
			if (!hidden && !running && height < least - 0.5)
				small.push(
					`${element.tagName} ${(element.ariaLabel ?? element.textContent ?? '').trim().slice(0, 30)} ${height}`
				);
		}
		return small;
	}, leastPx);
}
