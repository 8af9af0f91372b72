import type { Browser, Page } from 'playwright';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openBrowser, see, t, Visitor } from './browser.ts';

const WORKING = { serviceWorkers: 'allow' } as const;
const PATIENCE = { timeout: 60_000, intervals: [250, 500, 1_000] };

let browser: Browser;

beforeAll(async () => {
	browser = await openBrowser();
});

afterAll(() => browser.close());

/** Opens a community that has a centre, and waits until it and its centres are kept. */
async function openCommunity(page: Page): Promise<string> {
	await page.goto('/centres');
	await page.locator('main a[href^="/centres/"]').first().click();
	await page.locator('main a[href^="/c/"]').first().click();
	await page.waitForURL(/\/c\/[^/]+$/);
	const path = new URL(page.url()).pathname;
	await see.poll(() => keptPaths(page), PATIENCE).toContain(path);
	await see.poll(() => keptPaths(page), PATIENCE).toContainEqual(expect.stringMatching(/^\/centres\/[^/]+$/));
	return path;
}

function keptPaths(page: Page): Promise<string[]> {
	return page.evaluate(async () => {
		if (!(await caches.has('gezhi-pages'))) return [];
		return (await (await caches.open('gezhi-pages')).keys()).map(({ url }) => new URL(url).pathname);
	});
}

/** Everything that stands in any cache, as text. */
function everythingKept(page: Page): Promise<string> {
	return page.evaluate(async () => {
		const bodies: string[] = [];
		for (const name of await caches.keys()) {
			const cache = await caches.open(name);
			for (const request of await cache.keys()) {
				const response = await cache.match(request);
				if (/html|json/.test(response?.headers.get('content-type') ?? '')) bodies.push(await response!.text());
			}
		}
		return bodies.join('\n');
	});
}

test('the community seen last and its centres are read without a network', async () => {
	const visitor = await Visitor.arrive(browser, WORKING);
	const { page, context } = visitor;
	const path = await openCommunity(page);
	const title = (await page.getByRole('heading', { level: 1 }).textContent())!;
	await context.setOffline(true);
	await page.goto(path);
	await see(page.getByRole('heading', { level: 1 })).toHaveText(title);
	await see(page.locator('.saved-copy')).toContainText(/\d{4}年\d{1,2}月\d{1,2}日/);
	expect(await page.evaluate(() => getComputedStyle(document.querySelector('header')!).display)).toBe('flex');
	await page.locator('main a[href^="/centres/"]').first().click();
	await see(page.locator('.saved-copy')).toBeVisible();
	// what was not kept leads to the list of what was
	await page.goto('/about');
	await see(page.getByRole('heading', { level: 1 })).toHaveText(t('offline.title'));
	await page.getByRole('main').getByRole('link', { name: title, exact: true }).click();
	await see(page.getByRole('heading', { level: 1 })).toHaveText(title);
	await context.setOffline(false);
	await page.goto(path);
	await see(page.locator('.saved-copy')).toHaveCount(0);
	await visitor.leave();
});

test('a copy holds no name, runs nothing and sends nothing', async () => {
	const visitor = await Visitor.arrive(browser, WORKING);
	const { page } = visitor;
	await openCommunity(page);
	const kept = await everythingKept(page);
	expect(kept).toContain('saved-copy');
	expect(kept).not.toMatch(/<(script|form)\b|data-not-kept/);
	await visitor.leave();
});

test('another community takes the place of the one before', async () => {
	const visitor = await Visitor.arrive(browser, WORKING);
	const { page } = visitor;
	const first = await openCommunity(page);
	const other = await page.evaluate(
		(path) =>
			Array.from(document.querySelectorAll<HTMLAnchorElement>('main a[href^="/c/"]'), (link) => link.pathname).find(
				(each) => each !== path
			),
		first
	);
	expect(other).toBeDefined();
	await page.goto(other!);
	await see.poll(() => keptPaths(page), PATIENCE).toContain(other);
	await see.poll(() => keptPaths(page), PATIENCE).not.toContain(first);
	await visitor.leave();
});

test('nothing of somebody signed in is kept, and signing out forgets the rest', async () => {
	const visitor = await Visitor.arriveAs(browser, 'worker', WORKING);
	const { page, context } = visitor;
	await page.goto('/account');
	const name = (await page.locator('header .who').first().textContent())!.trim();
	expect(name).not.toBe('');
	const path = await openCommunity(page);
	expect(await everythingKept(page)).not.toContain(name);
	expect(await keptPaths(page)).not.toContain('/account');
	const stored = await page.evaluate(async () => (await fetch('/account')).headers.get('cache-control'));
	expect(stored).toBe('private, no-store');
	await page.goto('/');
	await page.getByRole('button', { name: t('common.signOut') }).click();
	await see(page.getByRole('banner').getByRole('link', { name: t('common.signIn') })).toBeVisible();
	await see.poll(() => keptPaths(page), PATIENCE).toEqual([]);
	await context.setOffline(true);
	await page.goto(path);
	await see(page.getByText(t('offline.nothing'))).toBeVisible();
	await visitor.leave();
});

test('files that bear their content in their name are fetched once', async () => {
	const visitor = await Visitor.arrive(browser, WORKING);
	const { page, context } = visitor;
	await page.goto('/');
	await page.evaluate(async () => void (await navigator.serviceWorker.ready));
	await see.poll(() => page.evaluate(() => navigator.serviceWorker.controller !== null), PATIENCE).toBe(true);
	await page.reload({ waitUntil: 'networkidle' });
	const fetched: string[] = [];
	context.on('response', (response) => {
		const overNetwork = !response.fromServiceWorker() && response.request().serviceWorker() !== null;
		if (overNetwork && response.url().includes('/_app/immutable/')) fetched.push(response.url());
	});
	await page.reload({ waitUntil: 'networkidle' });
	expect(fetched).toEqual([]);
	await visitor.leave();
});
