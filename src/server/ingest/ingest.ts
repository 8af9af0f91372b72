import type { MultiPolygon, Position } from 'geojson';
import type { Bounds } from '#domain/place/coord';
import { DEFAULT_TIME_ZONE } from '#domain/place/settings';
import type { Survey, SurveyCommunity } from '#domain/place/survey';
import type { TownLife } from '#domain/place/town-life';
import { divideGround, type Division, type Lot } from '#domain/division/parcel';
import { boxOf, lineFinder, partingLines, type PartingLine } from '#domain/division/parting';
import { basemapArtefact, networkArtefact, parcelsArtefact, type Artefact } from '#server/ingest/artefacts';
import { insertBatch, type Batch } from '#server/ingest/bulk-insert';
import { checkSurvey } from '#server/ingest/check-survey';
import { groundBatches } from '#server/ingest/ground-rows';
import { lifeBatches } from '#server/ingest/life-rows';
import { planBatches } from '#server/ingest/plan-rows';
import { IngestRefusal } from '#server/ingest/refusal';
import { wishBatches } from '#server/ingest/wish-rows';
import type { Sql } from '#server/sql';

/** The stages of storing a district, in order; `parcels`, `basemap` and `store` count what they do. */
export type IngestStage = 'check' | 'parcels' | 'network' | 'basemap' | 'store' | 'settle';

export interface IngestOptions {
	readonly isDemo: boolean;
	/** IANA name, in which opening hours are meant; Asia/Shanghai where none is given. */
	readonly timeZone?: string;
	readonly onProgress?: (progress: { stage: IngestStage; done?: number; total?: number }) => void;
	/** Stops the work at the next pause; nothing of it stays. */
	readonly signal?: AbortSignal;
}

export interface Ingested {
	readonly districtId: string;
	/**
	 * Rows by what they are; `blocks` between streets and walls, and the communities that had to be parted without
	 * them (`blocks_failed`); what was put right on the way (`footprints_repaired`, `boundaries_repaired`).
	 */
	readonly counts: Readonly<Record<string, number>>;
}

/**
 * Stores a surveyed district: checks it, gives every unit its ground, makes the three artefacts (walking network,
 * parcels, base map), and writes everything in one transaction. Either all of it is there afterwards or nothing.
 *
 * What the database's triggers see is a job (no user): the audit gets one entry per table and the live feed one
 * event, see the migrations of audit and feed.
 *
 * Throws `IngestRefusal` for a survey that does not hold together, and the signal's reason when stopped.
 */
export async function ingest(
	sql: Sql,
	given: Survey,
	life: TownLife | null,
	options: IngestOptions
): Promise<Ingested> {
	const work = new Work(options);
	await work.pause({ stage: 'check' });
	const { survey, repaired } = checkSurvey(given, life);
	const bounds = boundsOf(survey);
	const { parcels, ...blocks } = await partGround(survey, work);
	const artefacts = await makeArtefacts(survey, parcels, bounds, work);
	const { isDemo, timeZone = DEFAULT_TIME_ZONE } = options;
	const districtId = survey.district.id;
	const batches = [
		...groundBatches(survey, { isDemo, timeZone, bounds, parcels }),
		...planBatches(survey),
		...(life ? [...lifeBatches(districtId, life), ...wishBatches(districtId, life)] : [])
	];
	await store(sql, districtId, batches, artefacts, work);
	await work.pause({ stage: 'settle' });
	await settle(sql, batches);
	return { districtId, counts: { ...countsOf(survey, batches, artefacts, repaired), ...blocks } };
}

/** Tells how far the work is, and lets go of the thread so that a stop can arrive. */
class Work {
	readonly #options: IngestOptions;

	constructor(options: IngestOptions) {
		this.#options = options;
	}

	async pause(progress: { stage: IngestStage; done?: number; total?: number }): Promise<void> {
		this.#options.signal?.throwIfAborted();
		this.#options.onProgress?.(progress);
		await new Promise((resume) => setImmediate(resume));
		this.#options.signal?.throwIfAborted();
	}
}

/** Ground of every unit, by building in the survey's order. */
async function partGround(survey: Survey, work: Work) {
	const inCommunity = Map.groupBy(survey.buildings.entries(), ([, building]) => building.communityId);
	const linesNear = lineFinder(partingLines(survey));
	const parcels: MultiPolygon[][] = Array.from({ length: survey.buildings.length }, () => []);
	let [done, blocks, failed] = [0, 0, 0];
	for (const community of survey.communities) {
		await work.pause({ stage: 'parcels', done, total: survey.buildings.length });
		const here = inCommunity.get(community.id) ?? [];
		const lots = here.map(([, { footprint, units }]) => ({ footprint, units: units.length }));
		const division = divideOne(community, lots, linesNear(boxOf(placesOf(community))));
		here.forEach(([index], lot) => (parcels[index] = division.grounds[lot]!));
		done += here.length;
		blocks += division.blocks;
		failed += Number(division.linesIgnored);
	}
	return { parcels, blocks, blocks_failed: failed };
}

function divideOne({ id, boundary }: SurveyCommunity, lots: readonly Lot[], lines: readonly PartingLine[]): Division {
	try {
		return divideGround(boundary, lots, lines);
	} catch (cause) {
		throw Object.assign(new IngestRefusal('bad-boundary', 'community', id), { cause });
	}
}

async function makeArtefacts(
	survey: Survey,
	parcels: readonly (readonly MultiPolygon[])[],
	bounds: Bounds,
	work: Work
): Promise<Artefact[]> {
	await work.pause({ stage: 'network' });
	const network = networkArtefact(survey);
	await work.pause({ stage: 'basemap' });
	const ground = parcelsArtefact(parcels);
	const basemap = await basemapArtefact(survey, bounds, (done, total) => work.pause({ stage: 'basemap', done, total }));
	return [network, ground, basemap];
}

async function store(
	sql: Sql,
	districtId: string,
	batches: readonly Batch[],
	artefacts: readonly Artefact[],
	work: Work
): Promise<void> {
	const total = batches.reduce((sum, { rows }) => sum + rows.length, 0);
	let done = 0;
	await work.pause({ stage: 'store', done, total });
	await sql.transaction(async (tx) => {
		// The audit tells jobs from people by this word.
		await tx.query("select set_config('gezhi.verb', 'ingest', true)");
		const there = await tx.query('select 1 from public.districts where id = $1', [districtId]);
		if (there.length > 0) throw new IngestRefusal('district-exists', 'district', districtId);
		for (const batch of batches) {
			await insertBatch(tx, batch, (rows) => work.pause({ stage: 'store', done: (done += rows), total }));
		}
		for (const { kind, hash, body } of artefacts) {
			await tx.query(
				'insert into public.street_artefacts (district_id, kind, hash, body) values ($1::uuid, $2, $3, $4::bytea)',
				[districtId, kind, hash, body]
			);
			await work.pause({ stage: 'store', done, total });
		}
	});
}

/** The embedded database has nobody who gathers statistics by himself; without them every plan is a guess. */
async function settle(sql: Sql, batches: readonly Batch[]): Promise<void> {
	const tables = new Set(batches.filter(({ rows }) => rows.length > 0).map(({ table }) => `public.${table}`));
	await sql.run(`analyze ${[...tables].join(', ')}`);
}

function boundsOf({ communities }: Survey): Bounds {
	return boxOf(communities.flatMap(placesOf));
}

function placesOf({ boundary }: SurveyCommunity): Position[] {
	return boundary.type === 'Polygon' ? boundary.coordinates.flat() : boundary.coordinates.flat(2);
}

function countsOf(
	survey: Survey,
	batches: readonly Batch[],
	artefacts: readonly Artefact[],
	repaired: { footprints: number; boundaries: number }
): Record<string, number> {
	const rows = Object.fromEntries(batches.map(({ table, rows: each }) => [table, each.length]));
	const bytes = Object.fromEntries(artefacts.map(({ kind, body }) => [`${kind}_bytes`, body.length]));
	return {
		...rows,
		...bytes,
		ways: survey.ways.length,
		footprints_repaired: repaired.footprints,
		boundaries_repaired: repaired.boundaries
	};
}
