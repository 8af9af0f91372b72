import type { CirclesAnswer, NearestAnswer, NearestQuestion, Reach } from '#compute/reach-question';
import type { ReachAsk, ReachCall, ReachReply } from '#compute/reach-messages';
import type { Demand } from '#domain/reach/coverage';
import { ReachRefusal } from '#domain/reach/refusal';

/** A worker as far as it is needed here; in tests, another thing with two ends. */
export interface ReachWorker {
	onmessage: ((event: MessageEvent<ReachReply>) => void) | null;
	onerror: ((event: ErrorEvent) => void) | null;
	postMessage(call: ReachCall): void;
	terminate(): void;
}

interface Asked {
	resolve(answer: CirclesAnswer | NearestAnswer): void;
	reject(reason: unknown): void;
}

/**
 * Opens a district for questions about walking, in a worker of its own. Returns at once; a damaged network is refused
 * by the first answer. The page does no work but to copy the bytes once: keep the result, one per district.
 */
export function openReach(networkBytes: Uint8Array, demand: Demand, startWorker = startReachWorker): Reach {
	const worker = startWorker();
	const asked = new Map<number, Asked>();
	const closed = new AbortController();
	let lastId = 0;
	const rejectAll = (reason: unknown) => {
		for (const { reject } of [...asked.values()]) reject(reason);
	};
	worker.onmessage = ({ data }) => settle(asked.get(data.id), data);
	worker.onerror = (event) => rejectAll(new Error(event.message || 'reach worker failed'));
	worker.postMessage({ type: 'open', network: networkBytes, demand });

	const ask = async (call: ReachAsk, signal?: AbortSignal): Promise<CirclesAnswer | NearestAnswer> => {
		closed.signal.throwIfAborted();
		signal?.throwIfAborted();
		const { promise, resolve, reject } = Promise.withResolvers<CirclesAnswer | NearestAnswer>();
		const cancel = () => {
			worker.postMessage({ type: 'cancel', id: call.id });
			reject(signal?.reason);
		};
		asked.set(call.id, { resolve, reject });
		signal?.addEventListener('abort', cancel, { once: true });
		worker.postMessage(call);
		try {
			return await promise;
		} finally {
			// an answer to what is no longer in the table is dropped
			asked.delete(call.id);
			signal?.removeEventListener('abort', cancel);
		}
	};

	return {
		circles: async (question, signal) =>
			(await ask({ type: 'circles', id: ++lastId, question }, signal)) as CirclesAnswer,
		nearest: async (question, signal) =>
			(await ask({ type: 'nearest', id: ++lastId, question: onlyPlaces(question) }, signal)) as NearestAnswer,
		close: () => {
			closed.abort();
			worker.terminate();
			rejectAll(closed.signal.reason);
		}
	};
}

/** Centres come as whole rows; the worker needs their places, and copying the rest costs time. */
function onlyPlaces({ centres, pace, maxMinutes }: NearestQuestion): NearestQuestion {
	return { centres: centres.map(({ id, position: [lng, lat] }) => ({ id, position: [lng, lat] })), pace, maxMinutes };
}

function settle(asked: Asked | undefined, reply: ReachReply): void {
	if (!asked) return;
	if ('answer' in reply) asked.resolve(reply.answer);
	else if ('refusal' in reply) asked.reject(new ReachRefusal(reply.refusal));
	else asked.reject(new Error(reply.failure));
}

function startReachWorker(): ReachWorker {
	return new Worker(new URL('./reach.worker.ts', import.meta.url), { type: 'module' });
}
