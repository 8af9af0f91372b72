import type { Point } from '#server/demo/shape/plane';

/** How a quarter of the town was built, which decides the size and the filling of its blocks. */
export type Quarter = 'old' | 'aged' | 'mid' | 'high' | 'new' | 'industry' | 'depot' | 'station' | 'campus' | 'civic';

/** What stands on one block. */
export type Use =
	| 'housing'
	| 'courtyards'
	| 'school'
	| 'college'
	| 'hospital'
	| 'park'
	| 'square'
	| 'mall'
	| 'office'
	| 'market'
	| 'civic'
	| 'industry'
	| 'depot'
	| 'station'
	| 'site'
	| 'bank'
	| 'leftover';

/** One stretch of town between main streets: where it is, whose it is, how it was built and what it must hold. */
export interface QuarterMark {
	readonly at: Point;
	/** Index into the communities of places.words.ts. */
	readonly community: number;
	readonly quarter: Quarter;
	readonly wants: readonly Use[];
}

export const QUARTERS: readonly QuarterMark[] = [
	{ at: [-1150, 905], community: 0, quarter: 'depot', wants: [] },
	{ at: [-1100, 640], community: 0, quarter: 'aged', wants: ['school', 'market'] },
	{ at: [-1070, 270], community: 0, quarter: 'mid', wants: ['park'] },
	{ at: [-660, 660], community: 1, quarter: 'aged', wants: ['park', 'office'] },
	{ at: [-280, 360], community: 1, quarter: 'old', wants: ['square', 'civic'] },
	{ at: [-680, 130], community: 1, quarter: 'aged', wants: ['market', 'school'] },
	{ at: [-215, 920], community: 2, quarter: 'station', wants: ['station'] },
	{ at: [60, 720], community: 2, quarter: 'aged', wants: ['civic'] },
	{ at: [260, 520], community: 2, quarter: 'civic', wants: ['mall', 'office', 'square', 'office'] },
	{ at: [200, 260], community: 2, quarter: 'mid', wants: ['hospital', 'park'] },
	{ at: [700, 840], community: 3, quarter: 'mid', wants: ['depot'] },
	{ at: [730, 540], community: 3, quarter: 'mid', wants: ['school', 'civic'] },
	{ at: [760, 120], community: 3, quarter: 'high', wants: ['school', 'office', 'park'] },
	{ at: [720, 1010], community: 4, quarter: 'depot', wants: [] },
	{ at: [1280, 1030], community: 4, quarter: 'depot', wants: [] },
	{ at: [1260, 850], community: 4, quarter: 'industry', wants: [] },
	{ at: [1230, 480], community: 4, quarter: 'industry', wants: ['civic'] },
	{ at: [1260, 0], community: 4, quarter: 'mid', wants: ['industry', 'office'] },
	{ at: [-1060, -270], community: 5, quarter: 'campus', wants: ['college'] },
	{ at: [-500, -340], community: 5, quarter: 'mid', wants: ['school', 'park'] },
	{ at: [-1070, -720], community: 5, quarter: 'aged', wants: ['market'] },
	{ at: [-490, -760], community: 5, quarter: 'mid', wants: ['school', 'office'] },
	{ at: [160, -280], community: 6, quarter: 'high', wants: ['park', 'mall'] },
	{ at: [190, -770], community: 7, quarter: 'mid', wants: ['school', 'market'] },
	{ at: [790, -440], community: 7, quarter: 'high', wants: ['school', 'mall'] },
	{ at: [1250, -520], community: 7, quarter: 'new', wants: ['park'] },
	{ at: [780, -790], community: 7, quarter: 'new', wants: ['site', 'park'] },
	{ at: [1260, -780], community: 7, quarter: 'new', wants: ['site', 'office'] }
];

/** Square metres a block is cut down to. */
export const BLOCK_AREA_M2: Record<Quarter, number> = {
	old: 7500,
	aged: 27000,
	mid: 36000,
	high: 40000,
	new: 44000,
	industry: 62000,
	depot: 40000,
	station: 30000,
	campus: 150000,
	civic: 24000
};
