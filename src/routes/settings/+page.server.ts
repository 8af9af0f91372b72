import { error, fail, redirect, type RequestEvent } from '@sveltejs/kit';
import { loadMapView } from '#data/districts';
import { myAccount } from '#data/session';
import { districtOfRole } from '#domain/people/account';
import { parseSettings } from '#domain/place/settings';
import { rename, restore, saveForm, type SaveOutcome } from '#features/settings/save';
import { forgetDistricts } from '#server/front-page';
import { pageAnswer } from '#server/page-error';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
	const districtId = await ownDistrict(event);
	const { district } = await pageAnswer(loadMapView(event.locals.supabase, districtId));
	const { name, nameEn, version } = district;
	return { name, nameEn, version, settings: parseSettings(district.settings), operation: crypto.randomUUID() };
};

export const actions: Actions = {
	save: (event) => act(saveForm, event),
	restore: (event) => act(restore, event),
	rename: async (event) => {
		const outcome = await act(rename, event);
		forgetDistricts();
		return outcome;
	}
};

async function act(save: typeof saveForm, event: RequestEvent) {
	const districtId = await ownDistrict(event);
	const outcome: SaveOutcome = await save(event.locals.supabase, await event.request.formData(), districtId);
	return outcome.problems ? fail(400, outcome) : outcome;
}

/** The district that the caller administers: the one in the address, else the first. */
async function ownDistrict({ locals, url }: Pick<RequestEvent, 'locals' | 'url'>): Promise<string> {
	if (!(await locals.user())) redirect(303, `/sign-in?to=${encodeURIComponent(url.pathname + url.search)}`);
	const account = await pageAnswer(myAccount(locals.supabase));
	return districtOfRole(account, ['administrator'], url.searchParams.get('district')) ?? error(403);
}
