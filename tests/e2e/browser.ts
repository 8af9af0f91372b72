import { existsSync } from 'node:fs';
import { chromium, type Browser, type BrowserContext, type BrowserContextOptions, type Page } from 'playwright';
import { inject } from 'vitest';

const installed = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'].find((path) =>
	existsSync(path)
);

const flags = [
	'--no-sandbox',
	'--use-gl=angle',
	'--use-angle=gl-egl',
	'--ignore-gpu-blocklist',
	'--disable-background-networking',
	'--disable-component-update',
	'--disable-sync'
];

/** Opens the browser the stories run in; `withoutGraphics` takes WebGL away from every page. */
export function openBrowser(options: { withoutGraphics?: boolean } = {}): Promise<Browser> {
	const graphics = options.withoutGraphics ? ['--no-sandbox', '--disable-gpu', '--disable-3d-apis'] : flags;
	return chromium.launch({ args: graphics, ...(installed ? { executablePath: installed } : {}) });
}

/** One person at one machine. Every request that leaves the origin and every page error is kept and checked at the end. */
export class Visitor {
	readonly context: BrowserContext;
	readonly page: Page;
	readonly strayRequests: string[] = [];
	readonly pageErrors: string[] = [];

	private constructor(context: BrowserContext, page: Page) {
		this.context = context;
		this.page = page;
	}

	static async arrive(browser: Browser, options: BrowserContextOptions = {}): Promise<Visitor> {
		const context = await browser.newContext({
			baseURL: inject('address'),
			locale: 'zh-CN',
			timezoneId: 'Asia/Shanghai',
			viewport: { width: 1280, height: 800 },
			...options
		});
		const visitor = new Visitor(context, await context.newPage());
		const origin = inject('address');
		context.on('request', (request) => {
			const url = request.url();
			if (!url.startsWith(origin) && !/^(data|blob|about):/.test(url)) visitor.strayRequests.push(url);
		});
		context.on('weberror', (error) => visitor.pageErrors.push(String(error.error())));
		visitor.page.on('console', (message) => {
			if (message.type() === 'error' && /Content Security Policy/.test(message.text()))
				visitor.pageErrors.push(message.text());
		});
		return visitor;
	}

	/** Leaves, and fails the story when a request left the origin or a page threw. */
	async leave(): Promise<void> {
		await this.context.close();
		if (this.strayRequests.length > 0) throw new Error(`requests left the origin: ${this.strayRequests.join(', ')}`);
		if (this.pageErrors.length > 0) throw new Error(`errors in the page: ${this.pageErrors.join('\n')}`);
	}
}
