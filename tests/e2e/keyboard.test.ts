import type { Browser, Locator, Page } from 'playwright';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { MemberRow, WishRow } from '#domain/place/card';
import { credentialsOf, openBrowser, see, t, Visitor } from './browser.ts';
import { allMembers, allWishes, databaseAs, demoDistrict } from './database.ts';

/** More stops than any page of ours has before what somebody looks for. */
const PATIENCE = 80;
const WHY = '电话里说好的';

let members: readonly MemberRow[];
let wishes: readonly WishRow[];

beforeAll(async () => {
	const client = await databaseAs(credentialsOf('worker'));
	const district = await demoDistrict(client);
	[members, wishes] = await Promise.all([allMembers(client, district), allWishes(client, district)]);
});

describe.for([
	{ name: 'with the map', withoutGraphics: false },
	{ name: 'with WebGL off', withoutGraphics: true }
])('by keyboard alone, $name', ({ withoutGraphics }) => {
	let browser: Browser;
	let worker: Visitor;

	beforeAll(async () => {
		browser = await openBrowser({ withoutGraphics });
		worker = await Visitor.arrive(browser);
	});

	afterAll(async () => {
		await worker.leave();
		await browser.close();
	});

	const drawn = () =>
		withoutGraphics ? see(worker.page.getByText(t('explore.noMapHere'))).toBeVisible() : worker.mapDrawn();

	test('signs in, past the header by the skip link', async () => {
		const { page } = worker;
		await page.goto('/sign-in');
		await page.keyboard.press('Tab');
		await see(page.getByRole('link', { name: t('common.skip') })).toBeFocused();
		await page.keyboard.press('Enter');
		await tabTo(page, page.getByLabel(t('accounts.email'), { exact: true }), 4);
		const { email, password } = credentialsOf('worker');
		await page.keyboard.type(email);
		await tabTo(page, page.getByLabel(t('accounts.password'), { exact: true }), 2);
		await page.keyboard.type(password);
		await page.keyboard.press('Enter');
		await see(page.getByRole('button', { name: t('common.signOut') })).toBeVisible();
	});

	test('chooses a centre, reads the figures of its circle and comes back to its line', async () => {
		const { page } = worker;
		await page.goto('/map');
		await drawn();
		const tab = page
			.getByRole('navigation', { name: t('explore.lists') })
			.getByRole('link', { name: t('explore.modeCentres') });
		await tabTo(page, tab);
		await page.keyboard.press('Enter');
		await see(tab).toHaveAttribute('aria-current', 'page');
		await tabTo(page, worker.rows().first());
		const name = await worker.rows().first().innerText();
		await page.keyboard.press('Enter');
		const title = worker.card().getByRole('heading', { level: 2 });
		await see(title).toBeFocused();
		expect(name).toContain(await title.innerText());
		await see(worker.card().getByRole('table').getByRole('row')).toHaveCount(4);
		await tabTo(page, worker.card().getByRole('table').getByRole('link').last());
		await page.goBack();
		await see(worker.card()).toHaveCount(0);
	});

	test('moves a member and takes it back', async () => {
		const { page } = worker;
		const member = members.filter(({ version, lineageId }) => version !== null && lineageId)[withoutGraphics ? 3 : 2]!;
		await page.goto(`/map?mode=members&member=${member.id}`);
		await drawn();
		const cell = page.getByLabel(t('members.newCell'));
		await tabTo(page, cell);
		await page.keyboard.press('ArrowDown');
		await tabTo(page, page.getByLabel(t('members.reason')), 2);
		await page.keyboard.type(WHY);
		await tabTo(page, page.getByRole('button', { name: t('members.moveAct') }), 2);
		await page.keyboard.press('Enter');
		const undo = page.getByRole('button', { name: t('common.undo') });
		await see(undo).toBeVisible();
		await tabTo(page, undo);
		await page.keyboard.press('Enter');
		await see(page.getByText(t('members.movedBack', { name: member.name, cell: member.cellName! }))).toBeVisible();
	});

	test('changes the state of a wish and takes it back', async () => {
		const { page } = worker;
		const wish = wishes.filter(({ state, door }) => state === 'published' && door)[withoutGraphics ? 3 : 2]!;
		await page.goto(`/map?mode=wishes&wish=${wish.id}`);
		await drawn();
		await tabTo(page, page.getByLabel(t('wishes.newState')));
		await page.keyboard.press('ArrowDown');
		await tabTo(page, page.getByLabel(t('wishes.reason')), 2);
		await page.keyboard.type(WHY);
		await page.keyboard.press('Enter');
		const undo = page.getByRole('button', { name: t('common.undo') });
		await see(undo).toBeVisible();
		await tabTo(page, undo);
		await page.keyboard.press('Enter');
		await see(page.getByText(t('wishes.changedBack', { state: t('wishes.statePublished') }))).toBeVisible();
	});

	test('goes through a whole page and out of it again: no trap, nothing hidden', async () => {
		const { page } = worker;
		for (const path of ['/map?mode=centres', '/map?list=1&mode=wishes', '/account']) {
			await page.goto(path);
			if (path.startsWith('/map?m')) await drawn();
			await page.keyboard.press('Tab');
			const skip = page.getByRole('link', { name: t('common.skip') });
			await see(skip, path).toBeFocused();
			const seen = new Set<string>();
			for (let stops = 0; ; stops++) {
				expect(stops, `the way through ${path}`).toBeLessThan(200);
				await page.keyboard.press('Tab');
				const stop = await seenStop(page);
				if (!stop || stop.text === t('common.skip')) break;
				seen.add(stop.text);
			}
			expect(seen.size, path).toBeGreaterThan(8);
		}
	});
});

test('the Enter key in the reason decides no conflict', async () => {
	const browser = await openBrowser({ withoutGraphics: true });
	const [worker, colleague] = await Promise.all([
		Visitor.arriveAs(browser, 'worker'),
		Visitor.arriveAs(browser, 'worker')
	]);
	const wish = wishes.filter(({ state, door }) => state === 'published' && door)[4]!;
	const change = async ({ page }: Visitor, label: string) => {
		await page.goto(`/map?list=1&mode=wishes&wish=${wish.id}`);
		await page.getByLabel(t('wishes.newState')).selectOption({ label });
		await page.getByLabel(t('wishes.reason')).fill(WHY);
	};
	await change(worker, t('wishes.stateCancelled'));
	await change(colleague, t('wishes.stateClaimed'));
	await colleague.page.keyboard.press('Enter');
	await see(colleague.page.getByText(t('wishes.changed', { state: t('wishes.stateClaimed') }))).toBeVisible();
	await see(worker.card()).toContainText(t('explore.conflictTheirs'));
	let posted = 0;
	worker.page.on('request', (request) => (posted += request.url().includes('setWishState') ? 1 : 0));
	await worker.page.getByLabel(t('wishes.reason')).press('Enter');
	// a form that is sent is sent before the next key is heard
	await worker.page.keyboard.press('Tab');
	expect(posted).toBe(0);
	await see(worker.card()).toContainText(t('explore.conflictTheirs'));
	await colleague.page.getByRole('button', { name: t('common.undo') }).click();
	await see(colleague.card().locator('dd').first()).toHaveText(t('wishes.statePublished'));
	await worker.leave();
	await colleague.leave();
	await browser.close();
});

/** Presses Tab until the target has the focus; every stop on the way must be seen, and where one is must show. */
async function tabTo(page: Page, target: Locator, patience = PATIENCE): Promise<void> {
	for (let stops = 0; stops < patience; stops++) {
		await page.keyboard.press('Tab');
		await seenStop(page);
		if (await target.evaluate((element) => element === document.activeElement)) return;
	}
	throw new Error(`not reached in ${patience} stops: ${String(target)}`);
}

interface Stop {
	readonly text: string;
	readonly faults: readonly string[];
}

/** Where the focus is, once it is there for the eye too: a busy page may paint it a moment later. */
async function seenStop(page: Page): Promise<Stop | null> {
	let stop: Stop | null = null;
	const faults = async () => {
		stop = await stopOf(page);
		return stop?.faults ?? [];
	};
	await see.poll(faults, `the focus in ${page.url()}`).toEqual([]);
	return stop;
}

/** Where the focus is, and what is wrong there: no ring (WCAG 2.4.7), or all of it behind something (2.4.11). */
function stopOf(page: Page): Promise<Stop | null> {
	return page.evaluate(() => {
		const element = document.activeElement as HTMLElement | null;
		if (!element || element === document.body) return null;
		const faults: string[] = [];
		// a box without a face of its own shows the ring on its label
		const face = element.matches('input[type=radio]') ? (element.nextElementSibling ?? element) : element;
		const { outlineStyle, outlineWidth } = getComputedStyle(face);
		if (outlineStyle === 'none' || parseFloat(outlineWidth) < 2) faults.push('no ring');
		const box = face.getBoundingClientRect();
		const points = [0.1, 0.5, 0.9].flatMap((x) => [0.1, 0.5, 0.9].map((y) => [x, y] as const));
		const visible = points.some(([x, y]) => {
			const hit = document.elementFromPoint(box.left + box.width * x, box.top + box.height * y);
			return hit !== null && (face.contains(hit) || hit.contains(face));
		});
		if (!visible) {
			const over = document.elementFromPoint(box.left + box.width / 2, box.top + box.height / 2);
			faults.push(
				`hidden at ${Math.round(box.left)} ${Math.round(box.top)} under ${over?.outerHTML.slice(0, 80) ?? 'nothing'}`
			);
		}
		return { text: (element.ariaLabel ?? element.innerText ?? element.tagName).trim().slice(0, 40), faults };
	});
}
