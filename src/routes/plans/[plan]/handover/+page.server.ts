import { error, redirect } from '@sveltejs/kit';
import { loadHandover } from '#data/handover';
import { loadPlanSheet } from '#data/plan-sheets';
import { parseSettings } from '#domain/place/settings';
import { dayIn } from '#features/plans/today';
import { idOf } from '#features/public/questions';
import { pageAnswer } from '#server/page-error';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, params, url }) => {
	if (!(await locals.user())) redirect(303, `/sign-in?to=${encodeURIComponent(url.pathname)}`);
	const planId = idOf(params.plan) ?? error(404, { message: 'not-found', refusal: 'not-found' });
	const [sheet, handover] = await pageAnswer(
		Promise.all([loadPlanSheet(locals.supabase, planId, null), loadHandover(locals.supabase, planId)])
	);
	return { sheet, handover, today: dayIn(parseSettings(sheet.district.settings).timeZone, new Date()) };
};
