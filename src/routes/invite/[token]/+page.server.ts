import { fail, redirect } from '@sveltejs/kit';
import { joinProblems, readCredentials, repeatedPassword } from '#features/accounts/credentials';
import { keepName } from '#features/accounts/profile';
import { refusalOf } from '#features/accounts/refusals';
import { join } from '#features/accounts/sign-in';
import { linkHolds, redeemInvitation } from '#data/accounts';
import { operationOf, textOf } from '#ui/form-text';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, params }) => ({
	holds: await linkHolds(locals.supabase, { token: params.token, purpose: 'invite' }),
	signedIn: (await locals.user()) !== null,
	operation: crypto.randomUUID()
});

export const actions: Actions = {
	accept: async ({ request, locals, params }) => {
		const operation = operationOf(await request.formData());
		try {
			await redeemInvitation(locals.supabase, { operation, token: params.token });
		} catch (cause) {
			return fail(400, { problems: [refusalOf(cause)] });
		}
		redirect(303, '/account');
	},
	join: async ({ request, locals, params }) => {
		const form = await request.formData();
		const credentials = readCredentials(form);
		const displayName = textOf(form, 'displayName');
		const kept = { email: credentials.email, displayName };
		const problems = joinProblems(credentials, repeatedPassword(form));
		if (problems.length > 0) return fail(400, { ...kept, problems });
		const problem = await join(locals.supabase, credentials);
		if (problem) return fail(400, { ...kept, problems: [problem] });
		await keepName(locals.supabase, displayName, locals.locale);
		try {
			await redeemInvitation(locals.supabase, { operation: operationOf(form), token: params.token });
		} catch (cause) {
			return fail(400, { ...kept, problems: [refusalOf(cause)] });
		}
		redirect(303, '/account');
	}
};
