import { parentPort, workerData } from 'node:worker_threads';
import type { DistrictSource, ReadingMessage } from '#server/import/read-district';
import { readSource } from '#server/import/read-source';
import { ImportRefusal } from '#server/import/refusal';

const say = (message: ReadingMessage): void => parentPort?.postMessage(message);

try {
	say({
		kind: 'done',
		read: await readSource(workerData as DistrictSource, (progress) => say({ kind: 'progress', progress }))
	});
} catch (error) {
	if (!(error instanceof ImportRefusal)) throw error;
	say({ kind: 'refused', reason: error.reason, trouble: error.trouble });
}
