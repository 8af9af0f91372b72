import { basename } from 'node:path';
import { readBoundary } from '#server/import/boundary-file';
import type { DistrictSource, ReadDistrict } from '#server/import/read-district';
import { readOsm } from '#server/import/read-osm';
import { surveyFromOsm } from '#server/import/survey-from-osm';
import type { ImportProgress } from '#server/import/watch';
import { translator } from '#ui/text/words';

const MAP_ENDINGS = /(\.osm)?(\.pbf|\.gz|\.xml)?$/i;

/** Reads a map file, and a boundary file where one is given, into a survey. Throws ImportRefusal. */
export async function readSource(
	source: DistrictSource,
	onProgress: (progress: ImportProgress) => void
): Promise<ReadDistrict> {
	// the small file first: who mistyped it should not wait for the large one
	const boundary = source.boundaryPath === null ? null : await readBoundary(source.boundaryPath);
	const unpack = source.maxUnpackedBytes === undefined ? undefined : { maxBytes: source.maxUnpackedBytes };
	const extract = await readOsm(source.path, { onProgress, unpack });
	const name = source.name || nameOfFile(source.path);
	return surveyFromOsm(extract, { name, boundary, today: source.today, t: translator(source.locale), onProgress });
}

/** What a map file is called without its endings; empty where nothing else is there. */
export function nameOfFile(path: string): string {
	return basename(path).replace(MAP_ENDINGS, '');
}
