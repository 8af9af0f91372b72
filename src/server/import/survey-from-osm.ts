import { randomUUID } from 'node:crypto';
import { localPlane, type Bounds, type LngLat, type LocalPlane } from '#domain/place/coord';
import type { Survey, SurveyBuilding, SurveyCommunity, SurveyCompound } from '#domain/place/survey';
import { communityFinder } from '#server/import/allotment';
import type { BoundaryFile } from '#server/import/boundary-file';
import { oneLine } from '#server/import/building-names';
import { communityAreas, type CommunityArea, type CommunitySource } from '#server/import/community-areas';
import { streetStats } from '#server/import/extract';
import { firstPlan } from '#server/import/first-plan';
import { boundsOf, groundArea, holds, polygonsOf } from '#server/import/ground-area';
import type { OsmEstate, OsmExtract, OsmStats } from '#server/import/osm-extract';
import { middleOf } from '#server/import/polygon';
import { readingOrder } from '#server/import/reading-order';
import { surveyBuildings, type PlacedBuilding } from '#server/import/survey-buildings';
import { watchStage, type WatchOptions } from '#server/import/watch';
import type { Translate } from '#ui/text/translate';

/** The credit that OpenStreetMap's licence asks for on map and exports. */
export const OSM_ATTRIBUTION = '© OpenStreetMap contributors (ODbL)';

export interface SurveyOptions extends WatchOptions {
	readonly name: string;
	readonly boundary: BoundaryFile | null;
	/** ISO date from which the first plan is in force. */
	readonly today: string;
	/** Words for what the map leaves unnamed, in the district's language. */
	readonly t: Translate;
	readonly newId?: (() => string) | undefined;
}

/** What became of the file, for the summary. */
export interface SurveyNotes {
	readonly communitySource: CommunitySource;
	/** Buildings farther than 200 m from every community. */
	readonly buildingsOutside: number;
	/** Buildings smaller than 4 m², or drawn twice. */
	readonly buildingsDropped: number;
	readonly stats: OsmStats;
}

/** Administrative codes of a place that has none yet: district and subdistrict; communities count from 001. */
const DISTRICT_CODE = '000000';
const SUBDISTRICT_CODE = '001';
const COMMUNITY_DIGITS = 3;
/** With a boundary, what lies farther from it than a long walk is not taken in. */
const MARGIN_DEGREES_LAT = 0.018;
const COMMUNITY_ROW_M = 1000;

/**
 * Makes a district of what was read: communities, buildings with estimated residents, streets, ground and a first
 * plan. People, wishes and centres are not invented. Throws ImportRefusal `boundary-elsewhere`.
 */
export function surveyFromOsm(extract: OsmExtract, options: SurveyOptions): { survey: Survey; notes: SurveyNotes } {
	const { t, newId = randomUUID, today } = options;
	const watch = watchStage('communities', options);
	watch(0, 1);
	const plane = planeOf(extract);
	const { source, areas } = communityAreas(extract, options.boundary, plane);
	const near = options.boundary ? clipTo(extract, areas) : extract;
	const name = oneLine(options.name) || t('import.district-name');
	const subdistrict = { id: newId(), name, code: SUBDISTRICT_CODE };
	const communities = surveyCommunities(areas, subdistrict.id, t, newId);
	const communityIds = communities.map((community) => community.id);
	const doors = watchStage('doors', options);
	const setting = { areas, communityIds, ways: near.ways, plane, t, newId };
	const { placed, outside, dropped } = surveyBuildings(near.buildings, { ...setting, watch: doors });
	const compounds = surveyCompounds(near.estates, areas, communities, plane, newId);
	const plan = firstPlan(placed, { ...setting, communities, today, watch: watchStage('plan', options) });
	const stats = { ...extract.stats, ...streetStats(near.ways) };
	return {
		survey: {
			district: district(name, newId()),
			subdistricts: [subdistrict],
			communities,
			compounds,
			buildings: inCompounds(placed, compounds, plane),
			ways: near.ways,
			ground: near.ground,
			plan
		},
		notes: { communitySource: source, buildingsOutside: outside, buildingsDropped: dropped, stats }
	};
}

function district(name: string, id: string): Survey['district'] {
	return {
		id,
		name,
		nameEn: /\p{Script=Han}/u.test(name) ? '' : name,
		source: 'osm',
		attribution: OSM_ATTRIBUTION,
		householdsEstimated: true
	};
}

function planeOf(extract: OsmExtract): LocalPlane {
	const places: LngLat[] = [
		...extract.buildings.map((building) => middleOf(building.footprint)),
		...extract.ways.map((way) => way.line[0]!)
	];
	const [west, south, east, north] = boundsOf(places) ?? [0, 0, 0, 0];
	return localPlane([(west + east) / 2, (south + north) / 2]);
}

function surveyCommunities(
	areas: readonly CommunityArea[],
	subdistrictId: string,
	t: Translate,
	newId: () => string
): SurveyCommunity[] {
	const middles = areas.map((area) => middleOf({ type: 'Polygon', coordinates: polygonsOf(area.boundary)[0]! }));
	const taken = new Set(areas.map((area) => area.code));
	const codes = new Map<number, string>();
	let number = 0;
	const nextCode = (): string => {
		const code = DISTRICT_CODE + SUBDISTRICT_CODE + String(++number).padStart(COMMUNITY_DIGITS, '0');
		return taken.has(code) ? nextCode() : code;
	};
	const used = new Set<string>();
	for (const index of readingOrder(middles, COMMUNITY_ROW_M)) {
		const own = areas[index]!.code;
		const code = own !== null && !used.has(own) ? own : nextCode();
		used.add(code);
		codes.set(index, code);
	}
	return areas.map((area, index) => ({
		id: newId(),
		subdistrictId,
		name: oneLine(area.name) || t('import.community-name', { n: String(Number(codes.get(index)!.slice(-3))) }),
		code: codes.get(index)!,
		boundary: area.boundary
	}));
}

function surveyCompounds(
	estates: readonly OsmEstate[],
	areas: readonly CommunityArea[],
	communities: readonly SurveyCommunity[],
	plane: LocalPlane,
	newId: () => string
): SurveyCompound[] {
	const communityOf = communityFinder(areas, plane);
	return estates.flatMap((estate) => {
		const community = communityOf(middleOf(estate.boundary));
		if (community === null) return [];
		return [
			{ id: newId(), communityId: communities[community]!.id, name: oneLine(estate.name), boundary: estate.boundary }
		];
	});
}

function inCompounds(
	placed: readonly PlacedBuilding[],
	compounds: readonly SurveyCompound[],
	plane: LocalPlane
): SurveyBuilding[] {
	const grounds = compounds.map((compound) => ({ compound, ground: groundArea(compound.boundary, plane) }));
	return placed.map(({ building, middle }) => {
		const [x, y] = plane.toMetres(middle);
		const home = grounds.find(
			({ compound, ground }) => compound.communityId === building.communityId && holds(ground, x, y)
		);
		return home ? { ...building, compoundId: home.compound.id } : building;
	});
}

/** What lies within 2 km of the communities. */
function clipTo(extract: OsmExtract, areas: readonly CommunityArea[]): OsmExtract {
	const corners = areas.flatMap((area) => polygonsOf(area.boundary).flat(2)) as unknown as LngLat[];
	const [west, south, east, north] = boundsOf(corners)!;
	const marginLng = MARGIN_DEGREES_LAT / Math.max(0.05, Math.cos(((south + north) / 2) * (Math.PI / 180)));
	const box: Bounds = [west - marginLng, south - MARGIN_DEGREES_LAT, east + marginLng, north + MARGIN_DEGREES_LAT];
	const touches = (points: Iterable<LngLat>): boolean => {
		const bounds = boundsOf(points);
		return bounds !== null && overlap(bounds, box);
	};
	return {
		...extract,
		ways: extract.ways.filter((way) => touches(way.line)),
		ground: extract.ground.filter((feature) => touches(pointsOf(feature.geometry.coordinates)))
	};
}

function overlap(a: Bounds, b: Bounds): boolean {
	return a[0] <= b[2] && a[2] >= b[0] && a[1] <= b[3] && a[3] >= b[1];
}

/** The positions inside coordinates of any depth. */
function pointsOf(coordinates: unknown): LngLat[] {
	const parts = coordinates as readonly unknown[];
	return typeof parts[0] === 'number' ? [parts as unknown as LngLat] : parts.flatMap(pointsOf);
}
