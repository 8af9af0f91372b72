import { error } from '@sveltejs/kit';
import { Refused } from '#data/call';
import { listDistricts, loadMapView } from '#data/districts';
import { parseQuestion } from '#features/explore/view-url';
import { mapScript } from '#server/map-script';
import { runningInstallation } from '#server/running';
import type { LayoutServerLoad } from './$types';

/** The district: asked again when another one is chosen or the live feed says that it changed, and by nothing else. */
export const load: LayoutServerLoad = async ({ locals, url, depends, parent }) => {
	depends('gezhi:view');
	try {
		// before the view is asked: a change while it is on its way is heard again rather than never
		const { feed, config } = await runningInstallation();
		const heard = feed?.head ?? null;
		// the page's frame gives up on a slow database and shows itself without districts; the map cannot
		const { districts: known } = await parent();
		const districts = known.length > 0 ? known : await listDistricts(locals.supabase);
		const wanted = parseQuestion(new URLSearchParams({ district: url.searchParams.get('district') ?? '' })).district;
		const first = districts[0];
		const view = wanted || first ? await loadMapView(locals.supabase, wanted ?? first!.id) : null;
		const offersBackground = config.tianditu !== null;
		return { districts, view, database: locals.database, heard, offersBackground, mapScript: mapScript() };
	} catch (problem) {
		if (!(problem instanceof Refused)) throw problem;
		error(problem.refusal === 'not-found' ? 404 : 503, { message: problem.refusal, refusal: problem.refusal });
	}
};
