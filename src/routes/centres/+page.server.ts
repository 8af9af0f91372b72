import { centreQuestion, chooseCentres, cut } from '#features/public/questions';
import { centresOf } from '#server/centres';
import { pageAnswer } from '#server/page-error';
import { clockOf, districtAsked } from '#server/public-district';
import type { PageServerLoad } from './$types';

export const csr = false;

const PAGE_SIZE = 20;

export const load: PageServerLoad = async ({ locals, parent, url }) => {
	const known = await parent();
	const question = centreQuestion(url.searchParams);
	const district = await districtAsked(locals.supabase, known, url, question.communityId);
	const { id, subdistricts, communities } = district;
	const now = clockOf(district);
	const chosen = chooseCentres(await pageAnswer(centresOf(locals.supabase, district)), question, now, communities);
	const { page, rows } = cut(chosen, question.page, PAGE_SIZE);
	const several = known.districts.length > 1;
	return {
		district: { id, subdistricts, communities },
		several,
		question,
		now,
		total: chosen.length,
		page,
		rows,
		size: PAGE_SIZE
	};
};
