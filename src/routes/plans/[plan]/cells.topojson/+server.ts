import { error } from '@sveltejs/kit';
import { idOf } from '#features/public/questions';
import { pageAnswer } from '#server/page-error';
import { exportCells } from '#server/polygons/export';
import type { RequestHandler } from './$types';

/** The outlines of a plan for other programs, for whoever may see the plan. */
export const GET: RequestHandler = ({ locals, params, request, url }) => {
	const planId = idOf(params.plan) ?? error(404, { message: 'not-found', refusal: 'not-found' });
	const communityId = idOf(url.searchParams.get('community'));
	return pageAnswer(exportCells(locals.supabase, { planId, communityId }, 'topojson', request.signal));
};
