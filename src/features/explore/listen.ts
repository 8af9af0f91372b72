import type { Explore } from '#features/explore/explore.svelte.ts';

/** What the routes load, by the names they depend on. */
export type Loaded = 'gezhi:view' | 'gezhi:answer';

const GATHER_MS = 300;
// a member who moves or a wish that turns changes lists and cards; the rest changes the ground they stand on
const PEOPLE = new Set(['members', 'wishes', 'wish_claims', 'wish_doors']);

/**
 * Hears of changes made elsewhere and has what is shown fetched again, under the reader's own rights. Changes that
 * come close together are fetched together. Returns how to stop.
 */
export function listen(page: Explore, districtId: string, refetch: (what: Loaded) => Promise<void>): () => void {
	const subjects = new Set<string>();
	let stop: (() => void) | null = null;
	let stopped = false;
	let timer: ReturnType<typeof setTimeout>;

	const tell = (subject: string) => {
		subjects.add(subject);
		clearTimeout(timer);
		timer = setTimeout(() => {
			if (subjects.has('members')) page.ground.membersChanged();
			if ([...subjects].some((name) => name.startsWith('wish'))) page.ground.wishesChanged();
			const ground = [...subjects].some((name) => !PEOPLE.has(name));
			subjects.clear();
			if (ground) void refetch('gezhi:view');
			void refetch('gezhi:answer');
		}, GATHER_MS);
	};

	const open = async () => {
		const { openLive } = await import('#data/live');
		if (stopped) return;
		const line = openLive({
			connect: () => page.client(),
			districtId,
			since: page.heard,
			onChange: ({ subject }) => tell(subject),
			onState: (state) => (page.offline = state === 'offline'),
			onReset: () => ['members', 'wishes', 'districts'].forEach(tell)
		});
		stop = () => line.close();
	};
	// the page works without: what is shown is as old as it was fetched
	open().catch(() => undefined);

	return () => {
		stopped = true;
		clearTimeout(timer);
		stop?.();
	};
}
