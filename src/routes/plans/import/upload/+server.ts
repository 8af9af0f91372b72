import { redirect } from '@sveltejs/kit';
import { Refused } from '#data/call';
import { loadPolygonGround } from '#data/polygons';
import { PolygonRefusal } from '#domain/division/polygons/refusal';
import { idOf } from '#features/public/questions';
import { discardBody } from '#server/gate/body-limit';
import { lookAtUpload } from '#server/polygons/look';
import type { RequestHandler } from './$types';

/** Takes a file of polygons in. Who sends it, and that they may, is known before its first byte is read. */
export const POST: RequestHandler = async ({ request, locals, url }) => {
	const communityId = idOf(url.searchParams.get('community'));
	const page = `/plans/import?community=${communityId ?? ''}`;
	const user = await locals.user();
	let target = `/sign-in?to=${encodeURIComponent(page)}`;
	if (user && communityId) {
		try {
			const ground = await loadPolygonGround(locals.supabase, communityId, true, request.signal);
			target = `${page}&preview=${await lookAtUpload(user.id, ground, request, locals.locale)}`;
		} catch (cause) {
			if (!(cause instanceof Refused || cause instanceof PolygonRefusal)) throw cause;
			target = `${page}&refused=${cause.refusal}`;
		}
	}
	// what the sender is still sending is let go by, so that the answer is read
	void discardBody(request);
	redirect(303, target);
};
