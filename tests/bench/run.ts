/**
 * `npm run bench -- NAME [--osm FILE] [--json]`: measures, and prints one row per case and peer. With --json each row
 * is one JSON object on a line; else a table. Ends with 1 where a check of truth fails, with 0 where only a bar is
 * missed, with 2 where the question was not understood.
 */
import { parseArgs } from 'node:util';
import type { Bench, BenchRow } from './bench.ts';
import { calibrate, REFERENCE_MS } from './calibration.ts';

const BENCHES: Readonly<Record<string, () => Promise<{ readonly bench: Bench }>>> = {
	boot: () => import('./boot.bench.ts'),
	division: () => import('./division.bench.ts'),
	pages: () => import('./pages.bench.ts'),
	reach: () => import('./reach.bench.ts'),
	search: () => import('./search.bench.ts')
};

function readCommand() {
	try {
		return parseArgs({
			allowPositionals: true,
			options: {
				osm: { type: 'string' },
				scale: { type: 'string' },
				engine: { type: 'string' },
				json: { type: 'boolean', default: false }
			}
		});
	} catch {
		return null;
	}
}

function print(row: BenchRow, json: boolean): void {
	const { truthful, ...rest } = row;
	if (json) return console.log(JSON.stringify(rest));
	const { ours_ms: ours, peer, peer_ms: theirs } = row;
	const beside = peer && theirs ? `, ${peer} ${theirs.median} / ${theirs.p95} ms, ratio ${row.ratio}` : '';
	console.log(`${row.bench} ${row.case}: ${ours.median} / ${ours.p95} ms${beside}`);
	console.log(
		`  ${Object.entries(row.quality)
			.map(([name, value]) => `${name} ${value}`)
			.join(', ')}`
	);
	if (!truthful) console.log('  a check of truth failed');
}

async function main(): Promise<number> {
	const command = readCommand();
	const load = BENCHES[command?.positionals[0] ?? ''];
	if (!command || !load) {
		console.error(
			`npm run bench -- ${Object.keys(BENCHES).join('|')} [--osm FILE] [--scale town|district|city] [--engine postgres|embedded] [--json]`
		);
		return 2;
	}
	const calibrationMs = calibrate();
	console.error(`calibration_ms ${calibrationMs.toFixed(2)}, reference ${REFERENCE_MS}`);
	const { bench } = await load();
	const { osm = null, scale: size = 'district', engine = 'postgres' } = command.values;
	const demo = command.values.scale ?? null;
	const options = { osm, size, engine, demo, scale: REFERENCE_MS / calibrationMs, calibrationMs };
	const rows = await bench.run(options);
	for (const row of rows) print(row, command.values.json);
	return rows.every((row) => row.truthful) ? 0 : 1;
}

process.exitCode = await main();
