import { expect, it } from 'vitest';
import { placesInMetres, randomStreets, TOWN_ORIGIN, way } from '#fixtures/reach/random-streets';
import { buildNetwork } from '#domain/reach/contract';
import { simplifyStreets } from '#domain/reach/drawn-streets';

it('leaves out small bends and keeps large ones and the ends', () => {
	const places = placesInMetres([
		[0, 0],
		[100, 1],
		[200, 0],
		[200, 100]
	]);
	const drawn = simplifyStreets(buildNetwork([way([0, 1, 2, 3], places)], TOWN_ORIGIN), 2);
	expect([...drawn.firstPoint]).toEqual([0, 3]);
	expect([...drawn.x].map(Math.round).sort((a, b) => a - b)).toEqual([0, 200, 200]);
});

it('moves no bend of a random town by more than the tolerance', () => {
	const network = buildNetwork(randomStreets(8, 150), TOWN_ORIGIN);
	const drawn = simplifyStreets(network, 40);
	expect(drawn.x.length).toBeLessThan(network.shapeX.length);
	for (let s = 0; s < network.shapeForward.length; s++) {
		for (let p = network.firstShapePoint[s]!; p < network.firstShapePoint[s + 1]!; p++) {
			let nearest = Infinity;
			for (let q = drawn.firstPoint[s]!; q + 1 < drawn.firstPoint[s + 1]!; q++) {
				for (let share = 0; share <= 1; share += 0.001) {
					const x = drawn.x[q]! + share * (drawn.x[q + 1]! - drawn.x[q]!);
					const y = drawn.y[q]! + share * (drawn.y[q + 1]! - drawn.y[q]!);
					nearest = Math.min(nearest, Math.hypot(x - network.shapeX[p]!, y - network.shapeY[p]!));
				}
			}
			expect(nearest).toBeLessThan(41);
		}
	}
});
