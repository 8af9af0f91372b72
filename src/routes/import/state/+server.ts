import { json } from '@sveltejs/kit';
import { importDesk } from '#server/upload/open-desk';
import { runningView } from '#server/upload/page-state';
import { translator } from '#ui/text/words';
import type { RequestHandler } from './$types';

/** How far the caller's own import is; `running` is null where none is. */
export const GET: RequestHandler = async ({ locals }) => {
	const user = await locals.user();
	const running = (await importDesk())?.running();
	const own = user !== null && running?.userId === user.id ? running : null;
	return json(
		{ running: own && runningView(translator(locals.locale), own) },
		{ headers: { 'cache-control': 'private, no-store' } }
	);
};
