import { randomUUID } from 'node:crypto';
import { expect, it } from 'vitest';
import { onEachEngine } from './database.ts';
import { at } from './fixture.ts';

onEachEngine('district settings', (open) => {
	const save = (settings: unknown, version: number, who = 'chief') =>
		open().attempt(who, 'save_district_settings', {
			p_operation: randomUUID(),
			p_district: at('D'),
			p_version: version,
			p_settings: JSON.stringify(settings)
		});
	const rename = (name: string, version: number) => ({
		p_operation: randomUUID(),
		p_district: at('D'),
		p_version: version,
		p_name: name,
		p_name_en: 'D'
	});

	it('are saved by the administrator of the district, who is told the new version', async () => {
		expect(await save({ thresholds: { vulnerable: 12 } }, 1)).toEqual({
			ok: true,
			result: { id: at('D'), version: 2 }
		});
		expect(await save({}, 1, 'administrator')).toEqual({ ok: false, refusal: 'not-permitted' });
	});

	it('stale-version, bad-settings, bad-time-zone', async () => {
		expect(await save({}, 7)).toEqual({ ok: false, refusal: 'stale-version' });
		expect(await save([], 1)).toEqual({ ok: false, refusal: 'bad-settings' });
		expect(await save({ long: 'x'.repeat(70_000) }, 1)).toEqual({ ok: false, refusal: 'bad-settings' });
		expect(await save({ timeZone: 'Mars/Olympus' }, 1)).toEqual({ ok: false, refusal: 'bad-time-zone' });
	});

	it('take the time zone along', async () => {
		await open().call('chief', 'save_district_settings', {
			p_operation: randomUUID(),
			p_district: at('D'),
			p_version: 1,
			p_settings: JSON.stringify({ timeZone: 'Asia/Urumqi' })
		});
		expect(await open().sql.query('select time_zone from public.districts where id = $1', [at('D')])).toEqual([
			{ time_zone: 'Asia/Urumqi' }
		]);
	});

	it('a district is renamed, within bounds', async () => {
		expect(await open().call('chief', 'rename_district', rename(' 新名 ', 2))).toEqual({ id: at('D'), version: 3 });
		expect(await open().attempt('chief', 'rename_district', rename(' ', 3))).toEqual({
			ok: false,
			refusal: 'name-missing'
		});
		expect(await open().attempt('chief', 'rename_district', rename('长'.repeat(81), 3))).toEqual({
			ok: false,
			refusal: 'name-too-long'
		});
	});
});

onEachEngine('the first administrator', (open) => {
	const claim = (token: string) =>
		open().attempt('resident', 'claim_installation', {
			p_operation: randomUUID(),
			p_token: token,
			p_name: '新区',
			p_name_en: ''
		});
	const makeToken = async () =>
		(await open().sql.query<{ token: string }>('select private.make_setup_token() as token'))[0]!.token;
	const isEmpty = async () => (await open().call<{ empty: boolean }>(null, 'installation_state')).empty;

	it('is not made where there is one', async () => {
		expect(await isEmpty()).toBe(false);
		expect(await claim(await makeToken())).toEqual({ ok: false, refusal: 'already-claimed-installation' });
	});

	it('takes over what an import made before there was anybody', async () => {
		await open().sql.query('delete from public.grants');
		expect(await isEmpty()).toBe(true);
		const [first, second] = [await makeToken(), await makeToken()];
		expect(await claim(first)).toEqual({ ok: false, refusal: 'expired-token' });
		expect(await claim(second)).toMatchObject({ ok: true });
		await open().call('resident', 'claim_installation', { p_operation: randomUUID(), p_token: second, p_name: '新区' });
		const roles = (await open().call<{ roles: { nodeId: string }[] }>('resident', 'my_account')).roles;
		expect(roles.map((held) => held.nodeId).sort()).toEqual([at('D'), at('E')].sort());
		expect(await isEmpty()).toBe(false);
	});
});

onEachEngine('own profile', (open) => {
	const save = (name: string, locale: string) =>
		open().attempt('resident', 'save_profile', { p_operation: randomUUID(), p_display_name: name, p_locale: locale });

	it('is saved within bounds', async () => {
		await open().call('resident', 'save_profile', {
			p_operation: randomUUID(),
			p_display_name: ' 张三 ',
			p_locale: 'en'
		});
		expect(await open().call('resident', 'my_account')).toMatchObject({ displayName: '张三', locale: 'en' });
		expect(await save('长'.repeat(41), 'en')).toEqual({ ok: false, refusal: 'name-too-long' });
		expect(await save('张三', 'fr')).toEqual({ ok: false, refusal: 'bad-locale' });
	});
});
