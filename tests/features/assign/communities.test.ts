import { expect, test } from 'vitest';
import type { Account, TreeStep } from '#domain/people/account';
import type { Role } from '#domain/people/grant';
import { ownCommunities } from '#features/assign/communities';

const step = (id: string, kind: TreeStep['kind'], parentId: string | null): TreeStep => ({
	id,
	kind,
	parentId,
	name: id
});
const tree = [
	step('D', 'district', null),
	step('S1', 'subdistrict', 'D'),
	step('S2', 'subdistrict', 'D'),
	step('C1', 'community', 'S1'),
	step('C2', 'community', 'S1'),
	step('C3', 'community', 'S2')
];
const account = (...roles: readonly (readonly [Role, string])[]): Account => ({
	userId: 'u',
	email: '',
	displayName: '',
	roles: roles.map(([role, nodeId]) => ({ role, nodeId, nodeName: nodeId, kind: 'community', districtId: 'D' }))
});
const own = (...roles: readonly (readonly [Role, string])[]) =>
	ownCommunities(account(...roles), tree).map(({ id }) => id);

test('the communities at and below where somebody is a worker or an administrator', () => {
	expect(own(['worker', 'C2'])).toEqual(['C2']);
	expect(own(['administrator', 'S1'], ['worker', 'C3'])).toEqual(['C1', 'C2', 'C3']);
	expect(own(['administrator', 'D'])).toEqual(['C1', 'C2', 'C3']);
});

test('officials and volunteers put nobody in charge', () => {
	expect(own(['official', 'D'], ['volunteer', 'C1'])).toEqual([]);
});
