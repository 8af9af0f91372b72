import type { Account, TreeStep } from '#domain/people/account';
import type { Role } from '#domain/people/grant';

/** Whether an account holds a role on a step of the tree or above it. For what a page offers; the database decides. */
export function holds(account: Account | null, role: Role, node: string, tree: readonly TreeStep[]): boolean {
	const steps = new Map(tree.map((step) => [step.id, step]));
	const held = new Set(account?.roles.filter((one) => one.role === role).map(({ nodeId }) => nodeId));
	for (let step = steps.get(node); step; step = step.parentId === null ? undefined : steps.get(step.parentId)) {
		if (held.has(step.id)) return true;
	}
	return false;
}

/** The community of which somebody is worker or administrator, where it is one alone. */
export function ownCommunity(account: Account | null): string | null {
	const own = account?.roles.filter(
		({ role, kind }) => kind === 'community' && (role === 'worker' || role === 'administrator')
	);
	const ids = new Set(own?.map(({ nodeId }) => nodeId));
	return ids.size === 1 ? [...ids][0]! : null;
}
