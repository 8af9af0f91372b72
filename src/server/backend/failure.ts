import type { Failure } from '#server/backend/thread-messages';

/** A job failed in the database thread or in another process. */
export class JobFailed extends Error {
	readonly failure: Failure;

	constructor(failure: Failure) {
		super(failure.message);
		this.name = 'JobFailed';
		this.failure = failure;
	}
}

/** Reads an error into what can be sent: named refusals keep their name, database errors their SQLSTATE. */
export function failureOf(cause: unknown): Failure {
	if (cause instanceof JobFailed) return cause.failure;
	if (!(cause instanceof Error)) return { name: 'Error', message: String(cause), code: '', detail: null };
	const { refusal, code, detail } = cause as { refusal?: unknown; code?: unknown; detail?: unknown };
	const word = typeof refusal === 'string' ? refusal : typeof code === 'string' ? code : '';
	return { name: cause.name, message: cause.message, code: word, detail: plain(detail) };
}

/** Nothing that structured cloning or JSON would choke on. */
function plain(detail: unknown): unknown {
	if (detail === undefined || detail === null) return null;
	try {
		return JSON.parse(JSON.stringify(detail)) as unknown;
	} catch {
		return null;
	}
}
