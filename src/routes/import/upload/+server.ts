import { redirect } from '@sveltejs/kit';
import { Refused } from '#data/call';
import { discardBody } from '#server/gate/body-limit';
import { requestBytes } from '#server/upload/limits';
import { importDesk, openImport } from '#server/upload/open-desk';
import type { RequestHandler } from './$types';

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/** Takes an upload in. Who sends it is known, and the import begun, before its first byte is read. */
export const POST: RequestHandler = async ({ request, locals, url }) => {
	const target = await take(request, locals, url.searchParams.get('operation') ?? '');
	// what the sender is still sending is let go by, so that the answer is read
	void discardBody(request);
	redirect(303, target);
};

async function take(request: Request, locals: App.Locals, operation: string): Promise<string> {
	const user = await locals.user();
	if (!user) return '/sign-in?to=%2Fimport';
	const desk = await importDesk();
	if (!desk) return refusal('not-offered');
	if (!UUID.test(operation)) return refusal('operation-missing');
	if (Number(request.headers.get('content-length') ?? 0) > requestBytes(desk.limits))
		return refusal('upload-too-large');
	try {
		const importId = await openImport(locals.supabase, operation, desk.running() === null);
		await desk.take(importId, { userId: user.id, sessionId: user.sessionId }, request);
		return '/import';
	} catch (cause) {
		if (cause instanceof Refused) return refusal(cause.refusal);
		throw cause;
	}
}

function refusal(word: string): string {
	return `/import?refused=${word}`;
}
