import { fail } from '@sveltejs/kit';
import { Refused } from '#data/call';
import { loadCommunity } from '#data/public-pages';
import { postWish } from '#data/tracked-wishes';
import { idOf, placeQuestion } from '#features/public/questions';
import { problemOfRefusal, readWish, readWishAnswers } from '#features/public/wish-form';
import { pageAnswer } from '#server/page-error';
import { BUILDINGS_PAGE_SIZE, buildingsAsked, placeOrNull } from '#server/place-asked';
import { districtAsked } from '#server/public-district';
import { operationOf } from '#ui/form-text';
import type { Actions, PageServerLoad } from './$types';

export const csr = false;

export const load: PageServerLoad = async ({ locals, parent, url, setHeaders }) => {
	setHeaders({ 'cache-control': 'private, no-store' });
	const known = await parent();
	const wanted = url.searchParams.get('building');
	const question = placeQuestion(url.searchParams);
	const place = await placeOrNull(locals.supabase, idOf(wanted));
	const form = { operation: crypto.randomUUID(), origin: url.origin };
	if (place) {
		const { building, community } = place;
		return { ...form, picker: null, gone: false, place: { building, community, units: building.units } };
	}
	if (wanted === 'none' && question.communityId) {
		const { id, name } = await pageAnswer(loadCommunity(locals.supabase, question.communityId, { page: 1, size: 0 }));
		const community = { id, name };
		return { ...form, picker: null, gone: false, place: { building: null, community, units: 0 } };
	}
	const district = await districtAsked(locals.supabase, known, url, question.communityId);
	const { id, subdistricts, communities } = district;
	const found = await buildingsAsked(locals.supabase, id, question);
	const community = communities.find((each) => each.id === question.communityId);
	const without = community ? `/wishes/new?community=${community.id}&building=none` : null;
	const several = known.districts.length > 1;
	const picker = {
		district: { id, subdistricts, communities },
		several,
		question,
		found,
		size: BUILDINGS_PAGE_SIZE,
		without
	};
	return { ...form, picker, gone: wanted !== null, place: null };
};

export const actions: Actions = {
	default: async ({ request, locals }) => {
		const form = await request.formData();
		const answers = readWishAnswers(form);
		const read = readWish(answers);
		if ('problems' in read) return fail(400, { answers, problems: read.problems });
		try {
			return { code: await postWish(locals.supabase, operationOf(form), read.wish) };
		} catch (cause) {
			if (!(cause instanceof Refused)) throw cause;
			const status = cause.refusal === 'too-many-attempts' ? 429 : 400;
			return fail(status, { answers, problems: [problemOfRefusal(cause.refusal, cause.detail)] });
		}
	}
};
