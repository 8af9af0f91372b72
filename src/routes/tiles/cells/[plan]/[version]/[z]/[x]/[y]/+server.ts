import { answerTile } from '#server/tiles/answer-tile';
import { planDoor, refusedAsStatus } from '#server/tiles/plan-door';
import { runningDesk } from '#server/tiles/running-desk';
import type { RequestHandler } from './$types';

/** A tile of a plan's cells, under the caller's rights. */
export const GET: RequestHandler = async ({ params, request, locals }) => {
	const { desk, artefacts } = await runningDesk();
	return refusedAsStatus(() => answerTile(desk, params, request, planDoor(locals.supabase, artefacts)));
};
