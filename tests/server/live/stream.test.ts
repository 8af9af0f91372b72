import { afterEach, describe, expect, test, vi } from 'vitest';
import type { FeedEntry } from '#server/backend/job-table';
import { openAudiences, type Listener } from '#server/live/audiences';
import type { Feed } from '#server/live/feed';
import { liveStream, openStreams, type Heard, type StreamQuestion } from '#server/live/stream';

const DISTRICT = 'd1';
const worker: Listener = { userId: 'w', sessionId: 's', districtId: DISTRICT };
const readers: ReadableStreamDefaultReader<Uint8Array>[] = [];
afterEach(async () => {
	await Promise.all(readers.splice(0).map((reader) => reader.cancel()));
	expect(openStreams()).toBe(0);
	vi.useRealTimers();
});

/** A feed that says what the test says; the worker may hear of community `c1`. */
function feedOf(head = 10) {
	const hearers = new Map<(entry: FeedEntry) => void, (() => void) | undefined>();
	let newest = head;
	const nodesOf = (listener: Listener) => Promise.resolve(new Set(listener.userId === 'w' ? ['c1'] : []));
	const feed: Feed = {
		get head() {
			return newest;
		},
		audiences: { nodesOf, forget: () => undefined },
		subscribe: (hear, onRestored) => {
			hearers.set(hear, onRestored);
			return () => void hearers.delete(hear);
		}
	};
	const tell = (seq: number, change: Partial<FeedEntry> = {}) =>
		hearers.forEach((_, hear) =>
			hear({
				seq,
				districtId: DISTRICT,
				communityId: 'c1',
				subject: 'wishes',
				id: `id-${seq}`,
				isPublic: true,
				...change
			})
		);
	const restore = (to: number) => {
		newest = to;
		hearers.forEach((onRestored) => onRestored?.());
	};
	return { feed, tell, hearers, restore };
}

interface Told {
	readonly event: string;
	readonly id: string | null;
	readonly data: Record<string, unknown>;
}

function listen(feed: Feed, question: Partial<StreamQuestion> = {}) {
	const stream = liveStream(feed, {
		districtId: DISTRICT,
		listener: null,
		since: null,
		missed: () => Promise.resolve([]),
		expiresAt: null,
		...question
	});
	const reader = stream.getReader();
	readers.push(reader);
	const told: Told[] = [];
	const done = (async () => {
		for (;;) {
			const { value, done: ended } = await reader.read();
			if (ended) return;
			const text = new TextDecoder().decode(value);
			const event = /^event: (.*)$/m.exec(text)?.[1];
			if (!event) continue;
			told.push({
				event,
				id: /^id: (.*)$/m.exec(text)?.[1] ?? null,
				data: JSON.parse(/^data: (.*)$/m.exec(text)![1]!) as Record<string, unknown>
			});
		}
	})();
	return { told, done, changes: () => told.filter(({ event }) => event === 'change').map(({ data }) => data['seq']) };
}

const settle = () => new Promise((resolve) => setTimeout(resolve, 20));

describe('the live stream', () => {
	test('greets with the number it starts from, and chains every change to the one before', async () => {
		const { feed, tell } = feedOf();
		const { told } = listen(feed);
		tell(12);
		tell(15);
		await settle();
		expect(told).toEqual([
			{ event: 'pulse', id: null, data: { last: 10 } },
			{
				event: 'change',
				id: '12',
				data: { seq: 12, prev: 10, subject: 'wishes', id: 'id-12', communityId: 'c1', isPublic: true }
			},
			expect.objectContaining({ event: 'change', id: '15', data: expect.objectContaining({ prev: 12 }) })
		]);
	});

	test('strangers hear of public changes of their district and of nothing else', async () => {
		const { feed, tell } = feedOf();
		const stranger = listen(feed);
		tell(11, { isPublic: false });
		tell(12, { districtId: 'd2' });
		tell(13);
		await settle();
		expect(stranger.changes()).toEqual([13]);
	});

	test('a worker hears of what is not public in the own community, not in the neighbour’s', async () => {
		const { feed, tell } = feedOf();
		const { changes } = listen(feed, { listener: worker });
		const other = listen(feed, { listener: { ...worker, userId: 'other' } });
		tell(11, { isPublic: false });
		tell(12, { isPublic: false, communityId: 'c2' });
		tell(13, { isPublic: false, communityId: null });
		await settle();
		expect(changes()).toEqual([11]);
		expect(other.changes()).toEqual([]);
	});

	test('what was missed is told first, each once', async () => {
		const { feed, tell } = feedOf();
		const heard = (seq: number): Heard => ({
			seq,
			subject: 'wishes',
			id: `id-${seq}`,
			communityId: null,
			isPublic: true
		});
		const missed = vi.fn(() => Promise.resolve([heard(8), heard(9)]));
		const { changes } = listen(feed, { since: 7, missed });
		tell(9);
		tell(11);
		await settle();
		expect(missed).toHaveBeenCalledWith(7, 500);
		expect(changes()).toEqual([8, 9, 11]);
	});

	test('too much missed is told by one word', async () => {
		const { feed } = feedOf();
		const many = Array.from({ length: 500 }, (_, n) => ({
			seq: n + 1,
			subject: 'members',
			id: 'x',
			communityId: null,
			isPublic: true
		}));
		const { told } = listen(feed, { since: 0, missed: () => Promise.resolve(many) });
		await settle();
		expect(told.find(({ event }) => event === 'reset')?.data).toEqual({ last: 500 });
		expect(told.filter(({ event }) => event === 'change')).toEqual([]);
	});

	test('a restored backup takes the numbers back: everything is to be fetched again', async () => {
		const { feed, tell, restore } = feedOf();
		const { told } = listen(feed);
		restore(4);
		tell(5);
		const late = listen(feed, { since: 9 });
		await settle();
		expect(told.map(({ event, data }) => [event, data['last'] ?? data['seq']])).toEqual([
			['pulse', 10],
			['reset', 4],
			['change', 5]
		]);
		expect(late.told.at(-1)).toMatchObject({ event: 'reset', data: { last: 4 } });
	});

	test('ends with the token', async () => {
		const { feed, tell, hearers } = feedOf();
		const { done, changes } = listen(feed, { listener: worker, expiresAt: Date.now() + 30 });
		tell(11);
		await new Promise((resolve) => setTimeout(resolve, 50));
		tell(12);
		await done;
		expect(changes()).toEqual([11]);
		expect(hearers.size).toBe(0);
	});

	test('a client that goes leaves nothing behind', async () => {
		const { feed, hearers } = feedOf();
		listen(feed);
		expect(hearers.size).toBe(1);
		await readers[0]!.cancel();
		expect(hearers.size).toBe(0);
		expect(openStreams()).toBe(0);
	});

	test('one that does not read is let go', async () => {
		const { feed, tell, hearers } = feedOf();
		const reader = liveStream(feed, {
			districtId: DISTRICT,
			listener: null,
			since: null,
			missed: () => Promise.resolve([]),
			expiresAt: null
		}).getReader();
		readers.push(reader);
		for (let seq = 11; seq < 1_100; seq++) tell(seq);
		await settle();
		expect(hearers.size).toBe(0);
	});

	test('five hundred listeners hear a hundred changes', async () => {
		const { feed, tell } = feedOf();
		const listeners = Array.from({ length: 500 }, (_, n) => listen(feed, n % 2 ? { listener: worker } : {}));
		const began = performance.now();
		for (let seq = 11; seq <= 110; seq++) tell(seq, { isPublic: seq % 2 === 0 });
		await expect.poll(() => listeners.every(({ changes }, n) => changes().length === (n % 2 ? 100 : 50))).toBe(true);
		expect(performance.now() - began).toBeLessThan(5_000);
	});
});

describe('who may hear', () => {
	const jobOf = (nodeIds: string[]) => vi.fn(() => Promise.resolve({ nodeIds }));

	test('is asked once for all tabs of a session, and again after grants changed or a minute passed', async () => {
		let now = 0;
		const job = jobOf(['c1']);
		const audiences = openAudiences({ job } as never, () => now);
		await Promise.all([audiences.nodesOf(worker), audiences.nodesOf(worker)]);
		expect(job).toHaveBeenCalledTimes(1);
		audiences.forget();
		await audiences.nodesOf(worker);
		expect(job).toHaveBeenCalledTimes(2);
		now = 60_001;
		await audiences.nodesOf(worker);
		expect(job).toHaveBeenCalledTimes(3);
	});

	test('a question that fails lets nobody hear and is asked again', async () => {
		const job = vi.fn(() => Promise.reject(new Error('gone')));
		const audiences = openAudiences({ job } as never);
		expect(await audiences.nodesOf(worker)).toEqual(new Set());
		await audiences.nodesOf(worker);
		expect(job).toHaveBeenCalledTimes(2);
	});
});
