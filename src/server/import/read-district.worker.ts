import { basename } from 'node:path';
import { parentPort, workerData } from 'node:worker_threads';
import { readBoundary } from '#server/import/boundary-file';
import type { DistrictSource, ReadDistrict, ReadingMessage } from '#server/import/read-district';
import { readOsm } from '#server/import/read-osm';
import { ImportRefusal } from '#server/import/refusal';
import { surveyFromOsm } from '#server/import/survey-from-osm';
import type { ImportProgress } from '#server/import/watch';
import { translator } from '#ui/text/words';

const MAP_ENDINGS = /(\.osm)?(\.pbf|\.gz|\.xml)?$/i;

const say = (message: ReadingMessage): void => parentPort?.postMessage(message);

async function read(source: DistrictSource): Promise<ReadDistrict> {
	const onProgress = (progress: ImportProgress): void => say({ kind: 'progress', progress });
	// the small file first: who mistyped it should not wait for the large one
	const boundary = source.boundaryPath === null ? null : await readBoundary(source.boundaryPath);
	const unpack = source.maxUnpackedBytes === undefined ? undefined : { maxBytes: source.maxUnpackedBytes };
	const extract = await readOsm(source.path, { onProgress, unpack });
	const name = source.name || basename(source.path).replace(MAP_ENDINGS, '');
	return surveyFromOsm(extract, { name, boundary, today: source.today, t: translator(source.locale), onProgress });
}

try {
	say({ kind: 'done', read: await read(workerData as DistrictSource) });
} catch (error) {
	if (!(error instanceof ImportRefusal)) throw error;
	say({ kind: 'refused', reason: error.reason, trouble: error.trouble });
}
