import { resolve } from 'node:path';
import { Worker } from 'node:worker_threads';
import type { ImportFacts } from '#server/import/import-summary';
import type { DistrictSource } from '#server/import/read-district';
import { ImportRefusal, type ImportReason, type ImportTrouble } from '#server/import/refusal';
import type { Artefact } from '#server/ingest/artefacts';
import { IngestRefusal, type IngestRefusalWord } from '#server/ingest/refusal';
import type { UploadLimits } from '#server/upload/limits';

/** One statement's rows as UTF-8 JSON, which changes threads without being copied. */
export interface PackedChunk {
	readonly statement: string;
	readonly json: Uint8Array;
	readonly rows: number;
}

/** A district that was read and prepared, in the form in which it goes to the database thread. */
export interface PackedDistrict {
	readonly districtId: string;
	readonly facts: ImportFacts;
	readonly tables: readonly string[];
	readonly rows: number;
	readonly chunks: readonly PackedChunk[];
	readonly artefacts: readonly Artefact[];
}

/** What goes into the preparing thread. */
export interface PrepareInput extends DistrictSource {
	readonly timeZone: string;
}

export interface StageProgress {
	readonly stage: string;
	readonly done?: number;
	readonly total?: number;
}

/** What the preparing thread says. */
export type PreparingMessage =
	| { readonly kind: 'progress'; readonly progress: StageProgress }
	| { readonly kind: 'done'; readonly packed: PackedDistrict }
	| { readonly kind: 'refused'; readonly reason: ImportReason; readonly trouble: ImportTrouble }
	| { readonly kind: 'unfit'; readonly reason: IngestRefusalWord; readonly subject: string; readonly id: string };

export interface PrepareOptions {
	readonly limits: Pick<UploadLimits, 'memoryMb' | 'minutes'>;
	readonly signal: AbortSignal;
	readonly onProgress: (progress: StageProgress) => void;
}

// A path from the working directory, as for the database thread: in the built server this module lies elsewhere.
const THREAD = 'src/server/upload/prepare.worker.ts';

/**
 * Reads an uploaded map and does everything that comes before the database, in a thread with a limit of memory and
 * time that is ended at once when the signal is aborted.
 * Throws ImportRefusal or IngestRefusal for what is wrong with the files, and the signal's reason.
 */
export async function prepareUpload(input: PrepareInput, options: PrepareOptions): Promise<PackedDistrict> {
	const { limits, signal, onProgress } = options;
	signal.throwIfAborted();
	const thread = new Worker(resolve(THREAD), {
		workerData: input,
		resourceLimits: { maxOldGenerationSizeMb: limits.memoryMb },
		execArgv: ['--disable-warning=ExperimentalWarning']
	});
	const ended = Promise.withResolvers<PackedDistrict>();
	const refuse = (reason: ImportReason, limit: number): void =>
		ended.reject(new ImportRefusal(reason, { file: 'map', limit }));
	const clock = setTimeout(() => refuse('took-too-long', limits.minutes), limits.minutes * 60_000);
	const stop = (): void => ended.reject(signal.reason as Error);
	signal.addEventListener('abort', stop, { once: true });
	thread.on('message', (message: PreparingMessage) => {
		if (message.kind === 'progress') onProgress(message.progress);
		else if (message.kind === 'done') ended.resolve(message.packed);
		else if (message.kind === 'refused') ended.reject(new ImportRefusal(message.reason, message.trouble));
		else ended.reject(new IngestRefusal(message.reason, message.subject, message.id));
	});
	thread.on('error', (error: NodeJS.ErrnoException) => {
		if (error.code === 'ERR_WORKER_OUT_OF_MEMORY') refuse('out-of-memory', limits.memoryMb);
		else ended.reject(error);
	});
	thread.on('exit', () => ended.reject(new Error('the preparing thread ended')));
	try {
		return await ended.promise;
	} finally {
		clearTimeout(clock);
		signal.removeEventListener('abort', stop);
		await thread.terminate();
	}
}
