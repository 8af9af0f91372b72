import { error, json } from '@sveltejs/kit';
import { marks, parseMarks } from '#features/explore/marks';
import { openPlan } from '#server/tiles/answer-tile';
import { planDoor, refusedAsStatus } from '#server/tiles/plan-door';
import { runningDesk } from '#server/tiles/running-desk';
import type { RequestHandler } from './$types';

/** Sums of wishes or members at their cells' places: under the caller's rights, so they are in no tile and in no cache. */
export const GET: RequestHandler = async ({ url, locals }) => {
	const question = parseMarks(url.searchParams);
	if (!question) error(400, { message: 'bad-request', refusal: 'bad-request' });
	const { desk, artefacts } = await runningDesk();
	return refusedAsStatus(async () => {
		const plan = await openPlan(desk, question, planDoor(locals.supabase, artefacts));
		if (!plan) error(404, { message: 'not-found', refusal: 'not-found' });
		const found = await marks(locals.supabase, question, plan.nodes);
		return json(found, { headers: { 'cache-control': 'private, no-store' } });
	});
};
