import { error } from '@sveltejs/kit';
import { listFeedSince } from '#data/live-feed';
import { liveStream } from '#server/live/stream';
import { runningInstallation } from '#server/running';
import type { RequestHandler } from './$types';

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/** Server-sent events of one district: ids only, and only of what the caller may know. */
export const GET: RequestHandler = async ({ url, request, locals }) => {
	const districtId = url.searchParams.get('district') ?? '';
	if (!UUID.test(districtId)) error(400, { message: 'not-found', refusal: 'not-found' });
	const { feed } = await runningInstallation();
	// the client polls where nothing can be listened to
	if (!feed) return new Response(null, { status: 204 });
	const user = await locals.user();
	const stream = liveStream(feed, {
		districtId: districtId.toLowerCase(),
		listener: user && { userId: user.id, sessionId: user.sessionId, districtId: districtId.toLowerCase() },
		since: sequence(request.headers.get('last-event-id') ?? url.searchParams.get('since')),
		missed: (seq, limit) => listFeedSince(locals.supabase, districtId, seq, limit),
		expiresAt: user?.expiresAt ?? null
	});
	return new Response(stream, {
		headers: { 'content-type': 'text/event-stream', 'cache-control': 'no-store', 'x-accel-buffering': 'no' }
	});
};

function sequence(text: string | null): number | null {
	return text !== null && /^\d{1,15}$/.test(text) ? Number(text) : null;
}
