import { randomUUID } from 'node:crypto';
import type { Browser } from 'playwright';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { loadMember } from '#data/members';
import { loadWish } from '#data/wishes';
import { credentialsOf, openBrowser, see, t, Visitor } from './browser.ts';
import { allMembers, allWishes, databaseAs, demoDistrict } from './database.ts';
import { found, protectedTexts, readEverything, textsOf, type Protected } from './protected.ts';

const NEWCOMER = { email: `${randomUUID()}@story.example`, password: 'three-quiet-sparrows' };
const NAME = '小区的老王';

let browser: Browser;
let resident: Visitor;
let hidden: Protected;

beforeAll(async () => {
	[browser, hidden] = await Promise.all([openBrowser(), protectedTexts()]);
	resident = await Visitor.arrive(browser);
});

afterAll(async () => {
	await resident.leave();
	await browser.close();
});

test('joins, signs out and signs in again', async () => {
	const { page } = resident;
	await page.goto('/join');
	await page.getByLabel(t('accounts.displayName')).fill(NAME);
	await resident.fillIn({ ...NEWCOMER, password: 'password123' }, true);
	await page.getByRole('button', { name: t('accounts.joinSubmit') }).click();
	await see(page.getByRole('alert')).toContainText(t('errors.weak-password'));
	await resident.fillIn(NEWCOMER, true);
	await page.getByRole('button', { name: t('accounts.joinSubmit') }).click();
	await see(page).toHaveURL('/account');
	await see(page.getByText(t('accounts.noRoles'))).toBeVisible();
	await see(page.getByRole('banner').getByRole('link', { name: NAME })).toBeVisible();
	await page.getByRole('button', { name: t('common.signOut') }).click();
	await see(page).toHaveURL('/');
	await page.goto('/account');
	await see(page).toHaveURL(/\/sign-in\?to=/);
	await resident.fillIn({ ...NEWCOMER, password: 'three-quiet-magpies' });
	await page.getByRole('button', { name: t('common.signIn') }).click();
	await see(page.getByRole('alert')).toContainText(t('errors.wrong-credentials'));
	await resident.fillIn(NEWCOMER);
	await page.getByRole('button', { name: t('common.signIn') }).click();
	await see(page).toHaveURL('/account');
});

test('reads wishes without doors, and of members only those who show themselves', async () => {
	const { page } = resident;
	const answers = await readEverything(resident);
	await page.goto('/map?list=1&mode=wishes&state=live');
	await resident.rows().first().click();
	await see(resident.card()).toContainText(t('wishes.stateClaimed').slice(0, 2));
	await see(resident.part(t('wishes.door'))).toHaveCount(0);
	await see(resident.part(t('wishes.change'))).toHaveCount(0);
	await page.goto('/map?list=1&mode=members');
	await see(page.getByText(t('members.publicNote'))).toBeVisible();
	await resident.rows().first().click();
	await see(resident.card()).not.toContainText(t('members.phone'));
	await see(resident.part(t('members.move'))).toHaveCount(0);

	const texts = textsOf(hidden);
	expect(texts.length).toBeGreaterThan(300);
	expect(answers.join('').length).toBeGreaterThan(50_000);
	expect(found(texts, answers)).toEqual([]);
});

test('the same words are found where the worker reads', async () => {
	const worker = await Visitor.arriveAs(browser, 'worker');
	expect(found(textsOf(hidden), await readEverything(worker)).length).toBeGreaterThan(20);
	await worker.leave();
});

test('asks the database around the pages, and hears no more', async () => {
	const client = await databaseAs(NEWCOMER);
	const district = await demoDistrict(client);
	const [wishes, members] = await Promise.all([allWishes(client, district), allMembers(client, district)]);
	expect(wishes.length).toBeGreaterThan(200);
	expect(wishes.filter(({ door }) => door)).toEqual([]);
	expect(members.length).toBeGreaterThan(500);
	expect(members.filter(({ phone, homeBuildingName, position }) => phone ?? homeBuildingName ?? position)).toEqual([]);
	expect(found(textsOf(hidden), [JSON.stringify(wishes), JSON.stringify(members)])).toEqual([]);

	const worker = await databaseAs(credentialsOf('worker'));
	const unpublished = (await allWishes(worker, district)).find(({ state }) => state === 'collected')!;
	const shy = (await allMembers(worker, district)).find(({ showsIdentity }) => !showsIdentity)!;
	await expect(loadWish(client, unpublished.id)).rejects.toThrow('not-found');
	await expect(loadMember(client, shy.id)).rejects.toThrow('not-found');
	for (const table of ['wish_doors', 'members', 'audit_entries', 'operations']) {
		const { data, error } = await client.from(table).select('*').limit(5);
		expect(error?.code ?? data, table).toSatisfy((answer) => answer === '42501' || (answer as unknown[]).length === 0);
	}
});
