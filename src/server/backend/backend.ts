import { DatabaseThread, ThreadLost } from '#server/backend/database-thread';
import { JobFailed } from '#server/backend/failure';
import type { JobInput, JobName, JobProgress, JobResult } from '#server/backend/job-table';
import type { DatabasePlace, OpeningStep } from '#server/backend/thread-messages';
import type { Keys } from '#server/keys';

export interface BackendOptions {
	readonly place: DatabasePlace;
	readonly keys: Keys;
	/** `supabase/migrations` of the working directory when left out. */
	readonly migrations?: string;
	/** A request of a person that holds the database longer is cut; 3 s when left out. */
	readonly requestLimitMs?: number;
	readonly onStep?: (step: OpeningStep) => void;
}

export interface JobOptions {
	readonly onProgress?: (progress: JobProgress) => void;
	readonly signal?: AbortSignal;
}

export type BackendState = 'opening' | 'ready' | 'restarting' | 'closed';

const WATCH_MS = 100;
/** How long a request waits for a database that is being reopened. */
const PATIENCE_MS = 10_000;
const RETRY_AFTER_SECONDS = 3;

/**
 * The database as the serving thread sees it. The database itself lives in a thread of its own, which is replaced
 * when a request holds it for longer than the limit: PGlite cannot be interrupted, and one person's query must not
 * stop everybody's pages. PostgreSQL cuts the statement itself.
 */
export class Backend {
	readonly place: DatabasePlace;
	readonly #options: BackendOptions;
	readonly #listeners = new Map<string, Set<(payload: string) => void>>();
	readonly #restarted = new Set<() => void>();
	#thread: DatabaseThread;
	#state: BackendState = 'opening';
	#inFlight = 0;
	#watching: NodeJS.Timeout | null = null;
	#replacing: Promise<void> | null = null;
	#closing = false;

	private constructor(options: BackendOptions) {
		this.place = options.place;
		this.#options = options;
		this.#thread = this.#open();
	}

	/** Opens the database and brings it to the last migration. Throws what the database says. */
	static async open(options: BackendOptions): Promise<Backend> {
		const backend = new Backend(options);
		try {
			await backend.#thread.ready;
		} catch (cause) {
			backend.#state = 'closed';
			await backend.#thread.cut();
			throw cause;
		}
		backend.#state = 'ready';
		return backend;
	}

	get state(): BackendState {
		return this.#state;
	}

	/** Answers a request of `/rest/v1` or `/auth/v1`. Never throws: an unreachable database is a readable 503. */
	async fetch(request: Request): Promise<Response> {
		const body = request.body ? new Uint8Array(await request.arrayBuffer()) : null;
		const message = { method: request.method, url: request.url, headers: [...request.headers], body };
		this.#watch(+1);
		try {
			await this.#awaitThread();
			const { status, headers, body: bytes } = await this.#thread.request(message);
			const answer = new Headers(headers.map(pair));
			if (bytes) answer.set('content-length', String(bytes.length));
			return new Response(bytes as Uint8Array<ArrayBuffer> | null, { status, headers: answer });
		} catch (cause) {
			if (cause instanceof ThreadLost) return unavailable(cause.tooSlow);
			throw cause;
		} finally {
			this.#watch(-1);
		}
	}

	/** Does a job in the database thread, without time limit. Throws `JobFailed` with the job's named refusal. */
	job<Name extends JobName>(name: Name, input: JobInput<Name>, options: JobOptions = {}): Promise<JobResult<Name>> {
		return this.#job(name, input, options);
	}

	/** The same with the input as JSON text, which is parsed in the thread: a whole district is megabytes. */
	jobFromJson<Name extends JobName>(name: Name, json: Uint8Array, options: JobOptions = {}): Promise<JobResult<Name>> {
		return this.#job(name, json, options);
	}

	async #job<Name extends JobName>(
		name: Name,
		input: unknown,
		{ onProgress, signal }: JobOptions
	): Promise<JobResult<Name>> {
		try {
			await this.#awaitThread();
			return (await this.#thread.job(name, input, onProgress, signal)) as JobResult<Name>;
		} catch (cause) {
			if (!(cause instanceof ThreadLost)) throw cause;
			throw new JobFailed({ name: cause.name, message: cause.message, code: 'database-restarting', detail: null });
		}
	}

	/** Hears notifications on a channel, across replacements of the thread. Returns the way to stop. */
	listen(channel: string, hear: (payload: string) => void): () => void {
		let hearers = this.#listeners.get(channel);
		if (!hearers) {
			this.#listeners.set(channel, (hearers = new Set()));
			this.#thread.listen(channel);
		}
		hearers.add(hear);
		return () => void hearers.delete(hear);
	}

	/** Tells after each replacement of the thread; what was notified meanwhile went unheard. */
	onRestart(hear: () => void): void {
		this.#restarted.add(hear);
	}

	/** Closes the database, does `work` on its files, and opens it again whatever became of `work`. */
	async whileClosed<T>(work: () => Promise<T>): Promise<T> {
		await this.#replacing;
		const done = Promise.withResolvers<T>();
		this.#replacing = this.#replace(async () => {
			await this.#thread.close();
			await work().then(done.resolve, done.reject);
		});
		await this.#replacing;
		return done.promise;
	}

	/** Closes the database cleanly. Everything asked afterwards is answered with 503. */
	async close(): Promise<void> {
		if (this.#closing) return;
		this.#closing = true;
		await this.#replacing;
		this.#state = 'closed';
		if (this.#watching) clearInterval(this.#watching);
		await this.#thread.close();
	}

	#open(): DatabaseThread {
		const { place, keys, migrations = 'supabase/migrations', requestLimitMs = 3_000, onStep } = this.#options;
		const thread = new DatabaseThread(
			{ place, keys, migrations, requestLimitMs },
			{
				...(onStep ? { onStep } : {}),
				onNotified: (channel, payload) => this.#listeners.get(channel)?.forEach((hear) => hear(payload)),
				onLost: () => {
					if (this.#state !== 'ready' || thread !== this.#thread) return;
					this.#replacing ??= this.#replace(() => Promise.resolve());
				}
			}
		);
		for (const channel of this.#listeners.keys()) thread.listen(channel);
		return thread;
	}

	async #awaitThread(): Promise<void> {
		if (this.#state === 'closed') throw new ThreadLost();
		if (!this.#replacing) return;
		const patience = new Promise<never>((_, reject) => {
			setTimeout(() => reject(new ThreadLost()), PATIENCE_MS).unref();
		});
		await Promise.race([this.#replacing, patience]);
		if ((this.#state as BackendState) !== 'ready') throw new ThreadLost();
	}

	async #replace(end: () => Promise<void>): Promise<void> {
		this.#state = 'restarting';
		await end();
		for (let attempt = 1; ; attempt++) {
			this.#thread = this.#open();
			try {
				await this.#thread.ready;
				break;
			} catch {
				await this.#thread.cut();
				if (this.#closing) break;
				await new Promise((resolve) => setTimeout(resolve, Math.min(attempt, 10) * 1_000));
			}
		}
		this.#state = 'ready';
		this.#replacing = null;
		this.#restarted.forEach((hear) => hear());
	}

	#watch(change: 1 | -1): void {
		this.#inFlight += change;
		if (this.#inFlight > 0) {
			this.#watching ??= setInterval(() => this.#cutSlow(), WATCH_MS).unref();
		} else if (this.#watching) {
			clearInterval(this.#watching);
			this.#watching = null;
		}
	}

	#cutSlow(): void {
		if (this.#state !== 'ready' || this.#replacing) return;
		const { requestLimitMs = 3_000 } = this.#options;
		if (this.#thread.heldForMs(Date.now()) <= requestLimitMs) return;
		const slow = this.#thread;
		this.#replacing = this.#replace(() => slow.cut());
	}
}

function pair([name, value]: readonly [string, string]): [string, string] {
	return [name, value];
}

function unavailable(tooSlow: boolean): Response {
	const body = tooSlow
		? { code: '57014', message: 'too-slow', details: null, hint: null }
		: { message: 'database-restarting', details: null, hint: null };
	return new Response(JSON.stringify(body), {
		status: 503,
		headers: { 'content-type': 'application/json; charset=utf-8', 'retry-after': String(RETRY_AFTER_SECONDS) }
	});
}
