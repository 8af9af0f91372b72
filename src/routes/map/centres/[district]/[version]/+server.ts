import { error, json } from '@sveltejs/kit';
import { loadPublicDistrict } from '#data/public-pages';
import { idOf } from '#features/public/questions';
import { centresOf } from '#server/centres';
import { pageAnswer } from '#server/page-error';
import type { RequestHandler } from './$types';

/** A district's centres as the map draws them: the same for everybody, and for ever under a version's address. */
export const GET: RequestHandler = async ({ params, locals }) => {
	const id = idOf(params.district);
	if (!id) error(404, { message: 'not-found' });
	const district = await pageAnswer(loadPublicDistrict(locals.supabase, id));
	const centres = await pageAnswer(centresOf(locals.supabase, district));
	const marks = centres.map(({ id, name, kind, status, position }) => ({ id, name, kind, status, position }));
	const current = params.version === district.centresVersion;
	const caching = current ? 'public, max-age=31536000, immutable' : 'private, no-store';
	return json(marks, { headers: { 'cache-control': caching } });
};
