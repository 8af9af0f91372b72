import { expect, test } from 'vitest';
import type { Backend } from '#server/backend/backend';
import { JobFailed } from '#server/backend/failure';
import { PublicBrake } from '#server/gate/public-brake';

/** Counts as the database does, with a smaller allowance: three for an address. */
function backendOf(): { backend: Pick<Backend, 'job'>; ledger: string[] } {
	const ledger: string[] = [];
	const job = (name: string, { address, userId }: { address: string; userId: string }) => {
		if (name === 'works') return Promise.resolve({ works: userId === 'worker' });
		if (name === 'gate-record') ledger.push(address);
		const waitSeconds = ledger.filter((each) => each === address).length >= 3 ? 130 : 0;
		return Promise.resolve(name === 'gate-check' ? { waitSeconds } : null);
	};
	return { backend: { job } as unknown as Backend, ledger };
}
const ask = (name: string, method = 'POST', token?: string) =>
	new Request(`http://127.0.0.1/rest/v1/rpc/${name}`, {
		method,
		headers: token ? { authorization: `Bearer ${token}` } : {}
	});
/** Tokens are names here, and only that of a stranger's key is nobody's. */
const bearer = (token: string) =>
	token === 'publishable' ? null : { id: token, email: undefined, sessionId: null, expiresAt: Infinity };
const wrong = () => Promise.resolve(Response.json({ message: 'code-unknown' }, { status: 400 }));
const right = () => Promise.resolve(Response.json({ state: 'collected' }));

test('counts wrong codes of an address, says how long to wait, and lets other addresses be', async () => {
	const { backend, ledger } = backendOf();
	const brake = new PublicBrake(backend, bearer);
	for (let n = 0; n < 3; n++) expect((await brake.answer(ask('wish_by_code'), 'a', wrong)).status).toBe(400);
	const braked = await brake.answer(ask('wish_by_code'), 'a', right);
	expect([braked.status, braked.headers.get('retry-after')]).toEqual([429, '130']);
	expect(await braked.json()).toMatchObject({ message: 'too-many-attempts', details: '{"minutes":3}' });
	expect((await brake.answer(ask('wish_by_code'), 'b', right)).status).toBe(200);
	expect(ledger).toHaveLength(3);
});

test('guesses sent at once are counted like guesses sent in a row, however the path is written', async () => {
	const { backend } = backendOf();
	const brake = new PublicBrake(backend, bearer);
	const names = ['wish_by_code', '%77ish_by_code', 'wish_by_code?p_code=1', 'wish%5Fby_code', 'wish_by_code'];
	const answers = await Promise.all(names.map((name) => brake.answer(ask(name, 'GET'), 'a', wrong)));
	expect(answers.map(({ status }) => status)).toEqual([400, 400, 400, 429, 429]);
});

test('every refusal is slow, and a right answer is not', async () => {
	const { backend } = backendOf();
	const brake = new PublicBrake(backend, bearer);
	const took = async (answer: () => Promise<Response>) => {
		const began = performance.now();
		await brake.answer(ask('wish_by_code'), 'a', answer);
		return performance.now() - began;
	};
	expect(await took(wrong)).toBeGreaterThan(590);
	expect(await took(right)).toBeLessThan(500);
});

test('counts wishes that were told, not those that were refused', async () => {
	const { backend, ledger } = backendOf();
	const brake = new PublicBrake(backend, bearer);
	await brake.answer(ask('post_wish'), 'a', wrong);
	await brake.answer(ask('post_wish'), 'a', right);
	expect(ledger).toEqual(['post_wish a']);
});

test('a worker at a counter has a ledger of his own, and a worker’s wrong codes count like everybody’s', async () => {
	const { backend, ledger } = backendOf();
	const brake = new PublicBrake(backend, bearer);
	for (let n = 0; n < 3; n++) await brake.answer(ask('post_wish'), 'counter', right);
	for (const token of [undefined, 'publishable', 'volunteer', 'forged worker'])
		expect((await brake.answer(ask('post_wish', 'POST', token), 'counter', right)).status, token).toBe(429);
	for (let n = 0; n < 3; n++)
		expect((await brake.answer(ask('post_wish', 'POST', 'worker'), 'counter', right)).status).toBe(200);
	expect((await brake.answer(ask('post_wish', 'POST', 'worker'), 'elsewhere', right)).status).toBe(429);
	expect(ledger).toEqual([
		...Array<string>(3).fill('post_wish counter'),
		...Array<string>(3).fill('post_wish account worker')
	]);
	await brake.answer(ask('wish_by_code', 'POST', 'worker'), 'counter', wrong);
	expect(ledger.at(-1)).toBe('wish_by_code counter');
});

test('passes on everything else untouched, and a database that is being reopened is 503', async () => {
	const failing = () =>
		Promise.reject(new JobFailed({ name: '', message: '', code: 'database-restarting', detail: null }));
	const brake = new PublicBrake({ job: failing }, bearer);
	expect((await brake.answer(ask('map_view'), 'a', right)).status).toBe(200);
	expect((await brake.answer(ask('post_wish'), 'a', right)).status).toBe(503);
});
