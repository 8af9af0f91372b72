import { area } from '@turf/area';
import type { LngLat, LocalPlane } from '#domain/place/coord';
import type { SurveyBuilding, SurveyWay } from '#domain/place/survey';
import { communityFinder } from '#server/import/allotment';
import { addressOf, nameOf } from '#server/import/building-names';
import { buildingKind, buildingLevels, estimateResidents } from '#server/import/building-tags';
import type { CommunityArea } from '#server/import/community-areas';
import { doorFinder, type DoorFinder } from '#server/import/doors';
import type { OsmBuilding } from '#server/import/osm-extract';
import { middleOf } from '#server/import/polygon';
import { readingOrder } from '#server/import/reading-order';
import type { Watch } from '#server/import/watch';
import type { Translate } from '#ui/text/translate';

/** Footprints below this are drawing slips. */
const MIN_FOOTPRINT_M2 = 4;
/** Unnamed buildings are numbered in rows of this height. */
const ROW_M = 40;

/** A building with where it stands and the index of its community. */
export interface PlacedBuilding {
	readonly building: SurveyBuilding;
	readonly middle: LngLat;
	readonly community: number;
}

export interface PlacedBuildings {
	readonly placed: readonly PlacedBuilding[];
	/** Farther than 200 m from every community. */
	readonly outside: number;
	/** Smaller than 4 m², or drawn twice. */
	readonly dropped: number;
}

export interface BuildingSetting {
	readonly areas: readonly CommunityArea[];
	readonly communityIds: readonly string[];
	readonly ways: readonly SurveyWay[];
	readonly plane: LocalPlane;
	readonly t: Translate;
	readonly newId: () => string;
	readonly watch: Watch;
}

interface Candidate {
	readonly osm: OsmBuilding;
	readonly middle: LngLat;
	readonly community: number;
	readonly footprintM2: number;
}

/** Turns OpenStreetMap buildings into surveyed ones: community, kind, floors, door, name, estimated residents; one unit each. */
export function surveyBuildings(buildings: readonly OsmBuilding[], setting: BuildingSetting): PlacedBuildings {
	const { candidates, outside, dropped } = allot(buildings, setting);
	const order = readingOrder(
		candidates.map((candidate) => candidate.middle),
		ROW_M
	);
	const findDoor = doorFinder(setting.ways, setting.plane);
	const unnamed = new Map<number, number>();
	const placed = order.map((index, done) => {
		if (done % 500 === 0) setting.watch(done, order.length);
		const candidate = candidates[index]!;
		const building = surveyBuilding(candidate, setting, findDoor, () => {
			const number = (unnamed.get(candidate.community) ?? 0) + 1;
			unnamed.set(candidate.community, number);
			return setting.t('import.unnamed-building', { n: String(number) });
		});
		return { building, middle: candidate.middle, community: candidate.community };
	});
	return { placed, outside, dropped };
}

function allot(
	buildings: readonly OsmBuilding[],
	{ areas, plane }: BuildingSetting
): { candidates: Candidate[]; outside: number; dropped: number } {
	const communityOf = communityFinder(areas, plane);
	const seen = new Set<string>();
	const candidates: Candidate[] = [];
	let [outside, dropped] = [0, 0];
	for (const osm of buildings) {
		const middle = middleOf(osm.footprint);
		const footprintM2 = area(osm.footprint);
		const twin = `${middle[0].toFixed(6)},${middle[1].toFixed(6)},${Math.round(footprintM2)}`;
		if (footprintM2 < MIN_FOOTPRINT_M2 || seen.has(twin)) {
			dropped++;
			continue;
		}
		seen.add(twin);
		const community = communityOf(middle);
		if (community === null) outside++;
		else candidates.push({ osm, middle, community, footprintM2 });
	}
	return { candidates, outside, dropped };
}

function surveyBuilding(
	{ osm, community, footprintM2 }: Candidate,
	setting: BuildingSetting,
	findDoor: DoorFinder,
	nextName: () => string
): SurveyBuilding {
	const { tags, footprint } = osm;
	const kind = buildingKind(tags, footprintM2);
	const levels = buildingLevels(tags, kind, footprintM2);
	const address = addressOf(tags, setting.t);
	const residents = estimateResidents(tags, kind, footprintM2, levels);
	return {
		id: setting.newId(),
		communityId: setting.communityIds[community]!,
		compoundId: null,
		name: nameOf(tags, address) || nextName(),
		address,
		kind,
		levels,
		footprint,
		door: osm.entrances[0] ?? findDoor(footprint),
		estimated: true,
		units: [{ id: setting.newId(), number: 1, ...residents, employees: 0 }]
	};
}
