import { describe, expect, test } from 'vitest';
import { placeholders } from '#ui/text/translate';
import { DICTIONARIES } from '#ui/text/words';
import { bookOf } from '#ui/text/books';
import { zhCNMapPages } from '#ui/text/zh-CN/map-pages';
import { zhCNOpenPages } from '#ui/text/zh-CN/open-pages';
import { zhCNPages } from '#ui/text/zh-CN/pages';
import manifest from '../../package.json' with { type: 'json' };
import { reachedFrom } from './imports.ts';
import { sources } from './sources.ts';
import { CJK, literals, strayMarkup } from './texts.ts';

const BOOKS = [
	{ name: 'map', rooms: zhCNMapPages, holds: 'src/features/explore/ExploreMap.svelte' },
	{ name: 'open', rooms: zhCNOpenPages, holds: 'src/features/home/Doors.svelte' }
] as const;

const zh = entries(DICTIONARIES['zh-CN']);
const en = entries(DICTIONARIES.en);
const rooms = Object.keys(DICTIONARIES['zh-CN']);

const isWordFile = (path: string) => path.startsWith('src/ui/text/') || path.endsWith('.words.ts');
const written = sources('src', ['.ts', '.svelte', '.mjs']).filter(
	({ path }) => !isWordFile(path) && !path.endsWith('.d.ts')
);
const spoken = written.flatMap(literals);

function entries(dictionary: object): Map<string, string> {
	return new Map(
		Object.entries(dictionary).flatMap(([room, words]) =>
			Object.entries(words as Record<string, string>).map(([key, text]) => [`${room}.${key}`, text] as const)
		)
	);
}

describe('no text of the interface stands outside the dictionary', () => {
	test('text nodes, titles, labels, placeholders', () => {
		const components = written.filter(({ path }) => path.endsWith('.svelte'));
		expect(components.length).toBeGreaterThan(30);
		expect(components.flatMap(strayMarkup)).toEqual([]);
	});

	test('Chinese in code', () => {
		expect(spoken.filter(({ text }) => CJK.test(text))).toEqual([]);
	});

	test('sentences on the console of a command', () => {
		const said = written
			.filter(({ path }) => path.startsWith('src/server/'))
			.flatMap(({ path, text }) =>
				Array.from(
					text.matchAll(/(?:console\.(?:log|error|warn|info)|std(?:out|err)\.write)\(\s*(['"`])(.*?)\1/g),
					(match) => ({
						path,
						text: match[2] ?? ''
					})
				)
			)
			.filter(({ text }) => /\p{L}{2,}\s+\p{L}{2,}\s+\p{L}{2,}/u.test(text.replace(/\$\{[^}]*\}/g, '')));
		expect(said).toEqual([]);
	});
});

describe('the dictionary', () => {
	test('has the same keys in both languages', () => {
		expect([...en.keys()].sort()).toEqual([...zh.keys()].sort());
	});

	test('has the same placeholders in both languages', () => {
		const unlike = [...zh].filter(
			([key, text]) => placeholders(text).join() !== placeholders(en.get(key) ?? '').join()
		);
		expect(unlike.map(([key]) => key)).toEqual([]);
	});

	test('has words for every key', () => {
		const empty = [...zh, ...en].filter(([, text]) => text.trim() === '');
		expect(empty.map(([key]) => key)).toEqual([]);
	});

	test('speaks English in English', () => {
		// the language switch names the other language in itself
		const mixed = [...en].filter(
			([key, text]) => CJK.test(text) && !/^common\.(otherLanguage|switchLanguage)$/.test(key)
		);
		expect(mixed).toEqual([]);
	});
});

describe('every key', () => {
	const asKey = new RegExp(`^(${rooms.join('|')})\\.([\\w-]+)$`);
	const whole = new Set(spoken.filter(({ template }) => !template).map(({ text }) => text));
	// a template begins a key, and so does a literal that something is joined to
	const beginnings = spoken.filter(({ text, template }) => template || /[_-]$/.test(text)).map(({ text }) => text);

	test('that is asked for is there', () => {
		const unknown = spoken.filter(
			({ text, template }) => !template && asKey.test(text) && !zh.has(text) && !beginnings.includes(text)
		);
		expect(unknown).toEqual([]);
	});

	test('that a page asks for is among the words of pages', () => {
		const said = written.filter(({ path }) => !/^src\/(server|hooks)/.test(path)).flatMap(literals);
		const foreign = said.filter(({ text }) => {
			const room = asKey.exec(text)?.[1];
			return room !== undefined && zh.has(text) && !(room in zhCNPages);
		});
		expect(foreign).toEqual([]);
	});

	test.for(BOOKS)('that a page asks for is among the words of its book: $name', ({ name, rooms: brought, holds }) => {
		const page = /^src\/routes(.*?)\/\+(page|layout)[.\w]*$/;
		const roots = written
			.map(({ path }) => path)
			.filter(
				(path) =>
					page.test(path) && (bookOf(page.exec(path)![1] || '/') === name || path.startsWith('src/routes/+layout'))
			);
		const reached = reachedFrom([...roots, 'src/routes/+error.svelte'], written, manifest.imports);
		expect(reached.has(holds)).toBe(true);
		const said = written.filter(({ path }) => reached.has(path) && !path.startsWith('src/server/')).flatMap(literals);
		const foreign = said.filter(({ text }) => {
			const room = asKey.exec(text)?.[1];
			return room !== undefined && zh.has(text) && !(room in brought);
		});
		expect(foreign).toEqual([]);
	});

	test('that is there is asked for', () => {
		const prefixes = beginnings.filter((text) => new RegExp(`^(${rooms.join('|')})\\.`).test(text));
		const unused = [...zh.keys()].filter(
			(key) => !key.startsWith('errors.') && !whole.has(key) && !prefixes.some((prefix) => key.startsWith(prefix))
		);
		expect(unused).toEqual([]);
	});
});

describe('refusals', () => {
	const sql = sources('supabase/migrations', ['.sql'])
		.map(({ text }) => text)
		.join('\n');
	const calls = Array.from(sql.matchAll(/\brefuse\(([^;]*);/g), (match) => match[1]!);
	const refused = new Set(
		calls.flatMap((call) => Array.from(call.matchAll(/'([a-z]+(?:-[a-z]+)+)'/g), (match) => match[1]!))
	);

	test('of the database have words', () => {
		expect([...refused].filter((refusal) => !zh.has(`errors.${refusal}`))).toEqual([]);
	});

	test('that have words are said by somebody', () => {
		const said = new Set([...refused, ...spoken.map(({ text }) => text)]);
		const silent = [...zh.keys()].filter((key) => key.startsWith('errors.') && !said.has(key.slice('errors.'.length)));
		expect(silent).toEqual([]);
	});
});

describe('the law itself', () => {
	const component = (text: string) => strayMarkup({ path: 'src/ui/X.svelte', text }).map((stray) => stray.text);

	test('finds text nodes, attributes and printed literals', () => {
		expect(component('<p>Hello</p>')).toEqual(['Hello']);
		expect(component('<img alt="A map" src="x.png" />')).toEqual(['A map']);
		expect(component(`<Field label="邮箱" name="email" />`)).toEqual(['邮箱']);
		expect(component(`<b>{open ? 'Open' : 'Closed'}</b>`)).toEqual(['Open', 'Closed']);
		expect(component('<b title={`Page ${n}`}></b>')).toEqual(['Page']);
	});

	test('leaves signs, keys and code alone', () => {
		expect(component(`<p class="big red">{t('common.save')} · {n} → <code>npm start</code></p>`)).toEqual([]);
		expect(component(`{#if kind === 'office'}<b>1</b>{/if}<style>p { color: red }</style>`)).toEqual([]);
	});
});
