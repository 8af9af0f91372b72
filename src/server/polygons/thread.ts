import { resolve } from 'node:path';
import { Worker } from 'node:worker_threads';
import { PolygonRefusal, type PolygonRefusalWord, type PolygonTrouble } from '#domain/division/polygons/refusal';
import { POLYGON_UPLOAD } from '#server/polygons/limits';

/** What a thread says at its end. */
export type ThreadAnswer<Value> =
	| { readonly kind: 'done'; readonly value: Value }
	| { readonly kind: 'refused'; readonly word: PolygonRefusalWord; readonly trouble: PolygonTrouble };

/**
 * Does one piece of work in a thread with a limit of memory and time, ended at once when the signal is aborted.
 * Throws PolygonRefusal for what the thread refuses or cannot do within the limits, and the signal's reason.
 *
 * @param script path from the working directory: in the built server this module lies elsewhere.
 */
export async function inThread<Value>(script: string, input: unknown, signal?: AbortSignal): Promise<Value> {
	signal?.throwIfAborted();
	const thread = new Worker(resolve(script), {
		workerData: input,
		resourceLimits: { maxOldGenerationSizeMb: POLYGON_UPLOAD.memoryMb },
		execArgv: ['--disable-warning=ExperimentalWarning']
	});
	const ended = Promise.withResolvers<Value>();
	const refuse = (word: PolygonRefusalWord, limit: number) => ended.reject(new PolygonRefusal(word, { limit }));
	const clock = setTimeout(() => refuse('polygons-too-slow', POLYGON_UPLOAD.checkMs / 1000), POLYGON_UPLOAD.checkMs);
	const stop = () => ended.reject(signal?.reason as Error);
	signal?.addEventListener('abort', stop, { once: true });
	thread.on('message', (answer: ThreadAnswer<Value>) => {
		if (answer.kind === 'done') ended.resolve(answer.value);
		else ended.reject(new PolygonRefusal(answer.word, answer.trouble));
	});
	thread.on('error', (error: NodeJS.ErrnoException) => {
		if (error.code === 'ERR_WORKER_OUT_OF_MEMORY') refuse('polygons-too-slow', POLYGON_UPLOAD.checkMs / 1000);
		else ended.reject(error);
	});
	thread.on('exit', () => ended.reject(new Error('the thread ended')));
	try {
		return await ended.promise;
	} finally {
		clearTimeout(clock);
		signal?.removeEventListener('abort', stop);
		await thread.terminate();
	}
}
