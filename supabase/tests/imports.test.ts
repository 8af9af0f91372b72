import { randomUUID } from 'node:crypto';
import { expect, it } from 'vitest';
import { become, onEachEngine, refusalOf, type TestDatabase } from './database.ts';
import { at } from './fixture.ts';

interface ImportState {
	readonly may: boolean;
	readonly running: boolean;
	readonly last: { readonly id: string; readonly state: string; readonly districtId: string | null } | null;
}

onEachEngine('imports', (open) => {
	const begin = () => ({ p_operation: randomUUID() });
	const state = (who: string) => open().call<ImportState>(who, 'import_state');
	const close = (id: string, word: string) =>
		open().sql.query("select private.close_import($1::uuid, $2, '{}')", [id, word]);

	it('are for those who administer a whole district', async () => {
		for (const who of ['resident', 'volunteer', 'worker', 'official', 'administrator']) {
			expect(await open().attempt(who, 'begin_import', begin()), who).toEqual({ ok: false, refusal: 'not-permitted' });
			expect((await state(who)).may, who).toBe(false);
		}
		expect(await open().attempt(null, 'begin_import', begin())).toEqual({ ok: false, refusal: 'denied' });
		expect(await open().attempt('chief', 'begin_import', begin())).toMatchObject({ ok: true });
		expect((await state('chief')).may).toBe(true);
	});

	it('import-running: one at a time, of whomever', async () => {
		const { id } = await open().call<{ id: string }>('chief', 'begin_import', begin());
		for (const who of ['chief', 'stranger-chief'])
			expect(await open().attempt(who, 'begin_import', begin())).toEqual({ ok: false, refusal: 'import-running' });
		expect(await state('stranger-chief')).toEqual({ may: true, running: true, last: null });
		await close(id, 'cancelled');
		expect(await state('chief')).toMatchObject({ running: false, last: { id, state: 'cancelled' } });
		expect(await open().attempt('stranger-chief', 'begin_import', begin())).toMatchObject({ ok: true });
	});

	it('operation-conflict: a form that is sent twice begins once', async () => {
		const sent = begin();
		const { id } = await open().call<{ id: string }>('chief', 'begin_import', sent);
		expect(await open().attempt('chief', 'begin_import', sent)).toEqual({ ok: false, refusal: 'operation-conflict' });
		await close(id, 'failed');
		expect(await open().attempt('chief', 'begin_import', sent)).toEqual({ ok: false, refusal: 'operation-conflict' });
	});

	it('what ended stays as it ended, and a new start ends what a crash left', async () => {
		const { id } = await open().call<{ id: string }>('chief', 'begin_import', begin());
		await open().sql.query('select private.interrupt_imports()');
		await close(id, 'failed');
		expect((await state('chief')).last).toMatchObject({ id, state: 'interrupted' });
	});

	it('make the importer administrator of the new district, told in its audit', async () => {
		const { id } = await open().call<{ id: string }>('chief', 'begin_import', begin());
		const district = randomUUID();
		expect(await finish(open(), { who: 'chief', id, district })).toBe('ok');
		expect((await state('chief')).last).toMatchObject({ id, state: 'done', districtId: district });
		expect(
			await open().sql.query(
				`select verb, actor_id, after ->> 'role' as role, after ->> 'user_id' as holder from public.audit_entries
					where district_id = $1 and subject_table = 'grants'`,
				[district]
			)
		).toEqual([{ verb: 'finish_import', actor_id: at('chief'), role: 'administrator', holder: at('chief') }]);
		expect(await open().attempt('chief', 'audit_page', { p_district: district })).toMatchObject({ ok: true });
		expect(await finish(open(), { who: 'chief', id, district: randomUUID() })).toBe('import-over');
	});

	it('give nothing to whoever has no right any more, has another’s import, or names a district that was there', async () => {
		const { id } = await open().call<{ id: string }>('chief', 'begin_import', begin());
		const fresh = () => randomUUID();
		expect(await finish(open(), { who: 'worker', id, district: fresh() })).toBe('not-permitted');
		expect(await finish(open(), { who: 'stranger-chief', id, district: fresh() })).toBe('import-over');
		expect(await finish(open(), { who: 'chief', id, district: at('E'), made: false })).toBe('not-found');
		expect(await finish(open(), { who: 'chief', id, district: fresh(), session: randomUUID() })).toBe('signed-out');
		expect((await state('chief')).last).toMatchObject({ id, state: 'running', districtId: null });
		await close(id, 'failed');
	});

	it('have no door through which a district could be had', async () => {
		for (const name of ['finish_import', 'close_import', 'interrupt_imports', 'may_import']) {
			const called = open().as('chief', (sql) => sql.query(`select private.${name}()`));
			// no such arguments, or no right: either way nothing is done
			await expect(called, name).rejects.toThrow();
			const doors = await open().sql.query(
				`select p.proname from pg_catalog.pg_proc p where p.proname = $1 and p.pronamespace = 'private'::regnamespace
					and (has_function_privilege('authenticated', p.oid, 'execute') or has_function_privilege('anon', p.oid, 'execute'))`,
				[name]
			);
			expect(doors, name).toEqual([]);
		}
	});
});

interface Finish {
	readonly who: string;
	readonly id: string;
	readonly district: string;
	/** Whether the same transaction makes the district. */
	readonly made?: boolean;
	readonly session?: string;
}

/** The end of a storing transaction, undone where it is refused. */
async function finish(database: TestDatabase, { who, id, district, made = true, session }: Finish): Promise<string> {
	try {
		await database.sql.transaction(async (tx) => {
			if (made) {
				await tx.query(
					"insert into public.nodes (id, district_id, kind, path) values ($1::text::uuid, $1::text::uuid, 'district', replace($1::text, '-', '')::extensions.ltree)",
					[district]
				);
				await tx.query("insert into public.districts (id, name, source) values ($1::uuid, '新区', 'osm')", [district]);
			}
			await become(tx, who, session ? { session_id: session } : {});
			await tx.query('reset role');
			await tx.query("select private.finish_import($1::uuid, $2::uuid, $3::uuid, '{}')", [randomUUID(), id, district]);
		});
		return 'ok';
	} catch (cause) {
		return refusalOf(cause);
	}
}
