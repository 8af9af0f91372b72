import { answerOutline } from '#server/tiles/answer-tile';
import { planDoor, refusedAsStatus } from '#server/tiles/plan-door';
import { runningDesk } from '#server/tiles/running-desk';
import type { RequestHandler } from './$types';

/** The outline of one node of a plan, under the caller's rights. */
export const GET: RequestHandler = async ({ params, request, locals }) => {
	const { desk, artefacts } = await runningDesk();
	return refusedAsStatus(() => answerOutline(desk, params, request, planDoor(locals.supabase, artefacts)));
};
