import { describe, expect, test } from 'vitest';
import { divideGround } from '#domain/division/parcel';
import { boxOf, lineFinder, partingLines } from '#domain/division/parting';
import { areaOf, expectSharedLines } from '#fixtures/tiling';
import { demoTown } from './town-fixture.ts';

const { survey } = demoTown();
const linesNear = lineFinder(partingLines(survey));
const houses = Map.groupBy(survey.buildings, (building) => building.communityId);

describe('parcels of the demo town', () => {
	test.each(survey.communities.map((community) => [community.name, community] as const))('%s', (_, community) => {
		const { id, boundary } = community;
		const lots = houses.get(id)!.map(({ footprint, units }) => ({ footprint, units: units.length }));
		const places = boundary.type === 'Polygon' ? boundary.coordinates.flat() : boundary.coordinates.flat(2);
		const { grounds, blocks, linesIgnored } = divideGround(boundary, lots, linesNear(boxOf(places)));
		expect(linesIgnored).toBe(false);
		expect(blocks).toBeGreaterThan(10);
		const pieces = grounds.flat();
		const sum = pieces.reduce((total, piece) => total + areaOf(piece), 0);
		expect(Math.abs(sum / areaOf(boundary) - 1)).toBeLessThan(1e-9);
		expectSharedLines(boundary, pieces);
		// A piece of ground that hangs together with nothing of its house is the rare exception.
		expect(pieces.filter(({ coordinates }) => coordinates.length > 1).length).toBeLessThan(2);
	});
});
