import { expect, it } from 'vitest';
import { hilbertOrder, hilbertPlace } from '#domain/reach/hilbert';

it('steps from each place to a neighbour', () => {
	// the curve over the south-western 16 × 16 cells
	const places = Array.from({ length: 256 }, (_, i) => ({ x: i % 16, y: Math.floor(i / 16) }))
		.map((cell) => ({ ...cell, place: hilbertPlace(cell.x, cell.y) }))
		.sort((a, b) => a.place - b.place);
	places.slice(1).forEach((cell, i) => {
		expect(Math.abs(cell.x - places[i]!.x) + Math.abs(cell.y - places[i]!.y)).toBe(1);
		expect(cell.place).toBe(places[i]!.place + 1);
	});
});

it('orders every point once, those at one place as they came', () => {
	expect([...hilbertOrder([5, 5, 5], [1, 1, 1])]).toEqual([0, 1, 2]);
	expect([...hilbertOrder([0, 9, 0, 9], [0, 0, 9, 9])].sort()).toEqual([0, 1, 2, 3]);
	expect([...hilbertOrder([], [])]).toEqual([]);
});
