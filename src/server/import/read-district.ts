import { basename } from 'node:path';
import { Worker } from 'node:worker_threads';
import type { Survey } from '#domain/place/survey';
import { ImportRefusal, type ImportReason, type ImportTrouble } from '#server/import/refusal';
import type { SurveyNotes } from '#server/import/survey-from-osm';
import type { ImportProgress, WatchOptions } from '#server/import/watch';
import type { Locale } from '#ui/text/locale';

/** What an import is made of. Crosses into the reading thread. */
export interface DistrictSource {
	readonly path: string;
	readonly boundaryPath: string | null;
	/** Name of the district; the file's name where it is empty. */
	readonly name: string;
	/** ISO date from which the first plan is in force. */
	readonly today: string;
	/** Language of the words for what the map leaves unnamed. */
	readonly locale: Locale;
	/** How far a gzipped file may unpack, in bytes; 200 MB when left out. */
	readonly maxUnpackedBytes?: number | undefined;
}

export interface ReadDistrict {
	readonly survey: Survey;
	readonly notes: SurveyNotes;
}

/** What the reading thread says. */
export type ReadingMessage =
	| { readonly kind: 'progress'; readonly progress: ImportProgress }
	| { readonly kind: 'done'; readonly read: ReadDistrict }
	| { readonly kind: 'refused'; readonly reason: ImportReason; readonly trouble: ImportTrouble };

export interface ReadingLimits {
	readonly memoryMb: number;
	readonly minutes: number;
}

const LIMITS: ReadingLimits = { memoryMb: 4096, minutes: 20 };

/**
 * Reads a map file, and a boundary file where one is given, into a survey: in a thread of its own with a limit of
 * memory and time, because files from outside may be made to exhaust both. Nothing is stored.
 * Throws ImportRefusal, or the signal's reason when aborted.
 */
export async function readDistrict(
	source: DistrictSource,
	{ onProgress, signal }: WatchOptions = {},
	limits: ReadingLimits = LIMITS
): Promise<ReadDistrict> {
	signal?.throwIfAborted();
	const thread = new Worker(new URL('./read-district.worker.ts', import.meta.url), {
		workerData: source,
		resourceLimits: { maxOldGenerationSizeMb: limits.memoryMb }
	});
	const ended = Promise.withResolvers<ReadDistrict>();
	const refuse = (reason: ImportReason, limit: number): void =>
		ended.reject(new ImportRefusal(reason, { file: basename(source.path), limit }));
	const clock = setTimeout(() => refuse('took-too-long', limits.minutes), limits.minutes * 60_000);
	const stop = (): void => ended.reject(signal?.reason as Error);
	signal?.addEventListener('abort', stop, { once: true });
	thread.on('message', (message: ReadingMessage) => {
		if (message.kind === 'progress') onProgress?.(message.progress);
		else if (message.kind === 'done') ended.resolve(message.read);
		else ended.reject(new ImportRefusal(message.reason, message.trouble));
	});
	thread.on('error', (error: NodeJS.ErrnoException) => {
		if (error.code === 'ERR_WORKER_OUT_OF_MEMORY') refuse('out-of-memory', limits.memoryMb);
		else ended.reject(error);
	});
	try {
		return await ended.promise;
	} finally {
		clearTimeout(clock);
		signal?.removeEventListener('abort', stop);
		await thread.terminate();
	}
}
