import { stepsInOrder, type Account, type TreeStep } from '#domain/people/account';

/** A community that somebody may put people in charge of. */
export interface OwnCommunity {
	readonly id: string;
	readonly name: string;
}

/** The communities of a district at or below the nodes where the account is a worker or an administrator. */
export function ownCommunities(account: Account, tree: readonly TreeStep[]): OwnCommunity[] {
	const held = new Set(
		account.roles.filter(({ role }) => role === 'worker' || role === 'administrator').map(({ nodeId }) => nodeId)
	);
	const parent = new Map(tree.map((step) => [step.id, step.parentId]));
	const isHeld = (id: string | null): boolean => id !== null && (held.has(id) || isHeld(parent.get(id) ?? null));
	return stepsInOrder(tree)
		.filter(({ step }) => step.kind === 'community' && isHeld(step.id))
		.map(({ step }) => ({ id: step.id, name: step.name }));
}
