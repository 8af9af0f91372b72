import { randomUUID } from 'node:crypto';
import type { SupabaseClient } from '@supabase/supabase-js';
import type { Browser } from 'playwright';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { invite, redeemInvitation } from '#data/accounts';
import { beginPlan, loadDraft } from '#data/plans';
import { myAccount, saveProfile } from '#data/session';
import type { PlanDraft } from '#domain/division/plan';
import { credentialsOf, openBrowser, see, t, Visitor, type Credentials } from './browser.ts';
import { databaseAs } from './database.ts';

const RUN = randomUUID();
/** Another worker of the same community. */
const COLLEAGUE: Credentials = { email: `${RUN}@story.example`, password: 'thirteen-paper-lanterns' };
const COLLEAGUE_NAME = '李想';
const FIRST = t('divide.cellName', { area: t('divide.areaName', { n: 1 }), n: 1 });
const SECOND = t('divide.cellName', { area: t('divide.areaName', { n: 1 }), n: 2 });

const PATIENT = { timeout: 30_000, interval: 250 };

let browser: Browser;
let client: SupabaseClient;
let worker: Visitor;
let colleague: Visitor;
let plan: string;

beforeAll(async () => {
	browser = await openBrowser();
	client = await databaseAs(credentialsOf('worker'));
	const { nodeId: communityId, districtId } = (await myAccount(client)).roles.find(({ role }) => role === 'worker')!;
	plan = (await beginPlan(client, { operation: randomUUID(), communityId, name: RUN.slice(0, 8), empty: true })).id;
	await addColleague(districtId, communityId);
	worker = await Visitor.arriveAs(browser, 'worker');
	colleague = await Visitor.arrive(browser);
	await colleague.page.goto('/sign-in');
	await colleague.fillIn(COLLEAGUE);
	await colleague.page
		.getByRole('main')
		.getByRole('button', { name: t('common.signIn') })
		.click();
	await see(colleague.page.getByRole('button', { name: t('common.signOut') })).toBeVisible();
});

afterAll(async () => {
	await worker.leave();
	await colleague.leave();
	await browser.close();
});

async function addColleague(districtId: string, communityId: string): Promise<void> {
	const administrator = await databaseAs(credentialsOf('administrator'));
	const invitation = { operation: randomUUID(), districtId, role: 'worker', nodeId: communityId, note: '' } as const;
	const { token } = await invite(administrator, invitation);
	const newcomer = await databaseAs(null);
	const { error } = await newcomer.auth.signUp(COLLEAGUE);
	if (error) throw error;
	const own = await databaseAs(COLLEAGUE);
	await redeemInvitation(own, { operation: randomUUID(), token });
	await saveProfile(own, { operation: randomUUID(), displayName: COLLEAGUE_NAME, locale: 'zh-CN' });
}

/** The plan on the map, once there is something to paint on. */
async function openPlan(visitor: Visitor): Promise<void> {
	await visitor.page.goto(`/divide/${plan}`);
	await visitor.mapDrawn();
	await see(visitor.page.getByText(t('divide.opening'))).toHaveCount(0);
}

const tool = ({ page }: Visitor, name: 'click' | 'brush' | 'rectangle') =>
	page.getByRole('button', { name: t(`divide.tool_${name}`), exact: true }).click();
const mode = ({ page }: Visitor, name: 'add' | 'move' | 'erase') =>
	page.getByRole('button', { name: t(`divide.mode_${name}`), exact: true }).click();

/** A stroke through places of the canvas, told as shares of its width and height. */
async function stroke({ page }: Visitor, ...places: readonly (readonly [number, number])[]): Promise<void> {
	const { x, y, width, height } = (await page.getByLabel(t('divide.mapLabel')).boundingBox())!;
	const at = ([right, down]: readonly [number, number]) => [x + right * width, y + down * height] as const;
	await page.mouse.move(...at(places[0]!));
	await page.mouse.down();
	for (const place of places.slice(1)) await page.mouse.move(...at(place), { steps: 8 });
	await page.mouse.up();
}

const said = ({ page }: Visitor) => page.locator('[data-said]');
const undoable = ({ page }: Visitor, n: number) =>
	see(page.getByRole('button', { name: t('divide.undoOf', { n }), exact: true })).toBeVisible();
const redoable = ({ page }: Visitor, n: number) =>
	see(page.getByRole('button', { name: t('divide.redoOf', { n }), exact: true })).toBeVisible();
const stored = (): Promise<PlanDraft> => loadDraft(client, plan);
/** Units of every stairwell cell by its name. */
async function sizes(): Promise<Record<string, number>> {
	const { cells, units } = await stored();
	const count = (index: number) => units.cell.filter((cell) => cell === index).length;
	return Object.fromEntries(cells.flatMap(({ level, name }, index) => (level === 3 ? [[name, count(index)]] : [])));
}

test('divides an empty community by click, brush and rectangle, and the numbers follow', async () => {
	const { page } = worker;
	await openPlan(worker);
	await see(page.getByText(t('divide.noCells'))).toBeVisible();
	await stroke(worker, [0.5, 0.5]);
	await see(said(worker)).toContainText(FIRST);
	await undoable(worker, 1);
	await tool(worker, 'brush');
	await stroke(worker, [0.45, 0.55], [0.5, 0.5], [0.55, 0.45]);
	await undoable(worker, 2);
	await page.getByRole('button', { name: t('divide.begin') }).click();
	await tool(worker, 'rectangle');
	await stroke(worker, [0.02, 0.2], [0.98, 0.97]);
	await see(said(worker)).toContainText(SECOND);
	await undoable(worker, 3);
	await expect.poll(async () => (await sizes())[SECOND] ?? 0, PATIENT).toBeGreaterThan(0);
	const { [FIRST]: first, [SECOND]: second } = await sizes();
	expect(first).toBeGreaterThan(1);
	expect(second).toBeGreaterThan(first!);
	const row = page.getByRole('row', { name: new RegExp(`^${SECOND}|${t('divide.paintHere', { name: SECOND })}`) });
	const { units, cells } = await stored();
	const of = cells.findIndex(({ name }) => name === SECOND);
	const households = units.households.reduce((sum, n, i) => sum + (units.cell[i] === of ? n : 0), 0);
	await see(row.getByRole('cell').first()).toContainText(households.toLocaleString('zh-CN'));
	// the walk is a lower bound and says so
	await see(row.getByTitle(/至少/)).toBeVisible();
});

test('takes steps back and does them again, over a reload', async () => {
	const { page } = worker;
	const before = await sizes();
	await page.keyboard.press('Control+z');
	await undoable(worker, 2);
	await page.keyboard.press('Control+z');
	await undoable(worker, 1);
	await openPlan(worker);
	await undoable(worker, 1);
	await redoable(worker, 2);
	expect(Object.keys(await sizes())).toEqual([FIRST]);
	await page.getByRole('button', { name: t('divide.redoOf', { n: 2 }), exact: true }).click();
	await redoable(worker, 1);
	await page.keyboard.press('Control+Shift+z');
	await redoable(worker, 0);
	await undoable(worker, 3);
	expect(await sizes()).toEqual(before);
});

test('shows a colleague what was painted, at once and without a reload', async () => {
	await openPlan(colleague);
	const total = colleague.page.getByRole('row', { name: t('divide.total') });
	const before = await total.innerText();
	await mode(worker, 'erase');
	await tool(worker, 'click');
	await stroke(worker, [0.5, 0.5]);
	await see(said(worker)).toContainText(t('divide.unassigned'));
	await see(total).not.toHaveText(before);
	await see(colleague.page.getByRole('status').filter({ hasText: roleOfWorker() })).toBeVisible();
});

test('tells both values and the name where two painted the same house, and loses neither', async () => {
	const { page } = worker;
	// mine waits for the network…
	await worker.context.setOffline(true);
	await page.getByRole('button', { name: t('divide.paintHere', { name: FIRST }) }).click();
	await mode(worker, 'add');
	await stroke(worker, [0.5, 0.5]);
	await see(page.locator('[data-saving]')).toHaveAttribute('data-saving', 'waiting');
	await see(page.getByRole('alert')).toContainText(t('errors.offline'));
	// …and theirs comes first
	await colleague.page.getByRole('button', { name: t('divide.paintHere', { name: SECOND }) }).click();
	await mode(colleague, 'add');
	await stroke(colleague, [0.5, 0.5]);
	await see(said(colleague)).toContainText(SECOND);
	await undoable(colleague, 1);
	await worker.context.setOffline(false);
	const conflict = page.getByRole('alert').filter({ hasText: COLLEAGUE_NAME });
	await see(conflict).toContainText(FIRST);
	await see(conflict).toContainText(SECOND);
	const before = await sizes();
	await conflict.getByRole('button', { name: t('divide.keepMine') }).click();
	await see(conflict).toHaveCount(0);
	await expect.poll(async () => (await sizes())[FIRST], PATIENT).toBeGreaterThan(before[FIRST]!);
	expect((await sizes())[SECOND]).toBeLessThan(before[SECOND]!);
	// the colleague cannot take back what has moved on, and hears by whom
	await colleague.page.getByRole('button', { name: t('divide.undoOf', { n: 1 }), exact: true }).click();
	await see(colleague.page.getByRole('alert').filter({ hasText: roleOfWorker() })).toContainText(FIRST);
});

/** How the worker of the demo is called. */
function roleOfWorker(): string {
	return t('accounts.role_worker');
}
