import type { FeedEntry } from '#server/backend/job-table';
import type { Listener } from '#server/live/audiences';
import type { Feed } from '#server/live/feed';

export interface StreamQuestion {
	readonly districtId: string;
	/** Null for strangers, who hear of public changes only. */
	readonly listener: Listener | null;
	/** The last entry the client has seen; null where it starts now. */
	readonly since: number | null;
	/** Entries after `seq` that the client may know of, asked under its own rights. */
	readonly missed: (seq: number, limit: number) => Promise<readonly Heard[]>;
	/** Time (ms since the epoch) at which the client's token ends and the stream with it; null for strangers. */
	readonly expiresAt: number | null;
}

/** What a client is told of a change: ids only. */
export interface Heard {
	readonly seq: number;
	readonly subject: string;
	readonly id: string;
	readonly communityId: string | null;
	readonly isPublic: boolean;
}

const PULSE_MS = 20_000;
const RETRY_MS = 3_000;
const REPLAY_LIMIT = 500;
/** A client that does not read is let go; it comes back with the last number it saw. */
const QUEUE_LIMIT = 1_000;

const encoder = new TextEncoder();
const open = new Set<{ pulse(): void }>();
let pulsing: NodeJS.Timeout | null = null;

/** Streams that are open in this process; for tests and for the readiness page. */
export function openStreams(): number {
	return open.size;
}

/**
 * Server-sent events of one district for one client. Each `change` carries its number and the number of the change
 * sent before it, so that the client notices a gap; `pulse` repeats the last number; `reset` says that too much was
 * missed to be told one by one.
 */
export function liveStream(feed: Feed, question: StreamQuestion): ReadableStream<Uint8Array> {
	let close: () => void = () => undefined;
	return new ReadableStream<Uint8Array>(
		{
			start: (controller) => {
				close = openStream(feed, question, controller);
			},
			cancel: () => close()
		},
		new CountQueuingStrategy({ highWaterMark: QUEUE_LIMIT })
	);
}

function openStream(
	feed: Feed,
	question: StreamQuestion,
	controller: ReadableStreamDefaultController<Uint8Array>
): () => void {
	let last = question.since ?? feed.head;
	let line: Promise<void> = Promise.resolve();
	let closed = false;
	const send = (event: string, data: object, id?: number): void => {
		if (closed) return;
		if ((controller.desiredSize ?? 0) <= 0 || (question.expiresAt ?? Infinity) <= Date.now()) return end();
		const head = id === undefined ? '' : `id: ${id}\n`;
		controller.enqueue(encoder.encode(`${head}event: ${event}\ndata: ${JSON.stringify(data)}\n\n`));
	};
	const change = (entry: Heard): void => {
		if (entry.seq <= last) return;
		const { seq, subject, id, communityId, isPublic } = entry;
		send('change', { seq, prev: last, subject, id, communityId, isPublic }, seq);
		last = seq;
	};
	const hear = (entry: FeedEntry): void => {
		if (entry.districtId !== question.districtId) return;
		// one after the other, because knowing who may hear takes a question to the database
		line = line.then(async () => {
			if (await mayHear(feed, question.listener, entry)) change(entry);
		});
	};
	const stream = { pulse: () => send('pulse', { last }) };
	const reset = (): void => {
		last = feed.head;
		send('reset', { last });
	};
	const unsubscribe = feed.subscribe(hear, () => (line = line.then(reset)));
	const end = (): void => {
		if (closed) return;
		closed = true;
		unsubscribe();
		leave(stream);
		try {
			controller.close();
		} catch {
			// the client has gone already
		}
	};
	const replay = async (): Promise<void> => {
		const head = feed.head;
		// a number from before a backup was restored
		if (last > head) return reset();
		if (last === head) return;
		const missed = await question.missed(last, REPLAY_LIMIT);
		if (missed.length < REPLAY_LIMIT) return missed.forEach(change);
		last = Math.max(head, missed.at(-1)!.seq);
		send('reset', { last });
	};
	enter(stream);
	controller.enqueue(encoder.encode(`retry: ${RETRY_MS}\n\n`));
	send('pulse', { last });
	if (question.since !== null) line = line.then(replay).catch(() => end());
	return end;
}

async function mayHear(feed: Feed, listener: Listener | null, entry: FeedEntry): Promise<boolean> {
	if (entry.isPublic) return true;
	if (!listener) return false;
	return (await feed.audiences.nodesOf(listener)).has(entry.communityId ?? entry.districtId);
}

function enter(stream: { pulse(): void }): void {
	open.add(stream);
	pulsing ??= setInterval(() => open.forEach((each) => each.pulse()), PULSE_MS).unref();
}

function leave(stream: { pulse(): void }): void {
	open.delete(stream);
	if (open.size > 0 || !pulsing) return;
	clearInterval(pulsing);
	pulsing = null;
}
