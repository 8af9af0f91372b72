import { describe, expect, it } from 'vitest';
import { placesInMetres, TOWN_ORIGIN, way } from '#fixtures/reach/random-streets';
import { localPlane, type LngLat } from '#domain/place/coord';
import { attachDoors } from '#domain/reach/buildings';
import { reachCircle, type CircleGround } from '#domain/reach/circle';
import { buildNetwork } from '#domain/reach/contract';
import { sumOver, type Demand } from '#domain/reach/coverage';
import { AreaDrawer } from '#domain/reach/isochrone';
import { nearestCentres } from '#domain/reach/nearest';
import { StreetSearch } from '#domain/reach/search';
import { indexStreets } from '#domain/reach/snap';

const town = localPlane(TOWN_ORIGIN);
const at = (x: number, y: number): LngLat => town.toLngLat(x, y);
const metreASecond = { metresPerSecond: 1, stepsFactor: 0.5 };

// A street along y = 0. Behind a wall at y = 60 runs an inner lane that opens at x = 800 only.
const places = placesInMetres([
	[-1000, 0],
	[0, 0],
	[800, 0],
	[1000, 0],
	[800, 100],
	[0, 100]
]);
const ways = [way([0, 1, 2, 3], places), way([2, 4, 5], places)];

function ground(doors: readonly LngLat[], demand: Partial<Demand> = {}): CircleGround {
	const index = indexStreets(buildNetwork(ways, TOWN_ORIGIN));
	const flat = doors.flat();
	return {
		index,
		search: new StreetSearch(index.network),
		drawer: new AreaDrawer(index.network),
		demand: { doors: flat, households: doors.map(() => 10), elders: doors.map(() => 2), ...demand },
		doors: attachDoors(index, flat)
	};
}

describe('a circle of one centre', () => {
	// on the street, 290 m off; behind the wall, 110 m off as the crow flies and 1,700 m on foot; out of everything
	const doors = [at(280, 10), at(0, 110), at(4000, 4000)];

	it('counts who walks there in time, and beside it who lives within the disc', () => {
		const { tiers, accessM, onMainland } = reachCircle(ground(doors), at(0, 0), [5, 30], metreASecond);
		expect(accessM).toBe(0);
		expect(onMainland).toBe(true);
		expect(tiers.map((tier) => tier.buildingsInside)).toEqual([[0], [0, 1]]);
		expect(tiers[0]).toMatchObject({
			minutes: 5,
			householdsInside: 10,
			eldersInside: 2,
			householdsInDisc: 20,
			discRadiusM: 300
		});
		expect(tiers[1]).toMatchObject({ householdsInside: 20, householdsInDisc: 20 });
		expect(tiers[0]!.disc.coordinates[0]!.length).toBe(97);
	});

	it('lets the straight way from the centre to the street count', () => {
		const near = reachCircle(ground(doors), at(0, 0), [5], metreASecond);
		const off = reachCircle(ground(doors), at(0, -40), [5], metreASecond);
		expect(off.accessM).toBe(40);
		expect(near.tiers[0]!.buildingsInside).toEqual([0]);
		expect(off.tiers[0]!.buildingsInside).toEqual([]);
	});

	it('gives no sum where one figure may not be known', () => {
		const hidden = ground(doors, { elders: [2, null, 2], households: null });
		const { tiers } = reachCircle(hidden, at(0, 0), [5, 30], metreASecond);
		expect(tiers.map((tier) => tier.eldersInside)).toEqual([2, null]);
		expect(tiers[0]!.householdsInside).toBeNull();
		expect(sumOver([], [])).toBe(0);
	});

	it('answers each time once, in rising order', () => {
		const { tiers } = reachCircle(ground(doors), at(0, 0), [15, 5, 15], metreASecond);
		expect(tiers.map((tier) => tier.minutes)).toEqual([5, 15]);
	});

	it('refuses by name', () => {
		const here = ground(doors);
		expect(() => reachCircle(here, at(5000, 5000), [5], metreASecond)).toThrow('far-from-streets');
		expect(() => reachCircle(here, [500, 0], [5], metreASecond)).toThrow('bad-position');
		expect(() => reachCircle(here, at(0, 0), [], metreASecond)).toThrow('bad-minutes');
		expect(() => reachCircle(here, at(0, 0), [0], metreASecond)).toThrow('bad-minutes');
		expect(() => reachCircle(here, at(0, 0), [5], { metresPerSecond: 0, stepsFactor: 1 })).toThrow('bad-pace');
		expect(() => reachCircle(here, at(0, 0), [5], { metresPerSecond: NaN, stepsFactor: 1 })).toThrow('bad-pace');
	});

	it('reaches nobody but draws the place where the network is a single dead end', () => {
		const alone = ground([]);
		const { tiers } = reachCircle(alone, at(1000, 0), [1], metreASecond);
		expect(tiers[0]).toMatchObject({ buildingsInside: [], householdsInside: 0 });
		expect(tiers[0]!.polygon.coordinates.length).toBe(1);
	});
});

describe('the nearest centre', () => {
	const doors = [at(-500, 0), at(700, 0), at(0, 100), at(4000, 4000)];
	const nearest = (centres: LngLat[], maxMinutes = 60) => {
		const { index, search, doors: streets } = ground(doors);
		return nearestCentres(index, search, streets, centres, metreASecond, maxMinutes);
	};

	it('is the one that is nearest on foot, not as the crow flies', () => {
		const { centre, seconds } = nearest([at(-100, 0), at(1000, 0)]);
		expect([...centre]).toEqual([0, 1, 1, -1]);
		expect(seconds[0]).toBeCloseTo(400, 0);
		expect(seconds[2]).toBeCloseTo(200 + 100 + 800, 0);
		expect(seconds[3]).toBe(Infinity);
	});

	it('is the first of two at one place', () => {
		expect([...nearest([at(0, 0), at(0, 0)]).centre]).toEqual([0, 0, 0, -1]);
	});

	it('reports a centre far from the streets and goes on with the others', () => {
		const { centre, farCentres } = nearest([at(9000, 9000), at(0, 0)]);
		expect(farCentres).toEqual([0]);
		expect([...centre]).toEqual([1, 1, 1, -1]);
	});

	it('is nobody when none is open, or none is near enough', () => {
		expect([...nearest([]).centre]).toEqual([-1, -1, -1, -1]);
		expect([...nearest([at(-500, 0)], 1).centre]).toEqual([0, -1, -1, -1]);
	});
});
