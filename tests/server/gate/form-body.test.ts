import { expect, test } from 'vitest';
import { formRefusal } from '#server/gate/form-body';

const sent = (type: string | null, body: string, method = 'POST') =>
	formRefusal(
		new Request('http://h/sign-in', {
			method,
			...(type === null ? {} : { headers: { 'content-type': type } }),
			...(method === 'POST' ? { body: new TextEncoder().encode(body) } : {})
		})
	);

test.each([
	['application/x-www-form-urlencoded', 'email=a%40b.example', null],
	['application/x-www-form-urlencoded; charset=utf-8', '', null],
	['multipart/form-data; boundary=x', '--x\r\nContent-Disposition: form-data; name="a"\r\n\r\n1\r\n--x--\r\n', null],
	['multipart/form-data; boundary=x', 'no part at all', 400],
	['multipart/form-data', 'a=1', 400],
	['text/plain', 'a=1', 415],
	['application/json', '{}', 415],
	[null, 'a=1', 415]
])('a form sent as %s: %j → %s', async (type, body, status) => {
	expect(await sent(type, body)).toBe(status);
});

test('reading is no form', async () => {
	expect(await sent('text/plain', '', 'GET')).toBeNull();
});
