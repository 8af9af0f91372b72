import type { ProposalAnswer, ProposalQuestion } from '#domain/division/proposal/question';
import { ProposalRefusal, type ProposalRefusalWord } from '#domain/division/proposal/refusal';

/** What the worker says: how far it is, and in the end one of the others. */
export type ProposalReply =
	| { readonly progress: number }
	| { readonly answer: ProposalAnswer }
	| { readonly refusal: ProposalRefusalWord }
	| { readonly failure: string };

/** A worker as far as it is needed here; in tests, another thing with two ends. */
export interface ProposalWorker {
	onmessage: ((event: MessageEvent<ProposalReply>) => void) | null;
	onerror: ((event: ErrorEvent) => void) | null;
	postMessage(question: ProposalQuestion): void;
	terminate(): void;
}

export interface ProposalCall {
	readonly signal: AbortSignal;
	/** Share of the work done, 0 to 1, rising; at most about 20 times a second. */
	readonly onProgress?: ((share: number) => void) | undefined;
	readonly startWorker?: (() => ProposalWorker) | undefined;
}

/**
 * Proposes divisions off the page's thread, in a worker that lives for this one question. An abort ends the worker at
 * once, in the middle of its work.
 *
 * @throws ProposalRefusal where the question cannot be answered; the signal's reason when aborted; Error otherwise.
 */
export function proposeInWorker(
	question: ProposalQuestion,
	{ signal, onProgress, startWorker = startProposalWorker }: ProposalCall
): Promise<ProposalAnswer> {
	return new Promise((resolve, reject) => {
		signal.throwIfAborted();
		const worker = startWorker();
		const settle = (act: () => void) => {
			worker.onmessage = null;
			worker.terminate();
			signal.removeEventListener('abort', abort);
			act();
		};
		const abort = () => settle(() => reject(signal.reason));
		signal.addEventListener('abort', abort);
		worker.onmessage = ({ data }) => {
			if ('progress' in data) onProgress?.(data.progress);
			else settle(() => ('answer' in data ? resolve(data.answer) : reject(errorOf(data))));
		};
		worker.onerror = (event) => settle(() => reject(new Error(event.message || 'proposal worker failed')));
		worker.postMessage(question);
	});
}

function errorOf(reply: Extract<ProposalReply, { refusal: unknown } | { failure: unknown }>): Error {
	return 'refusal' in reply ? new ProposalRefusal(reply.refusal) : new Error(reply.failure);
}

function startProposalWorker(): ProposalWorker {
	return new Worker(new URL('./proposal.worker.ts', import.meta.url), { type: 'module' });
}
