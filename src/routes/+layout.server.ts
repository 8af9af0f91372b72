import { publicDistricts } from '#server/front-page';
import { signedInAccount } from '#server/signed-in';
import type { LayoutServerLoad } from './$types';

export const load: LayoutServerLoad = async ({ locals }) => {
	const [account, districts] = await Promise.all([signedInAccount(locals), publicDistricts(locals.supabase)]);
	const { locale, theme, size } = locals;
	// no answer is not an empty installation: pages that would say so must know the difference
	return { locale, theme, size, account, districts: districts ?? [], districtsKnown: districts !== null };
};
