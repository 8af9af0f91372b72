import type { Browser, CDPSession, Page } from 'playwright';

/** What a reader feels of a page on a slow phone: largest paint, slowest answer to a press, jumps. */
export interface Vitals {
	readonly path: string;
	readonly lcpMs: number;
	readonly inpMs: number;
	readonly cls: number;
}

interface Watched {
	lcp: number;
	inp: number;
	cls: number;
}

const SLOW_NETWORK = {
	offline: false,
	latency: 100,
	downloadThroughput: (9_000_000 / 8) | 0,
	uploadThroughput: (3_000_000 / 8) | 0
};
const SLOWER_CPU = 6;

/** Opens a page in a fresh profile at 9/3 Mbit/s, 100 ms, CPU ÷ 6, on a phone's screen, and presses what can be pressed. */
export async function vitalsOf(browser: Browser, address: string, path: string): Promise<Vitals> {
	const context = await browser.newContext({
		locale: 'zh-CN',
		serviceWorkers: 'block',
		viewport: { width: 360, height: 740 },
		hasTouch: true,
		isMobile: true
	});
	try {
		const page = await context.newPage();
		await slowDown(await context.newCDPSession(page));
		await page.addInitScript(watch);
		await page.goto(address + path, { waitUntil: 'load' });
		await page.waitForTimeout(500);
		await press(page);
		const { lcp, inp, cls } = await page.evaluate(() => (window as unknown as { vitals: Watched }).vitals);
		return { path, lcpMs: lcp, inpMs: inp, cls };
	} finally {
		await context.close();
	}
}

async function slowDown(session: CDPSession): Promise<void> {
	await session.send('Network.enable');
	await session.send('Network.emulateNetworkConditions', SLOW_NETWORK);
	await session.send('Emulation.setCPUThrottlingRate', { rate: SLOWER_CPU });
}

/** Opens and closes the menu, walks two stops by keyboard, types into the first field. */
async function press(page: Page): Promise<void> {
	const menu = page.locator('header summary').first();
	if (await menu.isVisible()) for (let times = 0; times < 2; times++) await menu.tap();
	for (let stops = 0; stops < 2; stops++) await page.keyboard.press('Tab');
	const field = page
		.locator('main input:not([type=hidden]):not([type=checkbox]):not([type=radio]), main textarea')
		.first();
	if (await field.isVisible().catch(() => false)) await field.pressSequentially('12', { delay: 50 });
	// entries of events arrive after the frame they painted
	await page.waitForTimeout(500);
}

function watch(): void {
	const vitals: Watched = { lcp: 0, inp: 0, cls: 0 };
	(window as unknown as { vitals: Watched }).vitals = vitals;
	const observe = (type: string, each: (entry: PerformanceEntry) => void, options: object = {}) =>
		new PerformanceObserver((list) => list.getEntries().forEach(each)).observe({ type, buffered: true, ...options });
	observe('largest-contentful-paint', ({ startTime }) => (vitals.lcp = startTime));
	observe('layout-shift', (entry) => {
		const { value, hadRecentInput } = entry as PerformanceEntry & { value: number; hadRecentInput: boolean };
		if (!hadRecentInput) vitals.cls += value;
	});
	observe(
		'event',
		(entry) => {
			if ((entry as PerformanceEntry & { interactionId: number }).interactionId)
				vitals.inp = Math.max(vitals.inp, entry.duration);
		},
		{ durationThreshold: 16 }
	);
}
