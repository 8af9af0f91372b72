import { Refused } from '#data/call';
import { loadTrackedWish } from '#data/tracked-wishes';
import { readTrackingCode } from '#domain/wishes/tracking-code';
import { problemOfRefusal } from '#features/public/wish-form';
import type { PageServerLoad } from './$types';

export const csr = false;

/** A wrong code is answered like any other that is none: late, and by one sentence. */
export const load: PageServerLoad = async ({ locals, params, setHeaders }) => {
	setHeaders({ 'cache-control': 'private, no-store', 'x-robots-tag': 'noindex' });
	try {
		const wish = await loadTrackedWish(locals.supabase, readTrackingCode(params.code));
		return { wish, typed: '', problems: [] };
	} catch (cause) {
		if (!(cause instanceof Refused)) throw cause;
		const problem = { ...problemOfRefusal(cause.refusal, cause.detail), field: 'code' };
		return { wish: null, typed: params.code.slice(0, 100), problems: [problem] };
	}
};
