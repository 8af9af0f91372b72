import type { Browser } from 'playwright';

/** How long nothing may be drawn before a page counts as idle: longer than the pause between the paper and its first tiles. */
const QUIET_MS = 2_000;

/**
 * Milliseconds from the start of navigation to the last frame that a map drew, in a fresh profile (nothing cached).
 * Frames are seen by their draw calls: the same measure for any page, whatever library draws.
 */
export async function timeToIdle(browser: Browser, address: string): Promise<number> {
	const context = await browser.newContext({ viewport: { width: 1280, height: 800 }, locale: 'zh-CN' });
	try {
		const page = await context.newPage();
		await page.addInitScript(watchDrawing);
		await page.goto(address);
		const lastDraw = await page.waitForFunction(
			(quiet) => {
				const last = (window as unknown as { lastDraw?: number }).lastDraw ?? 0;
				return last > 0 && performance.now() - last > quiet ? last : false;
			},
			QUIET_MS,
			{ timeout: 60_000, polling: 100 }
		);
		return Number(await lastDraw.jsonValue());
	} finally {
		await context.close();
	}
}

function watchDrawing(): void {
	const page = window as unknown as { lastDraw?: number };
	for (const name of ['drawElements', 'drawArrays'] as const) {
		const draw = WebGL2RenderingContext.prototype[name] as (...args: unknown[]) => void;
		WebGL2RenderingContext.prototype[name] = function (this: WebGL2RenderingContext, ...args: unknown[]) {
			page.lastDraw = performance.now();
			return draw.apply(this, args);
		} as never;
	}
}
