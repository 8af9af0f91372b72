import { fail, redirect } from '@sveltejs/kit';
import { joinProblems, readCredentials, repeatedPassword } from '#features/accounts/credentials';
import { refusalOf } from '#features/accounts/refusals';
import { join, signIn } from '#features/accounts/sign-in';
import { listDistricts } from '#data/districts';
import { claimInstallation, isEmptyInstallation } from '#data/setup';
import { forgetDistricts } from '#server/front-page';
import { operationOf, textOf } from '#ui/form-text';
import type { FormProblem } from '#ui/form-problem';
import { pageAnswer } from '#server/page-error';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, url }) => ({
	empty: await pageAnswer(isEmptyInstallation(locals.supabase)),
	token: url.searchParams.get('token') ?? '',
	operation: crypto.randomUUID()
});

export const actions: Actions = {
	default: async ({ request, locals }) => {
		const form = await request.formData();
		const credentials = readCredentials(form);
		const name = textOf(form, 'name');
		const nameEn = textOf(form, 'nameEn');
		const token = textOf(form, 'token');
		const kept = { email: credentials.email, name, nameEn };
		const imported = (await listDistricts(locals.supabase)).length > 0;
		const problems: FormProblem[] = name === '' && !imported ? [{ field: 'name', refusal: 'name-missing' }] : [];
		problems.push(...joinProblems(credentials, repeatedPassword(form)));
		if (problems.length > 0) return fail(400, { ...kept, problems });
		// a second try after a mistyped token finds the account there already
		const joined = await join(locals.supabase, credentials);
		const problem = joined?.refusal === 'email-taken' ? await signIn(locals.supabase, credentials) : joined;
		if (problem) return fail(400, { ...kept, problems: [problem] });
		try {
			await claimInstallation(locals.supabase, { operation: operationOf(form), token, name, nameEn });
		} catch (cause) {
			return fail(400, { ...kept, problems: [refusalOf(cause)] });
		}
		forgetDistricts();
		redirect(303, '/settings');
	}
};
