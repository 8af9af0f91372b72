import { randomUUID } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import type { Browser } from 'playwright';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { editPlan, loadDraft } from '#data/plans';
import { myAccount } from '#data/session';
import type { PlanDraft } from '#domain/division/plan';
import { credentialsOf, openBrowser, see, t, Visitor } from './browser.ts';
import { databaseAs } from './database.ts';
import { faultsInEveryLook } from './looks.ts';

const NAME = `微调 ${randomUUID().slice(0, 8)}`;
const WHY = '再和居民商量一次';
// far enough away that it never comes while stories run
const DAY = '2099-01-01';

let browser: Browser;
let worker: Visitor;
let administrator: Visitor;
let plan: string;

beforeAll(async () => {
	browser = await openBrowser();
	worker = await Visitor.arriveAs(browser, 'worker');
	administrator = await Visitor.arriveAs(browser, 'administrator');
});

afterAll(async () => {
	await worker.leave();
	await administrator.leave();
	await browser.close();
});

test('a worker begins a plan as the grid in force', async () => {
	const { page } = worker;
	await page.goto('/map');
	await page.getByRole('link', { name: t('plans.title'), exact: true }).click();
	const community = (await myAccount(await databaseAs(credentialsOf('worker')))).roles[0]!.nodeName;
	await see(page.getByText(t('plans.lead', { community }))).toBeVisible();
	await page.getByLabel(t('plans.name')).fill(NAME);
	await see(page.getByRole('radio', { name: t('plans.fromCurrent') })).toBeChecked();
	await page.getByRole('button', { name: t('plans.begin'), exact: true }).click();
	await see(page.getByRole('heading', { level: 1, name: NAME })).toBeVisible();
	await see(page.getByText(t('plans.begun'))).toBeVisible();
	await see(page.getByRole('img', { name: t('plans.sketch', { name: NAME }) })).toBeVisible();
	await see(page.getByRole('listitem').and(page.locator('[aria-current="step"]'))).toContainText(
		t('plans.statusDraft')
	);
	plan = /\/plans\/([0-9a-f-]{36})/.exec(page.url())![1]!;
	await see(page.getByRole('link', { name: t('plans.paint'), exact: true })).toHaveAttribute('href', `/divide/${plan}`);
});

test('is told what is missing, and sees what changes', async () => {
	const { page } = worker;
	const client = await databaseAs(credentialsOf('worker'));
	const draft = await loadDraft(client, plan);
	const { unit, from, to } = aMove(draft);
	const step = (was: string | null, goes: string | null) =>
		editPlan(client, {
			operation: randomUUID(),
			planId: plan,
			kind: 'paint',
			changes: { moves: [{ units: [unit], from: was, to: goes }] }
		});
	await step(from.id, null);
	await page.goto(`/plans/${plan}`);
	await see(page.getByText(t('plans.obstacles'))).toBeVisible();
	await see(page.getByRole('button', { name: t('plans.handIn'), exact: true })).toHaveCount(0);
	await step(null, to.id);
	await page.goto(`/plans/${plan}/compare`);
	await see(
		page.getByRole('img', { name: t('plans.compareSketch', { after: NAME, before: '' }).slice(0, 8) })
	).toBeVisible();
	const rows = page.getByRole('region', { name: t('plans.stairs') }).getByRole('row');
	// the head, the cell that gives and the one that takes
	await see(rows).toHaveCount(3);
	await see(rows.filter({ hasText: from.name }).first()).toContainText(t('plans.fateChanged'));
	await page.getByRole('link', { name: t('plans.showAll') }).click();
	await see(rows).toHaveCount(draft.cells.filter(({ level }) => level === 3).length + 1);
});

test('hands it in, and from then on it has codes and is not painted', async () => {
	const { page } = worker;
	await page.goto(`/plans/${plan}`);
	await page.getByRole('button', { name: t('plans.handIn'), exact: true }).click();
	await see(page.getByText(t('plans.doneHandIn'))).toBeVisible();
	await see(page.getByText(t('plans.waitsForApproval'))).toBeVisible();
	await see(page.getByRole('link', { name: t('plans.paint'), exact: true })).toHaveCount(0);
	await see(page.getByText(t('plans.noCode'))).toHaveCount(0);
});

test('nobody else sees it before it is published', async () => {
	for (const role of ['resident', 'official', 'volunteer'] as const) {
		const outsider = await Visitor.arriveAs(browser, role);
		for (const path of [
			`/plans/${plan}`,
			`/plans/${plan}/compare`,
			`/plans/${plan}/handover`,
			`/plans/${plan}/handover.csv`
		]) {
			expect((await outsider.page.request.get(path)).status(), path).toBe(404);
		}
		const origin = new URL(worker.page.url()).origin;
		const answer = await outsider.page.request.post(`/plans/${plan}?/publish`, {
			headers: { origin, 'x-sveltekit-action': 'true' },
			form: { operation: randomUUID(), version: 2 }
		});
		expect(await answer.json()).toMatchObject({ type: 'failure', status: 400 });
		await outsider.leave();
	}
	expect((await worker.page.request.get(`/plans/${plan}`)).status()).toBe(200);
});

test('an administrator publishes it, and everybody may look', async () => {
	const { page } = administrator;
	await page.goto(`/plans/${plan}`);
	await page.getByRole('button', { name: t('plans.publish') }).click();
	await see(page.getByText(t('plans.donePublish'))).toBeVisible();
	const stranger = await Visitor.arrive(browser, { javaScriptEnabled: false, viewport: { width: 360, height: 740 } });
	await stranger.page.goto(`/plans/${plan}`);
	await see(stranger.page.getByRole('heading', { level: 1, name: NAME })).toBeVisible();
	await see(stranger.page.getByText(t('plans.figures_households'))).toHaveCount(1);
	// of the people of a proposal strangers are told nothing, and nothing can be pressed
	await see(stranger.page.getByRole('columnheader', { name: t('plans.elders') })).toHaveCount(0);
	await see(stranger.page.getByRole('main').getByRole('button')).toHaveCount(0);
	const scrolls = await stranger.page.evaluate('document.documentElement.scrollWidth > window.innerWidth');
	expect(scrolls).toBe(false);
	expect((await stranger.page.request.get(`/plans/${plan}/handover.csv`)).status()).toBe(401);
	await stranger.leave();
});

test('gives it a day, and is refused one that has passed', async () => {
	const { page } = administrator;
	const day = page.getByLabel(t('plans.day'));
	await page.goto(`/plans/${plan}`);
	await day.evaluate((field) => field.removeAttribute('min'));
	await day.fill('2020-01-01');
	await page.getByRole('button', { name: t('plans.giveDay') }).click();
	await see(page.getByRole('alert')).toContainText(t('errors.day-passed'));
	await day.fill(DAY);
	await page.getByRole('button', { name: t('plans.giveDay') }).click();
	await see(page.getByText(t('plans.doneGiveDay'))).toBeVisible();
	await see(page.getByRole('main')).toContainText('2099');
});

test('prints the handover list and takes it along as a table', async () => {
	const { page } = worker;
	await page.goto(`/plans/${plan}/handover`);
	await see(page.getByRole('heading', { level: 1, name: t('plans.handoverTitle') })).toBeVisible();
	const buildings = page.getByRole('region', { name: t('plans.csvBuilding') }).getByRole('row');
	await see(buildings).toHaveCount(2);
	await see(page.getByRole('button', { name: t('plans.print') })).toBeVisible();
	await page.emulateMedia({ media: 'print' });
	await see(page.getByRole('button', { name: t('plans.print') })).toBeHidden();
	await see(page.getByRole('banner')).toBeHidden();
	await see(page.getByText(t('plans.signTakes'))).toBeVisible();
	expect((await page.pdf({ format: 'A4', printBackground: true })).length).toBeGreaterThan(10_000);
	await page.emulateMedia({ media: null });
	const [file] = await Promise.all([
		page.waitForEvent('download'),
		page.getByRole('link', { name: t('plans.csv') }).click()
	]);
	expect(file.suggestedFilename()).toContain(NAME);
	const table = await readFile(await file.path(), 'utf8');
	expect(table.startsWith(`\ufeff${t('plans.csvWhat')},`)).toBe(true);
	expect(table).toContain((await buildings.last().getByRole('rowheader').innerText()).trim());
});

test('is readable for everybody in every look', async () => {
	const { page } = worker;
	for (const path of ['/plans', `/plans/${plan}`, `/plans/${plan}/compare?all=1`, `/plans/${plan}/handover`]) {
		await page.goto(path);
		for (const fold of await page.locator('main summary').all()) await fold.click();
		expect(await faultsInEveryLook(worker), path).toEqual([]);
	}
});

test('is sent back with a reason, and the draft is deleted', async () => {
	const { page } = administrator;
	await page.goto(`/plans/${plan}`);
	await page.getByText(t('plans.withdraw')).click();
	await page.getByLabel(t('plans.reason')).fill(WHY);
	await page.getByRole('button', { name: t('plans.sendBackYes'), exact: true }).click();
	await see(page.getByText(t('plans.doneSendBack'))).toBeVisible();
	const mine = worker.page;
	await mine.goto(`/plans/${plan}`);
	const turns = mine.getByRole('region', { name: t('plans.turns') }).getByRole('listitem');
	await see(turns.last()).toContainText(t('plans.turnReason', { reason: WHY }));
	await mine.getByRole('link', { name: t('plans.all') }).click();
	const line = mine.getByRole('listitem').filter({ has: mine.getByRole('heading', { level: 3, name: NAME }) });
	await line.getByText(t('plans.discard'), { exact: true }).click();
	await line.getByRole('button', { name: t('plans.discardYes'), exact: true }).click();
	await see(mine.getByText(t('plans.discarded'))).toBeVisible();
	expect((await mine.request.get(`/plans/${plan}`)).status()).toBe(404);
});

/** A unit whose cell has others, and another cell of the same living area to take it. */
function aMove({ units, cells }: PlanDraft) {
	for (const [index, cell] of units.cell.entries()) {
		const households = units.households[index]!;
		const whole = units.cell.reduce((sum, other, at) => sum + (other === cell ? units.households[at]! : 0), 0);
		const from = cells[cell];
		const to = cells.find(({ id, level, parentId }) => level === 3 && parentId === from?.parentId && id !== from?.id);
		// less than half of its households: the cell lives on
		if (from && to && households > 0 && 2 * households < whole) return { unit: units.ordinal[index]!, from, to };
	}
	throw new Error('no cell of the demo has several units');
}
