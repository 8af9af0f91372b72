import { DEMO_ACCOUNTS, DEMO_PASSWORD } from '#server/demo/accounts';
import { frontFigures } from '#server/front-page';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async ({ locals, parent, url }) => {
	const { districts, account } = await parent();
	const wanted = url.searchParams.get('district');
	const district = districts.find(({ id }) => id === wanted) ?? districts[0] ?? null;
	const figures = district ? await frontFigures(locals.supabase, district.id, account === null) : null;
	return { district, figures, demo: district?.isDemo ? { accounts: DEMO_ACCOUNTS, password: DEMO_PASSWORD } : null };
};
