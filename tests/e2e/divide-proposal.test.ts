import { randomUUID } from 'node:crypto';
import type { Browser, Locator, Page } from 'playwright';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { beginPlan, loadDraft } from '#data/plans';
import { myAccount } from '#data/session';
import type { PlanDraft } from '#domain/division/plan';
import { anyNumber, credentialsOf, openBrowser, see, t, Visitor } from './browser.ts';
import { databaseAs } from './database.ts';
import { faultsInEveryLook, sideways } from './looks.ts';

const CELLS = 12;
/** More stops than the page has before what somebody looks for. */
const PATIENCE = 80;

/** An empty plan for the worker's own community. */
async function anEmptyPlan(): Promise<string> {
	const client = await databaseAs(credentialsOf('worker'));
	const communityId = (await myAccount(client)).roles.find(({ role }) => role === 'worker')!.nodeId;
	const name = `试划 ${randomUUID().slice(0, 8)}`;
	return (await beginPlan(client, { operation: randomUUID(), communityId, name, empty: true })).id;
}

async function draftOf(plan: string): Promise<PlanDraft> {
	return loadDraft(await databaseAs(credentialsOf('worker')), plan);
}

const stairs = ({ cells }: PlanDraft) => cells.filter(({ level }) => level === 3);
const leftOut = ({ units }: PlanDraft) => units.cell.filter((cell) => cell < 0).length;

/** Waits until what was done is in the database. */
const saved = (page: Page) => see(page.locator('[data-saving]')).toHaveAttribute('data-saving', 'saved');

describe('a worker divides an empty community by proposal', () => {
	let browser: Browser;
	let worker: Visitor;
	let plan: string;
	const options = () => worker.page.getByRole('article');
	const propose = () => worker.page.getByRole('button', { name: t('divideLists.propose'), exact: true });

	beforeAll(async () => {
		browser = await openBrowser();
		worker = await Visitor.arriveAs(browser, 'worker');
		plan = await anEmptyPlan();
	});

	afterAll(async () => {
		await worker.leave();
		await browser.close();
	});

	test('is told what cannot be, and can stop the work', async () => {
		const { page } = worker;
		await page.goto(`/divide/${plan}?panel=proposals`);
		await see(propose()).not.toHaveAttribute('aria-disabled', 'true');
		await see(page.getByLabel(t('divideLists.streets'))).toBeEnabled();
		await page.getByLabel(t('divideLists.fewest')).fill('500');
		await page.getByLabel(t('divideLists.most')).fill('300');
		await propose().click();
		await see(page.getByText(t('errors.bad-range'))).toBeVisible();
		await page.getByRole('radio', { name: t('divideLists.byCount') }).check();
		await page.getByLabel(t('divideLists.count')).fill(String(CELLS));
		await propose().click();
		await see(page.getByRole('progressbar')).toBeVisible();
		await page.getByRole('button', { name: t('common.cancel') }).click();
		await see(page.getByText(t('divideLists.cancelled'))).toBeVisible();
		expect((await draftOf(plan)).plan.seq).toBe(0);
	});

	test('compares alternatives in words, looks at one and takes it: one step, undone and redone', async () => {
		const { page } = worker;
		await propose().click();
		await see(page.getByRole('heading', { name: anyNumber((n) => t('divideLists.found', { n })) })).toBeVisible();
		expect(await options().count()).toBeGreaterThan(1);
		for (const option of await options().all()) {
			await see(option).toContainText(anyNumber((n) => t('divideLists.walkOf', { n })));
			await see(option).toContainText(t('divideLists.piecesAll'));
			await see(option).toContainText(/%/);
		}
		expect(await faultsInEveryLook(worker)).toEqual([]);
		const option = options().nth(1);
		await option.getByRole('button', { name: t('divideLists.preview') }).click();
		await see(option).toContainText(t('divideLists.previewing', { n: 2 }));
		await option.getByRole('button', { name: t('divideLists.take') }).click();
		await see(page.getByText(t('divideLists.taken', { n: 2, cells: CELLS })).first()).toBeVisible();
		await see(page.getByText(t('divide.allAssigned'))).toBeVisible();
		await see(page.getByRole('button', { name: t('divide.undoOf', { n: 1 }) })).toBeVisible();
		await saved(page);
		const taken = await draftOf(plan);
		expect([stairs(taken).length, leftOut(taken), taken.plan.seq]).toEqual([CELLS, 0, 1]);

		await page.getByRole('button', { name: t('divide.undoOf', { n: 1 }) }).click();
		await see(page.getByText(t('divide.allAssigned'))).toHaveCount(0);
		await saved(page);
		expect((await draftOf(plan)).cells).toEqual([]);
		await page.getByRole('button', { name: t('divide.redoOf', { n: 1 }) }).click();
		await see(page.getByText(t('divide.allAssigned'))).toBeVisible();
		await saved(page);
		expect(stairs(await draftOf(plan)).map(({ id }) => id)).toEqual(stairs(taken).map(({ id }) => id));
	});

	test('locks a cell, which the next proposal tells and leaves alone', async () => {
		const { page } = worker;
		const before = await draftOf(plan);
		const kept = stairs(before)[0]!;
		await page.getByRole('link', { name: t('divide.cells'), exact: true }).click();
		await page.getByRole('button', { name: t('divide.paintHere', { name: kept.name }), exact: true }).click();
		const form = page.getByRole('form', { name: t('divideLists.form') });
		await form.getByLabel(t('divideLists.name'), { exact: true }).fill('留下的网格');
		await form.getByLabel(t('divideLists.lock')).check();
		await form.getByRole('button', { name: t('divideLists.save') }).click();
		await see(page.locator('[data-said]')).toHaveText(t('divideLists.saved', { name: '留下的网格' }));

		await page.getByRole('link', { name: t('divide.tabProposals') }).click();
		await see(page.getByText(t('divideLists.lockedStay', { names: '留下的网格' }))).toBeVisible();
		await page.getByRole('radio', { name: t('divideLists.byCount') }).check();
		await page.getByLabel(t('divideLists.count')).fill('1');
		await page.getByRole('button', { name: t('divideLists.proposeAgain') }).click();
		await see(page.getByText(t('errors.no-cells-left'))).toBeVisible();
		await page.getByLabel(t('divideLists.count')).fill('5');
		await propose().click();
		await options()
			.first()
			.getByRole('button', { name: t('divideLists.take') })
			.click();
		await see(page.getByText(t('divideLists.taken', { n: 1, cells: 4 })).first()).toBeVisible();
		await saved(page);
		const after = await draftOf(plan);
		expect([stairs(after).length, leftOut(after)]).toEqual([5, 0]);
		expect(unitsIn(after, kept.id)).toEqual(unitsIn(before, kept.id));
	});
});

describe.for([
	{ name: 'beside the map', withoutGraphics: false },
	{ name: 'with WebGL off', withoutGraphics: true }
])('a worker divides by list and keyboard alone, $name', ({ withoutGraphics }) => {
	let browser: Browser;
	let worker: Visitor;
	let plan: string;
	let start: PlanDraft;

	beforeAll(async () => {
		browser = await openBrowser({ withoutGraphics });
		worker = await Visitor.arriveAs(browser, 'worker');
		plan = await anEmptyPlan();
		start = await draftOf(plan);
		const { page } = worker;
		await page.goto(`/divide/${plan}?panel=units`);
		if (withoutGraphics) await see(page.getByText(t('divide.noMapHere'))).toBeVisible();
		await saved(page);
	});

	afterAll(async () => {
		await worker.leave();
		await browser.close();
	});

	const boxes = () => worker.page.locator('input[data-row]');

	test('ticks a range, and makes a cell of it', async () => {
		const { page } = worker;
		await tabTo(page, boxes().first());
		await page.keyboard.press('Space');
		await page.keyboard.press('ArrowDown');
		await page.keyboard.press('ArrowDown');
		await see(boxes().nth(2)).toBeFocused();
		await page.keyboard.press('Shift+Space');
		for (const n of [0, 1, 2]) await see(boxes().nth(n)).toBeChecked();
		await see(boxes().nth(3)).not.toBeChecked();
		const buildings = await names(page, 3);
		await page.keyboard.press('Enter');
		await tabTo(page, page.getByRole('button', { name: t('divide.asNewCell') }), 4, true);
		await page.keyboard.press('Enter');
		const households = sum(start, buildings);
		const cell = t('divide.cellName', { area: t('divide.areaName', { n: 1 }), n: 1 });
		const what = t('divide.severalBuildings', { n: 3 });
		await see(page.locator('[data-said]')).toHaveText(t('divide.saidMoved', { what, households, cell }));
		// what is in no cell yet comes first, and the focus is there
		await see(boxes().first()).toBeFocused();
		expect(await names(page, 3)).not.toEqual(buildings);
		await saved(page);
		const draft = await draftOf(plan);
		expect(stairs(draft)).toHaveLength(1);
		expect(sum(draft, buildings)).toBe(households);
		expect(unitsIn(draft, stairs(draft)[0]!.id)).toHaveLength(
			start.units.building.filter((index) => buildings.includes(start.buildings[index]!.name)).length
		);
	});

	test('takes a whole compound, and what is beside it', async () => {
		const { page } = worker;
		await boxes().first().focus();
		await page.keyboard.press('Space');
		const compound = page.getByRole('button', { name: t('divideLists.tickCompound') });
		await compound.focus();
		await page.keyboard.press('Enter');
		const chosen = () => page.locator('[data-chosen] p').innerText();
		const [line] = await names(page, 1);
		const first = start.buildings.find(({ name }) => name === line)!;
		const alike = start.buildings.filter(({ compoundId }) => compoundId === first.compoundId);
		const already = await draftOf(plan);
		expect(await chosen()).toContain(`${alike.length} `);
		const beside = page.getByRole('button', { name: t('divideLists.tickBeside') });
		await see(beside).not.toHaveAttribute('aria-disabled', 'true');
		const before = await chosen();
		await beside.focus();
		await page.keyboard.press('Enter');
		await see.poll(chosen).not.toBe(before);
		await page.getByRole('button', { name: t('divide.clearChosen') }).press('Enter');
		expect((await draftOf(plan)).plan.seq).toBe(already.plan.seq);
	});

	test('splits one building between two cells by its units', async () => {
		const { page } = worker;
		const draft = await draftOf(plan);
		const owned = new Set(unitsIn(draft, stairs(draft)[0]!.id));
		const rows = draft.units.ordinal.map((ordinal, row) => ({ ordinal, building: draft.units.building[row]! }));
		const building = rows.find(
			({ ordinal, building: index }) => owned.has(ordinal) && rows.filter((row) => row.building === index).length > 1
		)!.building;
		const { name } = draft.buildings[building]!;
		await page.getByRole('searchbox', { name: t('divideLists.text') }).fill(name);
		const open = page.getByRole('link', { name: t('divideLists.byUnitsOf', { name }), exact: true });
		await open.press('Enter');
		const stack = page.getByRole('group', { name: t('divideLists.stack', { name }) });
		const second = stack.getByRole('checkbox').nth(1);
		await tabTo(page, second, 6);
		await page.keyboard.press('Space');
		await page.keyboard.press('Enter');
		await tabTo(page, page.getByRole('button', { name: t('divide.asNewCell') }), 4, true);
		await page.keyboard.press('Enter');
		await see(page.getByRole('row', { name }).first()).toContainText(t('divideLists.split', { n: 2 }));
		await saved(page);
		const after = await draftOf(plan);
		const cells = new Set(after.units.cell.filter((_, row) => after.units.building[row] === building));
		expect([stairs(after).length, cells.size]).toEqual([2, 2]);
		await see(stack).toContainText(stairs(after)[1]!.name);
		expect(await faultsInEveryLook(worker)).toEqual([]);
	});

	test('fits a phone', async () => {
		const { page } = worker;
		await page.setViewportSize({ width: 360, height: 740 });
		await page.goto(`/divide/${plan}?panel=units`);
		await see(boxes().first()).toBeVisible();
		await see.poll(() => wideParts(page)).toEqual([]);
		await page.getByRole('link', { name: t('divide.tabProposals') }).click();
		await see(page.getByRole('heading', { name: t('divideLists.proposals') })).toBeVisible();
		await see.poll(() => wideParts(page)).toEqual([]);
	});
});

test('without script the list is a plain form', async () => {
	const browser = await openBrowser({ withoutGraphics: true });
	const worker = await Visitor.arriveAs(browser, 'worker', { javaScriptEnabled: false });
	const plan = await anEmptyPlan();
	const { page } = worker;
	await page.goto(`/divide/${plan}?panel=units&lines=2`);
	const box = page.locator('input[data-row]').first();
	const units = (await box.getAttribute('value'))!.split(' ').map(Number);
	await box.check();
	await page.getByLabel(t('divideLists.to'), { exact: true }).selectOption('new');
	await page.getByRole('button', { name: t('divideLists.put'), exact: true }).click();
	const draft = await draftOf(plan);
	expect(unitsIn(draft, stairs(draft)[0]!.id)).toEqual(units);
	await worker.leave();
	await browser.close();
});

/** What stands out where the page can be scrolled sideways. */
async function wideParts(page: Page): Promise<string[]> {
	if ((await sideways(page)) === 0) return [];
	return page.evaluate(() => {
		const { clientWidth } = document.documentElement;
		const wide = [...document.querySelectorAll('*')].filter((part) => part.getBoundingClientRect().right > clientWidth);
		return wide.map(({ outerHTML }) => outerHTML.slice(0, 80));
	});
}

/** Ordinals of the units in a cell. */
function unitsIn({ cells, units }: PlanDraft, id: string): number[] {
	const index = cells.findIndex((cell) => cell.id === id);
	return units.ordinal.filter((_, row) => units.cell[row] === index);
}

/** Households of some buildings. */
function sum({ buildings, units }: PlanDraft, some: readonly string[]): number {
	return units.households.reduce(
		(all, households, row) => all + (some.includes(buildings[units.building[row]!]!.name) ? households : 0),
		0
	);
}

/** The names that the first lines of the list begin with. */
function names(page: Page, count: number): Promise<string[]> {
	return page
		.locator('tbody th .name')
		.allInnerTexts()
		.then((all) => all.slice(0, count));
}

/** Presses Tab until the target has the focus; `here` counts where the focus is already. */
async function tabTo(page: Page, target: Locator, patience = PATIENCE, here = false): Promise<void> {
	const focused = () => target.evaluate((element) => element === document.activeElement);
	if (here && (await focused())) return;
	for (let stops = 0; stops < patience; stops++) {
		await page.keyboard.press('Tab');
		if (await focused()) return;
	}
	throw new Error(`not reached in ${patience} stops: ${String(target)}`);
}
