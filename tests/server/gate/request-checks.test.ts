import { createHmac } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { withinLimit } from '#server/gate/body-limit';
import { clientAddress } from '#server/gate/client-address';
import { isSameOrigin, type Provenance } from '#server/gate/same-origin';
import { secureHeaders } from '#server/gate/security-headers';
import { verifyToken } from '#server/gate/signed-in-user';

describe('where a request comes from', () => {
	const form: Provenance = {
		method: 'POST',
		origin: 'http://localhost:4173',
		fetchSite: 'same-origin',
		host: 'localhost:4173',
		configuredOrigin: null
	};
	test.each<[string, Partial<Provenance>, boolean]>([
		['a form of this site', {}, true],
		['the same by its number', { origin: 'http://127.0.0.1:4173', host: '127.0.0.1:4173' }, true],
		['localhost posting to 127.0.0.1', { host: '127.0.0.1:4173' }, false],
		['another port', { origin: 'http://localhost:9999' }, false],
		['another site', { origin: 'https://evil.example', fetchSite: 'cross-site' }, false],
		['another site that hides its origin', { origin: null, fetchSite: 'cross-site' }, false],
		['a sibling host', { origin: null, fetchSite: 'same-site' }, false],
		['a sandboxed frame', { origin: 'null', fetchSite: null }, false],
		['a file', { origin: 'file://', fetchSite: null, host: '' }, false],
		['a program without either header', { origin: null, fetchSite: null }, true],
		['a link from anywhere', { method: 'GET', origin: 'https://evil.example', fetchSite: 'cross-site' }, true],
		[
			'behind a proxy',
			{ origin: 'https://g.example', host: 'internal:80', configuredOrigin: 'https://g.example' },
			true
		],
		['behind a proxy, by its inner name', { configuredOrigin: 'https://g.example' }, false],
		['a DELETE of another site', { method: 'DELETE', origin: 'https://evil.example', fetchSite: null }, false]
	])('%s', (_, change, allowed) => {
		expect(isSameOrigin({ ...form, ...change })).toBe(allowed);
	});
});

describe('whose address it is', () => {
	test('the socket’s, whatever the client claims', () => {
		expect(clientAddress('192.0.2.7', '198.51.100.1', false)).toBe('192.0.2.7');
		expect(clientAddress('::ffff:192.0.2.7', null, false)).toBe('192.0.2.7');
	});
	test('behind our proxy what the proxy wrote, not what the client wrote before it', () => {
		expect(clientAddress('10.0.0.1', '203.0.113.9, 198.51.100.1', true)).toBe('198.51.100.1');
		expect(clientAddress('10.0.0.1', null, true)).toBe('10.0.0.1');
	});
});

describe('headers', () => {
	test('every answer says what it is and where it belongs', () => {
		const headers = new Headers();
		secureHeaders(headers, null, false);
		expect(headers.get('x-content-type-options')).toBe('nosniff');
		expect(headers.get('cross-origin-opener-policy')).toBe('same-origin');
		expect(headers.has('strict-transport-security')).toBe(false);
	});
	test('in Supabase mode pages may connect to the platform and nowhere else', () => {
		const headers = new Headers({
			'content-security-policy': "default-src 'self'; connect-src 'self'; img-src 'self'"
		});
		secureHeaders(headers, 'https://abc.supabase.co', true);
		expect(headers.get('content-security-policy')).toBe(
			"default-src 'self'; connect-src 'self' https://abc.supabase.co; img-src 'self'"
		);
		expect(headers.get('strict-transport-security')).toContain('max-age');
	});
});

describe('bodies', () => {
	const post = (body: string, headers: Record<string, string> = {}) =>
		new Request('http://h/rest/v1/x', { method: 'POST', body, headers });
	test('up to the limit pass unchanged', async () => {
		const passed = await withinLimit(post('12345', { apikey: 'k' }), 5);
		expect(await passed!.text()).toBe('12345');
		expect(passed!.headers.get('apikey')).toBe('k');
	});
	test('one byte more does not, whatever the length claimed', async () => {
		expect(await withinLimit(post('123456'), 5)).toBeNull();
		expect(await withinLimit(post('123456', { 'content-length': '1' }), 5)).toBeNull();
	});
});

describe('tokens', () => {
	const secret = 'the secret of this installation';
	const part = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url');
	const sign = (head: object, claims: object, key = secret) => {
		const text = `${part(head)}.${part(claims)}`;
		return `${text}.${createHmac('sha256', key).update(text).digest('base64url')}`;
	};
	const claims = { sub: 'u', email: 'a@b.example', role: 'authenticated', session_id: 's', exp: 2_000 };
	const now = 1_000_000;

	test('a token of ours names its bearer', () => {
		expect(verifyToken(sign({ alg: 'HS256' }, claims), secret, now)).toEqual({
			id: 'u',
			email: 'a@b.example',
			sessionId: 's',
			expiresAt: 2_000_000
		});
	});
	test.each([
		['signed by somebody else', sign({ alg: 'HS256' }, claims, 'another secret')],
		['not signed', `${part({ alg: 'none' })}.${part(claims)}.`],
		['of another algorithm', sign({ alg: 'HS512' }, claims)],
		['that has ended', sign({ alg: 'HS256' }, { ...claims, exp: 999 })],
		['of the service role', sign({ alg: 'HS256' }, { ...claims, role: 'service_role' })],
		['that is none', 'x.y']
	])('one %s names nobody', (_, token) => {
		expect(verifyToken(token, secret, now)).toBeNull();
	});
});
