import { listDistricts } from '#data/districts';
import { answerBackground, runningBackground } from '#server/background/answer';
import { runningInstallation } from '#server/running';
import type { RequestHandler } from './$types';

/** One tile of the optional background, through our own address: the key stays here. */
export const GET: RequestHandler = async ({ params, locals }) => {
	const offered = runningBackground(await runningInstallation());
	return answerBackground(offered, params, async () => {
		const districts = await listDistricts(locals.supabase);
		return districts.flatMap(({ bounds }) => (bounds ? [bounds] : []));
	});
};
