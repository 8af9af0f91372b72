import type { MultiPolygon, Position } from 'geojson';
import type { Bounds } from '#domain/place/coord';
import { DEFAULT_TIME_ZONE } from '#domain/place/settings';
import type { Survey, SurveyCommunity } from '#domain/place/survey';
import type { TownLife } from '#domain/place/town-life';
import { divideGround, type Division, type Lot } from '#domain/division/parcel';
import { boxOf, lineFinder, partingLines, type PartingLine } from '#domain/division/parting';
import { basemapArtefact, networkArtefact, parcelsArtefact, type Artefact } from '#server/ingest/artefacts';
import { chunksOf, type Batch } from '#server/ingest/bulk-insert';
import { checkSurvey } from '#server/ingest/check-survey';
import { groundBatches } from '#server/ingest/ground-rows';
import { lifeBatches } from '#server/ingest/life-rows';
import { planBatches } from '#server/ingest/plan-rows';
import { IngestRefusal } from '#server/ingest/refusal';
import { storeDistrict } from '#server/ingest/store';
import { Work, type WorkOptions } from '#server/ingest/work';
import { wishBatches } from '#server/ingest/wish-rows';
import type { Sql } from '#server/sql';

export interface IngestOptions extends WorkOptions {
	readonly isDemo: boolean;
	/** IANA name, in which opening hours are meant; Asia/Shanghai where none is given. */
	readonly timeZone?: string;
}

export interface Ingested {
	readonly districtId: string;
	/**
	 * Rows by what they are; `blocks` between streets and walls, and the communities that had to be parted without
	 * them (`blocks_failed`); what was put right on the way (`footprints_repaired`, `boundaries_repaired`).
	 */
	readonly counts: Readonly<Record<string, number>>;
}

/** A district ready to be stored: nothing is left to do but write it. */
export interface PreparedDistrict extends Ingested {
	readonly batches: readonly Batch[];
	readonly artefacts: readonly Artefact[];
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
	const { batches, ...prepared } = await prepareDistrict(given, life, options);
	const tables = batches.filter(({ rows }) => rows.length > 0).map(({ table }) => table);
	const rows = batches.reduce((sum, batch) => sum + batch.rows.length, 0);
	await storeDistrict(sql, { ...prepared, tables, rows, chunks: chunksOf(batches) }, options);
	return { districtId: prepared.districtId, counts: prepared.counts };
}

/** The part of an ingest that needs no database. Throws as `ingest` does. */
export async function prepareDistrict(
	given: Survey,
	life: TownLife | null,
	options: IngestOptions
): Promise<PreparedDistrict> {
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
	return { districtId, batches, artefacts, counts: { ...countsOf(survey, batches, artefacts, repaired), ...blocks } };
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
