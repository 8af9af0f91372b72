import type { SupabaseClient } from '@supabase/supabase-js';
import { Refused } from '#data/call';
import { planDoor } from '#server/tiles/plan-door';
import type { PlanShape } from '#server/tiles/plan-shapes';
import { runningDesk } from '#server/tiles/running-desk';

// a draft that is being painted has another version at every stroke
const ATTEMPTS = 3;

/**
 * Outlines of a community and of its cells in a plan, as far as the caller may see the plan; none where they are not
 * to be had now, so that a page goes on without its drawing. Throws Refused `not-found`.
 */
export async function planOutlines(
	client: SupabaseClient,
	planId: string,
	communityId: string
): Promise<readonly PlanShape[]> {
	const { desk, artefacts } = await runningDesk();
	const door = planDoor(client, artefacts);
	try {
		for (let attempt = 0; attempt < ATTEMPTS; attempt++) {
			const { version } = await door.state(planId);
			const plan = await desk.open(planId, version, door);
			const shapes = plan && (await desk.outlines(plan, communityId));
			if (shapes) return shapes;
		}
	} catch (cause) {
		if (cause instanceof Refused) throw cause;
	}
	return [];
}
