/** Called between two bites of work: reports how far it is, and throws where the work was called off. */
export type Watch = (done: number, total: number) => void;

/** The stages of an import before anything is stored. Each has its words: `import.stage-<stage>`. */
export type ImportStage = 'structure' | 'places' | 'shapes' | 'communities' | 'doors' | 'plan';

export interface ImportProgress {
	readonly stage: ImportStage;
	/** Of `total`; bytes while a file is read, things afterwards. */
	readonly done: number;
	readonly total: number;
}

export interface WatchOptions {
	readonly onProgress?: ((progress: ImportProgress) => void) | undefined;
	readonly signal?: AbortSignal | undefined;
}

/** A watch over one stage. It throws the signal's reason once the signal is aborted. */
export function watchStage(stage: ImportStage, { onProgress, signal }: WatchOptions): Watch {
	return (done, total) => {
		signal?.throwIfAborted();
		onProgress?.({ stage, done, total });
	};
}
