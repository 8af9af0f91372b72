import { randomUUID } from 'node:crypto';
import { expect, it } from 'vitest';
import { isWeakPassword } from '#domain/people/password';
import { onEachEngine, type Who } from './database.ts';
import { at } from './fixture.ts';

onEachEngine('password resets', (open) => {
	const reset = (who: Who, user: string) => ({ p_operation: randomUUID(), p_district: at('D'), p_user: at(user), who });
	const make = async (who: Who, user: string): Promise<string> => {
		const { who: asker, ...args } = reset(who, user);
		return (await open().call<{ token: string }>(asker, 'create_password_reset', args)).token;
	};
	const attempt = (who: Who, user: string) => {
		const { who: asker, ...args } = reset(who, user);
		return open().attempt(asker, 'create_password_reset', args);
	};
	const redeem = (token: string, password: string) =>
		open().attempt(null, 'redeem_password_reset', { p_token: token, p_password: password });

	it('nobody takes over the account of somebody above', async () => {
		expect(await attempt('administrator', 'chief')).toEqual({ ok: false, refusal: 'not-permitted' });
		expect(await attempt('administrator', 'district-worker')).toEqual({ ok: false, refusal: 'not-permitted' });
		expect(await attempt('administrator', 'worker')).toMatchObject({ ok: true });
		expect(await attempt('chief', 'administrator')).toMatchObject({ ok: true });
	});

	it('accounts without a role belong to the district they made a wish in', async () => {
		expect(await attempt('chief', 'author')).toMatchObject({ ok: true });
		expect(await attempt('administrator', 'author')).toEqual({ ok: false, refusal: 'not-permitted' });
		expect(await attempt('chief', 'resident')).toEqual({ ok: false, refusal: 'not-permitted' });
		expect(await attempt('stranger-chief', 'author')).toEqual({ ok: false, refusal: 'not-permitted' });
	});

	it.each([
		'short',
		'1234567890',
		'aaaaaaaaaaaa',
		'abcabcabcabc',
		'Password123',
		'worker@example.org',
		'WORKER@example.org',
		'字'.repeat(25)
	])('weak-password: %s', async (password) => {
		expect(await redeem(await make('administrator', 'worker'), password)).toEqual({
			ok: false,
			refusal: 'weak-password'
		});
	});

	it('agrees with the domain on what is weak', async () => {
		const corpus = [
			...PASSWORDS,
			...PASSWORDS.map((password) => password.toUpperCase()),
			...PASSWORDS.map((password) => password.slice(0, 10))
		];
		const rows = await open().sql.query<{ weak: boolean }>(
			'select private.is_weak_password(p, $2) as weak from unnest($1::text[]) with ordinality as u (p, n) order by n',
			[corpus, 'Li.Lei.2026@example.org']
		);
		expect(rows.map((row) => row.weak)).toEqual(
			corpus.map((password) => isWeakPassword(password, 'Li.Lei.2026@example.org'))
		);
	});

	it('a refused password does not use the link up', async () => {
		const token = await make('administrator', 'worker');
		await expect(open().call(null, 'redeem_password_reset', { p_token: token, p_password: 'short' })).rejects.toThrow(
			'weak-password'
		);
		expect(await redeem(token, '社区里的一句长话')).toEqual({ ok: false, refusal: 'weak-password' });
		expect(await redeem(token, '社区里的一句相当长的话')).toMatchObject({ ok: true });
	});

	it('works once, voids its sisters, and is told without the password', async () => {
		const [first, second] = [await make('administrator', 'worker'), await make('administrator', 'worker')];
		await open().call(null, 'redeem_password_reset', { p_token: first, p_password: 'quite a long sentence' });
		expect(await redeem(first, 'another long sentence')).toEqual({ ok: false, refusal: 'expired-token' });
		expect(await redeem(second, 'another long sentence')).toEqual({ ok: false, refusal: 'expired-token' });
		const [entry] = await open().sql.query(
			'select verb, subject_id, before, after from public.audit_entries order by seq desc limit 1'
		);
		expect(entry).toEqual({ verb: 'redeem_password_reset', subject_id: at('worker'), before: null, after: null });
	});

	it('ends every session of the account', async () => {
		await open().sql.query('insert into auth.sessions (id, user_id) values ($1, $2)', [at('old'), at('worker')]);
		await open().call(null, 'redeem_password_reset', {
			p_token: await make('administrator', 'worker'),
			p_password: 'quite a long sentence'
		});
		expect(await open().sql.query('select 1 from auth.sessions where user_id = $1', [at('worker')])).toEqual([]);
	});

	it('an invitation is no reset', async () => {
		expect(await redeem('token C1', 'quite a long sentence')).toEqual({ ok: false, refusal: 'expired-token' });
	});
});

const PASSWORDS = [
	...[
		'1234567890',
		'0123456789',
		'12345678910',
		'0987654321',
		'1q2w3e4r5t',
		'qwertyuiop',
		'1qaz2wsx3edc',
		'password12',
		'password123'
	],
	...[
		'woaini1314',
		'woaini520',
		'5201314520',
		'1314520520',
		'iloveyou123',
		'administrator',
		'Administrator',
		'li.lei.2026@example.org'
	],
	...[
		'li.lei.2026',
		'ＰＡＳＳＷＯＲＤ１２３',
		'aaaaaaaaaaaa',
		'ababababab',
		'abcabcabcabc',
		'abcdabcdabcd',
		'短',
		'社区里的一句相当长的话',
		'字'.repeat(24)
	],
	...[
		'字'.repeat(25),
		'correct horse battery',
		'x'.repeat(73),
		'abcd'.repeat(18),
		`${'abcd'.repeat(18)}e`,
		'👍👎🙏🎉👍👎🙏🎉👍👎',
		'tab\tand space',
		'          '
	]
];
