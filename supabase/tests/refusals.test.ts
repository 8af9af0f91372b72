import { expect, it } from 'vitest';
import { readMigrations } from '#server/backend/migrations';
import { DICTIONARIES } from '#ui/text/words';

/** Told to whoever holds the database itself, never to a reader of a page. */
const NOT_FOR_READERS = ['audit-is-append-only'];

it('every refusal of the database has words in both languages', async () => {
	const scripts = (await readMigrations()).map((migration) => migration.script).join('\n');
	const calls = scripts.matchAll(/private\.refuse\(([^;]*?)\)(?:;|,)/gs);
	const names = [...calls].flatMap(([, args]) =>
		[...args!.matchAll(/'([a-z]+(?:-[a-z]+)+)'/g)].map(([, name]) => name!)
	);
	const told = [...new Set(names)].filter((name) => !NOT_FOR_READERS.includes(name)).sort();
	expect(told.length).toBeGreaterThan(20);
	expect(told.filter((name) => !(name in DICTIONARIES['zh-CN'].errors))).toEqual([]);
	expect(told.filter((name) => !(name in DICTIONARIES.en.errors))).toEqual([]);
});
