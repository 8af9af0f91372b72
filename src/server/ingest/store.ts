import type { Artefact } from '#server/ingest/artefacts';
import type { Chunk } from '#server/ingest/bulk-insert';
import { IngestRefusal } from '#server/ingest/refusal';
import { speakNames } from '#server/ingest/spoken-names';
import { Work, type WorkOptions } from '#server/ingest/work';
import type { Sql } from '#server/sql';

/** A prepared district in the form in which it is written. */
export interface StoreOrder {
	readonly districtId: string;
	/** The tables that get rows. */
	readonly tables: readonly string[];
	/** How many rows the chunks hold together. */
	readonly rows: number;
	readonly chunks: Iterable<Chunk>;
	readonly artefacts: readonly Artefact[];
}

export interface StoreOptions extends WorkOptions {
	/** The last thing that is done in the transaction; where it throws, nothing stays. */
	readonly finish?: (tx: Sql) => Promise<void>;
}

/**
 * Writes a prepared district in one transaction and lets the database count it. Can be stopped between any two
 * statements. Throws `IngestRefusal` `district-exists`, what `finish` throws, and the signal's reason when stopped.
 */
export async function storeDistrict(sql: Sql, order: StoreOrder, options: StoreOptions): Promise<void> {
	const { districtId, rows: total } = order;
	const work = new Work(options);
	let done = 0;
	await work.pause({ stage: 'store', done, total });
	await sql.transaction(async (tx) => {
		// The audit tells jobs from people by this word.
		await tx.query("select set_config('gezhi.verb', 'ingest', true)");
		const there = await tx.query('select 1 from public.districts where id = $1', [districtId]);
		if (there.length > 0) throw new IngestRefusal('district-exists', 'district', districtId);
		for (const { statement, json, rows } of order.chunks) {
			await tx.query(statement, [json]);
			await work.pause({ stage: 'store', done: (done += rows), total });
		}
		for (const { kind, hash, body } of order.artefacts) {
			await tx.query(
				'insert into public.street_artefacts (district_id, kind, hash, body) values ($1::uuid, $2, $3, $4::bytea)',
				[districtId, kind, hash, body]
			);
			await work.pause({ stage: 'store', done, total });
		}
		await options.finish?.(tx);
	});
	// stored is stored: from here on a stop comes too late
	await new Work({ ...(options.onProgress ? { onProgress: options.onProgress } : {}) }).pause({ stage: 'settle' });
	await settle(sql, order.tables);
}

/** Names get their pinyin. The embedded database has nobody who gathers statistics by himself; without them every plan is a guess. */
async function settle(sql: Sql, tables: readonly string[]): Promise<void> {
	const named = new Set(tables.map((table) => `public.${table}`));
	await speakNames(sql);
	// one by one, so that between two of them others have their turn
	for (const table of [...named, 'private.search_entries', 'private.search_stems']) await sql.run(`analyze ${table}`);
}
