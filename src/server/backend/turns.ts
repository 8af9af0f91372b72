/**
 * One at a time, first come first served.
 *
 * PGlite is a single connection, and Supabase Lite opens its transactions with plain `BEGIN` statements that PGlite's
 * own transaction lock does not know of. A statement of ours that slips in between would run inside a stranger's
 * transaction, under the stranger's role. So everything that touches the embedded database takes a turn first: each
 * request as a whole (`turns.take(() => app.fetch(request))`) and each statement or transaction of a job.
 */
export class Turns {
	#last: Promise<unknown> = Promise.resolve();

	/** Runs `work` when everybody who asked earlier has finished; passes on its result or its error. */
	take<T>(work: () => Promise<T>): Promise<T> {
		const turn = this.#last.then(work, work);
		this.#last = turn.catch(() => undefined);
		return turn;
	}
}
