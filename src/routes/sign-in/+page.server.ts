import { fail, redirect } from '@sveltejs/kit';
import { readCredentials, safeReturn, signInProblems } from '#features/accounts/credentials';
import { signIn } from '#features/accounts/sign-in';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = ({ url }) => ({
	to: safeReturn(url.searchParams.get('to')),
	reset: url.searchParams.has('reset')
});

export const actions: Actions = {
	default: async ({ request, locals, url }) => {
		const credentials = readCredentials(await request.formData());
		const problems = signInProblems(credentials);
		if (problems.length > 0) return fail(400, { email: credentials.email, problems });
		const problem = await signIn(locals.supabase, credentials);
		if (problem) return fail(400, { email: credentials.email, problems: [problem] });
		redirect(303, safeReturn(url.searchParams.get('to')));
	}
};
