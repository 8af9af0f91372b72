import { randomUUID } from 'node:crypto';
import type { Browser, Locator } from 'playwright';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openBrowser, see, t, Visitor, type Credentials } from './browser.ts';

const RUN = randomUUID();
const INVITED: Credentials = { email: `${RUN}@story.example`, password: 'eleven-paper-lanterns' };
const NEW_PASSWORD = 'twelve-paper-lanterns';

let browser: Browser;
let administrator: Visitor;
let invited: Visitor;

beforeAll(async () => {
	browser = await openBrowser();
	administrator = await Visitor.arriveAs(browser, 'administrator');
	invited = await Visitor.arrive(browser);
});

afterAll(async () => {
	await administrator.leave();
	await invited.leave();
	await browser.close();
});

test('invites with a link, which gives a new person the role and works once', async () => {
	const { page } = administrator;
	await page.goto('/accounts');
	const form = page.locator('section', { has: page.getByRole('heading', { name: t('accounts.invite'), exact: true }) });
	await form.getByRole('button', { name: t('accounts.inviteSubmit') }).click();
	await see(form.getByRole('alert')).toContainText(t('errors.role-missing'));
	await form.getByLabel(t('accounts.role')).selectOption('worker');
	const community = form.getByLabel(t('accounts.node'), { exact: true }).locator('option').nth(3);
	const communityName = (await community.innerText()).trim();
	await form.getByLabel(t('accounts.node'), { exact: true }).selectOption({ index: 3 });
	await form.getByRole('button', { name: t('accounts.inviteSubmit') }).click();
	const link = await handedOver();

	await invited.page.goto(link);
	await invited.page.getByLabel(t('accounts.displayName')).fill(RUN);
	await invited.fillIn(INVITED, true);
	await invited.page.getByRole('button', { name: t('accounts.inviteJoin') }).click();
	await see(invited.page).toHaveURL('/account');
	await see(invited.page.getByRole('main')).toContainText(`${t('accounts.role_worker')} · ${communityName}`);
	await invited.page.goto(link);
	// said at once, before anybody fills in a form
	await see(invited.page.getByRole('alert')).toContainText(t('errors.expired-token'));
	await see(invited.page.getByRole('button', { name: t('accounts.inviteAccept') })).toHaveCount(0);
});

test('ends the role, which closes the doors at once, and gives it back', async () => {
	const { page } = administrator;
	const mayWork = async () => (await invited.page.goto('/accounts'))!.status();
	expect(await mayWork()).toBe(200);
	await (
		await account()
	)
		.getByRole('button', { name: t('accounts.end'), exact: false })
		.first()
		.click();
	await see(page.getByText(t('accounts.outcome_ended'))).toBeVisible();
	expect(await mayWork()).toBe(403);
	await page.getByRole('button', { name: t('common.undo') }).click();
	await see(page.getByText(t('accounts.outcome_granted'))).toBeVisible();
	expect(await mayWork()).toBe(200);
});

test('ends all sessions of an account', async () => {
	const { page } = administrator;
	const item = await account();
	await item.getByText(t('accounts.more'), { exact: true }).click();
	await item.getByRole('button', { name: t('accounts.endSessions') }).click();
	await see(page.getByText(t('accounts.outcome_signed-out'))).toBeVisible();
	// a page may greet by name for some seconds more, but it shows nothing and knows nobody
	await invited.page.goto('/accounts');
	const title = invited.page.getByRole('heading', { level: 1 });
	await see(title).toHaveText(new RegExp(`^(${t('common.forbiddenTitle')}|${t('common.signIn')})$`));
	await see(invited.page.getByRole('main').getByText(t('common.signIn')).first()).toBeVisible();
});

test('gives a new password without an e-mail', async () => {
	const item = await account();
	await item.getByText(t('accounts.more'), { exact: true }).click();
	await item.getByRole('button', { name: t('accounts.resetLink') }).click();
	const link = await handedOver();

	const { page: theirs } = invited;
	await theirs.goto(link);
	await theirs.getByLabel(t('accounts.newPassword')).fill(NEW_PASSWORD);
	await theirs.getByLabel(t('accounts.passwordAgain')).fill(NEW_PASSWORD);
	await theirs.getByRole('button', { name: t('accounts.resetSubmit') }).click();
	await see(theirs).toHaveURL(/\/sign-in/);
	await invited.fillIn(INVITED);
	await theirs.getByRole('button', { name: t('common.signIn') }).click();
	await see(theirs.getByRole('alert')).toContainText(t('errors.wrong-credentials'));
	await invited.fillIn({ ...INVITED, password: NEW_PASSWORD });
	await theirs.getByRole('button', { name: t('common.signIn') }).click();
	await see(theirs.getByRole('button', { name: t('common.signOut') })).toBeVisible();
});

test('cannot end the last administrator', async () => {
	const { page } = administrator;
	await page.goto('/accounts?q=administrator@demo.example');
	await page
		.getByRole('listitem')
		.getByRole('button', { name: t('accounts.end'), exact: false })
		.first()
		.click();
	await see(page.getByRole('alert')).toContainText(t('errors.last-administrator'));
});

test('changes settings in two tabs, and the later one is shown both values', async () => {
	const { page } = administrator;
	const other = await administrator.context.newPage();
	// the pace of wheelchairs: no other story walks by it
	const pace = (tab: typeof page) => tab.getByLabel(t('settings.paceWheelchair'));
	const save = (tab: typeof page) => tab.getByRole('button', { name: t('settings.save') }).click();
	await Promise.all([page.goto('/settings'), other.goto('/settings')]);
	const before = await pace(page).inputValue();
	await pace(page).fill('0');
	await save(page);
	await see(page.getByRole('alert')).toBeVisible();
	await pace(page).fill('2.5');
	await save(page);
	await see(page.getByText(t('settings.done_saved'))).toBeVisible();

	await pace(other).fill('3.5');
	await save(other);
	await see(other.getByText(t('settings.conflict'))).toBeVisible();
	const difference = other.getByRole('row', { name: t('settings.paceWheelchair') });
	await see(difference.getByRole('cell')).toHaveText(['2.5', '3.5']);
	await see(pace(other)).toHaveValue('3.5');
	await save(other);
	await see(other.getByText(t('settings.done_saved'))).toBeVisible();
	await other.getByRole('button', { name: t('common.undo') }).click();
	await see(other.getByText(t('settings.done_restored'))).toBeVisible();
	await pace(other).fill(before);
	await save(other);
	await see(other.getByText(t('settings.done_saved'))).toBeVisible();
	await other.close();
});

/** The line of the invited person in the list of accounts. */
async function account(): Promise<Locator> {
	const { page } = administrator;
	await page.goto(`/accounts?q=${encodeURIComponent(INVITED.email)}`);
	return page.getByRole('listitem').filter({ has: page.getByRole('heading', { level: 3, name: RUN }) });
}

/** The address that is shown once. */
async function handedOver(): Promise<string> {
	return administrator.page.getByLabel(t('accounts.linkOnce')).inputValue();
}
