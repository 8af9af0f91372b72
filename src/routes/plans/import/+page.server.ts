import { error, fail, redirect, type RequestEvent } from '@sveltejs/kit';
import { loadPolygonGround } from '#data/polygons';
import { idOf } from '#features/public/questions';
import { pageAnswer } from '#server/page-error';
import { makeDraft, readAgain } from '#server/polygons/acts';
import { polygonDesk } from '#server/polygons/desk';
import { POLYGON_UPLOAD } from '#server/polygons/limits';
import { readingFrom } from '#server/polygons/reading';
import { uploadRefusal, viewOf } from '#server/polygons/view';
import { megabytes } from '#server/upload/limits';
import { operationOf, textOf } from '#ui/form-text';
import { translator } from '#ui/text/words';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
	const owner = await ownerOf(event);
	const { locals, url } = event;
	const t = translator(locals.locale);
	const { name } = await pageAnswer(loadPolygonGround(locals.supabase, owner.communityId, false));
	const preview = url.searchParams.get('preview');
	const looked = preview === null ? null : polygonDesk.find(owner, preview);
	const isGone = preview !== null && !looked;
	return {
		communityId: owner.communityId,
		community: name,
		limitMb: megabytes(POLYGON_UPLOAD.fileBytes),
		view: looked && viewOf(t, looked),
		refused: uploadRefusal(t, isGone ? 'polygons-gone' : url.searchParams.get('refused')),
		operation: crypto.randomUUID()
	};
};

export const actions: Actions = {
	again: async (event) => {
		const owner = await ownerOf(event);
		const { locals, request } = event;
		const form = await request.formData();
		const asked = { preview: textOf(form, 'preview'), reading: readingFrom((name) => textOf(form, name)) };
		redirect(303, await pageAnswer(readAgain(locals.supabase, owner, asked, locals.locale)));
	},
	make: async (event) => {
		const owner = await ownerOf(event);
		const { locals, request } = event;
		const form = await request.formData();
		const asked = { preview: textOf(form, 'preview'), operation: operationOf(form), name: textOf(form, 'name') };
		const made = await makeDraft(locals.supabase, owner, asked, locals.locale);
		if ('problem' in made) return fail(400, made);
		redirect(303, `/divide/${made.planId}`);
	}
};

async function ownerOf({ locals, url }: Pick<RequestEvent, 'locals' | 'url'>) {
	const user = await locals.user();
	if (!user) redirect(303, `/sign-in?to=${encodeURIComponent(url.pathname + url.search)}`);
	const communityId = idOf(url.searchParams.get('community'));
	if (!communityId) error(404, { message: 'not-found', refusal: 'not-found' });
	return { userId: user.id, communityId };
}
