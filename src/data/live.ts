import type { SupabaseClient } from '@supabase/supabase-js';
import * as v from 'valibot';
import { change, listFeedSince, type Change } from '#data/live-feed';

/** How changes arrive: pushed, asked for now and then, or not at all at the moment. */
export type LiveState = 'connecting' | 'live' | 'polling' | 'offline';

export interface LiveOptions {
	/** Asked for when a question has to be put: a stream that comes through never needs a client. */
	readonly connect: () => Promise<SupabaseClient>;
	readonly districtId: string;
	/** Number of the newest change that what is shown contains; null where nobody knows it. */
	readonly since: number | null;
	/** Hears every change once, in order. */
	readonly onChange: (change: Change) => void;
	/** So much was missed that everything shown should be fetched again. */
	readonly onReset: () => void;
	readonly onState?: (state: LiveState) => void;
	/** The browser's own, replaced in tests. */
	readonly EventSource?: typeof EventSource;
	readonly pollMs?: number;
}

export interface Live {
	close(): void;
}

const POLL_MS = 15_000;
/** The server says something at least every 20 s; a stream silent for so long is dead though nobody told. */
const SILENT_MS = 50_000;
const FAILURES_BEFORE_POLLING = 3;
const STREAM_AGAIN_MS = 120_000;
const PAGE = 500;

const pulse = v.object({ last: v.number() });
const numbered = v.object({ ...change.entries, prev: v.number() });

/**
 * Listens to the changes of a district. Where the stream does not come through (a proxy that holds it back, no
 * stream on a platform) it asks every 15 seconds instead, and tries the stream again every two minutes. A hole in
 * the numbers is filled by asking.
 */
export function openLive(options: LiveOptions): Live {
	const line = new LiveLine(options);
	line.open();
	return { close: () => line.close() };
}

class LiveLine {
	readonly #options: LiveOptions;
	#last: number | null = null;
	#source: EventSource | null = null;
	#failures = 0;
	#heardAt = 0;
	#state: LiveState | null = null;
	#filling: Promise<void> | null = null;
	readonly #timers = new Map<'poll' | 'watch' | 'again', ReturnType<typeof setInterval>>();
	#closed = false;

	constructor(options: LiveOptions) {
		this.#options = options;
		this.#last = options.since;
	}

	open(): void {
		this.#say('connecting');
		this.#openStream();
		this.#every('watch', SILENT_MS / 2, () => {
			if (this.#source && Date.now() - this.#heardAt > SILENT_MS) this.#lost();
		});
	}

	close(): void {
		this.#closed = true;
		this.#source?.close();
		for (const timer of this.#timers.values()) clearInterval(timer);
		this.#timers.clear();
	}

	#openStream(): void {
		const Source = this.#options.EventSource ?? globalThis.EventSource;
		if (!Source) return this.#poll();
		const since = this.#last === null ? '' : `&since=${this.#last}`;
		const source = new Source(`/live?district=${encodeURIComponent(this.#options.districtId)}${since}`);
		this.#source = source;
		this.#heardAt = Date.now();
		source.addEventListener('pulse', (event) => this.#hear(source, event, (data) => this.#pulse(data)));
		source.addEventListener('change', (event) => this.#hear(source, event, (data) => this.#change(data)));
		source.addEventListener('reset', (event) => this.#hear(source, event, (data) => this.#reset(data)));
		source.addEventListener('error', () => {
			if (source === this.#source) this.#lost();
		});
	}

	#hear(source: EventSource, event: MessageEvent<string>, tell: (data: unknown) => void): void {
		if (source !== this.#source || this.#closed) return;
		this.#heardAt = Date.now();
		this.#failures = 0;
		this.#stop('poll');
		this.#stop('again');
		this.#say('live');
		tell(JSON.parse(event.data) as unknown);
	}

	#pulse(data: unknown): void {
		const { last } = v.parse(pulse, data);
		if (this.#last === null) this.#last = last;
		else if (last > this.#last) void this.#fill();
	}

	#change(data: unknown): void {
		const { prev, ...told } = v.parse(numbered, data);
		if (this.#last !== null && prev > this.#last) return void this.#fill();
		this.#take(told);
	}

	#reset(data: unknown): void {
		this.#last = v.parse(pulse, data).last;
		this.#options.onReset();
	}

	#take(told: Change): void {
		if (this.#last !== null && told.seq <= this.#last) return;
		this.#last = told.seq;
		this.#options.onChange(told);
	}

	/** The stream broke or was refused: try again, and after some failures ask now and then instead. */
	#lost(): void {
		this.#source?.close();
		this.#source = null;
		if (this.#closed) return;
		this.#failures++;
		if (this.#failures >= FAILURES_BEFORE_POLLING) return this.#poll();
		this.#say(isOffline() ? 'offline' : 'connecting');
		setTimeout(() => {
			if (!this.#closed && !this.#source) this.#openStream();
		}, 1_000 * this.#failures);
	}

	#poll(): void {
		const pollMs = this.#options.pollMs ?? POLL_MS;
		void this.#fill();
		this.#every('poll', pollMs, () => void this.#fill());
		this.#every('again', STREAM_AGAIN_MS, () => {
			if (!this.#source) this.#openStream();
		});
	}

	/** Asks for what is missing; one question at a time. */
	#fill(): Promise<void> {
		this.#filling ??= this.#ask().finally(() => (this.#filling = null));
		return this.#filling;
	}

	async #ask(): Promise<void> {
		const { connect, districtId } = this.#options;
		try {
			const client = await connect();
			// nobody knows how old the page is that stands there: it is fetched again
			if (this.#last === null) this.#reset({ last: await newest(client, districtId) });
			const missed = await listFeedSince(client, districtId, this.#last!, PAGE);
			if (this.#closed) return;
			if (!this.#source) this.#say('polling');
			if (missed.length >= PAGE) this.#reset({ last: missed.at(-1)!.seq });
			else missed.forEach((told) => this.#take(told));
		} catch {
			if (!this.#closed && !this.#source) this.#say('offline');
		}
	}

	#say(state: LiveState): void {
		if (state === this.#state) return;
		this.#state = state;
		this.#options.onState?.(state);
	}

	#every(name: 'poll' | 'watch' | 'again', ms: number, act: () => void): void {
		if (!this.#timers.has(name)) this.#timers.set(name, setInterval(act, ms));
	}

	#stop(name: 'poll' | 'watch' | 'again'): void {
		clearInterval(this.#timers.get(name));
		this.#timers.delete(name);
	}
}

async function newest(client: SupabaseClient, districtId: string): Promise<number> {
	let seq = 0;
	for (;;) {
		const changes = await listFeedSince(client, districtId, seq, PAGE);
		seq = changes.at(-1)?.seq ?? seq;
		if (changes.length < PAGE) return seq;
	}
}

function isOffline(): boolean {
	return typeof navigator !== 'undefined' && navigator.onLine === false;
}
