import type { Browser } from 'playwright';
import { afterAll, beforeAll, expect, inject, test } from 'vitest';
import { credentialsOf, openBrowser, see, t, Visitor } from './browser.ts';

const PAGES = ['/', '/map', '/map?list=1', '/about', '/join', '/account', '/accounts', '/settings', '/nowhere'];

let browser: Browser;

beforeAll(async () => {
	browser = await openBrowser();
});

afterAll(() => browser.close());

test('no page asks anything of another origin, and none runs what is written into it', async () => {
	const visitor = await Visitor.arriveAs(browser, 'administrator');
	const { page } = visitor;
	for (const path of PAGES) {
		const answer = (await page.goto(path))!;
		if (path === '/map') await visitor.mapDrawn();
		const policy = answer.headers()['content-security-policy'] ?? '';
		expect(policy, path).toMatch(/default-src 'self'/);
		expect(policy, path).not.toMatch(/'unsafe-inline'|'unsafe-eval'|https?:|\*/);
		expect(answer.headers()['x-content-type-options'], path).toBe('nosniff');
		expect(answer.headers()['x-frame-options'], path).toBe('DENY');
	}
	const elsewhere = await page.evaluate(() => fetch('https://example.org/').then(String, () => 'refused'));
	expect(elsewhere).toBe('refused');
	// this one request was ours, and the policy of the page kept it in
	visitor.strayRequests.splice(0);
	visitor.pageErrors.splice(0);
	await visitor.leave();
});

test.each(['localhost', '127.0.0.1'])('forms are taken from a page of %s', async (host) => {
	const address = new URL(inject('address'));
	address.hostname = host;
	const visitor = await Visitor.arrive(browser, { baseURL: address.origin });
	const { page } = visitor;
	await page.goto('/sign-in');
	await visitor.fillIn(credentialsOf('resident'));
	await page
		.getByRole('main')
		.getByRole('button', { name: t('common.signIn') })
		.click();
	await see(page.getByRole('button', { name: t('common.signOut') })).toBeVisible();
	await page.getByRole('button', { name: t('common.signOut') }).click();
	await see(page.getByRole('button', { name: t('common.signOut') })).toHaveCount(0);
	await visitor.leave();
});

test('what another site sends is refused, forms and JSON alike', async () => {
	const address = inject('address');
	const form = new URLSearchParams(Object.entries(credentialsOf('resident')));
	const json = { method: 'POST', headers: { 'content-type': 'application/json' }, body: '{}' };
	const questions: [string, RequestInit][] = [
		['/sign-in', { method: 'POST', body: form }],
		['/sign-out', { method: 'POST', body: new URLSearchParams() }],
		['/preferences', { method: 'POST', body: new URLSearchParams({ lang: 'en' }) }],
		['/map?/setWishState', { method: 'POST', body: new URLSearchParams() }],
		['/rest/v1/rpc/district_list', json],
		['/auth/v1/signup', json]
	];
	const strangers = [
		'https://example.org',
		'null',
		`${address}0`,
		address.replace('http:', 'https:').replace(/\d$/, '')
	];
	for (const [path, question] of questions) {
		for (const origin of strangers) {
			const answer = await send(address + path, question, { origin });
			expect(answer.status, `${path} from ${origin}`).toBe(403);
			expect(answer.headers.get('set-cookie')).toBeNull();
		}
		const announced = await send(address + path, question, { 'sec-fetch-site': 'cross-site' });
		expect(announced.status, `${path} across sites`).toBe(403);
	}
	const own = await send(`${address}/preferences`, questions[2]![1], { origin: address });
	expect(own.status).toBe(303);
});

function send(url: string, question: RequestInit, headers: Record<string, string>): Promise<Response> {
	return fetch(url, { ...question, redirect: 'manual', headers: { ...(question.headers as object), ...headers } });
}
