import { error, redirect, type RequestEvent } from '@sveltejs/kit';
import { loadMapView } from '#data/districts';
import { loadDraft, loadSteps } from '#data/plans';
import { DIVIDE_ACTS } from '#features/divide/acts';
import { pageAnswer } from '#server/page-error';
import { runningInstallation } from '#server/running';
import { translator } from '#ui/text/words';
import type { Actions, PageServerLoad } from './$types';

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/** The draft and all around it: asked again when the plan itself changes; its steps travel another way. */
export const load: PageServerLoad = async (event) => {
	const { locals, params, depends } = event;
	depends('gezhi:draft');
	await signedIn(event);
	if (!UUID.test(params.plan)) error(404, { message: 'not-found', refusal: 'not-found' });
	// before the draft is asked: a step while it is on its way is heard again rather than never
	const { feed } = await runningInstallation();
	const heard = feed?.head ?? null;
	const draft = await pageAnswer(loadDraft(locals.supabase, params.plan));
	const [view, { undo, redo }] = await pageAnswer(
		Promise.all([
			loadMapView(locals.supabase, draft.plan.districtId),
			loadSteps(locals.supabase, params.plan, draft.plan.seq)
		])
	);
	return { draft, view, counts: { undo, redo }, heard, database: locals.database, operation: crypto.randomUUID() };
};

const act = (name: keyof typeof DIVIDE_ACTS) => async (event: RequestEvent) => {
	await signedIn(event);
	const { locals, params, request } = event;
	const form = await request.formData();
	const t = translator(locals.locale);
	return DIVIDE_ACTS[name]({ client: locals.supabase, planId: params['plan'] ?? '', form, t });
};

export const actions: Actions = {
	assign: act('assign'),
	cell: act('cell'),
	merge: act('merge'),
	remove: act('remove'),
	area: act('area'),
	undo: act('undo'),
	redo: act('redo')
};

async function signedIn({ locals, url }: Pick<RequestEvent, 'locals' | 'url'>): Promise<void> {
	if (!(await locals.user())) redirect(303, `/sign-in?to=${encodeURIComponent(url.pathname)}`);
}
