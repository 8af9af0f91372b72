import type { DatabaseDoor } from '#data/supabase';

/** What the page shows follows from these; a plan that takes effect brings other cells. */
const SUBJECTS = new Set(['duties', 'members', 'plans', 'districts']);
const GATHER_MS = 300;

/** Where to listen, and from which change on. */
export interface Line {
	readonly database: DatabaseDoor;
	readonly districtId: string;
	readonly since: number | null;
}

/** Has the page asked again when somebody changed what it shows. Returns how to stop. */
export function listen({ database, districtId, since }: Line, refetch: () => Promise<void>): () => void {
	let stop: (() => void) | null = null;
	let stopped = false;
	let timer: ReturnType<typeof setTimeout>;
	const tell = () => {
		clearTimeout(timer);
		timer = setTimeout(() => void refetch(), GATHER_MS);
	};
	const open = async () => {
		const { openLive } = await import('#data/live');
		if (stopped) return;
		const onChange = ({ subject }: { readonly subject: string }) => {
			if (SUBJECTS.has(subject)) tell();
		};
		const connect = async () => (await import('#data/supabase')).browserClient(database);
		const line = openLive({ connect, districtId, since, onChange, onReset: tell });
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
