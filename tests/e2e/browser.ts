import { existsSync } from 'node:fs';
import {
	chromium,
	type Browser,
	type BrowserContext,
	type BrowserContextOptions,
	type Locator,
	type Page
} from 'playwright';
import { expect as playwrightExpect } from 'playwright/test';
import { inject } from 'vitest';
import { DEMO_ACCOUNTS, DEMO_PASSWORD, type DemoAccount } from '#server/demo/accounts';
import { translator } from '#ui/text/words';

/** The words of the pages as everybody here reads them, unless a story says otherwise. */
export const t = translator('zh-CN');

/** Waits until a page is as it should be; patient, because two cores draw maps, serve pages and hash passwords. */
export const see = playwrightExpect.configure({ timeout: 30_000 });

const installed = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'].find((path) =>
	existsSync(path)
);

const QUIET = ['--no-sandbox', '--disable-background-networking', '--disable-component-update', '--disable-sync'];
const DRAWING = ['--use-gl=angle', '--use-angle=gl-egl', '--ignore-gpu-blocklist'];
const BLIND = ['--disable-gpu', '--disable-3d-apis'];

/** Opens the browser the stories run in; `withoutGraphics` takes WebGL away from every page. */
export function openBrowser(options: { withoutGraphics?: boolean } = {}): Promise<Browser> {
	const args = [...QUIET, ...(options.withoutGraphics ? BLIND : DRAWING)];
	return chromium.launch({ args, ...(installed ? { executablePath: installed } : {}) });
}

/** What a person signs in with. */
export interface Credentials {
	readonly email: string;
	readonly password: string;
}

/** One person at one machine. Every request that leaves the origin and every page error is kept and checked at the end. */
export class Visitor {
	readonly context: BrowserContext;
	readonly page: Page;
	readonly strayRequests: string[] = [];
	readonly pageErrors: string[] = [];

	private constructor(context: BrowserContext, page: Page, origin: string) {
		this.context = context;
		this.page = page;
		context.on('request', (request) => {
			const url = request.url();
			if (!url.startsWith(`${origin}/`) && !/^(data|blob|about):/.test(url)) this.strayRequests.push(url);
		});
		context.on('weberror', (error) => this.pageErrors.push(String(error.error())));
		context.on('console', (message) => {
			if (message.type() === 'error' && /Content Security Policy/.test(message.text()))
				this.pageErrors.push(message.text());
		});
	}

	static async arrive(browser: Browser, options: BrowserContextOptions = {}): Promise<Visitor> {
		const context = await browser.newContext({
			baseURL: inject('address'),
			locale: 'zh-CN',
			timezoneId: 'Asia/Shanghai',
			viewport: { width: 1280, height: 800 },
			reducedMotion: 'reduce',
			// the stories of tests/e2e/offline.test.ts let it work; elsewhere a page must not depend on it
			serviceWorkers: 'block',
			...options
		});
		context.setDefaultTimeout(30_000);
		return new Visitor(context, await context.newPage(), options.baseURL ?? inject('address'));
	}

	/** Arrives, and enters the demonstration through one of the buttons of its front page. */
	static async arriveAs(
		browser: Browser,
		role: DemoAccount['role'],
		options: BrowserContextOptions = {}
	): Promise<Visitor> {
		const visitor = await Visitor.arrive(browser, options);
		await visitor.page.goto('/');
		await visitor.page.getByRole('button', { name: t('home.demoEnterAs', { role: roleName(role) }) }).click();
		await see(visitor.page.getByRole('button', { name: t('common.signOut') })).toBeVisible();
		return visitor;
	}

	/** The map, once it has been drawn and nothing moves any more. */
	async mapDrawn(): Promise<void> {
		await see(this.page.locator('[data-phase]')).toHaveAttribute('data-phase', 'idle', { timeout: 60_000 });
	}

	/** The lines of the list beside the map, without what else a search found. */
	rows(): Locator {
		return this.page.locator('.list > ul').getByRole('link');
	}

	/** The card of what is chosen. */
	card(): Locator {
		return this.page.getByRole('article');
	}

	/** The part of the card under a heading. */
	part(heading: string): Locator {
		return this.card().locator('section', { has: this.page.getByRole('heading', { name: heading, exact: true }) });
	}

	/** Fills in an e-mail address and a password, twice where a new one is asked for. */
	async fillIn({ email, password }: Credentials, repeated = false): Promise<void> {
		await this.page.getByLabel(t('accounts.email'), { exact: true }).fill(email);
		await this.page.getByLabel(t('accounts.password'), { exact: true }).fill(password);
		if (repeated) await this.page.getByLabel(t('accounts.passwordAgain')).fill(password);
	}

	/** Leaves, and fails the story when a request left the origin or a page threw. */
	async leave(): Promise<void> {
		await this.context.close();
		if (this.strayRequests.length > 0) throw new Error(`requests left the origin: ${this.strayRequests.join(', ')}`);
		if (this.pageErrors.length > 0) throw new Error(`errors in the page: ${this.pageErrors.join('\n')}`);
	}
}

/** How a role is called on the pages. */
export function roleName(role: DemoAccount['role']): string {
	return role === 'resident' ? t('accounts.resident') : t(`accounts.role_${role}`);
}

/** What opens the door to a demo account. */
export function credentialsOf(role: DemoAccount['role']): Credentials {
	return { email: DEMO_ACCOUNTS.find((account) => account.role === role)!.email, password: DEMO_PASSWORD };
}

/** What fits the words of a message with any number in the place of its one placeholder. */
export function anyNumber(message: (n: string) => string): RegExp {
	return new RegExp(message('\0').replace('\0', '[\\d,]+'));
}
