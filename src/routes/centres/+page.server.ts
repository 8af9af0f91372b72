import { centreQuestion, chooseCentres, cut } from '#features/public/questions';
import { clockOf, districtAsked } from '#server/public-district';
import type { PageServerLoad } from './$types';

export const csr = false;

const PAGE_SIZE = 20;

export const load: PageServerLoad = async ({ locals, parent, url }) => {
	const known = await parent();
	const { id, communities, ...district } = await districtAsked(locals.supabase, known, url);
	const question = centreQuestion(url.searchParams);
	const now = clockOf({ id, communities, ...district });
	const chosen = chooseCentres(district.centres, question, now);
	const { page, rows } = cut(chosen, question.page, PAGE_SIZE);
	const several = known.districts.length > 1;
	return { district: { id, communities }, several, question, now, total: chosen.length, page, rows, size: PAGE_SIZE };
};
