import { expect, it } from 'vitest';
import { migrate, pendingMigrations, readMigrations } from '#server/backend/migrations';
import { onEachEngine } from './database.ts';

onEachEngine('migrations', (open) => {
	const later = (script: string) => ({ version: '29991231235959', name: 'later', script });

	it('are all recorded, and not applied twice', async () => {
		const files = await readMigrations();
		expect(await pendingMigrations(open().sql, files)).toEqual([]);
		expect(await migrate(open().sql, files)).toEqual([]);
		const recorded = await open().sql.query<{ version: string }>(
			'select version from supabase_migrations.schema_migrations order by 1'
		);
		expect(recorded.map((row) => row.version)).toEqual(files.map((file) => file.version));
	});

	it('happen as a whole or not at all', async () => {
		const half = later('create table public.half (id int); select 1 / 0;');
		await expect(migrate(open().sql, [half])).rejects.toThrow('division by zero');
		expect(await open().sql.query(`select to_regclass('public.half') as t`)).toEqual([{ t: null }]);
		expect(await pendingMigrations(open().sql, [half])).toEqual([half.version]);
	});

	it('are refused when an applied file was changed', async () => {
		const [first] = await readMigrations();
		await expect(
			migrate(open().sql, [{ ...first!, script: `${first!.script}\n-- and one more thing` }])
		).rejects.toThrow('was changed');
	});

	it('two processes apply one migration once', async () => {
		const migration = later('create table public.once (id int)');
		const applied = await Promise.all([migrate(open().sql, [migration]), migrate(open().sql, [migration])]);
		expect(applied.flat()).toEqual([migration.version]);
	});
});
