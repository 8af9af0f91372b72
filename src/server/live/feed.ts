import type { Backend } from '#server/backend/backend';
import type { FeedEntry } from '#server/backend/job-table';
import { openAudiences, type Audiences } from '#server/live/audiences';

/** The live feed of this process: one LISTEN, many hearers. */
export interface Feed {
	/** Number of the newest entry that was heard. */
	readonly head: number;
	readonly audiences: Audiences;
	/**
	 * Hears every entry of every district; who may know of it is the hearer's question. Returns the way to stop.
	 * `onRestored` is told when a backup took the database back: numbers begin again below those that were heard.
	 */
	subscribe(hear: (entry: FeedEntry) => void, onRestored?: () => void): () => void;
}

const CHANNEL = 'gezhi_feed';
const CATCH_UP = 1_000;

/**
 * Starts listening. Entries that were notified while the database thread was being replaced are read from the table
 * afterwards, so hearers miss none and hear each once, in order.
 */
export async function openFeed(backend: Backend): Promise<Feed> {
	const hearers = new Map<(entry: FeedEntry) => void, (() => void) | undefined>();
	const audiences = openAudiences(backend);
	let head = 0;
	const tell = (entry: FeedEntry): void => {
		if (entry.seq <= head) return;
		head = entry.seq;
		if (entry.subject === 'grants') audiences.forget();
		for (const hear of hearers.keys()) hear(entry);
	};
	const catchUp = async (): Promise<void> => {
		const { seq } = await backend.job('feed-head', null);
		if (seq < head) {
			head = seq;
			audiences.forget();
			for (const onRestored of hearers.values()) onRestored?.();
		}
		for (;;) {
			const { entries } = await backend.job('feed-after', { seq: head, limit: CATCH_UP });
			entries.forEach(tell);
			if (entries.length < CATCH_UP) return;
		}
	};
	backend.listen(CHANNEL, (payload) => tell(JSON.parse(payload) as FeedEntry));
	head = Math.max(head, (await backend.job('feed-head', null)).seq);
	// lost again on the way: the next replacement calls again
	backend.onRestart(() => void catchUp().catch(() => undefined));
	return {
		get head() {
			return head;
		},
		audiences,
		subscribe: (hear, onRestored) => {
			hearers.set(hear, onRestored);
			return () => void hearers.delete(hear);
		}
	};
}
