import type { WayClass } from '#domain/place/survey';
import { TOWN_GAZETTEER } from '#server/demo/ground/gazetteer';
import type { Gazetteer } from '#server/demo/ground/gazetteer';
import { QUARTERS } from '#server/demo/ground/quarters';
import type { QuarterMark } from '#server/demo/ground/quarters';
import { ARTERIALS, CORE_RING, COUNTRY_ROADS, FRAME, RAILWAY, RIVER } from '#server/demo/ground/skeleton';
import type { Line, Ring } from '#server/demo/shape/plane';

/** A piece of ground between main streets. */
export interface MainFace {
	readonly ring: Ring;
	/** Numbers of the ring's points: the same ones on either side of a street. */
	readonly corners: readonly number[];
	/** Along the water: between the promenades and the streets of the river. */
	readonly riverside: boolean;
}

/** What is drawn on paper before any chance: main streets, water, rails, and who settles where. Metres. */
export interface Sketch {
	readonly arterials: readonly { readonly key: string; readonly class: WayClass; readonly controls: Line }[];
	/** The street where the wall of the old town stood. */
	readonly coreRing: Line;
	/** Runs from west to east, never back. */
	readonly river: Line;
	readonly railway: Line;
	readonly frame: readonly [west: number, south: number, east: number, north: number];
	readonly countryRoads: readonly { readonly controls: Line }[];
	/** Keys of the main streets that bound the town, and whether the railway does. */
	readonly rim: readonly string[];
	readonly railBounds: boolean;
	/** Keys of the main streets between which the river has streets along it. */
	readonly riverEnds: readonly string[];
	/** Between which x the river's streets are looked for, and between which the river is the town's. */
	readonly bankReach: readonly [west: number, east: number];
	readonly townReach: readonly [west: number, east: number];
	/** How far chance moves the main streets. */
	readonly nudgeM: number;
	/** Where people alone may cross the river, as fractions of its way through the town. */
	readonly footbridges: readonly number[];
	/** Whether stray blocks are given to the community around them. */
	readonly gathersStrays: boolean;
	/** Settles the faces inside the rim: which stretch of town is whose, and how everything is called. */
	settle(faces: readonly MainFace[]): { readonly quarters: readonly QuarterMark[]; readonly gazetteer: Gazetteer };
}

export const TOWN_SKETCH: Sketch = {
	arterials: ARTERIALS,
	coreRing: CORE_RING,
	river: RIVER,
	railway: RAILWAY,
	frame: FRAME,
	countryRoads: COUNTRY_ROADS,
	rim: ['westRing', 'eastRing', 'highway'],
	railBounds: true,
	riverEnds: ['westRing', 'eastRing'],
	bankReach: [-1650, 1800],
	townReach: [-1320, 1440],
	nudgeM: 7,
	footbridges: [0.13, 0.56, 0.93],
	gathersStrays: false,
	settle: () => ({ quarters: QUARTERS, gazetteer: TOWN_GAZETTEER })
};
