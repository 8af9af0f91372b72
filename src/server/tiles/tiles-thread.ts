import { resolve } from 'node:path';
import { Worker } from 'node:worker_threads';
import type { FromTilesThread, PlanKey, TilesAnswer, TilesQuestion } from '#server/tiles/tiles-messages';

// A path from the working directory, not from this module: in the built server this module lies elsewhere, and
// Node runs the thread's TypeScript as it stands in the checkout.
const THREAD = 'src/server/tiles/tiles.worker.ts';

type Waiting = (answer: TilesAnswer) => void;

/** The thread that merges outlines and cuts tiles, so that the one that serves pages never does. */
export class TilesThread {
	readonly #onLost: () => void;
	readonly #waiting = new Map<number, Waiting>();
	#worker: Worker | null = null;
	#lastId = 0;

	/** @param onLost the thread has ended by itself and with it all that it had open; the next question starts another. */
	constructor(onLost: () => void) {
		this.#onLost = onLost;
	}

	/** Never rejects; `failed` where the thread ended before it answered. */
	ask(key: PlanKey, question: TilesQuestion): Promise<TilesAnswer> {
		const worker = (this.#worker ??= this.#start());
		const id = ++this.#lastId;
		return new Promise((answer) => {
			this.#waiting.set(id, answer);
			worker.postMessage({ ...question, id, key });
		});
	}

	async close(): Promise<void> {
		await this.#worker?.terminate();
	}

	#start(): Worker {
		const worker = new Worker(resolve(THREAD), {
			resourceLimits: { maxOldGenerationSizeMb: 1024 },
			execArgv: ['--disable-warning=ExperimentalWarning']
		});
		// it holds nothing that must be finished: the process may end without asking it
		worker.unref();
		worker.on('message', ({ id, ...answer }: FromTilesThread) => {
			this.#waiting.get(id)?.(answer as TilesAnswer);
			this.#waiting.delete(id);
		});
		worker.on('error', () => undefined);
		worker.on('exit', () => {
			this.#worker = null;
			this.#onLost();
			for (const answer of this.#waiting.values()) answer({ kind: 'failed', reason: 'thread-ended' });
			this.#waiting.clear();
		});
		return worker;
	}
}
