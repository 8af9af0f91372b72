import type { Browser } from 'playwright';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { countMembers, loadMember } from '#data/members';
import { loadWish } from '#data/wishes';
import { anyNumber, credentialsOf, openBrowser, see, t, Visitor } from './browser.ts';
import { allMembers, allWishes, databaseAs, demoDistrict } from './database.ts';
import { found, protectedTexts, readEverything, textsOf } from './protected.ts';

let browser: Browser;
let official: Visitor;

beforeAll(async () => {
	browser = await openBrowser();
	official = await Visitor.arriveAs(browser, 'official');
});

afterAll(async () => {
	await official.leave();
	await browser.close();
});

test('is told how many wishes there are, and reads none', async () => {
	const { page } = official;
	await page.goto('/map?list=1&mode=wishes');
	await see(page.getByText(anyNumber((n) => t('wishes.countsOnly', { n })))).toBeVisible();
	await see(official.rows()).toHaveCount(0);
	await page.goto('/map?list=1&mode=members');
	await see(official.rows()).toHaveCount(0);
});

test('sees the figures of a living area, small ones withheld', async () => {
	const { page } = official;
	await page.goto('/map');
	await official.mapDrawn();
	await page.getByRole('treeitem').first().press('ArrowRight');
	await page.locator('[role=treeitem][aria-level="2"]').first().click();
	await see(official.card()).toContainText(t('map.levelFull2'));
	await see(official.card().getByLabel(t('explore.figures'))).toContainText(
		anyNumber((n) => t('explore.householdsValue', { n }))
	);
	await see(official.part(t('wishes.door'))).toHaveCount(0);
});

test('finds no name, no door and no wish in any answer', async () => {
	const answers = await readEverything(official);
	expect(found(textsOf(await protectedTexts()), answers)).toEqual([]);

	const client = await databaseAs(credentialsOf('official'));
	const district = await demoDistrict(client);
	expect(await allWishes(client, district)).toEqual([]);
	expect(await allMembers(client, district)).toEqual([]);
	const counts = await countMembers(client, district);
	expect(counts.filter(({ n }) => n !== null && n < 10)).toEqual([]);

	const worker = await databaseAs(credentialsOf('worker'));
	const [wish] = await allWishes(worker, district);
	const [member] = await allMembers(worker, district);
	await expect(loadWish(client, wish!.id)).rejects.toThrow('not-found');
	await expect(loadMember(client, member!.id)).rejects.toThrow('not-found');
});

test('has no part in accounts or settings', async () => {
	const { page } = official;
	for (const path of ['/accounts', '/settings']) {
		const answer = await page.goto(path);
		expect(answer!.status(), path).toBe(403);
		await see(page.getByRole('heading', { level: 1 })).toHaveText(t('common.forbiddenTitle'));
	}
});
