import { error } from '@sveltejs/kit';
import { loadSurroundings } from '#data/public-pages';
import { idOf } from '#features/public/questions';
import { centresOf } from '#server/centres';
import { pageAnswer } from '#server/page-error';
import { clockOf, streetsNear } from '#server/public-district';
import type { PageServerLoad } from './$types';

export const csr = false;

const SKETCH_RADIUS_M = 180;

export const load: PageServerLoad = async ({ locals, params }) => {
	const id = idOf(params.id);
	if (!id) error(404, { message: 'not-found' });
	const { district, around, landmarks } = await pageAnswer(loadSurroundings(locals.supabase, id));
	const centre = (await pageAnswer(centresOf(locals.supabase, district))).find((each) => each.id === id);
	if (!centre) error(404, { message: 'not-found' });
	const community = district.communities.find((each) => each.id === centre.communityId) ?? null;
	// a page without a sketch is better than none
	const streets = await streetsNear(locals.supabase, district, centre.position, SKETCH_RADIUS_M).catch(() => []);
	const radiusM = SKETCH_RADIUS_M;
	return { centre, community, surroundings: { around, landmarks }, streets, radiusM, now: clockOf(district) };
};
