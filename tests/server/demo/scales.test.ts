import { beforeAll, describe, expect, it } from 'vitest';
import type { Survey } from '#domain/place/survey';
import { sketchCity } from '#server/demo/ground/city-sketch';
import { drawStreetPlan } from '#server/demo/ground/street-plan';
import type { StreetPlan } from '#server/demo/ground/street-plan';
import { communityOutline } from '#server/demo/ground/community-areas';
import { usesOf } from '#server/demo/ground/uses';
import { createRandom } from '#server/demo/random';
import { CITIES, LIFE, SCALES } from '#server/demo/scales';
import { contains, signedArea } from '#server/demo/shape/plane';
import { demoTown } from './town-fixture.ts';

function planOf(seed: number): StreetPlan {
	const random = createRandom(seed);
	return drawStreetPlan(random.fork('streets'), sketchCity(random.fork('sketch'), CITIES.district));
}

const communityBlocks = (plan: StreetPlan) =>
	Map.groupBy(
		plan.blocks.entries().filter(([, block]) => block.mark),
		([, block]) => block.mark?.community as number
	);

describe('the plan of a district', () => {
	let plan: StreetPlan;
	beforeAll(() => {
		plan = planOf(7);
	}, 300_000);

	it('has 94 communities in subdistricts, each called by a name of its own', () => {
		const { communities, subdistricts } = plan.gazetteer;
		expect(communities).toHaveLength(94);
		expect(new Set(communities.map(({ name }) => name)).size).toBe(94);
		expect(new Set(communities.map(({ subdistrict }) => subdistrict)).size).toBe(subdistricts.length);
		expect(subdistricts).toHaveLength(9);
	});

	it('gives every community ground in one piece', () => {
		const blocks = communityBlocks(plan);
		expect(blocks.size).toBe(94);
		for (const community of blocks.keys()) {
			const outer = communityOutline(plan, community).filter((ring) => signedArea(ring) > 0);
			expect(outer.length, `community ${community}`).toBe(1);
		}
	});

	it('gives every community blocks to live on', () => {
		const uses = usesOf(plan.blocks);
		for (const [community, blocks] of communityBlocks(plan)) {
			const lived = blocks.filter(([i]) => uses[i] === 'housing' || uses[i] === 'courtyards');
			expect(lived.length, `community ${community}`).toBeGreaterThanOrEqual(2);
		}
	});

	it('is no tiling: old lanes in the middle, works, a campus, hospitals and schools', () => {
		const quarters = Map.groupBy(
			plan.blocks.flatMap(({ mark }) => mark ?? []),
			({ quarter }) => quarter
		);
		for (const quarter of ['old', 'aged', 'mid', 'high', 'new', 'industry', 'campus', 'civic'] as const)
			expect(quarters.get(quarter)?.length, quarter).toBeGreaterThan(2);
		const uses = Map.groupBy(usesOf(plan.blocks), (use) => use);
		expect(uses.get('school')?.length).toBeGreaterThan(60);
		expect(uses.get('hospital')?.length).toBeGreaterThanOrEqual(6);
	});

	it('keeps the river inside the town from one end to the other', () => {
		const [west, east] = plan.sketch.townReach;
		const within = plan.river.filter(([x]) => x > west * 0.6 && x < east * 0.6);
		const rim = plan.sketch.arterials.find(({ key }) => key === 'ring')?.controls ?? [];
		expect(within.length).toBeGreaterThan(20);
		expect(within.every((point) => contains(rim.slice(0, -1), point))).toBe(true);
	});
});

describe('the scales', () => {
	it('sketch the same district from the same seed and another from another', () => {
		const streets = (seed: number) => sketchCity(createRandom(seed), CITIES.district).arterials;
		const first = streets(3);
		expect(streets(3)).toEqual(first);
		expect(streets(4)).not.toEqual(first);
	});

	it('put 13,000 members and 8 regional centres, 2 of them open, into a district', () => {
		expect(LIFE.district.members.reduce((sum, [, count]) => sum + count, 0)).toBe(13_000);
		expect(LIFE.district.regional).toHaveLength(8);
		expect(LIFE.district.regional.filter((status) => status === 'open')).toHaveLength(2);
		expect(SCALES).toEqual(['town', 'district', 'city']);
	});

	it('leave the town as it was', () => {
		const survey: Survey = demoTown().survey;
		expect(survey.communities).toHaveLength(8);
		expect(survey.buildings).toHaveLength(1405);
	});
});
