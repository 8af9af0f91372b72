import { expect, test } from 'vitest';
import { newOperation } from '#data/operation';

test('an operation id is a UUID of version 4 and never the same', () => {
	const made = Array.from({ length: 1000 }, newOperation);
	for (const id of made) expect(id).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
	expect(new Set(made).size).toBe(made.length);
});
