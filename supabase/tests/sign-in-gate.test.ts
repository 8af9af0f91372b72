import { randomUUID } from 'node:crypto';
import { beforeEach, expect, it } from 'vitest';
import { worksAnywhere } from '#server/backend/as-user';
import { onEachEngine } from './database.ts';
import { at } from './fixture.ts';

const START = Date.parse('2027-01-01T00:00:00Z');
const MINUTE = 60;

onEachEngine('sign-in gate', (open) => {
	beforeEach(() => open().sql.run('truncate private.sign_in_failures, private.sign_in_addresses'));
	const when = (second: number) => new Date(START + second * 1000).toISOString();
	const wait = async (account: string, address: string, second: number) =>
		(
			await open().sql.query<{ wait: number }>('select private.gate_check($1, $2, $3::timestamptz) as wait', [
				account,
				address,
				when(second)
			])
		)[0]!.wait;
	const record = (account: string, address: string, success: boolean, second: number) =>
		open().sql.query('select private.gate_record($1, $2, $3, $4::timestamptz)', [
			account,
			address,
			success,
			when(second)
		]);
	/** Fails whenever the gate lets it, every ten seconds; returns how many guesses it got. */
	const besiege = async (account: string, address: string, from: number, to: number): Promise<number> => {
		let guesses = 0;
		for (let second = from; second < to; second += 10) {
			if ((await wait(account, address, second)) > 0) continue;
			await record(account, address, false, second);
			guesses += 1;
		}
		return guesses;
	};

	it('lets five failures pass in five minutes, however the account is spelt', async () => {
		for (let second = 0; second < 5; second++) {
			expect(await wait('li@example.org', 'a', second)).toBe(0);
			await record(' LI@example.org', 'a', false, second);
		}
		expect(await wait('li@example.org', 'a', 5)).toBe(5 * MINUTE - 5);
		expect(await wait('li@example.org', 'b', 5)).toBeGreaterThan(0);
		expect(await wait('li@example.org', 'a', 5 * MINUTE)).toBe(0);
	});

	it('lets thirty failures pass from one address, and counts no success', async () => {
		for (let n = 0; n < 30; n++) {
			await record(`user${n}`, 'office', false, n);
			await record(`friend${n}`, 'office', true, n);
		}
		expect(await wait('somebody', 'office', 31)).toBeGreaterThan(0);
		expect(await wait('somebody', 'elsewhere', 31)).toBe(0);
	});

	it('forgets the own failures after a success', async () => {
		for (let n = 0; n < 4; n++) await record('li', 'a', false, n);
		await record('li', 'a', true, 5);
		for (let n = 6; n < 10; n++) await record('li', 'a', false, n);
		expect(await wait('li', 'a', 11)).toBe(0);
	});

	it('an owner at an address known before is not locked out by strangers', async () => {
		await record('li', 'home', true, 0);
		await besiege('li', 'stranger', 10, 10 * MINUTE);
		expect(await wait('li', 'home', 10 * MINUTE)).toBe(0);
	});

	it('an owner at a fresh address waits 15 minutes at the most, and the guesser gains nothing', async () => {
		const guesses = await besiege('li', 'stranger', 0, 30 * MINUTE);
		expect(guesses).toBeLessThanOrEqual(30);
		expect(await wait('li', 'fresh', 14 * MINUTE)).toBeGreaterThan(0);
		for (const minute of [15, 18, 21, 25, 29]) expect(await wait('li', 'fresh', minute * MINUTE), `${minute}`).toBe(0);
	});

	it('keeps neither account nor address in clear', async () => {
		await record('li@example.org', '10.0.0.1', false, 0);
		const [row] = await open().sql.query<{ account: string; address: string }>(
			'select account, address from private.sign_in_failures'
		);
		expect(`${row!.account} ${row!.address}`).toMatch(/^[0-9a-f]{64} [0-9a-f]{64}$/);
	});
});

onEachEngine('who has a ledger of his own at a counter', (open) => {
	const works = (userId: string, sessionId: string | null = null) => worksAnywhere(open().sql, { userId, sessionId });

	it('workers and administrators, and nobody whose role or session has ended', async () => {
		expect(await works(at('worker'))).toBe(true);
		expect(await works(at('administrator'))).toBe(true);
		for (const who of ['official', 'volunteer', 'resident']) expect(await works(at(who)), who).toBe(false);
		expect(await works(randomUUID())).toBe(false);
		expect(await works(at('worker'), randomUUID())).toBe(false);
		await open().sql.query('update public.grants set valid_until = now() where user_id = $1', [at('worker')]);
		expect(await works(at('worker'))).toBe(false);
	});
});
