import { Refused } from '#data/call';
import type { FormProblem } from '#ui/form-problem';

/** Refusals that a field of the form repairs. */
const FIELDS: Readonly<Record<string, string>> = {
	'weak-password': 'password',
	'already-granted': 'node',
	'name-missing': 'name'
};

/** The problem to show for a refusal of the database. Anything else is a fault of ours and is thrown on. */
export function refusalOf(cause: unknown): FormProblem {
	if (!(cause instanceof Refused)) throw cause;
	const field = FIELDS[cause.refusal];
	return field ? { refusal: cause.refusal, field } : { refusal: cause.refusal };
}
