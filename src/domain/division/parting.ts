import type { Position } from 'geojson';
import type { Bounds } from '#domain/place/coord';
import type { Survey, SurveyWay, WayClass } from '#domain/place/survey';

/** How hard a line parts: 1 a lane, 2 a street people live along or a wall, 3 a main street, a river or a railway. */
export type Strength = 1 | 2 | 3;

/** A line that parts the ground: people on its two sides belong to different blocks. */
export interface PartingLine {
	/** In degrees, WGS-84. */
	readonly line: readonly Position[];
	readonly strength: Strength;
}

/**
 * Which streets part the ground. Lanes do, as far as they go through: what ends blindly parts nothing and falls away.
 * Footways, paths, steps and field tracks never do: they run inside compounds, yards and parks.
 */
const STREETS: Readonly<Record<WayClass, Strength | null>> = {
	trunk: 3,
	primary: 3,
	secondary: 3,
	tertiary: 3,
	residential: 2,
	service: 1,
	pedestrian: 1,
	footway: null,
	path: null,
	steps: null,
	track: null
};
const WALL: Strength = 2;
const RIVER_OR_RAILWAY: Strength = 3;

/**
 * The lines that part the ground of a district: centrelines of streets, what lies under the ground apart, the walls
 * of compounds, and rivers and railways as far as they are drawn as lines.
 */
export function partingLines({
	ways,
	compounds,
	ground
}: Pick<Survey, 'ways' | 'compounds' | 'ground'>): PartingLine[] {
	const streets = ways.flatMap((way) => streetLine(way));
	const walls = compounds.flatMap(({ boundary }) => boundary.coordinates.map((line) => ({ line, strength: WALL })));
	const barriers = ground.flatMap(({ class: kind, geometry }): PartingLine[] => {
		if (geometry.type !== 'LineString' || (kind !== 'waterway' && kind !== 'railway')) return [];
		return [{ line: geometry.coordinates, strength: RIVER_OR_RAILWAY }];
	});
	return [...streets, ...walls, ...barriers];
}

function streetLine({ class: kind, tunnel, line }: SurveyWay): PartingLine[] {
	const strength = STREETS[kind];
	if (tunnel || strength === null || line.length < 2) return [];
	return [{ line: line.map(([lng, lat]) => [lng, lat]), strength }];
}

/** Finds the lines that may run within a box, so that each community looks at its own only. */
export function lineFinder(lines: readonly PartingLine[]): (box: Bounds) => PartingLine[] {
	const boxes = lines.map(({ line }) => boxOf(line));
	return ([west, south, east, north]) =>
		lines.filter((_, index) => {
			const [w, s, e, n] = boxes[index]!;
			return w <= east && e >= west && s <= north && n >= south;
		});
}

/** The box around places, in their own unit. */
export function boxOf(places: readonly Position[]): Bounds {
	let [west, south, east, north] = [Infinity, Infinity, -Infinity, -Infinity];
	for (const [x, y] of places) {
		[west, south] = [Math.min(west, x!), Math.min(south, y!)];
		[east, north] = [Math.max(east, x!), Math.max(north, y!)];
	}
	return [west, south, east, north];
}
