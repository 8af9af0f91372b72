import { expect, test } from 'vitest';
import { pageCaching } from '#server/gate/page-caching';

const html = (status = 200, headers: Record<string, string> = {}) =>
	new Response('', { status, headers: { 'content-type': 'text/html; charset=utf-8', ...headers } });

test('a page with a session is stored nowhere, whatever the page itself says', () => {
	const answer = html(200, { 'cache-control': 'public, max-age=60' });
	pageCaching(answer, { hasSession: true, keepHeader: 'x-keep' });
	expect(answer.headers.get('cache-control')).toBe('private, no-store');
	expect(answer.headers.has('x-keep')).toBe(false);
});

test('a public page without a session bears the mark, a failed one and another page do not', () => {
	const [good, failed, other] = [html(), html(404), html()];
	pageCaching(good, { hasSession: false, keepHeader: 'x-keep' });
	pageCaching(failed, { hasSession: false, keepHeader: 'x-keep' });
	pageCaching(other, { hasSession: false, keepHeader: null });
	expect([good, failed, other].map(({ headers }) => headers.get('x-keep'))).toEqual(['yes', null, null]);
	expect(other.headers.get('cache-control')).toBe('private, no-cache');
});

test('what is no page is left as it is', () => {
	const answer = new Response('{}', { headers: { 'content-type': 'application/json' } });
	pageCaching(answer, { hasSession: true, keepHeader: 'x-keep' });
	expect(answer.headers.has('cache-control')).toBe(false);
});
