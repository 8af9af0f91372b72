import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { chromium } from 'playwright';
import { compare, timesOf, type Bench, type BenchOptions, type BenchRow } from './bench.ts';
import { BarePage } from './boot/bare-page.ts';
import { browserOptions } from './boot/browser.ts';
import { timeToIdle } from './boot/idle.ts';
import { pagesRow, weightRow } from './boot/resident-rows.ts';
import { fillWithDemo, startServer, type RunningServer } from './boot/server.ts';

const ROUNDS = 5;
const none = { seed: 0, truthful: true } as const;

/**
 * How long a person waits: from an empty directory to an answer (`first`, the demo town included), from a filled one
 * (`again`), and from an address typed to a drawn, idle map (`idle`), beside a bare MapLibre page that draws the same
 * base from the same tiles at the same camera, by turns in one run. Then what the public pages weigh (`weight`) and how
 * they feel on a slow phone (`pages`). Needs a build (`npm start` or `npm run build`).
 */
export const bench: Bench = {
	async run(options) {
		const directory = mkdtempSync(join(tmpdir(), 'gezhi-bench-'));
		try {
			if (options.demo) return await idleAtScale(directory, options.demo, options);
			const first = await startServer(directory);
			await first.stop();
			const again = await startServer(directory);
			try {
				return [
					row('first', first, options),
					row('again', again, options),
					await idle(again, options),
					...(await resident(again, options))
				];
			} finally {
				await again.stop();
			}
		} finally {
			rmSync(directory, { recursive: true, force: true });
		}
	}
};

/** The case `idle` alone, on a larger demo: `idle_district`, `idle_city`. */
async function idleAtScale(directory: string, scale: string, options: BenchOptions): Promise<BenchRow[]> {
	fillWithDemo(directory, scale);
	const server = await startServer(directory);
	try {
		return [await idle(server, options, `idle_${scale}`)];
	} finally {
		await server.stop();
	}
}

/** What residents' pages weigh, and how they feel on a slow phone. */
async function resident({ address }: RunningServer, options: BenchOptions): Promise<BenchRow[]> {
	const browser = await chromium.launch(browserOptions);
	try {
		return [await weightRow(browser, address, options), await pagesRow(browser, address, options)];
	} finally {
		await browser.close();
	}
}

/** Start-up is bound by the disk and the database engine, so it is printed without a peer. */
function row(name: string, server: RunningServer, options: BenchOptions): BenchRow {
	const quality = { rss_mb: server.rssMb() };
	return compare({ bench: 'boot', case: name, quality, n: 1, ...none }, timesOf([server.readyMs], options), null);
}

async function idle(server: RunningServer, options: BenchOptions, name = 'idle'): Promise<BenchRow> {
	const bare = await BarePage.over(server.address);
	const browser = await chromium.launch(browserOptions);
	const ours: number[] = [];
	const peer: number[] = [];
	try {
		for (let round = 0; round <= ROUNDS; round++) {
			const times = [
				await timeToIdle(browser, bare.sameViewOf(server.address)),
				await timeToIdle(browser, bare.address)
			];
			// the first round warms the server's caches and is not counted
			if (round === 0) continue;
			ours.push(times[0]!);
			peer.push(times[1]!);
		}
	} finally {
		await browser.close();
		await bare.close();
	}
	const [mine, theirs] = [timesOf(ours, options), timesOf(peer, options)];
	const quality = { idle_ratio: Number((mine.median / theirs.median).toFixed(3)), rss_mb: server.rssMb() };
	const about = { bench: 'boot', case: name, quality, n: ROUNDS, ...none };
	return compare(about, mine, { name: 'maplibre-gl, bare page', times: theirs });
}
