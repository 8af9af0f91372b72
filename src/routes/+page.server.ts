import { DEMO_ACCOUNTS, DEMO_PASSWORD } from '#server/demo/accounts';
import { publicFigures } from '#server/front-page';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, parent, url }) => {
	const { districts } = await parent();
	const wanted = url.searchParams.get('district');
	const district = districts.find(({ id }) => id === wanted) ?? districts[0] ?? null;
	const figures = district ? await publicFigures(locals.supabase, district.id) : null;
	return { district, figures, demo: district?.isDemo ? { accounts: DEMO_ACCOUNTS, password: DEMO_PASSWORD } : null };
};
