import { error, fail, redirect, type RequestEvent } from '@sveltejs/kit';
import { administer } from '#features/accounts/administration';
import { branchOptions, nodeOptions } from '#features/accounts/node-choice';
import { pageAccounts, treeOf } from '#data/accounts';
import { myAccount } from '#data/session';
import { administers, districtOfRole } from '#domain/people/account';
import { idOf } from '#features/public/questions';
import { textOf } from '#ui/form-text';
import { pageAnswer } from '#server/page-error';
import type { Actions, PageServerLoad } from './$types';

const PAGE_SIZE = 20;

export const load: PageServerLoad = async ({ locals, url }) => {
	const { districtId, account } = await ownDistrict({ locals, url });
	const query = url.searchParams.get('q')?.trim() ?? '';
	const page = Math.max(1, Math.trunc(Number(url.searchParams.get('page'))) || 1);
	const community = url.searchParams.get('community');
	const [accounts, tree] = await pageAnswer(
		Promise.all([
			pageAccounts(locals.supabase, { districtId, query, page, size: PAGE_SIZE }),
			treeOf(locals.supabase, districtId, idOf(community))
		])
	);
	return {
		accounts,
		query,
		page,
		size: PAGE_SIZE,
		community,
		nodes: nodeOptions(tree, community),
		branches: branchOptions(tree, community),
		administers: administers(account, districtId),
		operation: crypto.randomUUID(),
		origin: url.origin
	};
};

export const actions: Actions = {
	invite: (event) => act('invite', event),
	grant: (event) => act('grant', event),
	end: (event) => act('end', event),
	confirm: (event) => act('confirm', event),
	reset: (event) => act('reset', event),
	endSessions: (event) => act('endSessions', event)
};

async function act(name: Parameters<typeof administer>[0], event: RequestEvent) {
	const { districtId } = await ownDistrict(event);
	const form = await event.request.formData();
	const userId = textOf(form, 'user');
	const outcome = await administer(name, event.locals.supabase, form, districtId);
	return outcome.problems ? fail(400, { act: name, userId, ...outcome }) : { act: name, userId, ...outcome };
}

/** The district in whose accounts the caller has a say: the one in the address, else the first. */
async function ownDistrict({ locals, url }: Pick<RequestEvent, 'locals' | 'url'>) {
	if (!(await locals.user())) redirect(303, `/sign-in?to=${encodeURIComponent(url.pathname + url.search)}`);
	const account = await pageAnswer(myAccount(locals.supabase));
	const wanted = url.searchParams.get('district');
	const districtId = districtOfRole(account, ['administrator', 'worker'], wanted) ?? error(403);
	return { districtId, account };
}
