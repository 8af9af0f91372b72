import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import postgres from 'postgres';
import { postgresWithPostgis, startCluster, type Cluster } from '../../supabase/tests/native.ts';
import {
	compare,
	quantile,
	rounded,
	timesOf,
	type Bench,
	type BenchOptions,
	type BenchRow,
	type Times
} from './bench.ts';
import { startServer, type RunningServer } from './boot/server.ts';
import { open, toursOf } from './pages/tour.ts';

const SEED = 7;
const ROUNDS = 15;
/** Requests that warm the caches of both and are not counted. */
const WARM_UP = 3;

/** No page may take longer than this many times its time in the town. */
const BAR = 2;

/**
 * Server time of whole pages (request sent to last byte, no browser) on the demo of `--scale`, against the town's, by
 * turns in one run on the same engine. `size_ratio` is the large one's median over the town's; the last row, `all`, has
 * the worst of them and each by its page.
 * Needs a build, and for `--engine postgres` PostgreSQL with PostGIS on this machine.
 */
export const bench: Bench = {
	async run(options) {
		const directory = mkdtempSync(join(tmpdir(), 'gezhi-bench-'));
		const cluster = options.engine === 'embedded' ? null : await ownCluster();
		const servers: RunningServer[] = [];
		try {
			for (const size of ['town', options.size ?? 'district']) servers.push(await serverWith(size, directory, cluster));
			const rows = await ratesOf(servers, options);
			return [...rows, together(rows)];
		} finally {
			for (const server of servers) await server.stop();
			cluster?.stop();
			rmSync(directory, { recursive: true, force: true });
		}
	}
};

async function ownCluster(): Promise<Cluster> {
	const bin = postgresWithPostgis();
	if (!bin) throw new Error('no PostgreSQL with PostGIS here; try --engine embedded');
	return startCluster(bin);
}

/** A server on a database of its own that holds one demo. */
async function serverWith(size: string, directory: string, cluster: Cluster | null): Promise<RunningServer> {
	const home = join(directory, size);
	const url = cluster ? cluster.url(`pages_${size}`) : '';
	if (cluster) await onServer(cluster.url('postgres'), `create database pages_${size}`);
	const made = spawnSync(process.execPath, ['src/server/commands/demo.ts', '--scale', size, '--seed', String(SEED)], {
		env: { ...process.env, GEZHI_DATA: join(home, 'data'), DATABASE_URL: url },
		stdio: ['ignore', 'ignore', 'inherit']
	});
	if (made.status !== 0) throw new Error(`no demo of scale ${size}`);
	// what the database does by itself within minutes
	if (cluster) await onServer(url, 'vacuum analyze');
	return startServer(home, url);
}

async function onServer(url: string, statement: string): Promise<void> {
	const sql = postgres(url, { max: 1, onnotice: () => undefined });
	await sql.unsafe(statement);
	await sql.end();
}

/** Every page of the tour on both servers by turns. */
export async function ratesOf([town, large]: readonly RunningServer[], options: BenchOptions): Promise<BenchRow[]> {
	const [small, great] = [await toursOf(town!.address), await toursOf(large!.address)];
	const rows: BenchRow[] = [];
	for (const [which, { visitor, stops }] of great.entries()) {
		for (const [place, [name, path]] of stops.entries()) {
			const there = { visitor: small[which]!.visitor, path: small[which]!.stops[place]![1] };
			const sides = [() => open(town!.address, there.path, there.visitor), () => open(large!.address, path, visitor)];
			rows.push(await page(name, sides, large!, options));
		}
	}
	return rows;
}

/** All pages in one row: the middle page's times, and every ratio. */
function together(rows: readonly BenchRow[]): BenchRow {
	const ratioOf = (row: BenchRow) => row.quality['size_ratio']!;
	const [ours, towns] = [rows.map((row) => row.ours_ms), rows.map((row) => row.peer_ms!)];
	const middle = (times: readonly Times[]): Times => ({
		median: quantile(
			times.map(({ median }) => median),
			0.5
		),
		p95: quantile(
			times.map(({ p95 }) => p95),
			0.5
		)
	});
	const ratios = rows.map((row) => [`${row.case.replaceAll('-', '_')}_size_ratio`, ratioOf(row)] as const);
	const quality = {
		worst_size_ratio: Math.max(...rows.map(ratioOf)),
		pages_over_bar: rows.filter((row) => ratioOf(row) > BAR).length,
		pages: rows.length,
		...Object.fromEntries(ratios)
	};
	const about = { bench: 'pages', case: 'all', quality, n: ROUNDS, seed: SEED, truthful: true };
	return compare(about, middle(ours), { name: 'town', times: middle(towns) });
}

async function page(
	name: string,
	[town, large]: readonly (() => ReturnType<typeof open>)[],
	server: RunningServer,
	options: BenchOptions
): Promise<BenchRow> {
	const ours: number[] = [];
	const towns: number[] = [];
	let bytes = 0;
	let truthful = true;
	for (let round = 0; round < WARM_UP + ROUNDS; round++) {
		const [mine, theirs] = [await large!(), await town!()];
		truthful &&= mine.ok && theirs.ok;
		bytes = Buffer.byteLength(mine.text);
		if (round < WARM_UP) continue;
		ours.push(mine.ms);
		towns.push(theirs.ms);
	}
	const [mine, theirs] = [timesOf(ours, options), timesOf(towns, options)];
	const quality = {
		size_ratio: rounded(mine.median / theirs.median),
		page_kb: Math.round(bytes / 1024),
		rss_mb: server.rssMb()
	};
	const about = { bench: 'pages', case: name, quality, n: ROUNDS, seed: SEED, truthful };
	return compare(about, mine, { name: 'town', times: theirs });
}
