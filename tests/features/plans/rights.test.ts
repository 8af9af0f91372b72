import { expect, test } from 'vitest';
import type { Account, TreeStep } from '#domain/people/account';
import { holds, ownCommunity } from '#features/plans/rights';

const step = (id: string, kind: TreeStep['kind'], parentId: string | null): TreeStep => ({
	id,
	kind,
	parentId,
	name: id
});
const tree = [
	step('D', 'district', null),
	step('S', 'subdistrict', 'D'),
	step('C1', 'community', 'S'),
	step('C2', 'community', 'S')
];
const account = (...roles: readonly (readonly [Account['roles'][number]['role'], string])[]): Account => ({
	...{ userId: 'u', email: 'a@b.example', displayName: '' },
	roles: roles.map(([role, nodeId]) => ({
		...{ role, nodeId, nodeName: nodeId, districtId: 'D' },
		kind: tree.find(({ id }) => id === nodeId)!.kind
	}))
});

test('a role reaches down the tree, and neither up nor aside', () => {
	const chief = account(['administrator', 'S']);
	expect(['D', 'S', 'C1'].map((node) => holds(chief, 'administrator', node, tree))).toEqual([false, true, true]);
	expect(holds(chief, 'worker', 'C1', tree)).toBe(false);
	expect(holds(account(['worker', 'C1']), 'worker', 'C2', tree)).toBe(false);
	expect(holds(null, 'worker', 'C1', tree)).toBe(false);
});

test('whoever works in one community lands there', () => {
	expect(ownCommunity(account(['worker', 'C1'], ['administrator', 'C1']))).toBe('C1');
	expect(ownCommunity(account(['worker', 'C1'], ['worker', 'C2']))).toBeNull();
	expect(ownCommunity(account(['administrator', 'D'], ['volunteer', 'C2']))).toBeNull();
	expect(ownCommunity(null)).toBeNull();
});
