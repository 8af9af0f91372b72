import { expect, test } from 'vitest';
import { CELL_COLOURS, cellColours, Colouring } from '#map/cell-colours';
import { DARK, LIGHT } from '#map/palette';

test('neighbours differ, and a cell keeps its colour while it can', () => {
	const colouring = new Colouring();
	const side = 12;
	const near = (n: number) =>
		[n - side, n + side, n % side ? n - 1 : -1, (n + 1) % side ? n + 1 : -1]
			.filter((other) => other >= 0 && other < side * side)
			.map(String);
	for (let n = 0; n < side * side; n++) colouring.set(String(n), near(n));
	const before = Array.from({ length: side * side }, (_, n) => colouring.of(String(n)));
	before.forEach((colour, n) => {
		expect(colour).toBeLessThan(CELL_COLOURS);
		for (const other of near(n)) expect(colouring.of(other)).not.toBe(colour);
	});
	for (let n = 0; n < side * side; n++) expect(colouring.set(String(n), near(n))).toBe(before[n]);
	const far = String(before.findIndex((colour, n) => n > 30 && colour === before[0]));
	expect(colouring.set('0', [...near(0), far])).not.toBe(colouring.of(far));
	colouring.delete(far);
	expect(colouring.of(far)).toBe(0);
});

test('there is a colour for every number, by day and by night', () => {
	for (const palette of [LIGHT, DARK]) expect(new Set(cellColours(palette)).size).toBe(CELL_COLOURS);
});
