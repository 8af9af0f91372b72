import circle from '@turf/circle';
import type { MultiPolygon, Polygon } from 'geojson';
import type { LngLat } from '#domain/place/coord';
import { costsToDoors, type DoorStreets } from '#domain/reach/buildings';
import { buildingsInDisc, buildingsWithin, sumOver, type Demand } from '#domain/reach/coverage';
import { startDiscs, type AreaDrawer } from '#domain/reach/isochrone';
import { budgetDm, type Pace } from '#domain/reach/pace';
import { ReachRefusal } from '#domain/reach/refusal';
import type { StreetSearch } from '#domain/reach/search';
import { snap, type StreetIndex, type StreetPoint } from '#domain/reach/snap';
import { shapeFrom } from '#domain/reach/street-network';

/** What can be reached from one centre within one tier, beside the disc that is usually drawn for it. */
export interface ReachTier {
	readonly minutes: number;
	/** The service area over streets. */
	readonly polygon: MultiPolygon;
	/** Everything within pace × time as the crow flies. */
	readonly disc: Polygon;
	readonly discRadiusM: number;
	/** Numbers of the buildings whose door is reached in time; counted from walking times, never from the polygon. */
	readonly buildingsInside: readonly number[];
	/** Null where the caller may not know a figure of one of those buildings. */
	readonly householdsInside: number | null;
	readonly eldersInside: number | null;
	readonly householdsInDisc: number | null;
}

export interface ReachCircle {
	/** Where the walk meets the street, and the straight way there from the centre, in metres. */
	readonly street: LngLat;
	readonly accessM: number;
	/** False where the centre stands on an island of the network, e.g. behind a closed gate. */
	readonly onMainland: boolean;
	/** One for each asked-for time, in rising order. */
	readonly tiers: readonly ReachTier[];
}

/** All that a circle is computed from. The search and the drawer lend their memory. */
export interface CircleGround {
	readonly index: StreetIndex;
	readonly search: StreetSearch;
	readonly drawer: AreaDrawer;
	readonly demand: Demand;
	readonly doors: DoorStreets;
}

/**
 * The walking circles of one centre: one search up to the longest time, then one area per time. The walk begins at
 * the centre itself: its straight way to the street counts. Refusals: 'bad-position', 'far-from-streets',
 * 'bad-pace', 'bad-minutes' (also where no time is asked for).
 */
export function reachCircle(
	ground: CircleGround,
	position: LngLat,
	minutes: readonly number[],
	pace: Pace
): ReachCircle {
	const { index, search } = ground;
	const rising = [...new Set(minutes)].sort((a, b) => a - b);
	const budgets = rising.map((tier) => budgetDm(tier, pace));
	if (budgets.length === 0) throw new ReachRefusal('bad-minutes');
	const source = snap(index, position, pace.stepsFactor > 0);
	search.run([source], pace, budgets.at(-1)!);
	const { costDm } = costsToDoors(search, ground.doors);
	return {
		street: index.plane.toLngLat(source.x, source.y),
		accessM: source.accessDm / 10,
		onMainland: index.network.component[shapeFrom(index.network, source.shape)] === 0,
		tiers: rising.map((tier, i) => reachTier(ground, position, source, tier, budgets[i]!, costDm))
	};
}

function reachTier(
	{ index, search, drawer, demand }: CircleGround,
	position: LngLat,
	source: StreetPoint,
	minutes: number,
	budget: number,
	costDm: Float64Array
): ReachTier {
	const starts = startDiscs([source], [index.plane.toMetres(position)], budget);
	const discRadiusM = budget / 10;
	const buildingsInside = buildingsWithin(costDm, budget);
	return {
		minutes,
		polygon: drawer.draw(search, index.plane, budget, starts),
		disc: circle([...position], discRadiusM, { steps: 96, units: 'meters' }).geometry,
		discRadiusM,
		buildingsInside,
		householdsInside: sumOver(demand.households, buildingsInside),
		eldersInside: sumOver(demand.elders, buildingsInside),
		householdsInDisc: sumOver(demand.households, buildingsInDisc(demand.doors, position, discRadiusM))
	};
}
