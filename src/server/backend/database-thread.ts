import { resolve } from 'node:path';
import { Worker } from 'node:worker_threads';
import { JobFailed } from '#server/backend/failure';
import { describeError, framesOf } from '#server/backend/quiet-console';
import type { JobProgress } from '#server/backend/job-table';
import type { FromThread, OpeningStep, RequestMessage, ThreadStart, ToThread } from '#server/backend/thread-messages';

/** The thread ended before it answered. */
export class ThreadLost extends Error {
	/** True for the request for whose sake the thread was cut; the others may simply be sent again. */
	readonly tooSlow: boolean;

	constructor(tooSlow = false) {
		super(tooSlow ? 'too-slow' : 'database-restarting');
		this.name = 'ThreadLost';
		this.tooSlow = tooSlow;
	}
}

export interface ThreadEvents {
	onStep?(step: OpeningStep): void;
	onNotified?(channel: string, payload: string): void;
	/** The thread has ended without being asked to; nothing sent to it will be answered. */
	onLost?(): void;
}

type Answer = Extract<FromThread, { kind: 'response' }>;

interface Waiting {
	resolve(value: unknown): void;
	reject(cause: unknown): void;
	onProgress?: (progress: JobProgress) => void;
}

// A path from the working directory, not from this module: in the built server this module lies elsewhere, and
// Node runs the thread's TypeScript as it stands in the checkout.
const THREAD = 'src/server/backend/database.worker.ts';

/** One database thread, from its start to its end. */
export class DatabaseThread {
	readonly ready: Promise<{ created: boolean }>;
	readonly #worker: Worker;
	readonly #watch: Int32Array;
	readonly #events: ThreadEvents;
	readonly #waiting = new Map<number, Waiting>();
	readonly #opened = Promise.withResolvers<{ created: boolean }>();
	readonly #ended = Promise.withResolvers<undefined>();
	#lastId = 0;
	#closing = false;

	constructor(start: Omit<ThreadStart, 'watch'>, events: ThreadEvents = {}) {
		const watch = new SharedArrayBuffer(12);
		this.#watch = new Int32Array(watch);
		this.#events = events;
		this.ready = this.#opened.promise;
		// whoever needs the thread awaits it; a failure nobody awaits is reported by onLost
		this.ready.catch(() => undefined);
		this.#worker = new Worker(resolve(THREAD), {
			workerData: { ...start, watch } satisfies ThreadStart,
			resourceLimits: { maxOldGenerationSizeMb: 2048 },
			execArgv: ['--disable-warning=ExperimentalWarning']
		});
		this.#worker.on('message', (message: FromThread) => this.#hear(message));
		this.#worker.on('error', (cause) => {
			process.stderr.write(`[database] ${describeError(cause)} ${framesOf(cause)}\n`);
			this.#opened.reject(cause);
		});
		this.#worker.on('exit', () => this.#end());
	}

	/** Sends a request; the answer's id is of no interest. Rejects with `ThreadLost`. */
	async request(message: Omit<RequestMessage, 'kind' | 'id'>): Promise<Answer> {
		const { id, answer } = this.#expect();
		const transfer = message.body ? [message.body.buffer as ArrayBuffer] : [];
		this.#worker.postMessage({ kind: 'request', id, ...message } satisfies ToThread, transfer);
		return (await answer) as Answer;
	}

	/** Does a job; bytes given as input are JSON text. Rejects with `JobFailed` where it refuses, with `ThreadLost` where the thread ends. */
	async job(
		name: string,
		input: unknown,
		onProgress?: (progress: JobProgress) => void,
		signal?: AbortSignal
	): Promise<unknown> {
		const { id, answer } = this.#expect(onProgress);
		const cancel = () => this.#tell({ kind: 'cancel', id });
		this.#tell({ kind: 'job', id, name, input, inputIsJson: input instanceof Uint8Array });
		if (signal?.aborted) cancel();
		signal?.addEventListener('abort', cancel, { once: true });
		try {
			return await answer;
		} finally {
			signal?.removeEventListener('abort', cancel);
		}
	}

	listen(channel: string): void {
		this.#tell({ kind: 'listen', channel });
	}

	/** Milliseconds for which one and the same request has held the embedded database; 0 where none does. */
	heldForMs(now: number): number {
		if (Atomics.load(this.#watch, 0) === 0) return 0;
		return ((now & 0x7fffffff) - Atomics.load(this.#watch, 1) + 0x80000000) % 0x80000000;
	}

	/** Ends the thread at once, as a loss of power would. Everything unanswered is rejected. */
	async cut(): Promise<void> {
		this.#closing = true;
		this.#settle(Atomics.load(this.#watch, 0))?.reject(new ThreadLost(true));
		await this.#worker.terminate();
		await this.#ended.promise;
	}

	/** Closes the database and ends the thread. Waits for what is running; cuts after `patienceMs`. */
	async close(patienceMs = 10_000): Promise<void> {
		this.#closing = true;
		this.#tell({ kind: 'close' });
		const impatience = setTimeout(() => void this.#worker.terminate(), patienceMs);
		await this.#ended.promise;
		clearTimeout(impatience);
	}

	#expect(onProgress?: (progress: JobProgress) => void): { id: number; answer: Promise<unknown> } {
		const id = ++this.#lastId;
		const answer = new Promise<unknown>((resolve, reject) =>
			this.#waiting.set(id, { resolve, reject, ...(onProgress ? { onProgress } : {}) })
		);
		return { id, answer };
	}

	#tell(message: ToThread): void {
		this.#worker.postMessage(message);
	}

	#hear(message: FromThread): void {
		switch (message.kind) {
			case 'opening':
				return this.#events.onStep?.(message);
			case 'ready':
				return this.#opened.resolve({ created: message.created });
			case 'failed':
				return this.#opened.reject(new Error(message.message));
			case 'notified':
				return this.#events.onNotified?.(message.channel, message.payload);
			case 'progress':
				return this.#waiting.get(message.id)?.onProgress?.(message.progress as JobProgress);
			case 'response':
				return this.#settle(message.id)?.resolve(message);
			case 'result':
				return this.#settle(message.id)?.resolve(message.result);
			case 'refused':
				return this.#settle(message.id)?.reject(new JobFailed(message.failure));
			case 'closed':
				return;
		}
	}

	#settle(id: number): Waiting | undefined {
		const waiting = this.#waiting.get(id);
		this.#waiting.delete(id);
		return waiting;
	}

	#end(): void {
		this.#opened.reject(new ThreadLost());
		for (const waiting of this.#waiting.values()) waiting.reject(new ThreadLost());
		this.#waiting.clear();
		this.#ended.resolve(undefined);
		if (!this.#closing) this.#events.onLost?.();
	}
}
