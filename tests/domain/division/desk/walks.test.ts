import { describe, expect, test } from 'vitest';
import { Desk } from '#domain/division/desk/desk';
import { DoorWalks } from '#domain/division/desk/walks';
import { encodeNetwork } from '#domain/reach/artefact';
import { buildNetwork } from '#domain/reach/contract';
import { localPlane } from '#domain/place/coord';
import { deskTown } from '#fixtures/division/desk-town';
import { placesInMetres, TOWN_ORIGIN, way } from '#fixtures/reach/random-streets';
import { seededRandom } from '#fixtures/random';

const plane = localPlane(TOWN_ORIGIN);

function answerOf(walk: Generator<void, { metres: number } | null>): { metres: number } | null {
	for (let next = walk.next(); ; next = walk.next()) if (next.done) return next.value;
}

/** A comb: a street of 1,000 m with side streets of 300 m; and a street apart. */
const corners: [number, number][] = [
	...[0, 250, 500, 750, 1000].map((x): [number, number] => [x, 0]),
	...[0, 250, 500, 750, 1000].map((x): [number, number] => [x, 300]),
	[0, 2000],
	[400, 2000]
];
const places = placesInMetres(corners);
const comb = [way([0, 1, 2, 3, 4], places), ...[0, 1, 2, 3, 4].map((i) => way([i, i + 5], places))];
const bytes = encodeNetwork(buildNetwork([...comb, way([10, 11], places)], TOWN_ORIGIN));
const walksTo = (doors: readonly (readonly [number, number])[]) =>
	new DoorWalks(bytes, Float64Array.from(doors.flatMap(([x, y]) => plane.toLngLat(x, y))));

describe('the walk across a cell', () => {
	test('on streets without rounds is the longest of all walks', () => {
		const random = seededRandom(5);
		for (let round = 0; round < 20; round++) {
			const doors = Array.from({ length: 9 }, (): [number, number] => {
				const tooth = Math.floor(random() * 5) * 250;
				return [tooth, random() * 300];
			});
			const walked = ([x, y]: readonly [number, number], [u, v]: readonly [number, number]) =>
				x === u ? Math.abs(y - v) : y + Math.abs(x - u) + v;
			const longest = Math.max(...doors.flatMap((a) => doors.map((b) => walked(a, b))));
			const { metres } = answerOf(walksTo(doors).across([...doors.keys()]))!;
			expect(Math.abs(metres - longest)).toBeLessThan(longest * 0.005 + 2);
		}
	});

	test('streets that are not joined count by themselves, and doors far from all streets not at all', () => {
		const doors = [
			[0, 2000],
			[400, 2000],
			[0, 300],
			[0, 0],
			[5000, 5000]
		] as const;
		const walks = walksTo(doors);
		expect(answerOf(walks.across([0, 1, 2, 3, 4]))!.metres).toBeCloseTo(400, -1);
		expect(answerOf(walks.across([0, 2, 3]))!.metres).toBeCloseTo(300, -1);
		expect(answerOf(walks.across([0, 2]))).toBeNull();
		expect(answerOf(walks.across([4]))).toBeNull();
		expect(answerOf(walks.across([]))).toBeNull();
	});

	test('a desk without a network has no walks; what is no cell is refused, and so is what is no network', () => {
		const town = deskTown({ seed: 1, side: 4, block: 2 });
		const desk = Desk.open(town.bytes, town.draft);
		expect(answerOf(desk.diameter('cell-0'))).toBeNull();
		expect(() => answerOf(desk.diameter('nowhere'))).toThrow(expect.objectContaining({ refusal: 'not-a-cell' }));
		expect(() => desk.setNetwork(new Uint8Array([1]))).toThrow(expect.objectContaining({ refusal: 'damaged-network' }));
	});
});
