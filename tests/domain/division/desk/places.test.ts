import type { MultiPolygon, Position } from 'geojson';
import { describe, expect, test } from 'vitest';
import { Desk } from '#domain/division/desk/desk';
import type { LngLat } from '#domain/place/coord';
import { ringContains, signedArea, type Ring } from '#domain/place/ring';
import { deskTown, LOT_M, rectangle, TOWN_PLANE } from '#fixtures/division/desk-town';
import { seededRandom } from '#fixtures/random';

const SIDE = 8;
const town = deskTown({ seed: 11, side: SIDE, block: 2 });
const desk = Desk.open(town.bytes, town.draft);
const { units, buildings } = town.draft;
const unitsOfBuilding = (building: number) => units.ordinal.filter((unit) => units.building[unit] === building);

function holds({ coordinates }: MultiPolygon, [x, y]: LngLat): boolean {
	return coordinates.flat().filter((ring) => ringContains(ring as unknown as Ring, x, y)).length % 2 === 1;
}

function areaOf({ coordinates }: MultiPolygon): number {
	const signed = (ring: Position[]) => Math.abs(signedArea(ring as unknown as Ring));
	return coordinates.reduce(
		(sum, [outer, ...holes]) => sum + signed(outer!) - holes.reduce((a, h) => a + signed(h), 0),
		0
	);
}

describe('what is where', () => {
	test('a point is on the ground of one unit', () => {
		const random = seededRandom(11);
		for (let i = 0; i < 300; i++) {
			const point = TOWN_PLANE.toLngLat(random() * SIDE * LOT_M, random() * SIDE * LOT_M);
			const plain = units.ordinal.filter((unit) => holds(town.parcels[unit]!, point));
			const found = desk.unitAt(point);
			// lines are rounded to a few centimetres: a point beside one may fall on either side
			if (plain[0] !== found) {
				const square = rectangle(...TOWN_PLANE.toMetres(point), 0.1, 0.1).map(([x, y]): LngLat => [
					x! - 5e-7,
					y! - 5e-7
				]);
				expect(square.map((corner) => desk.unitAt(corner))).toContain(plain[0] ?? null);
			}
		}
		expect(desk.unitAt(TOWN_PLANE.toLngLat(-50, 20))).toBeNull();
		// the other community's ground is not on this desk
		expect(desk.unitAt(TOWN_PLANE.toLngLat(SIDE * LOT_M + 50, 20))).toBeNull();
	});

	test('a rectangle takes whole rows of houses', () => {
		const area = { type: 'Polygon' as const, coordinates: [rectangle(-5, -5, SIDE * LOT_M + 10, 2 * LOT_M + 2)] };
		const inRows = units.ordinal.filter((unit) => units.building[unit]! < 2 * SIDE);
		const found = desk.unitsIn(area);
		expect(inRows.filter((unit) => !found.includes(unit))).toEqual([]);
		expect(found.every((unit) => units.building[unit]! < 3 * SIDE)).toBe(true);
	});

	test('a door is enough where the building has one unit', () => {
		const single = buildings.findIndex((_, building) => unitsOfBuilding(building).length === 1);
		const several = buildings.findIndex((_, building) => unitsOfBuilding(building).length === 3);
		const around = ({ door }: { door: LngLat }) => {
			const [x, y] = TOWN_PLANE.toMetres(door);
			return desk.unitsIn({ type: 'Polygon', coordinates: [rectangle(x - 0.5, y - 0.5, 1, 1)] });
		};
		expect(around(buildings[single]!)).toContain(unitsOfBuilding(single)[0]);
		expect(around(buildings[several]!).length).toBeLessThan(3);
	});

	test('lassos around nothing, crossing themselves, flat, three-dimensional, broken', () => {
		const lasso = (ring: Position[]) => desk.unitsIn({ type: 'Polygon', coordinates: [ring] });
		expect(lasso(rectangle(-900, -900, 20, 20))).toEqual([]);
		expect(lasso([])).toEqual([]);
		expect(desk.unitsIn({ type: 'Polygon', coordinates: [] })).toEqual([]);
		const [a, b, c, d] = rectangle(0, 0, 120, 120) as [Position, Position, Position, Position];
		expect(lasso([a, c, a])).toEqual([]);
		const whole = lasso([a, b, c, d, a]);
		const bow = lasso([a, c, b, d, a]);
		expect(bow.length).toBeGreaterThan(0);
		expect(bow.length).toBeLessThan(whole.length);
		expect(lasso([a, b, c, d, a].map(([x, y]) => [x!, y!, 7]))).toEqual(whole);
		const refusal = expect.objectContaining({ refusal: 'bad-area' });
		expect(() => lasso([a, [Number.NaN, 0], c])).toThrow(refusal);
		expect(() => desk.unitsIn(null as never)).toThrow(refusal);
	});

	test('a lasso of a million points is answered', () => {
		const ring = Array.from({ length: 1_000_000 }, (_, i): Position => {
			const angle = (i / 1_000_000) * 2 * Math.PI;
			return [...TOWN_PLANE.toLngLat(120 + 60 * Math.cos(angle), 120 + 60 * Math.sin(angle))];
		});
		const found = desk.unitsIn({ type: 'Polygon', coordinates: [[...ring, ring[0]!]] });
		expect(found.length).toBeGreaterThan(5);
	});

	test('a stroke takes what it crosses and what is near', () => {
		const [from, to] = [TOWN_PLANE.toLngLat(5, 3 * LOT_M + 12), TOWN_PLANE.toLngLat(SIDE * LOT_M - 5, 3 * LOT_M + 12)];
		const under = desk.unitsAlong([from, to], 0);
		const random = seededRandom(12);
		for (let i = 0; i < 50; i++) {
			const t = random();
			const at = desk.unitAt([from[0] + t * (to[0] - from[0]), from[1] + t * (to[1] - from[1])]);
			expect(under).toContain(at);
		}
		const wide = desk.unitsAlong([from, to], 40);
		expect(under.every((unit) => wide.includes(unit))).toBe(true);
		const rows = new Set(wide.map((unit) => Math.floor(units.building[unit]! / SIDE)));
		expect([...rows].sort()).toEqual([2, 3, 4]);
		expect(desk.unitsAlong([from], 0)).toEqual([desk.unitAt(from)]);
		expect(desk.unitsAlong([], 10)).toEqual([]);
		expect(() => desk.unitsAlong([[Number.NaN, 1]], 3)).toThrow(expect.objectContaining({ refusal: 'bad-area' }));
	});

	test('the ground of a selection is that of its parcels', () => {
		const chosen = units.ordinal.filter((unit) => unit % 3 === 0);
		const ground = desk.ground(chosen);
		const sum = chosen.reduce((total, unit) => total + areaOf(town.parcels[unit]!), 0);
		expect(areaOf(ground) / sum).toBeCloseTo(1, 3);
		expect(desk.ground([])).toEqual({ type: 'MultiPolygon', coordinates: [] });
		expect(desk.ground(units.ordinal as number[]).coordinates).toHaveLength(1);
		expect(() => desk.ground([town.parcels.length - 1])).toThrow(expect.objectContaining({ refusal: 'foreign-unit' }));
	});
});

test('living areas are as large as their cells together, and all as large as the community', () => {
	const { cells } = desk.whole();
	const of = (id: string) => areaOf(cells.find(({ cell }) => cell === id)!.geometry);
	const areas = town.draft.cells.filter(({ level }) => level === 2);
	for (const { id } of areas) {
		const children = town.draft.cells.filter(({ parentId }) => parentId === id);
		expect(children.reduce((sum, child) => sum + of(child.id), 0) / of(id)).toBeCloseTo(1, 9);
	}
	const whole = areaOf(desk.ground(units.ordinal as number[]));
	expect(areas.reduce((sum, { id }) => sum + of(id), 0) / whole).toBeCloseTo(1, 9);
});
