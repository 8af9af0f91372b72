import { createClient } from '@supabase/supabase-js';
import type { Browser } from 'playwright';
import { beginPlan } from '#data/plans';
import { myAccount } from '#data/session';
import { DEMO_ACCOUNTS, DEMO_PASSWORD } from '#server/demo/accounts';

/** A plan that the demo's worker may paint, and the cookies with which its page opens. */
export interface PlanningPage {
	readonly path: string;
	readonly cookies: Awaited<ReturnType<import('playwright').BrowserContext['cookies']>>;
}

/** Begins a plan like the grid in force, and signs in for its page. */
export async function planningPage(browser: Browser, address: string): Promise<PlanningPage> {
	const { email } = DEMO_ACCOUNTS.find(({ role }) => role === 'worker')!;
	const [key = ''] = /sb_publishable_[\w-]+/.exec(await (await fetch(`${address}/map`)).text()) ?? [];
	const client = createClient(address, key, { auth: { persistSession: false, autoRefreshToken: false } });
	const { error } = await client.auth.signInWithPassword({ email, password: DEMO_PASSWORD });
	if (error) throw error;
	const { nodeId: communityId } = (await myAccount(client)).roles.find(({ role }) => role === 'worker')!;
	const plan = { operation: crypto.randomUUID(), communityId, name: 'weight', empty: false };
	const { id } = await beginPlan(client, plan);
	const context = await browser.newContext({ serviceWorkers: 'block' });
	try {
		const page = await context.newPage();
		await page.goto(`${address}/sign-in`);
		await page.locator('input[name=email]').fill(email);
		await page.locator('input[name=password]').fill(DEMO_PASSWORD);
		await page.locator('main button[type=submit]').click();
		await page.waitForURL((url) => url.pathname !== '/sign-in');
		return { path: `/divide/${id}`, cookies: await context.cookies() };
	} finally {
		await context.close();
	}
}
