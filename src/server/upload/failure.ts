import { JobFailed } from '#server/backend/failure';
import { describeError, framesOf } from '#server/backend/quiet-console';
import { IngestRefusal } from '#server/ingest/refusal';
import type { ImportResult } from '#server/upload/job-state';

/** Refusals that have a sentence; of everything else the page says only that it failed, and the console what. */
const KNOWN = /^[a-z]+(-[a-z]+)*$/;

/** What stopped an import, where it was not the file's reading. */
export function importFailure(file: string, cause: unknown): ImportResult {
	if (cause instanceof IngestRefusal) return { kind: 'unfit', file, word: cause.refusal, ...cause.detail };
	if (cause instanceof JobFailed) {
		const { code, name, message, detail } = cause.failure;
		// a refusal of the database function says its name as its message
		const word = [code, message].find((text) => KNOWN.test(text)) ?? 'failed';
		const { subject = '', id = '' } = (name === 'IngestRefusal' ? (detail ?? {}) : {}) as Record<string, string>;
		return { kind: 'unfit', file, word, subject, id };
	}
	console.error(`[import] ${describeError(cause)} ${framesOf(cause)}`);
	return { kind: 'unfit', file, word: 'failed', subject: '', id: '' };
}
