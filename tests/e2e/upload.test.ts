import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { request as ask } from 'node:http';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import type { Browser, Page } from 'playwright';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { anyNumber, credentialsOf, openBrowser, see, t, Visitor } from './browser.ts';
import { serve, type Served } from './served.ts';

// a server of its own: a second district would stand in the way of the other stories
const QUARTER = resolve('tests/fixtures/osm/quarter.osm');
const BOUNDARY = resolve('tests/fixtures/osm/quarter.geojson');
const DISTRICT = '海棠街区';

let directory: string;
let server: Served;
let browser: Browser;
let administrator: Visitor;

beforeAll(async () => {
	directory = mkdtempSync(join(tmpdir(), 'gezhi-upload-'));
	[server, browser] = await Promise.all([serve(directory), openBrowser()]);
	administrator = await arriveAs('administrator');
});

afterAll(async () => {
	await administrator.leave();
	await browser.close();
	await server.stop();
	rmSync(directory, { recursive: true, force: true });
});

test('an administrator imports a district by keyboard, sees its stages, and opens its map', async () => {
	const { page } = administrator;
	await page.goto('/settings');
	await page.getByRole('link', { name: t('upload.link') }).press('Enter');
	await see(page.getByRole('heading', { level: 1, name: t('upload.title') })).toBeVisible();
	await choose(page, { map: QUARTER, boundary: BOUNDARY });
	await page.getByLabel(t('upload.name'), { exact: false }).first().focus();
	await page.keyboard.type(DISTRICT);
	await page.keyboard.press('Enter');
	await see(page.getByRole('heading', { name: t('upload.running', { file: 'quarter.osm' }) })).toBeVisible();
	await see(page.getByRole('main')).toContainText(anyNumber((n) => t('upload.step', { n, total: 13 })));
	const report = page.locator('section', { has: page.getByRole('heading', { name: t('upload.last') }) });
	await see(report).toContainText(t('upload.asAdministrator'), { timeout: 90_000 });
	await see(report).toContainText(t('import.source-boundary-file'));
	await see(report).toContainText('OpenStreetMap');
	await page.reload();
	await see(report).toContainText(DISTRICT);
	await report.getByRole('link', { name: t('upload.openMap') }).press('Enter');
	await see(page).toHaveURL(/\/map\?district=/);
	await see(page.getByRole('treeitem').first()).toBeVisible();
	await page.goto('/account');
	await see(page.getByRole('main')).toContainText(`${t('accounts.role_administrator')} · ${DISTRICT}`);
	expect(leftovers()).toEqual([]);
});

test('another import is cancelled, and nothing of it stays', async () => {
	const { page } = administrator;
	const hanging = await hangingUpload(page);
	await page.goto('/import');
	await see(page.getByRole('heading', { name: t('upload.running', { file: 'slow.osm' }) })).toBeVisible();
	await page.getByRole('button', { name: t('upload.cancel') }).press('Enter');
	await see(page.getByText(t('import.cancelled'))).toBeVisible();
	hanging.destroy();
	expect(leftovers()).toEqual([]);
	await see(page.getByRole('button', { name: t('upload.submit'), exact: true })).toBeVisible();
});

test('a file that is no map is refused in one sentence, and a missing one at its field', async () => {
	const { page } = administrator;
	await page.goto('/import');
	await page.getByRole('button', { name: t('upload.submit'), exact: true }).press('Enter');
	await see(page.getByText(t('upload.chooseMap'))).toBeVisible();
	await choose(page, { map: BOUNDARY });
	await page.getByRole('button', { name: t('upload.submit'), exact: true }).press('Enter');
	await see(page.getByText(t('import.nothing-changed'))).toContainText('quarter.geojson', { timeout: 60_000 });
});

test('without script the page reloads by itself until the import is over', async () => {
	const plain = await arriveAs('administrator', { javaScriptEnabled: false });
	await plain.page.goto('/import');
	await choose(plain.page, { map: QUARTER });
	await plain.page.getByRole('button', { name: t('upload.submit'), exact: true }).click();
	await see(plain.page.getByText(t('upload.asAdministrator'))).toBeVisible({ timeout: 90_000 });
	await plain.leave();
});

test('a worker is refused, on the page and at the door behind it', async () => {
	const worker = await arriveAs('worker');
	await worker.page.goto('/import');
	await see(worker.page.getByRole('main')).toContainText(t('common.forbiddenTitle'));
	const answer = await worker.page.request.post(`/import/upload?operation=${crypto.randomUUID()}`, {
		multipart: { map: { name: 'a.osm', mimeType: 'text/xml', buffer: Buffer.from('<osm/>') } },
		headers: { origin: server.address },
		maxRedirects: 0
	});
	expect(answer.status()).toBe(303);
	expect(answer.headers()['location']).toBe('/import?refused=not-permitted');
	expect(leftovers()).toEqual([]);
	await worker.leave();
});

test('a stranger’s two gigabytes are refused before the first byte', async () => {
	const answered = await new Promise<{ status: number | undefined; to: string | undefined }>((done, fail) => {
		const upload = ask(`${server.address}/import/upload?operation=${crypto.randomUUID()}`, {
			method: 'POST',
			headers: {
				origin: server.address,
				'content-type': 'multipart/form-data; boundary=b',
				'content-length': String(2 * 1024 ** 3)
			}
		});
		upload.on('error', fail);
		upload.on('response', ({ statusCode, headers }) => {
			done({ status: statusCode, to: headers.location });
			upload.destroy();
		});
		upload.flushHeaders();
	});
	expect(answered).toEqual({ status: 303, to: '/sign-in?to=%2Fimport' });
});

async function arriveAs(role: 'administrator' | 'worker', options: object = {}): Promise<Visitor> {
	const visitor = await Visitor.arrive(browser, { baseURL: server.address, ...options });
	await visitor.page.goto('/sign-in');
	await visitor.fillIn(credentialsOf(role));
	await visitor.page
		.getByRole('main')
		.getByRole('button', { name: t('common.signIn') })
		.press('Enter');
	await see(visitor.page.getByRole('button', { name: t('common.signOut') })).toBeVisible();
	return visitor;
}

/** Puts files into the form, as the file chooser does. */
async function choose(page: Page, files: { readonly map: string; readonly boundary?: string }): Promise<void> {
	for (const [name, path] of Object.entries(files)) await page.locator(`input[name=${name}]`).setInputFiles(path);
}

/** An upload of the same person that stops in the middle of its file. */
async function hangingUpload(page: Page) {
	const cookies = await page.context().cookies();
	const upload = ask(`${server.address}/import/upload?operation=${crypto.randomUUID()}`, {
		method: 'POST',
		headers: {
			origin: server.address,
			cookie: cookies.map(({ name, value }) => `${name}=${value}`).join('; '),
			'content-type': 'multipart/form-data; boundary=b',
			'content-length': '1000000'
		}
	});
	upload.on('error', () => undefined);
	upload.write('--b\r\nContent-Disposition: form-data; name="map"; filename="slow.osm"\r\n\r\n<osm>');
	// more than the reader of forms keeps back to look for the end of the part
	upload.write(' '.repeat(10_000));
	// taken once the server has made a place for it
	await expect.poll(leftovers, { timeout: 10_000 }).toHaveLength(1);
	return upload;
}

/** What lies in the place of uploads. */
function leftovers(): string[] {
	try {
		return readdirSync(join(directory, 'uploads'));
	} catch {
		return [];
	}
}
