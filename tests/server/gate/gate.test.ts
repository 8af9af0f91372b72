import { describe, expect, test, vi } from 'vitest';
import type { Backend } from '#server/backend/backend';
import { JobFailed } from '#server/backend/failure';
import { Gate } from '#server/gate/gate';

interface Failure {
	readonly account: string;
	readonly address: string;
}

/** A backend that knows one account, and counts as the database does: five failures for an account lock it. */
function backendOf({ passwordCheckMs = 0 } = {}) {
	const failures: Failure[] = [];
	const decoys: string[] = [];
	let evaluated = 0;
	const job = (name: string, input: Failure & { success?: boolean }) => {
		if (name === 'gate-check') {
			const count = failures.filter(({ account }) => account === input.account).length;
			return Promise.resolve({ waitSeconds: count >= 5 ? 290 : 0 });
		}
		if (name === 'gate-record' && !input.success) failures.push({ account: input.account, address: input.address });
		if (name === 'sign-in-decoy') decoys.push(input.account);
		return Promise.resolve(null);
	};
	const fetch = async (request: Request) => {
		evaluated++;
		await new Promise((resolve) => setTimeout(resolve, passwordCheckMs));
		const { email, password } = (await request.json()) as { email: string; password: string };
		const right = email.toLowerCase() === 'known@demo.example' && password === 'the right password';
		return Response.json(right ? { access_token: 'x' } : { msg: 'wrong' }, { status: right ? 200 : 400 });
	};
	return { backend: { job, fetch } as unknown as Backend, failures, decoys, evaluated: () => evaluated };
}

const signIn = (email: string, password: string) =>
	new Request('http://127.0.0.1/auth/v1/token?grant_type=password', {
		method: 'POST',
		body: JSON.stringify({ email, password })
	});
const visitor = { address: '192.0.2.1' };

describe('signing in', () => {
	test('sixty wrong passwords at once: five are evaluated, the rest wait', async () => {
		const { backend, evaluated } = backendOf();
		const gate = new Gate(backend);
		const answers = await Promise.all(
			Array.from({ length: 60 }, (_, n) => gate.answer(signIn('known@demo.example', `guess ${n}`), visitor))
		);
		expect(evaluated()).toBe(5);
		const refused = answers.filter(({ status }) => status === 429);
		expect(refused).toHaveLength(55);
		expect(refused[0]!.headers.get('retry-after')).toBe('290');
		expect(await refused[0]!.json()).toMatchObject({ msg: 'too-many-attempts: 290 seconds', retry_after: 290 });
	});

	test('another spelling of the address is the same account', async () => {
		const { backend, failures } = backendOf();
		await new Gate(backend).answer(signIn('Known@Demo.Example', 'wrong'), visitor);
		expect(failures).toEqual([{ account: 'known@demo.example', address: '192.0.2.1' }]);
	});

	test('unknown accounts get the answer and the time of known ones', async () => {
		const { backend, decoys } = backendOf();
		const gate = new Gate(backend);
		const timed = async (email: string) => {
			const began = performance.now();
			const answer = await gate.answer(signIn(email, 'wrong'), visitor);
			return { ms: performance.now() - began, status: answer.status, text: await answer.text() };
		};
		const known = await timed('known@demo.example');
		const unknown = await timed('nobody@demo.example');
		expect({ ...unknown, ms: 0 }).toEqual({ ...known, ms: 0 });
		expect(known.ms).toBeGreaterThanOrEqual(599);
		expect(unknown.ms).toBeGreaterThanOrEqual(599);
		expect(decoys).toContain('nobody@demo.example');
	});

	test('the right password is not held up and clears nothing of others', async () => {
		const { backend, failures } = backendOf();
		const began = performance.now();
		const answer = await new Gate(backend).answer(signIn('known@demo.example', 'the right password'), visitor);
		expect(answer.status).toBe(200);
		expect(performance.now() - began).toBeLessThan(500);
		expect(failures).toEqual([]);
	});

	test('a database that does not answer counts against nobody', async () => {
		const { backend, failures } = backendOf();
		const silent = {
			...backend,
			fetch: () => Promise.resolve(new Response('', { status: 503 }))
		} as unknown as Backend;
		await new Gate(silent).answer(signIn('known@demo.example', 'wrong'), visitor);
		expect(failures).toEqual([]);
	});

	test('a body that is no JSON is passed on to be refused, and counted', async () => {
		const { backend } = backendOf();
		const fetch = vi.fn(() => Promise.resolve(Response.json({}, { status: 400 })));
		const request = new Request('http://h/auth/v1/token?grant_type=password', { method: 'POST', body: '{"email":' });
		expect((await new Gate({ ...backend, fetch } as unknown as Backend).answer(request, visitor)).status).toBe(400);
	});
});

test('a database that is being reopened is a 503, not a failure of the server', async () => {
	const failure = { name: 'ThreadLost', message: '', code: 'database-restarting', detail: null };
	const backend = { job: () => Promise.reject(new JobFailed(failure)) } as unknown as Backend;
	const answer = await new Gate(backend).answer(signIn('known@demo.example', 'wrong'), visitor);
	expect(answer.status).toBe(503);
	expect(answer.headers.get('retry-after')).toBe('3');
});

test('a new password ends the other sessions', async () => {
	const fetch = vi.fn((request: Request) => Promise.resolve(Response.json({ url: request.url })));
	const request = new Request('http://h/auth/v1/user', {
		method: 'PUT',
		headers: { authorization: 'Bearer x' },
		body: '{"password":"a good long one"}'
	});
	expect((await new Gate({ fetch } as unknown as Backend).answer(request, visitor)).status).toBe(200);
	const [, ending] = fetch.mock.calls.map(([sent]) => sent);
	expect(ending).toMatchObject({ url: 'http://h/auth/v1/logout?scope=others', method: 'POST' });
	expect(ending?.headers.get('authorization')).toBe('Bearer x');
});

describe('what the gate does not let through', () => {
	test.each([
		'null',
		'[]',
		'"x"',
		'{"email":1,"password":"x"}',
		'{"email":{},"password":[]}',
		'{"email":"a\\u0000@b.example","password":"long enough, this"}'
	])('a body that the library stumbles over: %s', async (body) => {
		const fetch = vi.fn(() => Promise.resolve(new Response()));
		for (const path of ['token?grant_type=password', 'token?grant_type=refresh_token', 'signup']) {
			const request = new Request(`http://h/auth/v1/${path}`, { method: 'POST', body });
			expect((await new Gate({ fetch } as unknown as Backend).answer(request, visitor)).status).toBe(400);
		}
		expect(fetch).not.toHaveBeenCalled();
	});

	test('words about oneself of any size, which nobody asked for', async () => {
		const data = { note: 'x'.repeat(1000) };
		expect(await reach('/auth/v1/user', 'PUT', { data })).toEqual({ status: 422, passed: false });
		const account = { email: 'new@demo.example', password: 'a good long one', data };
		expect(await reach('/auth/v1/signup', 'POST', account)).toEqual({ status: 422, passed: false });
	});

	const reach = async (path: string, method: string, body: object = {}) => {
		const fetch = vi.fn(() => Promise.resolve(Response.json({ passed: true })));
		const backend = { fetch, job: () => Promise.resolve({ waitSeconds: 0 }) } as unknown as Backend;
		const request = new Request(`http://127.0.0.1${path}`, {
			method,
			...(method === 'GET' ? {} : { body: JSON.stringify(body) })
		});
		const answer = await new Gate(backend).answer(request, visitor);
		return { status: answer.status, passed: fetch.mock.calls.length > 0 };
	};

	test.each([
		'otp',
		'magiclink',
		'recover',
		'resend',
		'verify',
		'authorize',
		'callback',
		'reauthenticate',
		'admin/users'
	])('/auth/v1/%s would print mails or open other doors', async (path) => {
		expect(await reach(`/auth/v1/${path}`, 'POST')).toEqual({ status: 404, passed: false });
	});

	test.each([
		['short', 'known@demo.example'],
		['1234567890', 'known@demo.example'],
		['aaaaaaaaaaaaaaa', 'known@demo.example'],
		['known@demo.example', 'known@demo.example'],
		['１２３４５６７８９０', 'known@demo.example']
	])('a weak password at sign-up: %s', async (password, email) => {
		expect(await reach('/auth/v1/signup', 'POST', { email, password })).toEqual({ status: 422, passed: false });
		expect(await reach('/auth/v1/user', 'PUT', { password: 'short' })).toEqual({ status: 422, passed: false });
	});

	test('changing the address, which would print a mail', async () => {
		expect(await reach('/auth/v1/user', 'PUT', { email: 'b@b.example' })).toEqual({ status: 422, passed: false });
	});

	test('what it does let through', async () => {
		expect(await reach('/auth/v1/user', 'GET')).toEqual({ status: 200, passed: true });
		expect(await reach('/auth/v1/logout', 'POST')).toEqual({ status: 200, passed: true });
		expect(await reach('/auth/v1/token?grant_type=refresh_token', 'POST')).toEqual({ status: 200, passed: true });
		const account = { email: 'new@demo.example', password: 'a good long one' };
		expect(await reach('/auth/v1/signup', 'POST', account)).toEqual({ status: 200, passed: true });
		expect(await reach('/auth/v1/user', 'PUT', { password: 'a good long one' })).toEqual({ status: 200, passed: true });
	});
});
