import { afterAll, expect, test } from 'vitest';
import { parcelTopology } from '#domain/division/parcel-topology';
import type { PlanGround } from '#domain/division/plan-ground';
import { TileDesk, type PlanDoor } from '#server/tiles/tile-desk';

const PLAN = '00000000-0000-4000-8000-000000000001';
const square = (west: number) => [
	[
		[west, 40],
		[west + 0.001, 40],
		[west + 0.001, 40.001],
		[west, 40.001],
		[west, 40]
	]
];
const place = (node: string) => ({ node, id: node, name: node, code: '', vacant: false });
const community = (node: string, west: number) => ({
	...place(node),
	boundary: { type: 'Polygon' as const, coordinates: square(west) }
});
/** Two communities with an area and a cell each; a third cell has no ground. */
const ground: PlanGround = {
	parcels: 'x',
	communities: [community('here', 116), community('there', 116.001)],
	areas: [
		{ ...place('area here'), community: 'here' },
		{ ...place('area there'), community: 'there' }
	],
	cells: [
		{ ...place('cell here'), area: 0 },
		{ ...place('cell there'), area: 1 },
		{ ...place('empty cell here'), area: 0 }
	],
	units: [0, 1]
};
const parcels = Buffer.from(
	JSON.stringify(
		parcelTopology(
			[116, 116.001].map((west) => ({ type: 'MultiPolygon' as const, coordinates: [square(west)] })),
			[0, 1]
		)
	)
);
const version = 'abc-0';
const door: PlanDoor = {
	state: () => Promise.resolve({ version, isPublic: false }),
	ground: () => Promise.resolve({ ground, version, isPublic: false, parcels })
};

const desk = new TileDesk();
afterAll(() => desk.close());

test('a community is outlined with its cells and with nobody else’s', async () => {
	const plan = (await desk.open(PLAN, version, door))!;
	const nodes = async (node: string) =>
		(await desk.outlines(plan, node))!.map((shape) => `${shape.level} ${shape.node}`);
	expect(await nodes('here')).toEqual(['1 here', '2 area here', '3 cell here']);
	expect(await nodes('there')).toEqual(['1 there', '2 area there', '3 cell there']);
	expect(await nodes('nowhere')).toEqual([]);
});
