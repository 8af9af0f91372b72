import { randomUUID } from 'node:crypto';
import type { Browser } from 'playwright';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { loadWish, setWishState } from '#data/wishes';
import type { WishRow } from '#domain/place/card';
import { credentialsOf, openBrowser, see, t, Visitor } from './browser.ts';
import { allWishes, databaseAs, demoDistrict } from './database.ts';
import { found, protectedTexts, readEverything, textsOf } from './protected.ts';

let browser: Browser;
let volunteer: Visitor;
let own: readonly WishRow[];
let others: readonly WishRow[];

beforeAll(async () => {
	browser = await openBrowser();
	const client = await databaseAs(credentialsOf('volunteer'));
	const wishes = await allWishes(client, await demoDistrict(client));
	own = wishes.filter(({ door }) => door);
	others = wishes.filter(({ door, state }) => !door && state === 'claimed');
	volunteer = await Visitor.arriveAs(browser, 'volunteer');
});

afterAll(async () => {
	await volunteer.leave();
	await browser.close();
});

test('holds a claim, and reads that door with whom to ask for', async () => {
	expect(own.length).toBeGreaterThan(0);
	const { page } = volunteer;
	for (const { id, state, door } of own) {
		expect(['claimed', 'under_way']).toContain(state);
		await page.goto(`/map?list=1&mode=wishes&wish=${id}`);
		const part = volunteer.part(t('wishes.door'));
		await see(part).toContainText(door!.door);
		await see(part.getByRole('link', { name: door!.personPhone })).toHaveAttribute('href', `tel:${door!.personPhone}`);
		await see(volunteer.part(t('wishes.change'))).toHaveCount(0);
	}
});

test('reads no door of a wish that somebody else has claimed', async () => {
	const { page } = volunteer;
	await page.goto(`/map?list=1&mode=wishes&wish=${others[0]!.id}`);
	await see(volunteer.card()).toContainText(t('wishes.stateClaimed'));
	await see(volunteer.part(t('wishes.door'))).toHaveCount(0);
	const closed = textsOf(await protectedTexts(), new Set(own.map(({ id }) => id)));
	expect(found(closed, await readEverything(volunteer))).toEqual([]);
});

test('loses the door from the open page when the claim ends', async () => {
	const { page } = volunteer;
	const { id } = own[0]!;
	await page.goto(`/map?list=1&mode=wishes&wish=${id}`);
	await see(volunteer.part(t('wishes.door'))).toBeVisible();
	const worker = await databaseAs(credentialsOf('worker'));
	const { version } = await loadWish(worker, id);
	const operation = randomUUID();
	await setWishState(worker, { operation, wishId: id, version, state: 'published', reason: '认领人临时有事' });
	await see(volunteer.part(t('wishes.door'))).toHaveCount(0);
	await see(volunteer.card()).toContainText(t('wishes.statePublished'));
	expect((await loadWish(await databaseAs(credentialsOf('volunteer')), id)).door).toBeNull();
});
