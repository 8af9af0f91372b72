import type { SupabaseClient } from '@supabase/supabase-js';
import type { Browser, Locator, Page } from 'playwright';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { loadCharge, pageChargeMembers, placeMembers } from '#data/charge';
import { myAccount } from '#data/session';
import { isVacant, type ChargeCell, type ChargeMember } from '#domain/people/charge';
import { credentialsOf, openBrowser, see, t, Visitor } from './browser.ts';
import { databaseAs, demoDistrict } from './database.ts';
import { faultsInEveryLook } from './looks.ts';
import { loadMapView } from '#data/districts';

const WHY = '楼里商量好的';

let browser: Browser;
let client: SupabaseClient;
let worker: Visitor;
let community: string;
let elsewhere: string;

beforeAll(async () => {
	browser = await openBrowser();
	client = await databaseAs(credentialsOf('worker'));
	const { roles } = await myAccount(client);
	community = roles.find(({ role, kind }) => role === 'worker' && kind === 'community')!.nodeId;
	const view = await loadMapView(client, await demoDistrict(client));
	elsewhere = view.communities.find(({ id }) => id !== community)!.id;
	worker = await Visitor.arriveAs(browser, 'worker');
});

afterAll(async () => {
	await worker.leave();
	await browser.close();
});

const here = (query = '') => `/charge?community=${community}${query}`;
const vacantCells = async (): Promise<ChargeCell[]> => (await loadCharge(client, community)).cells.filter(isVacant);
const somePlaced = async (n: number): Promise<ChargeMember[]> => {
	const { rows } = await pageChargeMembers(client, { communityId: community, page: 1, size: 200 });
	return rows.filter(({ lineageId, home }) => lineageId && home).slice(0, n);
};
const put = (members: readonly ChargeMember[], lineage: string | null) => {
	const moves = members.map(({ id, version }) => ({ id, version, lineage }));
	return placeMembers(client, { operation: crypto.randomUUID(), moves, reason: WHY });
};
const status = (page: Page, text: string): Locator => page.getByRole('status').filter({ hasText: text });
const reason = (page: Page): Locator => page.locator('form').getByLabel(t('charge.reason'), { exact: true }).last();
const pressed = (page: Page, name: string) => page.getByRole('button', { name, exact: true }).click();

test('puts members in charge until no cell is vacant: in bulk by their homes, then duty by duty', async () => {
	const { page } = worker;
	await put(await somePlaced(3), null);
	await page.goto(here('&view=homes'));
	const ticked = page.getByRole('table').locator('input:checked');
	await see(ticked).toHaveCount(3);
	await pressed(page, t('charge.homesAct'));
	await see(status(page, t('charge.done_placed', { n: 3 }))).toBeVisible();
	await see(ticked).toHaveCount(0);
	await pressed(page, t('common.undo'));
	await see(status(page, t('charge.done_placedBack', { n: 3 }))).toBeVisible();
	expect((await pageChargeMembers(client, { communityId: community, page: 1, size: 1 })).unplaced).toBe(3);
	await page.reload();
	await see(ticked).toHaveCount(3);
	await pressed(page, t('charge.homesAct'));
	await see(status(page, t('charge.done_placed', { n: 3 }))).toBeVisible();

	const left = await vacantCells();
	expect(left.length).toBeGreaterThan(0);
	for (const { name } of left) {
		await page.goto(here('&vacant=1'));
		await page
			.locator('[data-node]', { hasText: name })
			.filter({ hasText: t('charge.vacant') })
			.click();
		await see(page.getByRole('heading', { level: 2, name })).toBeFocused();
		await see(page.getByText(t('charge.nobody'))).toBeVisible();
		await pressed(page, t('charge.findAct'));
		await see(page.getByRole('radio')).toHaveCount(21);
		await page.getByRole('radio').first().check();
		await page.getByLabel(t('charge.duty'), { exact: true }).selectOption('grid_worker');
		await reason(page).fill(WHY);
		await pressed(page, t('charge.assignAct'));
		await see(status(page, t('charge.done_assigned'))).toBeVisible();
		await see(page.locator('.outcome')).toBeFocused();
	}
	await see(
		page.getByText(
			t('charge.allFilled', {
				total: (await loadCharge(client, community)).cells.filter(({ level }) => level === 3).length
			})
		)
	).toBeVisible();
	expect(await vacantCells()).toEqual([]);
});

test('a duty ends with a day and a reason, is told in the history, and the end can be taken back', async () => {
	const { page } = worker;
	const { cells } = await loadCharge(client, community);
	const cell = cells.find(({ level, duties }) => level === 3 && duties === 1)!;
	await page.goto(here(`&cell=${cell.lineageId}`));
	const article = page.getByRole('article');
	await article.getByText(t('charge.end'), { exact: true }).click();
	await article.getByRole('button', { name: t('charge.endAct') }).click();
	await see(article.getByText(t('errors.reason-missing')).first()).toBeVisible();
	await article.locator('input[name=reason]').first().fill(WHY);
	await article.getByRole('button', { name: t('charge.endAct') }).click();
	await see(status(page, t('charge.done_ended'))).toBeVisible();
	await see(article.getByText(t('charge.nobody'))).toBeVisible();
	await article.getByText(t('charge.viewHistory'), { exact: true }).click();
	await see(
		article
			.getByRole('listitem')
			.filter({ hasText: t('charge.historyReason', { reason: WHY }) })
			.first()
	).toBeVisible();
	await pressed(page, t('common.undo'));
	await see(status(page, t('charge.done_continued'))).toBeVisible();
	await see(article.getByText(t('charge.nobody'))).toHaveCount(0);
});

test('places a member by keyboard alone, and is told who else moved one meanwhile', async () => {
	const { page } = worker;
	const [member] = await somePlaced(1);
	const { cells } = await loadCharge(client, community);
	const target = cells.find(({ level, lineageId }) => level === 3 && lineageId !== member!.lineageId)!;
	const third = cells.find(
		({ level, lineageId }) => level === 3 && lineageId !== target.lineageId && lineageId !== member!.lineageId
	)!;
	await page.goto(here('&view=members&placed=1'));
	await page.getByRole('searchbox', { name: t('charge.find') }).fill(member!.name);
	await page.keyboard.press('Enter');
	await see(page).toHaveURL(/[?&]q=/);
	await page.getByRole('checkbox', { name: member!.name }).first().focus();
	await page.keyboard.press('Space');
	await page.getByRole('searchbox', { name: t('charge.filterCells') }).focus();
	await page.keyboard.type(target.name);
	await page.keyboard.press('Tab');
	await page.keyboard.press('Space');
	await see(page.getByRole('radio', { checked: true })).toHaveAttribute('value', target.lineageId);
	await see(status(page, t('charge.chosen', { n: 1, cell: target.name }))).toBeVisible();
	await reason(page).focus();
	await page.keyboard.type(WHY);

	// somebody is faster
	await put([member!], third.lineageId);
	await page.keyboard.press('Enter');
	const words = { name: member!.name, now: third.name, sent: target.name };
	await see(page.getByRole('alert').filter({ hasText: t('charge.staleLine', words) })).toBeVisible();
	await see(page.getByRole('checkbox', { name: third.name })).toBeChecked();
	await reason(page).focus();
	await page.keyboard.press('Enter');
	await see(status(page, t('charge.done_placedTo', { n: 1, cell: target.name }))).toBeVisible();

	await page.goto(here('&view=history'));
	const sentence = t('charge.event_place', { person: member!.name, from: third.name, to: target.name });
	await see(page.getByRole('listitem').first()).toContainText(sentence);
});

test('finds a member by name while typing, and the cursor stays', async () => {
	const { page } = worker;
	const [member] = await somePlaced(1);
	const { cells } = await loadCharge(client, community);
	await page.goto(here(`&cell=${cells.at(-1)!.lineageId}`));
	await page
		.getByRole('article')
		.locator('summary', { hasText: t('charge.assign') })
		.click();
	const field = page.getByRole('searchbox', { name: t('charge.find') });
	await field.pressSequentially(member!.name);
	await see(page.getByRole('radio', { name: member!.name }).first()).toBeVisible();
	await see(field).toBeFocused();
	await field.press('Enter');
	await see(field).toHaveValue(member!.name);
	await field.fill('zzz');
	await see(status(page, t('charge.foundNone'))).toBeVisible();
	await see(page.getByRole('radio')).toHaveCount(1);
});

test('drags a member onto a cell, and is still asked why', async () => {
	const { page } = worker;
	await page.goto(here('&view=members&placed=1'));
	const cell = page.locator('.cells label').first();
	await page.locator('.members li').first().dragTo(cell);
	await see(cell.getByRole('radio')).toBeChecked();
	await see(page.locator('.members input:checked')).toHaveCount(1);
	await see(reason(page)).toBeFocused();
});

test('sees the cells with nobody as a layer of the map', async () => {
	const { page } = worker;
	await page.goto('/map');
	await worker.mapDrawn();
	await page.locator('[aria-controls="map-legend"]').click();
	await page.getByRole('checkbox', { name: t('map.layerVacant') }).check();
	await see(page).toHaveURL(/layers=[a-z,]*vacant/);
	await see(page.getByText(t('map.vacantStairs'))).toBeVisible();
	await worker.mapDrawn();
});

test('without script the form gives a duty to somebody known by name, and ends it again', async () => {
	const visitor = await Visitor.arriveAs(browser, 'worker', { javaScriptEnabled: false });
	const { page } = visitor;
	await page.goto(here());
	await page.locator('[data-node]').last().click();
	const article = page.getByRole('article');
	await article.locator('summary', { hasText: t('charge.assign') }).click();
	await pressed(page, t('charge.assignAct'));
	await see(page.getByRole('alert')).toContainText(t('errors.unknown-person'));
	await article.getByRole('radio', { name: t('charge.other') }).check();
	await article.getByLabel(t('charge.name'), { exact: true }).fill('马警官');
	await article.getByLabel(t('charge.duty'), { exact: true }).selectOption('police');
	await reason(page).fill(WHY);
	await pressed(page, t('charge.assignAct'));
	await see(status(page, t('charge.done_assigned'))).toBeVisible();
	await see(article).toContainText('马警官');
	await pressed(page, t('common.undo'));
	await see(status(page, t('charge.done_ended'))).toBeVisible();
	await visitor.leave();
});

test('is refused in another community, and so is an official', async () => {
	const { page } = worker;
	expect((await page.goto(`/charge?community=${elsewhere}`))!.status()).toBe(403);
	const answer = await page.request.post(`/charge?community=${elsewhere}&/assign`, {
		headers: { origin: new URL(page.url()).origin, 'x-sveltekit-action': 'true' },
		form: { operation: crypto.randomUUID(), node: elsewhere, who: 'other', name: '某人', duty: 'police', reason: WHY }
	});
	expect(await answer.json()).toMatchObject({ type: 'failure', status: 403 });
	const official = await Visitor.arriveAs(browser, 'official');
	expect((await official.page.goto(here()))!.status()).toBe(403);
	await official.leave();
});

test('every part of the page in every look, and on a phone', async () => {
	const { page } = worker;
	const { cells } = await loadCharge(client, community);
	const filled = cells.find(({ level, duties }) => level === 3 && duties > 0)!;
	const views = ['&view=members&placed=1', '&view=homes', '&view=history'];
	for (const query of [`&cell=${cells[0]!.lineageId}`, `&cell=${filled.lineageId}`, ...views]) {
		await page.goto(here(query));
		await page.evaluate(() =>
			document.querySelectorAll('main details').forEach((fold) => fold.setAttribute('open', ''))
		);
		expect(await faultsInEveryLook(worker), query).toEqual([]);
		await page.setViewportSize({ width: 360, height: 740 });
		const wide = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
		expect(wide, query).toBeLessThanOrEqual(0);
		await page.setViewportSize({ width: 1280, height: 800 });
	}
});
