import { json } from '@sveltejs/kit';
import { readiness } from '#server/readiness';
import { runningInstallation } from '#server/running';
import type { RequestHandler } from './$types';

/** 200 when the database answers and has every migration, else 503 with what is missing. */
export const GET: RequestHandler = async ({ locals }) => {
	const { ready, checks } = await readiness(await runningInstallation(), locals.supabase);
	return json(checks, { status: ready ? 200 : 503, headers: { 'cache-control': 'no-store' } });
};
