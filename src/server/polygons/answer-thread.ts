import { setPriority } from 'node:os';
import { parentPort } from 'node:worker_threads';
import { PolygonRefusal } from '#domain/division/polygons/refusal';
import type { ThreadAnswer } from '#server/polygons/thread';

/** Of -20 … 19, the higher the less. */
const LOW_PRIORITY = 10;

/** Does the thread's one piece of work and tells how it went. */
export function answerThread<Value>(work: () => Value): void {
	// On Linux this is the thread's own priority: the pages come first. Elsewhere it would be the whole server's.
	if (process.platform === 'linux') setPriority(LOW_PRIORITY);
	const say = (answer: ThreadAnswer<Value>) => parentPort?.postMessage(answer);
	try {
		say({ kind: 'done', value: work() });
	} catch (error) {
		if (!(error instanceof PolygonRefusal)) throw error;
		say({ kind: 'refused', word: error.refusal, trouble: error.trouble });
	}
}
