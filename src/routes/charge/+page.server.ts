import { error, fail, redirect, type RequestEvent } from '@sveltejs/kit';
import { treeOf } from '#data/accounts';
import { myAccount } from '#data/session';
import { districtOfRole } from '#domain/people/account';
import { actOnCharge, type ActName } from '#features/assign/acts';
import { answerCharge } from '#features/assign/answer';
import { ownCommunities } from '#features/assign/communities';
import { parseCharge } from '#features/assign/question';
import { runningInstallation } from '#server/running';
import { pageAnswer } from '#server/page-error';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
	event.depends('gezhi:charge');
	await signedIn(event);
	const question = parseCharge(event.url.searchParams);
	if (!question) return { communities: await communitiesOf(event), page: null };
	const { feed } = await runningInstallation();
	const heard = feed?.head ?? null;
	const answer = await pageAnswer(answerCharge(event.locals.supabase, question));
	const operation = crypto.randomUUID();
	return { communities: [], page: { question, answer, operation, heard, database: event.locals.database } };
};

export const actions: Actions = {
	assign: (event) => act('assign', event),
	end: (event) => act('end', event),
	continue: (event) => act('continue', event),
	place: (event) => act('place', event),
	find: (event) => act('find', event)
};

async function act(name: ActName, event: RequestEvent) {
	await signedIn(event);
	const question = parseCharge(event.url.searchParams) ?? error(400);
	const outcome = await actOnCharge(name, event.locals.supabase, await event.request.formData(), question.communityId);
	return outcome.problems ? fail(statusOf(outcome.problems), outcome) : outcome;
}

function statusOf(problems: readonly { readonly refusal: string }[]): number {
	const said = (refusal: string) => problems.some((problem) => problem.refusal === refusal);
	if (said('not-permitted')) return 403;
	return said('stale-version') || said('stale-members') ? 409 : 400;
}

/** The caller's own communities of a district; whoever has one goes there at once. */
async function communitiesOf({ locals, url }: Pick<RequestEvent, 'locals' | 'url'>) {
	const account = await pageAnswer(myAccount(locals.supabase));
	const wanted = url.searchParams.get('district');
	const districtId = districtOfRole(account, ['worker', 'administrator'], wanted) ?? error(403);
	const own = ownCommunities(account, await pageAnswer(treeOf(locals.supabase, districtId)));
	const [only] = own;
	if (own.length === 1 && only) redirect(303, `/charge?community=${only.id}`);
	return own;
}

async function signedIn({ locals, url }: Pick<RequestEvent, 'locals' | 'url'>): Promise<void> {
	if (!(await locals.user())) redirect(303, `/sign-in?to=${encodeURIComponent(url.pathname + url.search)}`);
}
