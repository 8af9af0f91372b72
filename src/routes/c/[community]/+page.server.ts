import { error } from '@sveltejs/kit';
import { loadCommunity } from '#data/public-pages';
import { idOf, pageOf } from '#features/public/questions';
import { centresOf } from '#server/centres';
import { pageAnswer } from '#server/page-error';
import { clockOf } from '#server/public-district';
import type { PageServerLoad } from './$types';

export const csr = false;

const PAGE_SIZE = 15;

export const load: PageServerLoad = async ({ locals, params, url }) => {
	const id = idOf(params.community);
	if (!id) error(404, { message: 'not-found' });
	const page = pageOf(url.searchParams);
	const community = await pageAnswer(loadCommunity(locals.supabase, id, { page, size: PAGE_SIZE }));
	const all = await pageAnswer(centresOf(locals.supabase, community.district));
	const centres = all.filter(({ communityId }) => communityId === id);
	return { community, centres, now: clockOf(community.district), page, size: PAGE_SIZE };
};
