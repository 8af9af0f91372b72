import type { Browser } from 'playwright';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { credentialsOf, openBrowser, see, t, Visitor } from './browser.ts';
import { sideways } from './looks.ts';

const AGENT =
	'Mozilla/5.0 (Linux; Android 10; K) AppleWebKit/537.36 (KHTML, like Gecko) Version/4.0 Chrome/86.0.4240.99 ' +
	'XWEB/4317 MMWEBSDK/20220105 Mobile Safari/537.36 MicroMessenger/8.0.19 Language/zh_CN ABI/arm64';
const PHONE = { viewport: { width: 360, height: 640 }, hasTouch: true, isMobile: true, userAgent: AGENT };

let browser: Browser;

beforeAll(async () => {
	browser = await openBrowser();
});

afterAll(() => browser.close());

/** A browser inside a chat app, as far as it differs: it opens nothing, keeps nothing, hands over nothing. */
async function arrive(): Promise<Visitor> {
	const visitor = await Visitor.arrive(browser, { ...PHONE, serviceWorkers: 'block', acceptDownloads: false });
	await visitor.context.addInitScript(() => {
		const refuse = (what: string) => () => {
			throw new DOMException(what, 'NotAllowedError');
		};
		window.open = () => {
			document.documentElement.dataset.popups = 'tried';
			return null;
		};
		URL.createObjectURL = refuse('blob');
		window.print = refuse('print');
		for (const name of ['Notification', 'speechSynthesis', 'showSaveFilePicker', 'PushManager', 'SharedWorker'])
			delete (window as unknown as Record<string, unknown>)[name];
		for (const name of ['clipboard', 'serviceWorker', 'share', 'storage'])
			delete (Navigator.prototype as unknown as Record<string, unknown>)[name];
	});
	return visitor;
}

test('a chat app opens every page for everybody, and nothing asks for what it does not have', async () => {
	const visitor = await arrive();
	const { page } = visitor;
	let downloads = 0;
	page.on('download', () => downloads++);
	for (const path of ['/', '/about', '/accessibility', '/join', '/map?list=1&mode=wishes']) {
		await page.goto(path);
		await see(page.getByRole('heading', { level: 1 })).toBeAttached();
		expect(await sideways(page), path).toBe(0);
		expect(await page.locator('a[download], a[target=_blank], a[href^="blob:"]').count(), path).toBe(0);
	}
	await page.goto('/map?mode=centres');
	await visitor.mapDrawn();
	await visitor.rows().first().click();
	await see(visitor.card().getByRole('table')).toBeVisible();
	expect(downloads).toBe(0);
	expect(await page.locator('html').getAttribute('data-popups')).toBe(null);
	await visitor.leave();
});

test('a link to hand on is there as text that can be selected', async () => {
	const visitor = await arrive();
	const { page } = visitor;
	await page.goto('/sign-in');
	await visitor.fillIn(credentialsOf('administrator'));
	await page
		.getByRole('main')
		.getByRole('button', { name: t('common.signIn') })
		.click();
	await see(page).not.toHaveURL(/sign-in/);
	await page.goto('/accounts');
	const form = page.locator('section', { has: page.getByRole('heading', { name: t('accounts.invite'), exact: true }) });
	await form.getByLabel(t('accounts.role')).selectOption('official');
	await form.getByLabel(t('accounts.node'), { exact: true }).selectOption({ index: 1 });
	await form.getByRole('button', { name: t('accounts.inviteSubmit') }).click();
	await page.getByRole('button', { name: t('common.copy') }).click();
	await see(page.getByText(t('common.copySelected'))).toBeVisible();
	const selected = await page.evaluate(() => {
		const field =
			document.activeElement?.closest('.copy')?.querySelector('input') ?? document.querySelector('.copy input');
		if (!(field instanceof HTMLInputElement)) return '';
		return field.value.slice(field.selectionStart ?? 0, field.selectionEnd ?? 0);
	});
	expect(selected).toMatch(/^http.*\/invite\/.+/);
	await visitor.leave();
});
