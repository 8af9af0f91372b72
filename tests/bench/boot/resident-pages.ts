import type { Browser } from 'playwright';

/** Pages a resident reads or writes on; one of each kind that has an address of its own is looked up. */
const FIXED = ['/', '/centres', '/here', '/wishes/new', '/about', '/accessibility', '/sign-in', '/join', '/offline'];
const KINDS: readonly RegExp[] = [/^\/c\/[^/]+$/, /^\/centres\/[^/]+$/];
const LEAST_PAGES = 5;

/** The public pages of a running server: those that answer, and the first community and centre they link to. */
export async function residentPages(browser: Browser, address: string): Promise<string[]> {
	const context = await browser.newContext({ locale: 'zh-CN', javaScriptEnabled: false, serviceWorkers: 'block' });
	const found: string[] = [];
	const linked = new Map<RegExp, string>();
	try {
		const page = await context.newPage();
		const visit = async (path: string) => {
			if (!(await page.goto(address + path))?.ok()) return;
			found.push(path);
			for (const link of await page.locator('a[href]').all()) {
				const href = new URL((await link.getAttribute('href')) ?? '', page.url()).pathname;
				const kind = KINDS.find((each) => each.test(href));
				if (kind && !linked.has(kind)) linked.set(kind, href);
			}
		};
		for (const path of FIXED) await visit(path);
		for (const path of [...linked.values()]) await visit(path);
	} finally {
		await context.close();
	}
	if (found.length < LEAST_PAGES) throw new Error(`only ${found.length} public pages answer`);
	return found;
}
