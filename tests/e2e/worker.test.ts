import type { Browser } from 'playwright';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { MemberRow, WishRow } from '#domain/place/card';
import { pageBuildings } from '#data/buildings';
import { credentialsOf, openBrowser, see, t, Visitor } from './browser.ts';
import { allMembers, allWishes, databaseAs, demoDistrict } from './database.ts';

const MOVED_WHY = '住在女儿家';
const PUBLISHED_WHY = '已经电话核实';

let browser: Browser;
let worker: Visitor;
/** The same person at a second machine. */
let colleague: Visitor;
let members: readonly MemberRow[];
let wishes: readonly WishRow[];

beforeAll(async () => {
	browser = await openBrowser();
	const client = await databaseAs(credentialsOf('worker'));
	const district = await demoDistrict(client);
	[members, wishes] = await Promise.all([allMembers(client, district), allWishes(client, district)]);
	worker = await Visitor.arriveAs(browser, 'worker');
	colleague = await Visitor.arriveAs(browser, 'worker');
});

afterAll(async () => {
	await worker.leave();
	await colleague.leave();
	await browser.close();
});

test('moves a member to another cell from the list, by keyboard, and the other machine sees it', async () => {
	const { page } = worker;
	const member = members.find(({ version, lineageId }) => version !== null && lineageId)!;
	await colleague.page.goto(`/map?list=1&mode=members&member=${member.id}`);
	const chain = colleague.card().getByRole('navigation', { name: t('explore.partOf') });
	await see(chain).toContainText(member.cellName!);

	await page.goto('/map?mode=members');
	await worker.mapDrawn();
	await page.getByRole('searchbox', { name: t('explore.searchMembersLabel') }).fill(member.phone!);
	await page.keyboard.press('Enter');
	await see(worker.rows()).toHaveCount(1);
	await worker.rows().first().focus();
	await page.keyboard.press('Enter');
	await see(worker.card().getByRole('heading', { level: 2, name: member.name })).toBeFocused();
	const cell = page.getByLabel(t('members.newCell'));
	await cell.focus();
	await page.keyboard.press('ArrowDown');
	const name = (await cell.locator('option:checked').innerText()).trim();
	expect(name).not.toBe(member.cellName);
	await page.keyboard.press('Tab');
	await page.keyboard.type(MOVED_WHY);
	await page.keyboard.press('Enter');
	await see(page.getByText(t('members.moved', { name: member.name, cell: name }))).toBeVisible();
	await see(worker.card().getByRole('navigation', { name: t('explore.partOf') })).toContainText(name);
	const history = worker.part(t('explore.history'));
	await see(history.getByRole('listitem').first()).toContainText(t('explore.verb_move_member'));
	await see(history.getByRole('listitem').first()).toContainText(MOVED_WHY);
	// no reload there: the news travels
	await see(chain).toContainText(name);

	await page.getByRole('button', { name: t('common.undo') }).click();
	await see(page.getByText(t('members.movedBack', { name: member.name, cell: member.cellName! }))).toBeVisible();
	await see(chain).toContainText(member.cellName!);
});

test('changes the state of a wish by hand, which wants a reason and leaves a trace', async () => {
	const { page } = worker;
	const wish = wishes.find(({ state, door }) => state === 'published' && door)!;
	await colleague.page.goto(`/map?list=1&mode=wishes&wish=${wish.id}`);
	await see(colleague.card()).toContainText(t('wishes.statePublished'));
	await page.goto(`/map?mode=wishes&wish=${wish.id}`);
	await worker.mapDrawn();
	await see(worker.part(t('wishes.door'))).toContainText(wish.door!.personPhone);
	await page.getByLabel(t('wishes.newState')).selectOption({ label: t('wishes.stateClaimed') });
	const save = worker.part(t('wishes.change')).getByRole('button', { name: t('common.save') });
	await save.click();
	await see(worker.card()).toContainText(t('wishes.reasonMissing'));
	await page.getByLabel(t('wishes.reason')).fill(PUBLISHED_WHY);
	await save.click();
	await see(page.getByText(t('wishes.changed', { state: t('wishes.stateClaimed') }))).toBeVisible();
	const entry = worker.part(t('explore.history')).getByRole('listitem').first();
	await see(entry).toContainText(t('explore.verb_set_wish_state'));
	await see(entry).toContainText(`${t('wishes.statePublished')} → ${t('wishes.stateClaimed')}`);
	await see(entry).toContainText(PUBLISHED_WHY);
	const state = colleague.card().locator('dd').first();
	await see(state).toHaveText(t('wishes.stateClaimed'));
	await page.getByRole('button', { name: t('common.undo') }).click();
	await see(state).toHaveText(t('wishes.statePublished'));
});

test('points at a house on the map and gets its card', async () => {
	const { page } = worker;
	const client = await databaseAs(credentialsOf('worker'));
	const district = await demoDistrict(client);
	const { communityId } = wishes.find(({ door }) => door)!;
	const question = { districtId: district, communityId, query: '', page: 1, size: 50 };
	const [lng, lat] = (await pageBuildings(client, question)).rows.find(({ households }) => households)!.door;
	await page.goto(`/map?at=18.5/${lat}/${lng}&layers=cells`);
	await worker.mapDrawn();
	const canvas = (await page.getByLabel(t('map.mapLabel')).boundingBox())!;
	await page.mouse.click(canvas.x + canvas.width / 2, canvas.y + canvas.height / 2);
	await see(page).toHaveURL(/building=[0-9a-f-]{36}/);
	await see(worker.part(t('explore.belongsTo')).getByRole('link').first()).toBeVisible();
	await see(worker.part(t('explore.responsible')).getByRole('listitem').first()).toBeVisible();
	await see(worker.part(t('explore.nearest')).getByRole('link')).toBeVisible();
});

test('is refused outside the own community', async () => {
	const { page } = worker;
	const foreign = wishes.find(({ state, door }) => state === 'published' && !door)!;
	await page.goto(`/map?list=1&mode=wishes&wish=${foreign.id}`);
	await see(worker.part(t('wishes.door'))).toHaveCount(0);
	const answer = await page.request.post('/map?/setWishState', {
		headers: { origin: new URL(page.url()).origin, 'x-sveltekit-action': 'true' },
		form: {
			operation: crypto.randomUUID(),
			subject: foreign.id,
			version: foreign.version,
			state: 'claimed',
			reason: PUBLISHED_WHY
		}
	});
	expect(await answer.json()).toMatchObject({ type: 'failure', status: 403 });
	await page.reload();
	await see(worker.card()).toContainText(t('wishes.statePublished'));
});
