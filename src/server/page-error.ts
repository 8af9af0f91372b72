import { error } from '@sveltejs/kit';
import { Refused } from '#data/call';

const STATUS: Readonly<Record<string, number>> = {
	'not-found': 404,
	'not-permitted': 403,
	'not-signed-in': 401,
	'signed-out': 401,
	busy: 503,
	offline: 503,
	'too-slow': 503
};

/**
 * What a page brings, where a refusal of the database is an error page that says why, and not a fault of ours.
 * Whatever else is thrown is thrown on.
 */
export async function pageAnswer<T>(answer: Promise<T>): Promise<T> {
	try {
		return await answer;
	} catch (cause) {
		if (!(cause instanceof Refused)) throw cause;
		error(STATUS[cause.refusal] ?? 500, { message: cause.refusal, refusal: cause.refusal });
	}
}
