import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'acorn';
import type { Browser } from 'playwright';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { credentialsOf, openBrowser, see, t, Visitor } from './browser.ts';

const BUILT = 'build/client/_app/immutable';
const PAGES = ['/', '/centres', '/here', '/wishes/new', '/about', '/accessibility', '/map?list=1', '/sign-in', '/join'];

const built = (ending: string) =>
	readdirSync(BUILT, { recursive: true, encoding: 'utf8' })
		.filter((path) => path.endsWith(ending))
		.map((path) => ({ path, text: readFileSync(join(BUILT, path), 'utf8') }));

describe('what is built holds nothing newer than the floor', () => {
	const scripts = built('.js');

	test('no syntax of ECMAScript 2023, nor what 2022 brought after Chromium 88', () => {
		expect(scripts.length).toBeGreaterThan(20);
		const newer = scripts.flatMap(({ path, text }) => newerSyntax(text).map((what) => `${path}: ${what}`));
		expect(newer).toEqual([]);
	});

	test('the check sees what it looks for', () => {
		expect(newerSyntax('class A { static { f() } }')).toEqual(['StaticBlock']);
		expect(newerSyntax('class A { #a; b(x) { return #a in x } }')).toEqual(['private in']);
		expect(newerSyntax('await f()')).toEqual(['await outside of a function']);
		expect(newerSyntax('/a/v')).toEqual(['regular expression /v']);
		expect(newerSyntax('class A { #a = 1; b() { return this.#a ??= 2 } }')).toEqual([]);
	});

	test('no layers, nesting, media ranges; every new unit and colour has an older one beside it', () => {
		const sheets = built('.css');
		expect(sheets.length).toBeGreaterThan(5);
		for (const { path, text } of sheets) {
			expect(text, path).not.toMatch(/@layer|@media[^{]*[<>]|&/);
			// a function of colours is asked for first
			const asked = text.replace(/@supports[^{]*color-mix[^{]*\{[^{}]*\{[^{}]*\}\}/g, '');
			if (!path.includes('ExploreMap')) expect(asked, path).not.toMatch(/color-mix|oklch\(/);
		}
		expect(sheets.some(({ text }) => /min-height:100vh;[^}]*min-height:100dvh/.test(text))).toBe(true);
	});
});

interface Node {
	readonly type: string;
	readonly [key: string]: unknown;
}

/** Names of constructs that Chromium 88 cannot read. Throws where the text is no module at all. */
function newerSyntax(text: string): string[] {
	const found: string[] = [];
	const walk = (node: Node, inFunction: boolean): void => {
		const { type } = node;
		if (type === 'StaticBlock') found.push(type);
		if (type === 'BinaryExpression' && (node.left as Node).type === 'PrivateIdentifier') found.push('private in');
		if (type === 'AwaitExpression' && !inFunction) found.push('await outside of a function');
		const flags = (node.regex as { flags: string } | undefined)?.flags ?? '';
		if (/[dv]/.test(flags)) found.push(`regular expression /${flags}`);
		const within = inFunction || /Function/.test(type);
		for (const value of Object.values(node)) {
			for (const child of Array.isArray(value) ? (value as unknown[]) : [value]) {
				if (typeof child === 'object' && child !== null && 'type' in child) walk(child as Node, within);
			}
		}
	};
	walk(parse(text, { ecmaVersion: 2024, sourceType: 'module' }) as unknown as Node, false);
	return found;
}

describe('a browser without what came after the floor', () => {
	let browser: Browser;

	beforeAll(async () => {
		browser = await openBrowser({ withoutGraphics: true });
	});

	afterAll(() => browser.close());

	test('reads every public page and the list, and the pages wake up', async () => {
		const visitor = await Visitor.arrive(browser);
		const { page } = visitor;
		await page.addInitScript(forget);
		for (const path of PAGES) {
			await page.goto(path);
			await see(page.getByRole('heading', { level: 1 }), path).toBeAttached();
		}
		await page.goto('/map?list=1&mode=centres');
		await visitor.rows().first().click();
		await see(visitor.card()).toBeVisible();
		await visitor.leave();
	});

	test('signs in and out', async () => {
		const visitor = await Visitor.arrive(browser);
		const { page } = visitor;
		await page.addInitScript(forget);
		await page.goto('/sign-in');
		await visitor.fillIn(credentialsOf('resident'));
		await page
			.getByRole('main')
			.getByRole('button', { name: t('common.signIn') })
			.click();
		await page.getByRole('button', { name: t('common.signOut') }).click();
		await see(page.getByRole('banner').getByRole('link', { name: t('common.signIn') })).toBeVisible();
		await visitor.leave();
	});
});

/** Takes away what engines learned after Chromium 88. Runs in the page before its own scripts. */
function forget(): void {
	const lists: readonly (readonly [object, readonly string[]])[] = [
		[Array.prototype, ['at', 'findLast', 'findLastIndex', 'toSorted', 'toReversed', 'toSpliced', 'with']],
		[Object.getPrototypeOf(Uint8Array.prototype) as object, ['at', 'findLast', 'toSorted', 'toReversed', 'with']],
		[Array, ['fromAsync']],
		[String.prototype, ['at', 'isWellFormed', 'toWellFormed']],
		[Object, ['hasOwn', 'groupBy']],
		[Map, ['groupBy']],
		[Promise, ['withResolvers', 'try']],
		[Set.prototype, ['union', 'intersection', 'difference', 'isSubsetOf']],
		[AbortSignal, ['timeout', 'any', 'abort']],
		[AbortSignal.prototype, ['throwIfAborted', 'reason']],
		[URL, ['canParse', 'parse']],
		[Crypto.prototype, ['randomUUID']],
		[Element.prototype, ['checkVisibility', 'setHTMLUnsafe']],
		[HTMLElement.prototype, ['showPopover', 'hidePopover', 'togglePopover', 'popover', 'inert']],
		[HTMLDialogElement.prototype, ['requestClose']],
		[Intl, ['Segmenter', 'DurationFormat']],
		[window, ['structuredClone', 'reportError', 'scheduler', 'navigation', 'requestIdleCallback', 'Iterator']],
		[Document.prototype, ['startViewTransition']]
	];
	for (const [owner, names] of lists) for (const name of names) delete (owner as Record<string, unknown>)[name];
}
