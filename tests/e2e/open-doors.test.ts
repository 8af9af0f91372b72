import type { Browser, Response } from 'playwright';
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest';
import { loadMapView } from '#data/districts';
import { translator } from '#ui/text/words';
import { anyNumber, credentialsOf, openBrowser, see, t, Visitor } from './browser.ts';
import { allWishes, databaseAs, demoDistrict } from './database.ts';

const RAW = '想请人陪刘奶奶去医院 <b>谢谢</b> 👵';
const en = translator('en');

let browser: Browser;
/** A community where the demo's worker has no business, so that these stories leave that worker's lists alone. */
let community: string;

beforeAll(async () => {
	const [opened, worker] = await Promise.all([openBrowser(), databaseAs(credentialsOf('worker'))]);
	browser = opened;
	const { communities, me } = await loadMapView(worker, await demoDistrict(worker));
	community = communities.find(({ id }) => me.roles.every(({ nodeId }) => nodeId !== id))!.id;
});

afterAll(() => browser.close());

/** Goes from an empty question to the first building that is found; returns its address on this site. */
async function chooseBuilding({ page }: Visitor, path: string, speak = t): Promise<string> {
	await page.goto(path);
	await page.getByLabel(speak('doors.pickCommunity')).selectOption(community);
	await page.getByRole('button', { name: speak('doors.pickFind') }).click();
	const found = page.getByRole('main').locator(`a[href^="${path}?building="]`).first();
	const href = await found.getAttribute('href');
	await found.click();
	await see(page).toHaveURL(href!);
	return href!;
}

async function tell({ page }: Visitor, text: string): Promise<void> {
	await page.getByLabel(t('doors.wishText')).fill(text);
	await page.getByLabel(t('doors.wishService'), { exact: false }).check();
	await page.getByLabel(t('doors.wishWeeks')).check();
	await page.getByLabel(t('doors.forElder')).check();
	await page.getByLabel(t('doors.whoseProxy')).check();
	await page.getByLabel(t('doors.wishContact')).fill('13900000001');
	await page.getByLabel(t('doors.wishAgree')).check();
}

/** Bytes of the bodies as they came over the line. */
async function weightOf(responses: readonly Response[]): Promise<number> {
	const sizes = await Promise.all(responses.map((response) => response.request().sizes()));
	return sizes.reduce((sum, { responseBodySize }) => sum + Math.max(0, responseBodySize), 0);
}

describe('without JavaScript', () => {
	let visitor: Visitor;

	beforeAll(async () => {
		visitor = await Visitor.arrive(browser, { javaScriptEnabled: false });
	});

	afterAll(() => visitor.leave());

	test('a visitor goes from the front page to who is responsible and the way to the nearest open centre', async () => {
		const { page } = visitor;
		await page.goto('/');
		await page
			.getByRole('main')
			.getByRole('link', { name: t('home.doorHere') })
			.click();
		await see(page).toHaveURL('/here');
		await chooseBuilding(visitor, '/here');
		const nearest = page.getByRole('region', { name: t('doors.nearest') });
		await see(nearest).toContainText(anyNumber((n) => t('doors.walk', { n })));
		await see(nearest).toContainText(anyNumber((n) => t('doors.walkElder', { n })));
		await see(page.getByRole('region', { name: t('doors.responsible') })).toContainText(t('doors.namesNote'));
		const name = await nearest.getByRole('link').first().innerText();
		await nearest.getByRole('link').first().click();
		await see(page.getByRole('heading', { level: 1, name })).toBeVisible();
		await see(page.getByRole('heading', { name: t('doors.hours') })).toBeVisible();
		await see(page.getByRole('img', { name: anyNumber((n) => t('doors.sketch', { n })) })).toBeVisible();
	});

	test('and from the list of centres to those open now, which say so', async () => {
		const { page } = visitor;
		await page.goto('/centres');
		await see(page.getByRole('main')).toContainText(t('doors.notOpenYet'));
		await page.getByLabel(t('doors.filterOpen')).check();
		await page.getByRole('button', { name: t('doors.filterApply') }).click();
		await see(page).toHaveURL(/open=1/);
		// the stations never close
		await see(page.getByText(t('doors.openAlways')).first()).toBeVisible();
		await see(page.getByText(t('doors.notOpenYet'))).toHaveCount(0);
	});

	test('a neighbour tells a wish without an account, keeps what was typed, and follows it by its code', async () => {
		const { page } = visitor;
		await chooseBuilding(visitor, '/wishes/new');
		const long = '愿'.repeat(10_000);
		await page.getByLabel(t('doors.wishText')).fill(long);
		await page.getByLabel(t('doors.wishPerson')).fill("O'Brien");
		await page.getByRole('button', { name: t('doors.wishSend') }).click();
		await see(page.getByRole('alert')).toContainText(t('errors.contact-missing'));
		await see(page.getByLabel(t('doors.wishText'))).toHaveValue(long);
		await see(page.getByLabel(t('doors.wishPerson'))).toHaveValue("O'Brien");
		await see(page.locator('#field-text-error')).toHaveText(t('errors.too-long', { max: 500 }));

		await tell(visitor, RAW);
		await page.getByRole('button', { name: t('doors.wishSend') }).click();
		await see(page.getByRole('heading', { level: 1, name: t('doors.receiptTitle') })).toBeVisible();
		const code = await page.locator('output').innerText();
		expect(code).toMatch(/^[0-9A-Z]{4}-[0-9A-Z]{4}-[0-9A-Z]{4}$/);

		await page.goto('/wishes/s');
		await page.getByLabel(t('doors.trackCode')).fill(` ${code.toLowerCase().replaceAll('-', ' ')} `);
		await page.getByRole('button', { name: t('doors.trackSubmit') }).click();
		await see(page.getByText(t('doors.saidCollected'))).toBeVisible();
		await see(page.getByText(t('doors.trackedNoText'))).toBeVisible();
		await see(page.locator('body')).not.toContainText('刘奶奶');
		await page.getByRole('link', { name: t('doors.communityHere') }).click();
		await see(page.getByRole('heading', { name: t('doors.communityWishes') })).toBeVisible();
		await see(page.locator('body')).not.toContainText('刘奶奶');
	});

	test('a wrong code says no more than any other, and says it late', async () => {
		const { page } = visitor;
		for (const wrong of ['0000-0000-0000', "' or true --", '没有']) {
			await page.goto('/wishes/s');
			await page.getByLabel(t('doors.trackCode')).fill(wrong);
			const began = Date.now();
			await page.getByRole('button', { name: t('doors.trackSubmit') }).click();
			await see(page.getByRole('alert')).toContainText(t('errors.code-unknown'));
			expect(Date.now() - began).toBeGreaterThan(550);
		}
	});

	test('unknown buildings, communities and centres are told so, and a flood of a question is no harm', async () => {
		const { page } = visitor;
		const status = async (path: string) => (await page.goto(path))!.status();
		const none = '00000000-0000-4000-8000-000000000000';
		expect(await status(`/c/${none}`)).toBe(404);
		expect(await status('/c/robert')).toBe(404);
		expect(await status(`/centres/${none}`)).toBe(404);
		expect(await status(`/here?building=${none}`)).toBe(200);
		await see(page.getByText(t('doors.pickGone'))).toBeVisible();
		expect(await status(`/wishes/new?building=none&community=${none}`)).toBe(404);
		expect(await status(`/here?q=${encodeURIComponent("O'Brien 👵 \u202eأريد %_")}`)).toBe(200);
		await see(page.getByText(t('doors.pickNone'))).toBeVisible();
		const flood = await page.request.get(`/centres?x=${'x'.repeat(1_000_000)}`).catch(() => null);
		expect([null, 413, 414, 431]).toContain(flood?.status() ?? null);
		expect(await status('/centres?page=99&kind=palace&community=x')).toBe(200);
	});
});

test('nobody but workers of that community reads what was said, not even around the pages', async () => {
	for (const who of [null, credentialsOf('worker'), credentialsOf('official'), credentialsOf('administrator')]) {
		const client = await databaseAs(who);
		const wishes = await allWishes(client, await demoDistrict(client));
		expect(JSON.stringify(wishes)).not.toContain('刘奶奶');
	}
});

test('an impatient thumb makes one wish', async () => {
	const visitor = await Visitor.arrive(browser, { javaScriptEnabled: false });
	const { page } = visitor;
	const path = await chooseBuilding(visitor, '/wishes/new');
	const hidden = (name: string) => page.locator(`input[name=${name}]`).inputValue();
	const form = {
		operation: await hidden('operation'),
		community: await hidden('community'),
		building: await hidden('building'),
		text: '想请人换一个灯泡',
		kind: 'service',
		urgency: 'patient',
		beneficiary: 'other',
		consent: 'self',
		contact: '每天上午在家',
		agree: 'yes'
	};
	// as a browser asks for a page
	const headers = { origin: inject('address'), accept: 'text/html' };
	const send = async () => {
		const answer = await page.request.post(path, { form, headers });
		return /<output[^>]*>([^<]+)</.exec(await answer.text())?.[1];
	};
	const codes = await Promise.all([send(), send(), send()]);
	expect(codes[0]).toMatch(/^[0-9A-Z-]{14}$/);
	expect(new Set(codes).size).toBe(1);
	await visitor.leave();
});

describe('in English on a narrow phone, with large type', () => {
	test('every page fits and weighs little, without code of the map or the database', async () => {
		const visitor = await Visitor.arrive(browser, { viewport: { width: 360, height: 740 } });
		const { page, context } = visitor;
		await context.addCookies(
			[
				['lang', 'en'],
				['size', 'large']
			].map(([name, value]) => ({ name: name!, value: value!, url: inject('address') }))
		);
		const building = await chooseBuilding(visitor, '/here', en);
		await see(page.getByRole('heading', { name: en('doors.nearest') })).toBeVisible();
		const centre = await page.locator('a[href^="/centres/"]').first().getAttribute('href');
		const community = await page.locator('a[href^="/c/"]').first().getAttribute('href');
		const paths = ['/centres', centre!, building, community!, building.replace('/here', '/wishes/new'), '/wishes/s'];
		for (const path of paths) {
			const heard: Response[] = [];
			const hear = (response: Response) => heard.push(response);
			page.on('response', hear);
			await page.goto(path, { waitUntil: 'networkidle' });
			page.off('response', hear);
			const scripts = heard.filter((response) => /javascript/.test(response.headers()['content-type'] ?? ''));
			const code = await Promise.all(scripts.map((response) => response.text().catch(() => '')));
			expect(code.join('\n'), path).not.toMatch(/maplibre|supabase/i);
			expect(await weightOf(scripts), path).toBeLessThan(90 * 1024);
			expect(await weightOf(heard), path).toBeLessThan(250 * 1024);
			expect(await page.evaluate(() => document.documentElement.scrollWidth - innerWidth), path).toBeLessThanOrEqual(0);
			expect(await page.locator('html').getAttribute('lang')).toBe('en');
		}
		await visitor.leave();
	});

	test('the address sets the language, and a cookie keeps it', async () => {
		const visitor = await Visitor.arrive(browser, { javaScriptEnabled: false });
		await visitor.page.goto('/centres?lang=en');
		await see(visitor.page.getByRole('heading', { level: 1, name: en('doors.centresTitle') })).toBeVisible();
		await visitor.page.goto('/wishes/s');
		await see(visitor.page.getByRole('heading', { level: 1, name: en('doors.trackTitle') })).toBeVisible();
		await visitor.page.goto('/wishes/s?lang=zh-CN');
		await see(visitor.page.getByRole('heading', { level: 1, name: t('doors.trackTitle') })).toBeVisible();
		await visitor.leave();
	});
});
