import { loadPublicDistrict } from '#data/public-pages';
import { parseSettings } from '#domain/place/settings';
import { ReachRefusal } from '#domain/reach/refusal';
import { MOST_MINUTES, nearestOf, noWalk } from '#features/public/nearest';
import { idOf, placeQuestion } from '#features/public/questions';
import { centresOf } from '#server/centres';
import { pageAnswer } from '#server/page-error';
import { BUILDINGS_PAGE_SIZE, buildingsAsked, placeOrNull } from '#server/place-asked';
import { clockOf, districtAsked, walkSeconds } from '#server/public-district';
import type { PageServerLoad } from './$types';

export const csr = false;

export const load: PageServerLoad = async ({ locals, parent, url }) => {
	const known = await parent();
	const wanted = url.searchParams.get('building');
	const place = await placeOrNull(locals.supabase, idOf(wanted));
	if (!place) {
		const question = placeQuestion(url.searchParams);
		const district = await districtAsked(locals.supabase, known, url, question.communityId);
		const { id, subdistricts, communities } = district;
		const found = await buildingsAsked(locals.supabase, id, question);
		const several = known.districts.length > 1;
		const picker = { district: { id, subdistricts, communities }, several, question, found, size: BUILDINGS_PAGE_SIZE };
		return { picker, gone: wanted !== null, answer: null };
	}
	const district = await pageAnswer(loadPublicDistrict(locals.supabase, place.building.districtId));
	const now = clockOf(district);
	const centres = (await pageAnswer(centresOf(locals.supabase, district))).filter(({ status }) => status === 'open');
	const positions = centres.map(({ position }) => position);
	const nearest = await walkSeconds(locals.supabase, district, place.building.door, positions, MOST_MINUTES).then(
		(seconds) => nearestOf(centres, seconds, now),
		(cause: unknown) => {
			const far = cause instanceof ReachRefusal && cause.refusal === 'far-from-streets';
			return noWalk(far ? 'doors.nearestFar' : 'doors.nearestUnknown');
		}
	);
	return { picker: null, gone: false, answer: { place, nearest, now, settings: parseSettings(district.settings) } };
};
