import { fail, redirect } from '@sveltejs/kit';
import { joinProblems, readCredentials, repeatedPassword, safeReturn } from '#features/accounts/credentials';
import { join } from '#features/accounts/sign-in';
import { keepName } from '#features/accounts/profile';
import { textOf } from '#ui/form-text';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = ({ url }) => ({ to: safeReturn(url.searchParams.get('to') ?? '/account') });

export const actions: Actions = {
	default: async ({ request, locals, url }) => {
		const form = await request.formData();
		const credentials = readCredentials(form);
		const displayName = textOf(form, 'displayName');
		const kept = { email: credentials.email, displayName };
		const problems = joinProblems(credentials, repeatedPassword(form));
		if (problems.length > 0) return fail(400, { ...kept, problems });
		const problem = await join(locals.supabase, credentials);
		if (problem) return fail(400, { ...kept, problems: [problem] });
		await keepName(locals.supabase, displayName, locals.locale);
		redirect(303, safeReturn(url.searchParams.get('to') ?? '/account'));
	}
};
