import { transform } from 'lightningcss';
import type { Plugin } from 'vite';

/**
 * The oldest engines in which every public page and the list must work. Chromium 88 is of January 2021: what the
 * built-in browsers of chat apps, of Android phones without updates and of office machines still run.
 * Whoever raises it changes docs/operate.md and tests/e2e/old-browser.test.ts as well.
 */
export const OLDEST = ['chrome88', 'edge88', 'firefox90', 'safari15'];
const CSS_TARGETS = { chrome: 88 << 16, edge: 88 << 16, firefox: 90 << 16, safari: 15 << 16, ios_saf: 15 << 16 };

/** Lowers every style sheet of the build: no cascade layers, no nesting, no ranges in media queries. */
export function loweredStyles(): Plugin {
	return {
		name: 'gezhi-lowered-styles',
		apply: 'build',
		enforce: 'post',
		generateBundle(_, bundle) {
			for (const file of Object.values(bundle)) {
				if (file.type === 'asset' && file.fileName.endsWith('.css')) file.source = lowered(file.fileName, file.source);
			}
		}
	};
}

function lowered(filename: string, source: string | Uint8Array): string {
	const code = Buffer.from(withViewportFallback(withoutLayers(source.toString())));
	return transform({ filename, code, minify: true, targets: CSS_TARGETS }).code.toString();
}

/**
 * Takes the frames of cascade layers away; what stands in them stays. Engines without layers would drop it all, and
 * ours are written in their own order, so without frames they mean the same.
 */
export function withoutLayers(css: string): string {
	const start = css.indexOf('@layer');
	if (start < 0) return css;
	const head = css.slice(start).search(/[;{]/) + start;
	if (css[head] === ';') return css.slice(0, start) + withoutLayers(css.slice(head + 1));
	const end = closingBrace(css, head);
	return css.slice(0, start) + withoutLayers(css.slice(head + 1, end)) + withoutLayers(css.slice(end + 1));
}

/** Where the block that opens at `open` ends; braces in strings do not count. */
function closingBrace(css: string, open: number): number {
	let depth = 0;
	for (const { 0: found, index } of css.slice(open).matchAll(/"(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*'|[{}]/g)) {
		if (found === '{') depth++;
		if (found === '}' && --depth === 0) return open + index;
	}
	throw new Error('a layer that never ends');
}

/** `100dvh` is unknown to old engines: `100vh` is said before it. */
function withViewportFallback(css: string): string {
	return css.replace(
		/([;{])([a-z-]+:[^;{}]*\d[ds]vh[^;{}]*)/g,
		(_, before: string, declaration: string) => `${before}${declaration.replace(/(\d)[ds]vh/g, '$1vh')};${declaration}`
	);
}
