import { error, redirect, type RequestEvent } from '@sveltejs/kit';
import { importState } from '#data/imports';
import { pageAnswer } from '#server/page-error';
import { megabytes, UPLOAD_LIMITS } from '#server/upload/limits';
import { importDesk } from '#server/upload/open-desk';
import { refusedSentence, reportView, runningView } from '#server/upload/page-state';
import { translator } from '#ui/text/words';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
	const { locals, url } = event;
	const userId = await caller(event);
	const t = translator(locals.locale);
	const desk = await importDesk();
	const running = desk?.running() ?? null;
	const common = {
		operation: crypto.randomUUID(),
		offered: desk !== null,
		mapMb: megabytes(UPLOAD_LIMITS.mapBytes),
		boundaryMb: megabytes(UPLOAD_LIMITS.boundaryBytes),
		refused: refusedSentence(t, url.searchParams.get('refused'), UPLOAD_LIMITS)
	};
	// while a district is stored an embedded database answers nobody: whose import it is the desk knows
	if (running?.userId === userId) return { ...common, running: runningView(t, running), last: null, elsewhere: false };
	const state = await pageAnswer(importState(locals.supabase));
	if (!state.may) error(403, { message: 'not-permitted', refusal: 'not-permitted' });
	const last = state.last && reportView(t, state.last);
	return { ...common, running: null, last, elsewhere: running !== null };
};

export const actions: Actions = {
	cancel: async (event) => {
		const userId = await caller(event);
		await (await importDesk())?.cancel(userId);
		redirect(303, '/import');
	}
};

async function caller({ locals, url }: Pick<RequestEvent, 'locals' | 'url'>): Promise<string> {
	const user = await locals.user();
	if (!user) redirect(303, `/sign-in?to=${encodeURIComponent(url.pathname)}`);
	return user.id;
}
