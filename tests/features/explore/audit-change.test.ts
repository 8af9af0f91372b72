import { expect, test } from 'vitest';
import { changesOf } from '#features/explore/audit-change';

test('only what differs is told, and no bookkeeping', () => {
	const before = { state: 'published', version: 3, kind: 'goods' };
	const after = { state: 'claimed', version: 4, kind: 'goods' };
	expect(changesOf({ before, after })).toEqual([{ field: 'state', before: 'published', after: 'claimed' }]);
});

test('that a protected value changed is told without the value', () => {
	const values = { phone: 'changed' };
	expect(changesOf({ before: values, after: values })).toHaveLength(1);
});

test('what was made or deleted as a whole has no single changes', () => {
	expect(changesOf({ before: null, after: { state: 'collected' } })).toEqual([]);
});
