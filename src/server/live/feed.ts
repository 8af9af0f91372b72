import type { Backend } from '#server/backend/backend';
import type { FeedEntry } from '#server/backend/job-table';
import { openAudiences, type Audiences } from '#server/live/audiences';

/** The live feed of this process: one LISTEN, many hearers. */
export interface Feed {
	/** Number of the newest entry that was heard. */
	readonly head: number;
	readonly audiences: Audiences;
	/** Hears every entry of every district; who may know of it is the hearer's question. Returns the way to stop. */
	subscribe(hear: (entry: FeedEntry) => void): () => void;
}

const CHANNEL = 'gezhi_feed';
const CATCH_UP = 1_000;

/**
 * Starts listening. Entries that were notified while the database thread was being replaced are read from the table
 * afterwards, so hearers miss none and hear each once, in order.
 */
export async function openFeed(backend: Backend): Promise<Feed> {
	const hearers = new Set<(entry: FeedEntry) => void>();
	const audiences = openAudiences(backend);
	let head = 0;
	const tell = (entry: FeedEntry): void => {
		if (entry.seq <= head) return;
		head = entry.seq;
		if (entry.subject === 'grants') audiences.forget();
		for (const hear of hearers) hear(entry);
	};
	const catchUp = async (): Promise<void> => {
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
		subscribe: (hear) => {
			hearers.add(hear);
			return () => void hearers.delete(hear);
		}
	};
}
