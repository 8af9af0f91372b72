import { stepsInOrder, type TreeStep } from '#domain/people/account';

/** An entry of the list of nodes that a role can be hung on. */
export interface NodeOption {
	readonly value: string;
	readonly label: string;
	readonly depth: number;
}

/**
 * The steps a form offers: everything above the cells, and the cells of one community where it was opened. A town
 * has thousands of cells, which nobody finds in one list.
 */
export function nodeOptions(steps: readonly TreeStep[], communityId: string | null): NodeOption[] {
	const offered = steps.filter((step) => step.kind !== 'lineage' || step.parentId === communityId);
	return stepsInOrder(offered).map(({ step, depth }) => ({ value: step.id, label: step.name, depth }));
}
