import type { Change } from '#data/live-feed';
import type { Divide } from '#features/divide/divide.svelte.ts';

const NO_STEP_MS = 800;

/**
 * Hears of steps that others make, and of the plan itself when somebody hands it in or sends it back: then it is
 * loaded again by `refetch`. Returns how to stop.
 */
export function listen(page: Divide, refetch: () => void): () => void {
	const { plan, community } = page.draft;
	let stop: (() => void) | null = null;
	let stopped = false;
	let turned: ReturnType<typeof setTimeout> | undefined;

	const heard = ({ subject, id, communityId }: Change) => {
		if (subject === 'plan_steps' && communityId === community.id) {
			clearTimeout(turned);
			page.catchUp();
		}
		// every step touches its plan; a plan that is touched without a step has taken a turn
		if (subject === 'plans' && id === plan.id) {
			clearTimeout(turned);
			turned = setTimeout(() => page.waiting === 0 && refetch(), NO_STEP_MS);
		}
	};

	const open = async () => {
		const { openLive } = await import('#data/live');
		if (stopped) return;
		const line = openLive({
			connect: () => page.client(),
			districtId: plan.districtId,
			since: page.input.heard,
			onChange: heard,
			onState: (state) => (page.offline = state === 'offline'),
			onReset: () => page.catchUp()
		});
		stop = () => line.close();
	};
	// the page works without: what others do is then seen when the next step of one's own is saved
	open().catch(() => undefined);
	const online = () => page.retry();
	addEventListener('online', online);

	return () => {
		stopped = true;
		clearTimeout(turned);
		removeEventListener('online', online);
		stop?.();
	};
}
