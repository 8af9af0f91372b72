/** How long an answer is taken as it is, and how long a page waits for a better one. */
export interface Patience {
	/** A younger answer is given without asking. */
	readonly freshMs: number;
	/** How long to wait for the database while an older answer is at hand. */
	readonly patienceMs: number;
	/** How long to wait while there is none at all. */
	readonly firstPatienceMs: number;
	/** The clock, in milliseconds. */
	readonly now?: () => number;
}

/**
 * The last answer to a question that every reader may ask. One slow query of somebody else must not hold up a page
 * that could well be shown with figures of a moment ago; so the page waits a little and then takes those.
 */
export class Remembered<Answer> {
	readonly #patience: Patience;
	readonly #now: () => number;
	#last: { readonly answer: Answer; readonly at: number } | null = null;
	#asking: Promise<Answer> | null = null;
	#epoch = 0;

	constructor(patience: Patience) {
		this.#patience = patience;
		this.#now = patience.now ?? (() => performance.now());
	}

	/** The answer, an older one, or null where there never was one and patience ended or asking failed. */
	async read(ask: () => Promise<Answer>): Promise<Answer | null> {
		const last = this.#last;
		if (last && this.#now() - last.at < this.#patience.freshMs) return last.answer;
		const wait = last ? this.#patience.patienceMs : this.#patience.firstPatienceMs;
		return within(this.#refresh(ask), wait, last?.answer ?? null);
	}

	/** Something changed: the next reader asks again, and an answer on its way from before does not count. */
	forget(): void {
		this.#last = null;
		this.#asking = null;
		this.#epoch++;
	}

	#refresh(ask: () => Promise<Answer>): Promise<Answer> {
		if (this.#asking) return this.#asking;
		const epoch = this.#epoch;
		const asking = ask().then(
			(answer) => {
				if (epoch === this.#epoch) {
					this.#last = { answer, at: this.#now() };
					this.#asking = null;
				}
				return answer;
			},
			(error: unknown) => {
				if (epoch === this.#epoch) this.#asking = null;
				throw error;
			}
		);
		this.#asking = asking;
		return asking;
	}
}

/** What `promise` brings within `ms` milliseconds, else `fallback`; a failure brings the fallback too. */
export async function within<T, F>(promise: Promise<T>, ms: number, fallback: F): Promise<T | F> {
	let timer: ReturnType<typeof setTimeout> | undefined;
	const late = new Promise<F>((resolve) => {
		timer = setTimeout(() => resolve(fallback), ms);
	});
	try {
		return await Promise.race([promise.catch(() => fallback), late]);
	} finally {
		clearTimeout(timer);
	}
}
