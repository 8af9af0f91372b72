/**
 * Lets the attempts on one name through one after the other, so that sixty guesses sent at once are counted like
 * sixty sent in a row.
 */
export class Turnstile {
	readonly #queues = new Map<string, Promise<unknown>>();

	/** Runs `work` when everybody who came earlier for `name` is done. */
	async pass<T>(name: string, work: () => Promise<T>): Promise<T> {
		const turn = (this.#queues.get(name) ?? Promise.resolve()).then(work, work);
		const settled = turn.catch(() => undefined);
		this.#queues.set(name, settled);
		try {
			return await turn;
		} finally {
			if (this.#queues.get(name) === settled) this.#queues.delete(name);
		}
	}
}
