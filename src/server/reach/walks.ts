import { resolve } from 'node:path';
import { Worker } from 'node:worker_threads';
import type { LngLat } from '#domain/place/coord';
import { ReachRefusal, type ReachRefusalWord } from '#domain/reach/refusal';
import type { Pace } from '#domain/reach/pace';
import type { StreetLine } from '#domain/reach/walk';
import type { FromWalkThread, ToWalkThread, WalkQuestion } from '#server/reach/walk-messages';

/** Brings the bytes of a network by its hash; null where there is none. */
export type FetchNetwork = (hash: string) => Promise<Uint8Array | null>;

// from the working directory, as the database thread: the built server runs the checkout's TypeScript
const THREAD = 'src/server/reach/walk.worker.ts';
const PATIENCE_MS = 8_000;

/** Walking times for pages without script: asked here, searched in a thread of its own that starts when first asked. */
export class Walks {
	#worker: Worker | null = null;
	#lastId = 0;
	readonly #waiting = new Map<number, (answer: FromWalkThread) => void>();

	/**
	 * Seconds on foot from a door to each place, Infinity beyond `maxMinutes`; null where there is no such network or
	 * no answer came in time. Throws ReachRefusal, e.g. 'far-from-streets'.
	 */
	async from(
		hash: string,
		fetchNetwork: FetchNetwork,
		question: { door: LngLat; places: readonly LngLat[]; pace: Pace; maxMinutes: number }
	): Promise<readonly number[] | null> {
		const answer = await this.#ask(hash, fetchNetwork, { kind: 'walks', ...question });
		return answer?.kind === 'walks' ? answer.seconds : null;
	}

	/** The streets around a place, in metres from it; empty where nobody knows. */
	async streets(
		hash: string,
		fetchNetwork: FetchNetwork,
		place: LngLat,
		radiusM: number
	): Promise<readonly StreetLine[]> {
		const answer = await this.#ask(hash, fetchNetwork, { kind: 'streets', place, radiusM });
		return answer?.kind === 'streets' ? answer.lines : [];
	}

	/** Ends the thread. */
	async close(): Promise<void> {
		await this.#worker?.terminate();
	}

	async #ask(hash: string, fetchNetwork: FetchNetwork, question: WalkQuestion): Promise<FromWalkThread | null> {
		let answer = await this.#send({ hash, bytes: null, question });
		if (answer?.kind === 'needs-network') {
			const bytes = await fetchNetwork(hash);
			answer = bytes && (await this.#send({ hash, bytes, question }));
		}
		if (answer?.kind === 'refused' && answer.refusal !== 'failed') {
			throw new ReachRefusal(answer.refusal as ReachRefusalWord);
		}
		return answer;
	}

	#send(message: Omit<ToWalkThread, 'id'>): Promise<FromWalkThread | null> {
		const id = ++this.#lastId;
		const worker = (this.#worker ??= this.#start());
		return new Promise((done) => {
			const late = setTimeout(() => this.#waiting.get(id)?.({ id, kind: 'refused', refusal: 'failed' }), PATIENCE_MS);
			late.unref();
			this.#waiting.set(id, (answer) => {
				clearTimeout(late);
				this.#waiting.delete(id);
				done(answer);
			});
			worker.postMessage({ id, ...message } satisfies ToWalkThread);
		});
	}

	#start(): Worker {
		const worker = new Worker(resolve(THREAD), {
			resourceLimits: { maxOldGenerationSizeMb: 1024 },
			execArgv: ['--disable-warning=ExperimentalWarning']
		});
		worker.unref();
		worker.on('message', (answer: FromWalkThread) => this.#waiting.get(answer.id)?.(answer));
		// the next question starts a new one
		worker.on('error', () => undefined);
		worker.on('exit', () => {
			if (this.#worker === worker) this.#worker = null;
			for (const [id, tell] of this.#waiting) tell({ id, kind: 'refused', refusal: 'failed' });
		});
		return worker;
	}
}

/** The walks of this process. */
export const walks = new Walks();
