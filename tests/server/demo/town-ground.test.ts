import { describe, expect, it } from 'vitest';
import { contains, segmentGap, sides, signedArea, stretches } from '#server/demo/shape/plane';
import type { Point } from '#server/demo/shape/plane';
import { isSimple, overlaps } from '#server/demo/shape/polygon';
import { checkSurvey } from '#server/ingest/check-survey';
import { demoTown, footprintOf, metres, reachedFrom, ringOf, squares, walkingGraph } from './town-fixture.ts';

const { survey, life } = demoTown();

describe('the ground of the demo town', () => {
	it('is a survey that can be stored as it is, without a repair', () => {
		expect(checkSurvey(survey, life).repaired).toEqual({ footprints: 0, boundaries: 0 });
	});

	it('has buildings that do not overlap', () => {
		const near = squares(survey.buildings, footprintOf);
		const overlapping = survey.buildings.flatMap((building) =>
			[...near(footprintOf(building))]
				.filter((other) => other.id < building.id && overlaps(footprintOf(other), footprintOf(building)))
				.map((other) => `${building.name} / ${other.name}`)
		);
		expect(overlapping).toEqual([]);
		expect(survey.buildings.filter((building) => !isSimple(footprintOf(building)))).toEqual([]);
	});

	it('has no building on a street or path', () => {
		const segments = survey.ways.flatMap((way) => stretches(way.line.map(metres)));
		const near = squares(segments, (segment) => segment);
		const blocked = survey.buildings.filter((building) => {
			const ring = footprintOf(building);
			return [...near(ring)].some(
				([a, b]) => contains(ring, a) || sides(ring).some(([c, d]) => segmentGap(a, b, c, d) < 0.5)
			);
		});
		expect(blocked.map((building) => building.name)).toEqual([]);
	});

	it('has no building in the water', () => {
		const water = survey.ground
			.filter((ground) => ground.class === 'water')
			.map((ground) => ringOf((ground.geometry as { coordinates: number[][][] }).coordinates[0]));
		const wet = survey.buildings.filter((building) => water.some((pond) => overlaps(pond, footprintOf(building))));
		expect(wet.map((building) => building.name)).toEqual([]);
	});

	it('keeps every building inside its compound and its community', () => {
		const compounds = new Map(
			survey.compounds.map((compound) => [compound.id, ringOf(compound.boundary.coordinates[0])])
		);
		const communities = new Map(
			survey.communities.map((community) => [community.id, ringOf(community.boundary.coordinates[0] as number[][])])
		);
		const astray = survey.buildings.filter((building) => {
			const walls = building.compoundId === null ? null : compounds.get(building.compoundId);
			const land = communities.get(building.communityId) ?? [];
			return !footprintOf(building).every((corner) => contains(land, corner) && (!walls || contains(walls, corner)));
		});
		expect(astray.map((building) => building.name)).toEqual([]);
	});

	it('is tiled by its communities: every inner border is shared, none is crossed', () => {
		const outlines = survey.communities.flatMap((community) =>
			(community.boundary.coordinates as number[][][]).map(ringOf)
		);
		const key = ([x, y]: Point) => `${x.toFixed(2)},${y.toFixed(2)}`;
		const directed = outlines.flatMap((outline) => sides(outline).map(([a, b]) => `${key(a)}>${key(b)}`));
		expect(new Set(directed).size).toBe(directed.length);
		const rim = outlines
			.flatMap((outline) => sides(outline))
			.filter(([a, b]) => !directed.includes(`${key(b)}>${key(a)}`));
		const enclosed = rim.reduce((sum, [a, b]) => sum + (a[0] * b[1] - b[0] * a[1]) / 2, 0);
		const total = outlines.reduce((sum, outline) => sum + signedArea(outline), 0);
		expect(total / enclosed).toBeCloseTo(1, 9);
		expect(outlines.every(isSimple)).toBe(true);
	});
});

describe('the streets of the demo town', () => {
	const { neighbours, shut, gates, place } = walkingGraph(survey);
	const station = survey.ways.find((way) => way.class === 'primary')?.nodeKeys[0] as number;
	const walked = reachedFrom(station, neighbours, shut);

	it('are one network on foot', () => {
		expect(walked.size / neighbours.size).toBeGreaterThanOrEqual(0.98);
	});

	it('lead into every walled compound, and only through its gates', () => {
		const outside = reachedFrom(station, neighbours, gates);
		const homes = new Set(
			survey.buildings.filter((building) => building.kind === 'residential').map((building) => building.compoundId)
		);
		const walls = survey.compounds.filter((compound) => homes.has(compound.id));
		expect(walls.length).toBeGreaterThan(60);
		for (const compound of walls) {
			const ring = ringOf(compound.boundary.coordinates[0]);
			const inside = [...place].flatMap(([node, at]) => (contains(ring, at) && !gates.has(node) ? [node] : []));
			expect(
				inside.some((node) => walked.has(node)),
				compound.name
			).toBe(true);
			expect(
				inside.filter((node) => outside.has(node)),
				compound.name
			).toEqual([]);
		}
	});

	it('have every class, bridges, underpasses, steps, open and shut gates', () => {
		const classes = new Set(survey.ways.map((way) => way.class));
		for (const wanted of [
			'trunk',
			'primary',
			'secondary',
			'tertiary',
			'residential',
			'service',
			'pedestrian',
			'footway',
			'path',
			'steps',
			'track'
		] as const) {
			expect(classes, wanted).toContain(wanted);
		}
		expect(survey.ways.filter((way) => way.bridge).length).toBeGreaterThan(8);
		expect(survey.ways.filter((way) => way.tunnel).length).toBeGreaterThan(1);
		expect(shut.size).toBeGreaterThan(5);
		expect(gates.size).toBeGreaterThan(shut.size * 2);
	});

	it('have names wherever vehicles drive through the town', () => {
		const streets = survey.ways.filter((way) =>
			['primary', 'secondary', 'tertiary', 'residential'].includes(way.class)
		);
		expect(streets.filter((way) => way.name === '').length).toBe(0);
	});
});

describe('names of the demo town', () => {
	it('call no two compounds of a kind, and no two buildings of a compound, the same', () => {
		const homes = new Set(survey.buildings.filter((b) => b.kind === 'residential').map((b) => b.compoundId));
		const names = survey.compounds.filter((compound) => homes.has(compound.id)).map((compound) => compound.name);
		expect(names.filter((name, i) => name === '' || names.indexOf(name) !== i)).toEqual([]);
		const walled = survey.buildings.filter((b) => b.compoundId !== null).map((b) => b.compoundId + b.name);
		expect(new Set(walled).size).toBe(walled.length);
	});

	it('give every building an address', () => {
		expect(survey.buildings.filter((b) => !/\d+号/.test(b.address) || b.name === '').map((b) => b.name)).toEqual([]);
	});

	it('call parks and squares by their names, not by the word for what they are', () => {
		const named = survey.ground.filter((feature) => feature.name !== '').map((feature) => feature.name);
		expect(named.filter((name) => !/\p{Script=Han}/u.test(name))).toEqual([]);
		expect(named.filter((name) => name.endsWith('公园')).length).toBeGreaterThan(5);
	});
});
