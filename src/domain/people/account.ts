import type { NodeKind, Role } from '#domain/people/grant';

/** The caller as the database knows them: the account and its live roles. */
export interface Account {
	readonly userId: string;
	readonly email: string;
	readonly displayName: string;
	readonly roles: readonly AccountRole[];
}

export interface AccountRole {
	readonly role: Role;
	readonly nodeId: string;
	readonly nodeName: string;
	readonly kind: NodeKind;
	readonly districtId: string;
}

export const GRANT_STATES = ['asked', 'active', 'ended'] as const;
export type GrantState = (typeof GRANT_STATES)[number];

/** A role somebody has, asked for or had. */
export interface GrantRow {
	readonly id: string;
	readonly role: Role;
	readonly nodeId: string;
	readonly nodeName: string;
	readonly state: GrantState;
	readonly validFrom: string;
	readonly validUntil: string | null;
	readonly version: number;
}

/** An account as an administrator sees it. */
export interface AccountRow {
	readonly userId: string;
	readonly email: string;
	readonly displayName: string;
	readonly lastSignInAt: string | null;
	readonly grants: readonly GrantRow[];
}

/** A step of the administrative tree, to hang a role on. */
export interface TreeStep {
	readonly id: string;
	readonly kind: NodeKind;
	readonly parentId: string | null;
	readonly name: string;
}

/** Whether an account administers anything in a district. */
export function administers(account: Account | null, districtId: string): boolean {
	return account?.roles.some((held) => held.role === 'administrator' && held.districtId === districtId) ?? false;
}

/** The district in which an account holds a role: the wanted one, else the first; null where it holds it in none. */
export function districtOfRole(account: Account, roles: readonly Role[], wanted: string | null): string | null {
	const held = account.roles.filter((role) => roles.includes(role.role)).map((role) => role.districtId);
	return (wanted === null ? held[0] : held.find((id) => id === wanted)) ?? null;
}

/** Whether an account is a worker anywhere in a district. */
export function worksIn(account: Account | null, districtId: string): boolean {
	return account?.roles.some((held) => held.role === 'worker' && held.districtId === districtId) ?? false;
}

/** The tree from the top down with the depth of each step, siblings in the order given. */
export function stepsInOrder(steps: readonly TreeStep[]): { readonly step: TreeStep; readonly depth: number }[] {
	const known = new Set(steps.map((step) => step.id));
	const below = new Map<string | null, TreeStep[]>();
	for (const step of steps) {
		const parentId = step.parentId !== null && known.has(step.parentId) ? step.parentId : null;
		const siblings = below.get(parentId);
		if (siblings) siblings.push(step);
		else below.set(parentId, [step]);
	}
	const order: { step: TreeStep; depth: number }[] = [];
	const visit = (parentId: string | null, depth: number) => {
		for (const step of below.get(parentId) ?? []) {
			order.push({ step, depth });
			visit(step.id, depth + 1);
		}
	};
	visit(null, 0);
	return order;
}
