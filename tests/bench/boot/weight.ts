import { gzipSync } from 'node:zlib';
import type { Browser, Cookie, Response } from 'playwright';

/** What a page makes a browser fetch that has nothing yet, in bytes: text as gzip carries it, the rest as it is. */
export interface Weight {
	readonly path: string;
	readonly js: number;
	readonly total: number;
	readonly loadMs: number;
}

const TEXT = /^(text\/|application\/(json|javascript)|image\/svg)/;

/** Opens a page in a fresh profile, waits until it asks for nothing more, and weighs every answer, workers included. */
export async function weigh(
	browser: Browser,
	address: string,
	path: string,
	cookies: readonly Cookie[] = []
): Promise<Weight> {
	const context = await browser.newContext({ locale: 'zh-CN', serviceWorkers: 'block' });
	await context.addCookies(cookies);
	const bodies = new Map<string, Promise<Part>>();
	try {
		const page = await context.newPage();
		context.on('response', (response) => {
			const key = `${response.url()} ${response.headers()['content-range'] ?? ''}`;
			const type = response.headers()['content-type'] ?? '';
			if (/event-stream/.test(type) || bodies.has(key)) return;
			bodies.set(key, partOf(response, type));
		});
		const begun = performance.now();
		await page.goto(address + path, { waitUntil: 'load' });
		const loadMs = performance.now() - begun;
		await settled(() => bodies.size);
		const parts = await Promise.all(bodies.values());
		const sum = (of: keyof Part) => parts.reduce((all, part) => all + part[of], 0);
		return { path, js: sum('js'), total: sum('all'), loadMs };
	} finally {
		await context.close();
	}
}

interface Part {
	readonly js: number;
	readonly all: number;
}

/** An answer without a body, or one that was broken off, weighs nothing. */
async function partOf(response: Response, type: string): Promise<Part> {
	try {
		const body = await response.body();
		const all = TEXT.test(type) ? gzipSync(body, { level: 9 }).length : body.length;
		return { js: /javascript/.test(type) ? all : 0, all };
	} catch {
		return { js: 0, all: 0 };
	}
}

const QUIET_MS = 2_500;

/** Waits until a count has not grown for a while. (A live stream keeps the network from ever being idle.) */
async function settled(count: () => number): Promise<void> {
	let before = -1;
	while (count() !== before) {
		before = count();
		await new Promise((resolve) => setTimeout(resolve, QUIET_MS));
	}
}

export const toKb = (bytes: number): number => Math.round(bytes / 100) / 10;
