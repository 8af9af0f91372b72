import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser } from 'playwright';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openBrowser, see, t, Visitor } from './browser.ts';
import { serve, type Served } from './served.ts';

const FOUNDER = { email: 'founder@story.example', password: 'seven-brass-kettles' };
const DISTRICT = '海棠新区';

let directory: string;
let server: Served;
let link: string;
let browser: Browser;
let founder: Visitor;

beforeAll(async () => {
	directory = mkdtempSync(join(tmpdir(), 'gezhi-setup-'));
	[server, browser] = await Promise.all([serve(directory, '--empty'), openBrowser()]);
	link = /http:\S+\/setup\?token=\S+/.exec(server.log())?.[0] ?? '';
	founder = await Visitor.arrive(browser, { baseURL: server.address });
});

afterAll(async () => {
	await founder.leave();
	await browser.close();
	await server.stop();
	rmSync(directory, { recursive: true, force: true });
});

test('an empty installation prints a link, and without it nobody gets in', async () => {
	expect(link).not.toBe('');
	const { page } = founder;
	await page.goto('/');
	await see(page.getByText(t('home.emptyWhat'))).toBeVisible();
	await see(page.getByText(t('common.demoNotice'))).toHaveCount(0);
	await page.goto('/setup');
	await see(page.getByText(t('setup.noToken'))).toBeVisible();
	await page.goto('/setup?token=0000-not-the-token');
	await fillIn();
	await page.getByRole('button', { name: t('setup.submit') }).click();
	await see(page.getByRole('alert')).toContainText(t('errors.expired-token'));
});

test('the link makes the first district and its administrator', async () => {
	const { page } = founder;
	await page.goto(link);
	await fillIn();
	await page.getByRole('button', { name: t('setup.submit') }).click();
	await see(page).toHaveURL('/settings');
	await see(page.getByText(t('settings.lead', { district: DISTRICT }))).toBeVisible();
	await page.goto('/account');
	await see(page.getByRole('main')).toContainText(`${t('accounts.role_administrator')} · ${DISTRICT}`);
	await page.goto('/map');
	await see(page.getByText(t('explore.noCells'), { exact: true })).toBeVisible();
});

test('the link is dead afterwards', async () => {
	const stranger = await Visitor.arrive(browser, { baseURL: server.address });
	await stranger.page.goto(link);
	await see(stranger.page.getByText(t('setup.done'))).toBeVisible();
	await see(stranger.page.getByRole('button', { name: t('setup.submit') })).toHaveCount(0);
	await stranger.leave();
});

async function fillIn(): Promise<void> {
	await founder.page.getByLabel(t('setup.name'), { exact: true }).fill(DISTRICT);
	await founder.fillIn(FOUNDER, true);
}
