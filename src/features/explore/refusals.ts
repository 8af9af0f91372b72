import { Refused } from '#data/call';

/** The word with which something was refused. Throws again what is no refusal. */
export function refusalOf(problem: unknown): string {
	if (problem instanceof Refused) return problem.refusal;
	throw problem;
}

/** What is asked for, or nothing where it is refused. */
export async function orNone<Row>(work: () => Promise<readonly Row[]>): Promise<readonly Row[]> {
	try {
		return await work();
	} catch (problem) {
		refusalOf(problem);
		return [];
	}
}
