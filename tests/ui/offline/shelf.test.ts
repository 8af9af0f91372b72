import { describe, expect, test } from 'vitest';
import { handlingOf } from '#ui/offline/answers';
import { KEEP_HEADER, kindOf, mayKeep } from '#ui/offline/shelf';
import { withShelf } from '#ui/offline/shelf-list';

describe('which pages may be kept', () => {
	test('by address', () => {
		expect(['/c/a', '/centres', '/centres/1'].map(kindOf)).toEqual(['community', 'centres', 'centre']);
		for (const path of ['/', '/c/', '/c/a/b', '/here', '/wishes/s/ABC', '/account', '/map', '/centres/1/x'])
			expect(kindOf(path), path).toBeNull();
	});

	test('only with the mark of the server, whole, and where storing is not forbidden', () => {
		const answer = (status: number, headers: Record<string, string>, redirected = false) =>
			mayKeep({ status, redirected, headers: new Headers({ 'content-type': 'text/html', ...headers }) });
		expect(answer(200, { [KEEP_HEADER]: 'yes' })).toBe(true);
		expect(answer(200, {})).toBe(false);
		expect(answer(200, { [KEEP_HEADER]: 'yes', 'cache-control': 'private, no-store' })).toBe(false);
		expect(answer(404, { [KEEP_HEADER]: 'yes' })).toBe(false);
		expect(answer(200, { [KEEP_HEADER]: 'yes' }, true)).toBe(false);
		expect(answer(200, { [KEEP_HEADER]: 'yes', 'content-type': 'application/json' })).toBe(false);
	});
});

test('data, events, forms and ranges pass the worker by', () => {
	const get = { method: 'GET', mode: 'cors' as const, headers: new Headers() };
	for (const path of ['/rest/v1/rpc/map_view', '/auth/v1/token', '/live', '/preferences', '/map/__data.json'])
		expect(handlingOf(get, path), path).toBeNull();
	expect(handlingOf({ ...get, mode: 'navigate' }, '/rest/v1/x')).toBeNull();
	expect(handlingOf({ ...get, method: 'POST', mode: 'navigate' }, '/sign-in')).toBeNull();
	expect(handlingOf({ ...get, method: 'POST', mode: 'navigate' }, '/sign-out')).toBe('sign-out');
	expect(handlingOf({ ...get, mode: 'navigate' }, '/account')).toBe('page');
	expect(handlingOf(get, '/_app/immutable/chunks/a.js')).toBe('asset');
	expect(handlingOf(get, '/artefacts/ab')).toBe('artefact');
	expect(handlingOf({ ...get, headers: new Headers({ range: 'bytes=0-9' }) }, '/artefacts/ab')).toBeNull();
});

describe('the list written by the worker', () => {
	const page = '<ul data-shelf="" class="shelf"></ul><p data-shelf-empty="" hidden="">nothing</p>';

	test('names every page, and no name can become markup', () => {
		const html = withShelf(page, [{ path: '/c/a', title: '<b>"$&', savedText: 'then', savedAt: '' }]);
		expect(html).toContain('<a class="target" href="/c/a">&lt;b&gt;&quot;$&amp;</a>');
		expect(html).toContain('hidden=""');
	});

	test('says where there is nothing', () => {
		expect(withShelf(page, [])).toContain('<p data-shelf-empty="">nothing</p>');
	});
});
