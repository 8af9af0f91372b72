import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import postgres from 'postgres';
import { prepareDatabase } from '#server/backend/prepare';
import { SCALES, type Scale } from '#server/demo/scales';
import { generateTown } from '#server/demo/town';
import type { Sql } from '#server/sql';
import { isRight, searchQuestions, type Question } from '#fixtures/search-questions';
import { openEmbedded, openNative, type OpenDatabase } from '../../supabase/tests/engines.ts';
import { postgresWithPostgis, startCluster } from '../../supabase/tests/native.ts';
import { compare, quantile, rounded, timesOf, type Bench, type BenchOptions, type BenchRow } from './bench.ts';
import { startServer } from './boot/server.ts';
import { nameDistrict, type NamedDistrict } from './search/names.ts';

const SEED = 20261121;
const NAMES = 60;
const DEMO_SEED = 20261120;
/** Questions before the first that is measured: they make the plans. */
const WARM_UP = 10;

type Town = ReturnType<typeof generateTown>;

/**
 * How long a search takes, as somebody waits for it: 60 names of a demo in five forms (as written, a part, initials,
 * pinyin, one slip), beside a plain ILIKE over the same rows by turns, and what is asked while one types. Town and
 * district run on the embedded engine, the city on PostgreSQL where it is installed, `endpoint` through the built
 * server; with `--scale` that demo's names alone, on both engines.
 */
export const bench: Bench = {
	async run(options) {
		const asked = SCALES.find((scale) => scale === options.demo);
		if (asked) return atScale(asked, ['embedded', 'postgres'], options);
		return [
			...(await atScale('town', ['embedded'], options)),
			...(await atScale('district', ['embedded'], options)),
			...(await atScale('city', ['postgres'], options)),
			await timeEndpoint(options)
		];
	}
};

async function atScale(
	scale: Scale,
	engines: readonly ('embedded' | 'postgres')[],
	options: BenchOptions
): Promise<BenchRow[]> {
	const town = generateTown({ seed: DEMO_SEED, scale, today: '2026-11-20' });
	const rows: BenchRow[] = [];
	for (const engine of engines) {
		const work = ({ sql }: OpenDatabase) => timeFunction(`${scale}_${engine}`, sql, town, options);
		const row = await (engine === 'embedded' ? onEmbedded(work) : onServer(work));
		if (row) rows.push(row);
	}
	return rows;
}

async function onEmbedded(work: (database: OpenDatabase) => Promise<BenchRow>): Promise<BenchRow> {
	const embedded = await openEmbedded();
	try {
		await prepareDatabase(embedded.connection, embedded.sql);
		return await work(embedded);
	} finally {
		await embedded.close();
	}
}

async function onServer(work: (database: OpenDatabase) => Promise<BenchRow>): Promise<BenchRow | null> {
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
			return await work(native);
		} finally {
			await native.close();
		}
	} finally {
		cluster.stop();
	}
}

const PEER = `select kind, ref as id, name from private.search_entries
	where district_id = $1 and (name ilike $2 or detail ilike $2 or spoken ilike $2) order by name limit 20`;

interface Found {
	readonly kind: string;
	readonly id: string;
	readonly name: string;
}

async function timeFunction(name: string, sql: Sql, town: Town, options: BenchOptions): Promise<BenchRow> {
	const made = await nameDistrict(sql, town);
	const questions = searchQuestions(town.survey, town.life, NAMES, SEED);
	const ours: number[] = [];
	const peer: number[] = [];
	const found = { top_three: 0, right: 0, peer: 0 };
	for (const [index, question] of questions.entries()) {
		const from = performance.now();
		const rows = await answerOf(sql, made, question.query);
		const between = performance.now();
		const plain = await sql.query<Found>(PEER, [made.districtId, `%${question.query}%`]);
		const until = performance.now();
		const best = rows.slice(0, 3);
		found.top_three += Number(best.some(({ id }) => id === question.wanted.id));
		found.right += Number(best.some((each) => isRight(question, each)));
		found.peer += Number(plain.slice(0, 3).some(({ id }) => id === question.wanted.id));
		if (index < WARM_UP) continue;
		ours.push(between - from);
		peer.push(until - between);
	}
	const share = (n: number) => Number((n / questions.length).toFixed(3));
	const quality = {
		top_three_share: share(found.top_three),
		// where names are many a part of one, or its initials, are somebody else's as well: these are as right
		top_three_right_share: share(found.right),
		peer_top_three_share: share(found.peer),
		...(await whileTyping(sql, made, questions, options)),
		max_ms: rounded(Math.max(...ours) * options.scale),
		names: made.names,
		write_ms: rounded(made.writtenMs),
		read_aloud_ms: rounded(made.spokenMs),
		tables_mb: rounded(made.bytes / 1e6)
	};
	return compare(
		{
			bench: 'search',
			case: name,
			quality,
			n: ours.length,
			seed: SEED,
			truthful: quality.top_three_right_share >= 0.95
		},
		timesOf(ours, options),
		{ name: 'plain ILIKE', times: timesOf(peer, options) }
	);
}

async function answerOf(sql: Sql, { districtId }: NamedDistrict, query: string): Promise<readonly Found[]> {
	const [row] = await sql.query<{ answer: { rows: readonly Found[] } }>(
		'select public.search($1::uuid, $2, 15) as answer',
		[districtId, query]
	);
	return row!.answer.rows;
}

/** The first one, two and three letters of every written name and of its initials: what the palette asks on the way. */
async function whileTyping(sql: Sql, made: NamedDistrict, questions: readonly Question[], options: BenchOptions) {
	const typed = questions.filter(({ form }) => form === 'written' || form === 'initials').map(({ query }) => query);
	const begun = new Set(typed.flatMap((query) => [1, 2, 3].map((letters) => query.slice(0, letters))));
	const times: number[] = [];
	for (const query of begun) {
		const from = performance.now();
		await answerOf(sql, made, query);
		times.push(performance.now() - from);
	}
	return {
		typing_median_ms: rounded(quantile(times, 0.5) * options.scale),
		typing_p95_ms: rounded(quantile(times, 0.95) * options.scale)
	};
}

/** Through the pages' server, one question after another as one person types them. */
async function timeEndpoint(options: BenchOptions): Promise<BenchRow> {
	const town = generateTown({ seed: DEMO_SEED, scale: 'town', today: '2026-11-20' });
	const questions = searchQuestions(town.survey, town.life, NAMES, SEED);
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
			if (index >= WARM_UP) times.push(performance.now() - from);
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
