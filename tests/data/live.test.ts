import type { SupabaseClient } from '@supabase/supabase-js';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { openLive, type Live, type LiveState } from '#data/live';
import type { Change } from '#data/live-feed';

/** A stream that the test speaks through. */
class Source extends EventTarget {
	static readonly opened: Source[] = [];
	closed = false;

	readonly url: string;

	constructor(url: string) {
		super();
		this.url = url;
		Source.opened.push(this);
	}

	close(): void {
		this.closed = true;
	}

	say(event: string, data: object): void {
		this.dispatchEvent(new MessageEvent(event, { data: JSON.stringify(data) }));
	}

	fail(): void {
		this.dispatchEvent(new Event('error'));
	}
}

const entry = (seq: number): Change => ({ seq, subject: 'wishes', id: `id-${seq}`, communityId: null, isPublic: true });
let stored: Change[] = [];
let reachable = true;
const client = {
	rpc: (_: string, { p_seq, p_limit }: { p_seq: number; p_limit: number }) =>
		Promise.resolve(
			reachable
				? { data: stored.filter(({ seq }) => seq > p_seq).slice(0, p_limit), error: null }
				: { data: null, error: { message: 'fetch failed' } }
		)
} as unknown as SupabaseClient;

let live: Live;
const heard: number[] = [];
const states: LiveState[] = [];
let resets = 0;

beforeEach(() => {
	vi.useFakeTimers();
	Source.opened.length = heard.length = states.length = resets = 0;
	stored = [];
	reachable = true;
	live = listenSince(null);
});
const listenSince = (since: number | null) =>
	openLive({
		connect: () => Promise.resolve(client),
		districtId: 'd1',
		since,
		onChange: ({ seq }) => heard.push(seq),
		onReset: () => resets++,
		onState: (state) => states.push(state),
		EventSource: Source as unknown as typeof EventSource
	});
afterEach(() => {
	live.close();
	vi.useRealTimers();
});

const source = () => Source.opened.at(-1)!;
const change = (seq: number, prev: number) => source().say('change', { ...entry(seq), prev });
const failForGood = async () => {
	for (let failure = 0; failure < 3; failure++) {
		source().fail();
		await vi.advanceTimersByTimeAsync(4_000);
	}
};

describe('the live line', () => {
	test('hears changes in order, each once', () => {
		source().say('pulse', { last: 10 });
		change(11, 10);
		change(11, 10);
		change(14, 11);
		expect(heard).toEqual([11, 14]);
		expect(states).toEqual(['connecting', 'live']);
	});

	test('begins where the page ends that is shown already', () => {
		live.close();
		live = listenSince(7);
		expect(source().url).toBe('/live?district=d1&since=7');
		source().say('pulse', { last: 7 });
		change(8, 7);
		expect([heard, resets]).toEqual([[8], 0]);
	});

	test('fills a hole in the numbers by asking', async () => {
		stored = [entry(11), entry(12), entry(13)];
		source().say('pulse', { last: 10 });
		change(13, 12);
		await vi.advanceTimersByTimeAsync(0);
		expect(heard).toEqual([11, 12, 13]);
	});

	test('a pulse that is ahead of it fills the hole, too', async () => {
		stored = [entry(11)];
		source().say('pulse', { last: 10 });
		source().say('pulse', { last: 11 });
		await vi.advanceTimersByTimeAsync(0);
		expect(heard).toEqual([11]);
	});

	test('comes back where it was after the stream broke', async () => {
		source().say('pulse', { last: 10 });
		change(11, 10);
		source().fail();
		await vi.advanceTimersByTimeAsync(1_000);
		expect(Source.opened).toHaveLength(2);
		expect(source().url).toBe('/live?district=d1&since=11');
	});

	test('a stream that falls silent is dead', async () => {
		source().say('pulse', { last: 10 });
		await vi.advanceTimersByTimeAsync(77_000);
		expect(Source.opened.length).toBeGreaterThan(1);
		expect(Source.opened[0]!.closed).toBe(true);
	});

	test('where no stream comes through it asks now and then, without telling what is old', async () => {
		stored = [entry(5)];
		await failForGood();
		expect(states.at(-1)).toBe('polling');
		expect([heard, resets]).toEqual([[], 1]);
		stored.push(entry(6));
		await vi.advanceTimersByTimeAsync(15_000);
		expect(heard).toEqual([6]);
	});

	test('says that it is offline when nothing answers, and recovers', async () => {
		reachable = false;
		await failForGood();
		expect(states.at(-1)).toBe('offline');
		reachable = true;
		await vi.advanceTimersByTimeAsync(15_000);
		expect(states.at(-1)).toBe('polling');
		await vi.advanceTimersByTimeAsync(120_000);
		source().say('pulse', { last: 0 });
		expect(states.at(-1)).toBe('live');
	});

	test('passes on that too much was missed', () => {
		source().say('pulse', { last: 10 });
		source().say('reset', { last: 900 });
		change(901, 900);
		expect([resets, heard]).toEqual([1, [901]]);
	});

	test('is silent after it was closed', async () => {
		live.close();
		change(11, 10);
		source().fail();
		await vi.advanceTimersByTimeAsync(60_000);
		expect(heard).toEqual([]);
		expect(Source.opened).toHaveLength(1);
	});
});
