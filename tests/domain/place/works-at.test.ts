import { describe, expect, test } from 'vitest';
import { worksAt, type MapView } from '#domain/place/view';
import { smallView } from '#fixtures/small-view';

const [here, elsewhere] = smallView.communities;
const as = (role: 'worker' | 'official', nodeId: string): MapView => ({
	...smallView,
	me: { ...smallView.me, roles: [{ role, nodeId, kind: 'community' }] }
});

describe('where somebody works', () => {
	test('is the own community and what lies in it', () => {
		expect(worksAt(as('worker', here!.id), { communityId: here!.id, lineageId: 'any' })).toBe(true);
		expect(worksAt(as('worker', elsewhere!.id), { communityId: here!.id, lineageId: 'any' })).toBe(false);
	});

	test('is all of it for the offices above, and one cell for the worker of a cell', () => {
		expect(worksAt(as('worker', smallView.district.id), { communityId: here!.id })).toBe(true);
		expect(worksAt(as('worker', here!.subdistrictId), { communityId: here!.id })).toBe(true);
		expect(worksAt(as('worker', 'stairwell'), { communityId: here!.id, lineageId: 'stairwell' })).toBe(true);
		expect(worksAt(as('worker', 'stairwell'), { communityId: here!.id, lineageId: 'next door' })).toBe(false);
	});

	test('is nowhere for another role', () => {
		expect(worksAt(as('official', here!.id), { communityId: here!.id })).toBe(false);
	});
});
