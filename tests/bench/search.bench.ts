import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import postgres from 'postgres';
import { prepareDatabase } from '#server/backend/prepare';
import { generateTown } from '#server/demo/town';
import type { Sql } from '#server/sql';
import { searchQuestions, type Question } from '#fixtures/search-questions';
import { openEmbedded, openNative } from '../../supabase/tests/engines.ts';
import { postgresWithPostgis, startCluster } from '../../supabase/tests/native.ts';
import { compare, timesOf, type Bench, type BenchOptions, type BenchRow } from './bench.ts';
import { startServer } from './boot/server.ts';
import { nameDistrict } from './search/names.ts';

const SEED = 20261121;
const NAMES = 60;
const DEMO_SEED = 20261120;
/** Copies of the town's names that make a district (94 communities) and a city (a million households). */
const DISTRICT = 12;
const CITY = 45;

/**
 * How long a search takes, as somebody waits for it: 60 names of the town in five forms (as written, a part, initials,
 * pinyin, one slip), beside a plain ILIKE over the same rows by turns. `town` and `district` run on the embedded
 * engine, `city` on PostgreSQL where it is installed, `endpoint` through the built server.
 */
export const bench: Bench = {
	async run(options) {
		const town = generateTown({ seed: DEMO_SEED, scale: 'town', today: '2026-11-20' });
		const questions = searchQuestions(town.survey, town.life, NAMES, SEED);
		const rows: BenchRow[] = [];
		const embedded = await openEmbedded();
		try {
			await prepareDatabase(embedded.connection, embedded.sql);
			for (const [name, copies] of [
				['town', 1],
				['district', DISTRICT]
			] as const) {
				rows.push(
					await timeFunction(name, embedded.sql, await nameDistrict(embedded.sql, town, copies), questions, options)
				);
				// a name is in one district only
				await embedded.sql.run('delete from public.districts; delete from public.nodes');
			}
		} finally {
			await embedded.close();
		}
		const city = await onServer((sql) =>
			nameDistrict(sql, town, CITY).then((made) => timeFunction('city', sql, made, questions, options))
		);
		return [...rows, ...(city ? [city] : []), await timeEndpoint(questions, options)];
	}
};

async function onServer(work: (sql: Sql) => Promise<BenchRow>): Promise<BenchRow | null> {
	const bin = postgresWithPostgis();
	if (!bin) return null;
	const cluster = await startCluster(bin);
	try {
		const server = postgres(cluster.url('postgres'), { max: 1 });
		await server.unsafe('create database gezhi_bench');
		await server.end();
		const native = openNative(cluster.url('gezhi_bench'));
		try {
			await prepareDatabase(native.connection, native.sql);
			return await work(native.sql);
		} finally {
			await native.close();
		}
	} finally {
		cluster.stop();
	}
}

const PEER = `select kind, ref, name, detail from private.search_entries
	where district_id = $1 and (name ilike $2 or detail ilike $2 or spoken ilike $2) order by name limit 20`;

async function timeFunction(
	name: string,
	sql: Sql,
	made: { readonly districtId: string; readonly names: number },
	questions: readonly Question[],
	options: BenchOptions
): Promise<BenchRow> {
	const ours: number[] = [];
	const peer: number[] = [];
	const found = { ours: 0, peer: 0 };
	const three = (hits: readonly { id: string }[], { wanted }: Question) =>
		Number(hits.slice(0, 3).some(({ id }) => id === wanted.id));
	for (const [index, question] of questions.entries()) {
		const from = performance.now();
		const [row] = await sql.query<{ answer: { rows: readonly { id: string }[] } }>(
			'select public.search($1::uuid, $2, 15) as answer',
			[made.districtId, question.query]
		);
		const between = performance.now();
		const plain = await sql.query<{ ref: string }>(PEER, [made.districtId, `%${question.query}%`]);
		const until = performance.now();
		found.ours += three(row!.answer.rows, question);
		found.peer += three(
			plain.map(({ ref }) => ({ id: ref })),
			question
		);
		// the first ones make the plans
		if (index < 10) continue;
		ours.push(between - from);
		peer.push(until - between);
	}
	const share = (n: number) => Number((n / questions.length).toFixed(3));
	const quality = { names: made.names, top3_share: share(found.ours), peer_top3_share: share(found.peer) };
	// among a city's names half a name may well be somebody else's
	const truthful = name !== 'town' || quality.top3_share >= 0.95;
	return compare(
		{ bench: 'search', case: name, quality, n: ours.length, seed: SEED, truthful },
		timesOf(ours, options),
		{ name: 'plain ILIKE', times: timesOf(peer, options) }
	);
}

/** Through the pages' server, one question after another as one person types them. */
async function timeEndpoint(questions: readonly Question[], options: BenchOptions): Promise<BenchRow> {
	const directory = mkdtempSync(join(tmpdir(), 'gezhi-bench-'));
	const server = await startServer(directory);
	const times: number[] = [];
	let refused = 0;
	try {
		for (const [index, { query }] of questions.entries()) {
			const from = performance.now();
			const response = await fetch(`${server.address}/search.json?q=${encodeURIComponent(query)}`);
			await response.json();
			if (!response.ok) refused++;
			if (index >= 10) times.push(performance.now() - from);
			// nobody types faster than the brake allows
			if (index >= 100) await new Promise((resolve) => setTimeout(resolve, 50));
		}
	} finally {
		await server.stop();
		rmSync(directory, { recursive: true, force: true });
	}
	const about = {
		bench: 'search',
		case: 'endpoint',
		quality: { refused },
		n: times.length,
		seed: SEED,
		truthful: refused === 0
	};
	return compare(about, timesOf(times, options), null);
}
