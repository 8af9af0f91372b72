import { fail, redirect } from '@sveltejs/kit';
import { newPasswordProblems, readCredentials, repeatedPassword } from '#features/accounts/credentials';
import { refusalOf } from '#features/accounts/refusals';
import { linkHolds, redeemPasswordReset } from '#data/accounts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, params }) => ({
	holds: await linkHolds(locals.supabase, { token: params.token, purpose: 'reset' })
});

export const actions: Actions = {
	default: async ({ request, locals, params }) => {
		const form = await request.formData();
		const { password } = readCredentials(form);
		const problems = newPasswordProblems(password, repeatedPassword(form));
		if (problems.length > 0) return fail(400, { problems });
		try {
			await redeemPasswordReset(locals.supabase, { token: params.token, password });
		} catch (cause) {
			return fail(400, { problems: [refusalOf(cause)] });
		}
		redirect(303, '/sign-in?reset');
	}
};
