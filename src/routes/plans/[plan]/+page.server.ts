import { error, fail, redirect, type RequestEvent } from '@sveltejs/kit';
import { loadPlanSheet } from '#data/plan-sheets';
import { dayIn } from '#features/plans/today';
import { parseSettings } from '#domain/place/settings';
import { turn, type TurnAct } from '#features/plans/acts';
import { codingOf } from '#features/plans/coding';
import { sketchOf } from '#features/plans/sketch';
import { idOf } from '#features/public/questions';
import { pageAnswer } from '#server/page-error';
import { planOutlines } from '#server/tiles/plan-outlines';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, params, url }) => {
	const planId = idOf(params.plan) ?? error(404, { message: 'not-found', refusal: 'not-found' });
	const wanted = idOf(url.searchParams.get('community'));
	const sheet = await pageAnswer(loadPlanSheet(locals.supabase, planId, wanted));
	const shapes = sheet.community ? await pageAnswer(planOutlines(locals.supabase, planId, sheet.community.id)) : [];
	return {
		sheet,
		sketch: sketchOf([shapes]),
		today: dayIn(parseSettings(sheet.district.settings).timeZone, new Date()),
		begun: url.searchParams.has('begun'),
		operation: crypto.randomUUID()
	};
};

export const actions: Actions = {
	handIn: (event) => act('handIn', event),
	publish: (event) => act('publish', event),
	giveDay: (event) => act('giveDay', event),
	sendBack: (event) => act('sendBack', event)
};

async function act(name: TurnAct, { locals, params, request, url }: RequestEvent) {
	if (!(await locals.user())) redirect(303, `/sign-in?to=${encodeURIComponent(url.pathname)}`);
	const planId = idOf(params['plan']) ?? error(404, { message: 'not-found', refusal: 'not-found' });
	const coding = async () => {
		const sheet = await loadPlanSheet(locals.supabase, planId, null);
		const shapes = sheet.community ? await planOutlines(locals.supabase, planId, sheet.community.id) : [];
		return codingOf(sheet, new Map(shapes.map(({ node, label }) => [node, label])));
	};
	const outcome = await turn(locals.supabase, name, { planId, form: await request.formData(), coding });
	return outcome.problems ? fail(400, outcome) : outcome;
}
