import { error } from '@sveltejs/kit';
import { loadHandover } from '#data/handover';
import { loadPlanSheet } from '#data/plan-sheets';
import { parseSettings } from '#domain/place/settings';
import { csvOf } from '#features/plans/csv';
import { handoverTable } from '#features/plans/handover-table';
import { idOf } from '#features/public/questions';
import { pageAnswer } from '#server/page-error';
import { formatter } from '#ui/text/format';
import { translator } from '#ui/text/words';
import type { RequestHandler } from './$types';

/** The handover list for a spreadsheet: what the page shows the same reader, and nothing else. */
export const GET: RequestHandler = async ({ locals, params }) => {
	const planId = idOf(params.plan) ?? error(404, { message: 'not-found', refusal: 'not-found' });
	if (!(await locals.user())) error(401, { message: 'not-signed-in', refusal: 'not-signed-in' });
	const [sheet, handover] = await pageAnswer(
		Promise.all([loadPlanSheet(locals.supabase, planId, null), loadHandover(locals.supabase, planId)])
	);
	const settings = parseSettings(sheet.district.settings);
	const { locale } = locals;
	const words = { t: translator(locale), locale, format: formatter(locale, settings.timeZone) };
	const name = words.t('plans.csvFile', { plan: sheet.plan.name, community: sheet.community?.name ?? '' });
	return new Response(csvOf(handoverTable(handover, words, settings)), {
		headers: {
			'content-type': 'text/csv; charset=utf-8',
			'content-disposition': `attachment; filename="handover.csv"; filename*=UTF-8''${encodeURIComponent(name)}.csv`,
			'cache-control': 'private, no-store'
		}
	});
};
