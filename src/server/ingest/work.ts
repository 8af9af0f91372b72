/** The stages of storing a district, in order; `parcels`, `basemap` and `store` count what they do. */
export type IngestStage = 'check' | 'parcels' | 'network' | 'basemap' | 'store' | 'settle';

export interface WorkOptions {
	readonly onProgress?: (progress: { stage: IngestStage; done?: number; total?: number }) => void;
	/** Stops the work at the next pause; nothing of it stays. */
	readonly signal?: AbortSignal;
}

/** Tells how far the work is, and lets go of the thread so that a stop can arrive. */
export class Work {
	readonly #options: WorkOptions;

	constructor(options: WorkOptions) {
		this.#options = options;
	}

	async pause(progress: { stage: IngestStage; done?: number; total?: number }): Promise<void> {
		this.#options.signal?.throwIfAborted();
		this.#options.onProgress?.(progress);
		await new Promise((resume) => setImmediate(resume));
		this.#options.signal?.throwIfAborted();
	}
}
