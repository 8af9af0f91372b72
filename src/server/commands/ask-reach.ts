import { parseArgs } from 'node:util';
import type { MultiPolygon } from 'geojson';
import type { LngLat } from '#domain/place/coord';
import type { SurveyWay } from '#domain/place/survey';
import { contractStreets } from '#domain/reach/contract';
import { AreaDrawer, startDiscs } from '#domain/reach/isochrone';
import { budgetDm, paceFromKmh, type Pace } from '#domain/reach/pace';
import { costsToPoints, countWithin } from '#domain/reach/points-within';
import { ReachRefusal } from '#domain/reach/refusal';
import { StreetSearch } from '#domain/reach/search';
import { indexStreets, snap } from '#domain/reach/snap';
import { shapeFrom } from '#domain/reach/street-network';
import { UsageError } from '#server/commands/usage-error';
import { readOsm } from '#server/import/read-osm';

/** The answer as it is printed: keys in snake case, GeoJSON in WGS-84. */
export interface ReachAnswer {
	readonly start: { readonly position: LngLat; readonly access_m: number; readonly on_mainland: boolean };
	/** How many points of walkable ways are reached from the start within each time. */
	readonly nodes_within: Readonly<Record<string, number>>;
	/** The area of the longest time. */
	readonly polygon: MultiPolygon;
	readonly polygons: Readonly<Record<string, MultiPolygon>>;
}

/** `ask reach --osm FILE --from LNG,LAT --minutes 5,10,15 --speed-kmh 5 [--steps-factor 0.5]` */
export async function askReach(args: readonly string[]): Promise<ReachAnswer> {
	const { values } = parseArgs({
		args: joinNegative(args),
		options: {
			osm: { type: 'string' },
			from: { type: 'string' },
			minutes: { type: 'string', default: '5,10,15' },
			'speed-kmh': { type: 'string', default: '5' },
			'steps-factor': { type: 'string', default: '0.5' }
		}
	});
	if (!values.osm || !values.from) throw new UsageError();
	const position = parsePosition(values.from);
	const pace = paceFromKmh(parseNumber(values['speed-kmh']), parseNumber(values['steps-factor']));
	const minutes = [...new Set(values.minutes.split(',').map(parseNumber))].sort((a, b) => a - b);
	for (const tier of minutes) budgetDm(tier, pace);
	const { ways } = await readOsm(values.osm);
	return reachOverWays(ways, position, minutes, pace);
}

/** Reach over surveyed ways from where `position` meets the street; the way to the street is told, not counted. */
export function reachOverWays(
	ways: readonly SurveyWay[],
	position: LngLat,
	minutes: readonly number[],
	pace: Pace
): ReachAnswer {
	const streets = contractStreets(ways);
	const index = indexStreets(streets.network);
	const found = snap(index, position, pace.stepsFactor > 0);
	const source = { ...found, accessDm: 0 };
	const budgets = minutes.map((tier) => budgetDm(tier, pace));
	const search = new StreetSearch(streets.network);
	search.run([source], pace, budgets.at(-1)!);
	const counts = countWithin(costsToPoints(streets, search), budgets);
	const drawer = new AreaDrawer(streets.network);
	const areas = budgets.map((budget) => drawer.draw(search, index.plane, budget, startDiscs([source], [], budget)));
	const byMinutes = <Value>(list: readonly Value[]) => Object.fromEntries(minutes.map((tier, i) => [tier, list[i]!]));
	return {
		start: {
			position: index.plane.toLngLat(source.x, source.y),
			access_m: found.accessDm / 10,
			on_mainland: streets.network.component[shapeFrom(streets.network, source.shape)] === 0
		},
		nodes_within: byMinutes(counts),
		polygon: areas.at(-1)!,
		polygons: byMinutes(areas)
	};
}

/** Western longitudes start with a minus, which would pass for an option: `--from -51.2,-30` becomes `--from=-51.2,-30`. */
function joinNegative(args: readonly string[]): string[] {
	const joined: string[] = [];
	for (const arg of args) {
		if (/^-\d/.test(arg) && joined.at(-1)?.startsWith('--')) joined.push(`${joined.pop()}=${arg}`);
		else joined.push(arg);
	}
	return joined;
}

function parsePosition(text: string): LngLat {
	const [lng, lat, ...more] = text.split(',').map(parseNumber);
	if (lng === undefined || lat === undefined || more.length > 0) throw new ReachRefusal('bad-position');
	if (!(Math.abs(lng) <= 180 && Math.abs(lat) <= 90)) throw new ReachRefusal('bad-position');
	return [lng, lat];
}

/** NaN for whatever is not wholly a number; what uses it then refuses by its own name. */
function parseNumber(text: string): number {
	return text.trim() === '' ? NaN : Number(text);
}
