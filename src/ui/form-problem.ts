import { refusalText } from '#ui/text/refusal';
import type { Params, Translate } from '#ui/text/translate';

/** A refusal by name at a field of a form; without a field it concerns the whole form. */
export interface FormProblem {
	readonly field?: string;
	readonly refusal: string;
	readonly params?: Params;
}

/** The sentence for a problem of a form. */
export function problemText(t: Translate, problem: FormProblem): string {
	return refusalText(t, problem.refusal, problem.params);
}

/** The sentence to stand at a field, or null where nothing is wrong with it. */
export function problemAt(t: Translate, problems: readonly FormProblem[] | undefined, field: string): string | null {
	const problem = problems?.find((found) => found.field === field);
	return problem ? problemText(t, problem) : null;
}
