import { deserialize } from '$app/forms';
import type { ActionResult } from '@sveltejs/kit';
import type { Declined, Done } from '#features/explore/acts';

/** What became of an act: done, declined with the word for it, or the network failed. */
export type ActOutcome = { readonly done: true } | Declined;

/**
 * Posts one of the page's actions without leaving it. The same operation id may be sent again after a lost answer:
 * the database does it once.
 */
export async function postAct(action: string, fields: Readonly<Record<string, string | number>>): Promise<ActOutcome> {
	const body = new FormData();
	for (const [name, value] of Object.entries(fields)) body.set(name, String(value));
	const subject = String(fields.subject ?? '');
	const declined = (refusal: string): Declined => ({ subject, refusal, field: null, conflict: null });
	try {
		const response = await fetch(`/map?/${action}`, {
			method: 'POST',
			body,
			headers: { 'x-sveltekit-action': 'true' }
		});
		const result = deserialize(await response.text()) as ActionResult<
			Done & Record<string, unknown>,
			Declined & Record<string, unknown>
		>;
		if (result.type === 'success') return { done: true };
		return result.type === 'failure' && result.data ? result.data : declined('failed');
	} catch {
		return declined('offline');
	}
}
