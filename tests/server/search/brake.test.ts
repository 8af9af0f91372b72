import { expect, test } from 'vitest';
import { SearchBrake } from '#server/search/brake';

test('lets an address type, stops one that runs, and lets it again after a pause', () => {
	let now = 0;
	const brake = new SearchBrake(() => now);
	const burst = Array.from({ length: 130 }, () => brake.lets('10.0.0.1'));
	expect(burst.filter(Boolean)).toHaveLength(120);
	expect(brake.lets('10.0.0.2')).toBe(true);
	now += 500;
	expect(Array.from({ length: 20 }, () => brake.lets('10.0.0.1')).filter(Boolean)).toHaveLength(10);
	now += 60_000;
	expect(brake.lets('10.0.0.1')).toBe(true);
});

test('forgets the addresses that have been quiet longest', () => {
	const brake = new SearchBrake(() => 0);
	for (let i = 0; i < 120; i++) brake.lets('first');
	expect(brake.lets('first')).toBe(false);
	for (let i = 0; i < 10_000; i++) brake.lets(`10.0.${i >> 8}.${i & 255}`);
	expect(brake.lets('first')).toBe(true);
});
