import { fail, redirect } from '@sveltejs/kit';
import { changePassword } from '#features/accounts/sign-in';
import { newPasswordProblems, readCredentials, repeatedPassword } from '#features/accounts/credentials';
import { refusalOf } from '#features/accounts/refusals';
import { treeOf } from '#data/accounts';
import { askToVolunteer, saveProfile } from '#data/session';
import { operationOf, textOf } from '#ui/form-text';
import { pageAnswer } from '#server/page-error';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, parent, url }) => {
	if (!(await locals.user())) redirect(303, '/sign-in?to=/account');
	const { districts } = await parent();
	const wanted = url.searchParams.get('district');
	const district = districts.find(({ id }) => id === wanted) ?? districts[0];
	const tree = district ? await pageAnswer(treeOf(locals.supabase, district.id)) : [];
	return { communities: tree.filter((step) => step.kind === 'community'), operation: crypto.randomUUID() };
};

export const actions: Actions = {
	profile: async ({ request, locals }) => {
		const form = await request.formData();
		const displayName = textOf(form, 'displayName');
		if (displayName.length > 40) {
			return fail(400, {
				profile: [{ field: 'displayName', refusal: 'name-too-long', params: { max: 40 } }],
				displayName
			});
		}
		try {
			await saveProfile(locals.supabase, { operation: operationOf(form), displayName, locale: locals.locale });
		} catch (cause) {
			return fail(400, { profile: [refusalOf(cause)], displayName });
		}
		return { done: 'profile' as const };
	},
	volunteer: async ({ request, locals }) => {
		const form = await request.formData();
		const nodeId = textOf(form, 'node');
		if (nodeId === '') return fail(400, { volunteer: [{ field: 'node', refusal: 'node-missing' }] });
		try {
			await askToVolunteer(locals.supabase, { operation: operationOf(form), nodeId });
		} catch (cause) {
			return fail(400, { volunteer: [refusalOf(cause)] });
		}
		return { done: 'volunteer' as const };
	},
	password: async ({ request, locals }) => {
		const form = await request.formData();
		const { password } = readCredentials(form);
		const user = await locals.user();
		const problems = newPasswordProblems(password, repeatedPassword(form), user?.email ?? '');
		if (problems.length > 0) return fail(400, { password: problems });
		const problem = await changePassword(locals.supabase, password);
		if (problem) return fail(400, { password: [problem] });
		return { done: 'password' as const };
	}
};
