import { redirect } from '@sveltejs/kit';
import { readPreferences } from '#ui/preferences';
import type { RequestHandler } from './$types';

const A_YEAR_SECONDS = 365 * 86_400;

/** Remembers how the reader wants pages to look and speak, and returns to the page they came from. */
export const POST: RequestHandler = async ({ request, cookies, url }) => {
	const form = await request.formData();
	const secure = url.protocol === 'https:';
	for (const { name, value } of readPreferences(form)) {
		cookies.set(name, value, { path: '/', maxAge: A_YEAR_SECONDS, sameSite: 'lax', httpOnly: true, secure });
	}
	redirect(303, returnPath(form.get('back'), url));
};

/** The path to return to, on this origin and nowhere else. */
function returnPath(back: FormDataEntryValue | null, here: URL): string {
	if (typeof back !== 'string') return '/';
	const target = URL.parse(back, here.origin);
	if (!target || target.origin !== here.origin) return '/';
	target.searchParams.delete('lang');
	return target.pathname.replace(/^\/+/, '/') + target.search + target.hash;
}
