import type { MultiPolygon, Polygon } from 'geojson';
import { difference, type Geom } from 'polyclip-ts';
import { describe, expect, test } from 'vitest';
import type { WayClass } from '#domain/place/survey';
import { distanceToSegment, ringContains, type Ring, type XY } from '#domain/place/ring';
import { divideGround, type Lot } from '#domain/division/parcel';
import { partingLines, type PartingLine, type Strength } from '#domain/division/parting';
import { seededRandom } from '#fixtures/random';
import { degrees, lineOf, lot, plane, randomCommunity, randomLines, rectangle } from '#fixtures/random-ground';
import { areaOf, expectSharedLines, expectTiling } from '#fixtures/tiling';

const street = (points: readonly (readonly [number, number])[], strength: Strength = 2): PartingLine => ({
	line: lineOf(points),
	strength
});
const wall = (points: readonly (readonly [number, number])[]): PartingLine => ({ line: degrees(points), strength: 2 });
const square: Polygon = { type: 'Polygon', coordinates: [degrees(rectangle(0, 0, 200, 200))] };

const metres = (ground: MultiPolygon): XY[] =>
	ground.coordinates.flat(2).map(([lng, lat]) => plane.toMetres([lng!, lat!]));
const holds = (ground: MultiPolygon, x: number, y: number): boolean => {
	const [lng, lat] = plane.toLngLat(x, y);
	return ground.coordinates.some((rings) =>
		rings.every((ring, index) => ringContains(ring as unknown as Ring, lng, lat) === (index === 0))
	);
};
const westmost = (ground: MultiPolygon) => Math.min(...metres(ground).map(([x]) => x));
const eastmost = (ground: MultiPolygon) => Math.max(...metres(ground).map(([x]) => x));

describe('blocks and their parcels tile the community, whatever the lines', () => {
	test.each(Array.from({ length: 40 }, (_, seed) => seed + 1))('random town, seed %i', (seed) => {
		const { boundary, lots } = randomCommunity(seed);
		const { grounds, linesIgnored, blocks } = divideGround(boundary, lots, randomLines(seed, boundary));
		expect(linesIgnored).toBe(false);
		expect(blocks).toBeGreaterThan(0);
		expect(grounds.map((units) => units.length)).toEqual(lots.map(({ units }) => units));
		expectTiling(boundary, grounds.flat());
		expectSharedLines(boundary, grounds.flat());
	});

	test('a ball of wool is no reason to fail', () => {
		const next = seededRandom(3);
		const wool = Array.from({ length: 40 }, () =>
			street(Array.from({ length: 12 }, () => [(next() - 0.5) * 260, (next() - 0.5) * 260] as const))
		);
		const lots = [lot(rectangle(-40, 0, 30, 12), 2), lot(rectangle(40, 0, 30, 12), 3)];
		const { grounds } = divideGround(square, lots, wool);
		expectTiling(square, grounds.flat());
		expectSharedLines(square, grounds.flat());
	});

	test('the same town twice gives the same parcels', () => {
		const { boundary, lots } = randomCommunity(8);
		const lines = randomLines(8, boundary);
		expect(divideGround(boundary, lots, lines)).toEqual(divideGround(boundary, lots, lines));
	});
});

/** Straight streets across a square, a house or two in every block between them. */
function builtUpTown(seed: number): { lots: Lot[]; lines: PartingLine[]; streets: [XY, XY][] } {
	const next = seededRandom(seed);
	const offsets = [-60 + next() * 10, 5 + next() * 20, 70 + next() * 5];
	const lean = () => (next() - 0.5) * 12;
	const streets = offsets.flatMap((off): [XY, XY][] => [
		[
			[off + lean(), -140],
			[off + lean(), 140]
		],
		[
			[-140, off + lean()],
			[140, off + lean()]
		]
	]);
	const edges = [-100, ...offsets, 100];
	const between = edges.slice(1).map((high, i) => ({ middle: (edges[i]! + high) / 2, room: high - edges[i]! - 18 }));
	const lots = between.flatMap((column) =>
		between.map((row) => lot(rectangle(column.middle, row.middle, column.room, row.room / 2), 1 + (seed % 3)))
	);
	return { lots, lines: streets.map((ends, index) => street(ends, index % 2 === 0 ? 3 : 1)), streets };
}

describe('borders follow streets and walls', () => {
	test.each([1, 2, 3, 4, 5, 6, 7, 8])('no parcel reaches over a street, seed %i', (seed) => {
		const { lots, lines, streets } = builtUpTown(seed);
		const { grounds, blocks } = divideGround(square, lots, lines);
		expect(blocks).toBe(16);
		for (const ground of grounds.flat()) {
			for (const [a, b] of streets) {
				const aside = metres(ground).map(
					([x, y]) => ((b[0] - a[0]) * (y - a[1]) - (b[1] - a[1]) * (x - a[0])) / Math.hypot(b[0] - a[0], b[1] - a[1])
				);
				// Half a metre of snapping, half a metre of straightening.
				expect(Math.min(Math.max(...aside), -Math.min(...aside))).toBeLessThan(1);
			}
		}
	});

	test('a wall keeps the ground of those within, and of those without', () => {
		const estate = rectangle(0, 0, 100, 80, 0.2);
		const lots = [
			...[-20, 20].map((x) => lot(rectangle(x, 0, 30, 12, 0.2), 2)),
			...[-75, 75].map((x) => lot(rectangle(x, 0, 12, 60), 2))
		];
		const { grounds } = divideGround(square, lots, [wall(estate)]);
		const inside = grounds.slice(0, 2).flat();
		const area = inside.reduce((sum, ground) => sum + areaOf(ground), 0);
		expect(area / areaOf({ type: 'Polygon', coordinates: [degrees(estate)] })).toBeCloseTo(1, 6);
		const sides = estate.map((a, i): [XY, XY] => [a, estate[(i + 1) % 4]!]);
		for (const place of inside.flatMap(metres)) {
			const away = Math.min(...sides.map(([a, b]) => distanceToSegment(place, a, b)));
			expect(away < 1 || ringContains(estate, place[0], place[1])).toBe(true);
		}
	});

	const west = lot(rectangle(-60, 0, 12, 60));
	const east = lot(rectangle(20, 0, 12, 60));

	test('a street is the border, even where it runs nearer to one house than to the other', () => {
		const { grounds } = divideGround(
			square,
			[west, east],
			[
				street([
					[-45, -150],
					[-45, 150]
				])
			]
		);
		expect(eastmost(grounds[0]![0]!)).toBeCloseTo(-45, 1);
		expect(westmost(grounds[1]![0]!)).toBeCloseTo(-45, 1);
	});

	test('a street that ends a hand before the next one, or before the boundary, still parts', () => {
		const lines = [
			street([
				[-45, -99.7],
				[-45, -0.3]
			]),
			street([
				[-150, 0],
				[150, 0]
			])
		];
		const north = lot(rectangle(0, 50, 60, 12));
		const lots = [north, lot(rectangle(20, -50, 12, 20)), lot(rectangle(-60, -50, 12, 20))];
		const { grounds, blocks } = divideGround(square, lots, lines);
		expect(blocks).toBe(3);
		expect(eastmost(grounds[2]![0]!)).toBeCloseTo(-45, 0);
	});

	test('a dead end parts nothing', () => {
		const plain = divideGround(square, [west, east], []);
		const { grounds, blocks } = divideGround(
			square,
			[west, east],
			[
				street([
					[-45, -150],
					[-45, 40]
				])
			]
		);
		expect(blocks).toBe(1);
		expect(grounds).toEqual(plain.grounds);
	});

	test('a street along the boundary parts nothing', () => {
		const along = [-100.4, -99.8, -100.7, -99.6].map((y, i) => [-150 + i * 100, y] as const);
		expect(divideGround(square, [west, east], [street(along), wall(rectangle(0, 0, 200, 200))]).blocks).toBe(1);
	});

	test('a house that a street runs through belongs to the side with most of it', () => {
		const across = lot(rectangle(-40, 0, 30, 12));
		const { grounds } = divideGround(
			square,
			[west, across, east],
			[
				street([
					[-45, -150],
					[-45, 150]
				])
			]
		);
		expect(westmost(grounds[1]![0]!)).toBeCloseTo(-45, 1);
		expect(holds(grounds[0]![0]!, -50, 0)).toBe(true);
	});

	test('of a house that a street runs through, every unit has its share of the larger part', () => {
		const across = lot(rectangle(-30, 0, 60, 12), 3);
		const units = divideGround(
			square,
			[west, across, east],
			[
				street([
					[-45, -150],
					[-45, 150]
				])
			]
		).grounds[1]!;
		for (const unit of units) expect(eastmost(unit) - westmost(unit)).toBeGreaterThan(14);
		expectTiling(
			square,
			divideGround(
				square,
				[west, across, east],
				[
					street([
						[-45, -150],
						[-45, 150]
					])
				]
			).grounds.flat()
		);
	});

	test('ground that a wall cuts off from its house goes to the neighbour it hangs together with', () => {
		const estate = wall(rectangle(0, -25, 40, 170));
		const [near, within, north] = [rectangle(-28, -60, 8, 8), rectangle(0, -25, 20, 60), rectangle(0, 80, 8, 8)];
		const { grounds, blocks } = divideGround(square, [lot(near), lot(within), lot(north)], [estate]);
		expect(blocks).toBe(2);
		for (const [ground] of grounds) expect(ground!.coordinates).toHaveLength(1);
		expect(holds(grounds[2]![0]!, 30, -60)).toBe(true);
		expectSharedLines(square, grounds.flat());
	});

	test.each([
		[3, 2],
		[3, 1],
		[2, 1]
	] as const)('an empty block joins its neighbour over the weaker line: not over %i but over %i', (strong, weak) => {
		const lines = [
			street(
				[
					[-45, -150],
					[-45, 150]
				],
				strong
			),
			street(
				[
					[0, -150],
					[0, 150]
				],
				weak
			)
		];
		const { grounds, blocks } = divideGround(square, [west, east], lines);
		expect(blocks).toBe(2);
		expect(westmost(grounds[1]![0]!)).toBeCloseTo(-45, 1);
	});

	test('two lines a step apart leave no sliver', () => {
		const lines = [
			street([
				[-30, -150],
				[-30, 150]
			]),
			street([
				[-29, -150],
				[-29, 150]
			])
		];
		const { grounds, blocks } = divideGround(square, [west, east, lot(rectangle(-29.5, 0, 0.8, 40))], lines);
		expect(blocks).toBe(2);
		expectTiling(square, grounds.flat());
	});

	test('a house beyond the boundary gets ground in the nearest block', () => {
		const lines = [
			street([
				[-45, -150],
				[-45, 150]
			])
		];
		const { grounds } = divideGround(square, [west, east, lot(rectangle(150, 0, 20, 20), 2)], lines);
		for (const ground of grounds[2]!) expect(westmost(ground)).toBeGreaterThan(0);
		expectTiling(square, grounds.flat());
	});

	test('an island without houses and streets goes with the rest', () => {
		const boundary: MultiPolygon = {
			type: 'MultiPolygon',
			coordinates: [square.coordinates, [degrees(rectangle(400, 0, 50, 50))]]
		};
		const { grounds } = divideGround(
			boundary,
			[west, east],
			[
				street([
					[-45, -150],
					[-45, 150]
				])
			]
		);
		expectTiling(boundary, grounds.flat());
	});

	test('T-junctions are points of both sides', () => {
		const lots = [west, east, lot(rectangle(60, 0, 12, 60)), lot(rectangle(-80, 0, 12, 40))];
		const { grounds } = divideGround(square, lots, [
			street([
				[-150, 60],
				[150, 50]
			]),
			street([
				[-45, -150],
				[-45, 150]
			])
		]);
		expectSharedLines(square, grounds.flat());
		const footprint = east.footprint.coordinates as Geom;
		expect(difference(footprint, grounds[1]![0]!.coordinates as Geom)).toEqual([]);
	});
});

test('streets and lanes part the ground; footpaths, field tracks and tunnels do not', () => {
	const way = (kind: WayClass, tunnel = false) => ({
		class: kind,
		name: kind,
		walkable: true,
		bridge: false,
		tunnel,
		nodeKeys: [1, 2],
		line: [plane.toLngLat(0, 0), plane.toLngLat(10, 0)],
		gates: []
	});
	const kinds: WayClass[] = ['trunk', 'residential', 'service', 'pedestrian', 'footway', 'path', 'steps', 'track'];
	const ways = [...kinds.map((kind) => way(kind)), way('primary', true)];
	const estate: Polygon = { type: 'Polygon', coordinates: [degrees(rectangle(0, 0, 10, 10))] };
	const compounds = [{ id: 'a', communityId: 'b', name: '', boundary: estate }];
	const lines = partingLines({ ways, compounds, ground: [] });
	expect(lines.map(({ strength }) => strength)).toEqual([3, 2, 1, 1, 2]);
	expect(lines.at(-1)!.line).toEqual(estate.coordinates[0]);
});
