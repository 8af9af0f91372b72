import type { Hit } from '#domain/place/search';
import { MAX_QUERY_LENGTH } from '#domain/place/search';
import { ask } from '#features/search/ask';

const PAUSE_MS = 120;

/** A search as somebody types it: one question at a time, the last one counts, late answers are dropped. */
export class Searching {
	readonly #districtId: () => string | null;
	#pause: ReturnType<typeof setTimeout> | undefined;
	#asking: AbortController | null = null;
	/** The question that `hits` answers. */
	answered = $state('');
	hits = $state.raw<readonly Hit[]>([]);
	refusal = $state<string | null>(null);
	busy = $state(false);

	constructor(districtId: () => string | null) {
		this.#districtId = districtId;
	}

	/** Another letter was typed. */
	type(text: string): void {
		const query = text.trim();
		this.stop();
		if (query === '') return this.#settle('', [], null);
		if (query.length > MAX_QUERY_LENGTH) return this.#settle(query, [], 'query-too-long');
		this.busy = true;
		this.#pause = setTimeout(() => void this.#ask(query), PAUSE_MS);
	}

	/** Nobody waits for an answer any more. */
	stop(): void {
		clearTimeout(this.#pause);
		this.#asking?.abort();
		this.#asking = null;
		this.busy = false;
	}

	async #ask(query: string): Promise<void> {
		const asking = (this.#asking = new AbortController());
		try {
			const answer = await ask(query, this.#districtId(), asking.signal);
			if (asking.signal.aborted) return;
			if ('rows' in answer) this.#settle(query, answer.rows, null);
			else this.#settle(query, [], answer.refusal);
		} catch {
			// another question is on its way
		}
	}

	#settle(query: string, hits: readonly Hit[], refusal: string | null): void {
		this.busy = false;
		this.answered = query;
		this.hits = hits;
		this.refusal = refusal;
	}
}
