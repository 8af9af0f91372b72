import { stepsInOrder, type TreeStep } from '#domain/people/account';

/** An entry of the list of nodes that a role can be hung on. */
export interface NodeOption {
	readonly value: string;
	readonly label: string;
	readonly depth: number;
}

/** Where there are more communities, they are offered below one subdistrict. */
const FEW = 40;

/**
 * The steps a form offers: everything above the cells, and the cells of the one community that was opened; of many
 * communities those of the subdistrict that was opened, itself or with one of its communities. A town has thousands of
 * cells and a city hundreds of communities, which nobody finds in one list.
 */
export function nodeOptions(steps: readonly TreeStep[], opened: string | null): NodeOption[] {
	const offered = withoutCells(steps, opened);
	const cells = steps.filter((step) => step.kind === 'lineage' && step.parentId === opened);
	return inOrder([...offered, ...cells]);
}

/** What can be opened: communities, and above many of them their subdistricts. */
export function branchOptions(steps: readonly TreeStep[], opened: string | null): NodeOption[] {
	const few = isFew(steps);
	const offered = withoutCells(steps, opened);
	return inOrder(offered.filter(({ kind }) => kind === 'community' || (!few && kind === 'subdistrict')));
}

function isFew(steps: readonly TreeStep[]): boolean {
	return steps.filter(({ kind }) => kind === 'community').length <= FEW;
}

function withoutCells(steps: readonly TreeStep[], opened: string | null): TreeStep[] {
	const few = isFew(steps);
	const at = steps.find(({ id }) => id === opened);
	const subdistrict = at?.kind === 'community' ? at.parentId : opened;
	return steps.filter(
		({ kind, parentId }) => kind !== 'lineage' && (few || kind !== 'community' || parentId === subdistrict)
	);
}

function inOrder(steps: readonly TreeStep[]): NodeOption[] {
	return stepsInOrder(steps).map(({ step, depth }) => ({ value: step.id, label: step.name, depth }));
}
