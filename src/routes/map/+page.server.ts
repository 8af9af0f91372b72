import { answer } from '#features/explore/answer';
import { moveMemberAction, setWishStateAction } from '#features/explore/acts';
import { parseQuestion } from '#features/explore/view-url';
import { centresOf } from '#server/centres';
import { simplified } from '#server/search/simplified';
import type { Actions, PageServerLoad } from './$types';

/** The list and the card that the address asks for: in the first HTML, so that they need no script. */
export const load: PageServerLoad = async ({ locals, url, parent, depends }) => {
	depends('gezhi:answer');
	const asked = parseQuestion(url.searchParams);
	const question = asked.mode === 'buildings' ? { ...asked, q: simplified(asked.q) } : asked;
	const { view } = await parent();
	const askCentres = async () => (view ? centresOf(locals.supabase, { ...view, id: view.district.id }) : []);
	return { answer: view && (await answer(locals.supabase, view, question, askCentres)) };
};

export const actions: Actions = {
	setWishState: ({ locals, request }) => setWishStateAction(locals.supabase, request),
	moveMember: ({ locals, request }) => moveMemberAction(locals.supabase, request)
};
