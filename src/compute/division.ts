import type { OutlineAnswer, OutlineRequest } from '#compute/division-engine';

/** What the worker says once. */
export type OutlineReply = { readonly answer: OutlineAnswer } | { readonly failure: string };

/**
 * Merges parcels to the outlines of living areas and stairwell cells, off the page's thread, in a worker that lives
 * for this one question.
 *
 * @throws Error where the bytes are no parcels artefact; the signal's reason when aborted
 */
export function outlinePlan(request: OutlineRequest, signal: AbortSignal): Promise<OutlineAnswer> {
	return new Promise((resolve, reject) => {
		signal.throwIfAborted();
		const worker = new Worker(new URL('./division.worker.ts', import.meta.url), { type: 'module' });
		const settle = (act: () => void) => {
			worker.terminate();
			signal.removeEventListener('abort', abort);
			act();
		};
		const abort = () => settle(() => reject(signal.reason));
		signal.addEventListener('abort', abort);
		worker.onmessage = ({ data }: MessageEvent<OutlineReply>) =>
			settle(() => ('answer' in data ? resolve(data.answer) : reject(new Error(data.failure))));
		worker.onerror = (event) => settle(() => reject(new Error(event.message || 'division worker failed')));
		worker.postMessage(request);
	});
}
