import { error, fail, redirect, type RequestEvent } from '@sveltejs/kit';
import { treeOf } from '#data/accounts';
import { pagePlans } from '#data/plans';
import { myAccount } from '#data/session';
import { begin, discard } from '#features/plans/acts';
import { holds, ownCommunity } from '#features/plans/rights';
import { idOf, pageOf } from '#features/public/questions';
import { pageAnswer } from '#server/page-error';
import { textOf } from '#ui/form-text';
import type { Actions, PageServerLoad } from './$types';

const PAGE_SIZE = 20;
const EDITIONS = 20;

export const load: PageServerLoad = async ({ locals, url, parent }) => {
	const { districts } = await parent();
	const account = (await locals.user()) ? await pageAnswer(myAccount(locals.supabase)) : null;
	const wanted = idOf(url.searchParams.get('community')) ?? ownCommunity(account);
	const known = idOf(url.searchParams.get('district'));
	const trees = await pageAnswer(
		Promise.all(districts.map(async ({ id }) => ({ id, tree: await treeOf(locals.supabase, id) })))
	);
	const place =
		trees.find(({ id, tree }) => (wanted ? tree.some((step) => step.id === wanted) : id === known)) ?? trees[0];
	if (!place) error(404, { message: 'not-found', refusal: 'not-found' });
	const community = place.tree.find((step) => step.id === wanted && step.kind === 'community') ?? null;
	if (wanted && !community) error(404, { message: 'not-found', refusal: 'not-found' });
	const page = pageOf(url.searchParams);
	const ask = (communityId: string | null, from: number, size: number) =>
		pagePlans(locals.supabase, { districtId: place.id, communityId, page: from, size });
	const [proposals, editions] = await pageAnswer(
		Promise.all([community ? ask(community.id, page, PAGE_SIZE) : null, ask(null, 1, EDITIONS)])
	);
	return {
		districtId: place.id,
		communities: place.tree.filter((step) => step.kind === 'community'),
		community,
		proposals,
		editions: editions.rows.filter(({ status }) => status === 'effective' || status === 'retired'),
		works: community !== null && holds(account, 'worker', community.id, place.tree),
		administers: community !== null && holds(account, 'administrator', community.id, place.tree),
		base: idOf(url.searchParams.get('base')),
		page,
		size: PAGE_SIZE,
		operation: crypto.randomUUID()
	};
};

export const actions: Actions = {
	begin: async (event) => {
		const { form, communityId } = await asked(event);
		const outcome = await begin(event.locals.supabase, form, communityId);
		if (outcome.planId) redirect(303, `/plans/${outcome.planId}?begun=1`);
		return fail(400, { act: 'begin' as const, ...outcome });
	},
	discard: async (event) => {
		const { form, communityId } = await asked(event);
		const outcome = await discard(event.locals.supabase, form);
		if (!outcome.problems) redirect(303, `/plans?community=${communityId}&discarded=1`);
		return fail(400, { act: 'discard' as const, ...outcome });
	}
};

async function asked({ request, locals, url }: RequestEvent) {
	if (!(await locals.user())) redirect(303, `/sign-in?to=${encodeURIComponent('/plans')}`);
	const form = await request.formData();
	const communityId = idOf(textOf(form, 'community')) ?? idOf(url.searchParams.get('community'));
	if (!communityId) error(400, { message: 'bad-request', refusal: 'bad-request' });
	return { form, communityId };
}
