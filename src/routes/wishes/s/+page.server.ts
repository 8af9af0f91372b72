import { fail, redirect } from '@sveltejs/kit';
import { readTrackingCode } from '#domain/wishes/tracking-code';
import { textOf } from '#ui/form-text';
import type { Actions } from './$types';

export const csr = false;

export const actions: Actions = {
	default: async ({ request }) => {
		const typed = textOf(await request.formData(), 'code').slice(0, 100);
		const code = readTrackingCode(typed);
		if (code === '') return fail(400, { typed, problems: [{ field: 'code', refusal: 'code-missing' }] });
		redirect(303, `/wishes/s/${encodeURIComponent(code)}`);
	}
};
