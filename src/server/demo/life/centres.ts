import type { SurveyBuilding } from '#domain/place/survey';
import type { TownCentre } from '#domain/place/town-life';
import { distanceM } from '#domain/place/coord';
import type { LngLat } from '#domain/place/coord';
import type { CentreKind, CentreStatus, OpeningSpan } from '#domain/reach/centre';
import { fillPattern } from '#server/demo/fill-pattern';
import { CENTRE_NAMES, SERVICE_ITEMS, STATION_ITEMS } from '#server/demo/life/centres.words';
import type { Home, Stage } from '#server/demo/life/stage';
import type { Random } from '#server/demo/random';

/** Floor that a hall needs to hold a regional centre of 3,300 m² and its neighbours. */
const LEAST_HALL_M2 = 3600;

/** Service centres of every kind and status, each in a building that could hold it. */
export function openCentres(stage: Stage): TownCentre[] {
	const taken = new Set<string>();
	return [
		...regional(stage, taken),
		...community(stage, taken),
		...ofBuildings(stage, taken),
		...stations(stage, taken)
	];
}

/** Large halls of the communities, the civic ones first; the first of them serves the whole district. */
function regional(stage: Stage, taken: Set<string>): TownCentre[] {
	const { survey, town, counts } = stage;
	const halls = survey.buildings.flatMap((building, i) => {
		const draft = town.drafts[i];
		const order = ['public', 'mall', 'office'].indexOf(draft?.role ?? '');
		const fits =
			order >= 0 && ['public', 'shop', 'office'].includes(building.kind) && (draft?.floorM2 ?? 0) >= LEAST_HALL_M2;
		return fits ? [{ building, order }] : [];
	});
	const best = survey.communities.flatMap(({ id }, i) => {
		const own = halls.filter(({ building }) => building.communityId === id).sort((a, b) => a.order - b.order)[0];
		return own ? [{ ...own, short: town.gazetteer.communities[i]?.short ?? '' }] : [];
	});
	const chosen = best.sort((a, b) => a.order - b.order).slice(0, counts.regional.length);
	return chosen.map(({ building, short }, i) => {
		taken.add(building.id);
		const name =
			i === 0
				? fillPattern(CENTRE_NAMES.district, { district: survey.district.name })
				: fillPattern(CENTRE_NAMES.regional, { short });
		return centreIn(stage, building, {
			kind: 'regional',
			status: counts.regional[i] ?? 'planned',
			name,
			areaM2: stage.random.whole(3300, 5200)
		});
	});
}

function community(stage: Stage, taken: Set<string>): TownCentre[] {
	return stage.survey.communities.map((own, i) => {
		const wanted = stage.survey.buildings.filter(
			(building) => building.communityId === own.id && ['shop', 'mixed'].includes(building.kind)
		);
		const homes = stage.homesIn(own.id);
		// one stands at the far edge of the area it serves, as some really do
		const place = i === 5 ? (homes[0]?.building.door ?? middleOf(homes)) : middleOf(homes);
		const building = take(taken, wanted, place, stage);
		const name = fillPattern(CENTRE_NAMES.community, { community: own.name });
		return centreIn(stage, building, {
			kind: 'community',
			status: stage.counts.community[i % stage.counts.community.length] ?? 'open',
			name,
			areaM2: stage.random.whole(420, 1900)
		});
	});
}

function ofBuildings(stage: Stage, taken: Set<string>): TownCentre[] {
	const towers = stage.survey.buildings.filter(
		(building) => building.kind === 'office' && building.levels >= 6 && !taken.has(building.id)
	);
	const statuses = stage.counts.building;
	return statuses.flatMap((status, i) => {
		const tower = towers[Math.floor(((i + 0.5) * towers.length) / statuses.length)];
		if (!tower || taken.has(tower.id)) return [];
		taken.add(tower.id);
		const name = fillPattern(CENTRE_NAMES.building, { name: placeName(stage, tower) });
		return [centreIn(stage, tower, { kind: 'building', status, name, areaM2: stage.random.whole(120, 460) })];
	});
}

function stations(stage: Stage, taken: Set<string>): TownCentre[] {
	// a community may be all works and no homes
	const lived = stage.survey.communities.filter(({ id }) => stage.homesIn(id).length > 0);
	return stage.counts.station.map((status, i) => {
		const own = lived[i % lived.length];
		const home = stage.random.pick(stage.homesIn(own?.id ?? '')).building;
		const wanted = stage.survey.buildings.filter(
			(building) => building.communityId === own?.id && building.kind === 'shop'
		);
		const building = take(taken, wanted, home.door, stage);
		const name = fillPattern(CENTRE_NAMES.station, { name: placeName(stage, building) });
		return centreIn(stage, building, { kind: 'station', status, name, areaM2: stage.random.whole(18, 60) });
	});
}

/** The institution a building belongs to; a shop on the street has only its address. */
function placeName({ survey, town }: Stage, building: SurveyBuilding): string {
	const draft = town.drafts[survey.buildings.indexOf(building)];
	if (!draft || draft.label === '') return building.address;
	return town.blockNames[draft.block] || building.name;
}

function middleOf(homes: readonly Home[]): LngLat {
	let [lng, lat, households] = [0, 0, 0];
	for (const { building, unit } of homes) {
		lng += building.door[0] * unit.households;
		lat += building.door[1] * unit.households;
		households += unit.households;
	}
	return [lng / households, lat / households];
}

/** The free building nearest to a place; where none is wanted, any of the town. */
function take(taken: Set<string>, wanted: readonly SurveyBuilding[], place: LngLat, stage: Stage): SurveyBuilding {
	const free = (list: readonly SurveyBuilding[]) => list.filter((building) => !taken.has(building.id));
	const pool = free(wanted).length > 0 ? free(wanted) : free(stage.survey.buildings);
	const nearest = pool.reduce((best, building) =>
		distanceM(building.door, place) < distanceM(best.door, place) ? building : best
	);
	taken.add(nearest.id);
	return nearest;
}

interface CentreWords {
	readonly kind: CentreKind;
	readonly status: CentreStatus;
	readonly name: string;
	readonly areaM2: number;
}

function centreIn(stage: Stage, building: SurveyBuilding, { kind, status, name, areaM2 }: CentreWords): TownCentre {
	const upper = kind === 'building' || (kind === 'community' && stage.random.chance(0.2));
	return {
		id: stage.random.uuid(),
		communityId: building.communityId,
		name,
		kind,
		status,
		address: building.address,
		position: building.door,
		areaM2: status === 'planned' ? null : areaM2,
		floor: upper ? Math.min(building.levels, stage.random.whole(2, 3)) : 1,
		phone: kind === 'station' ? '' : stage.folk.landline(),
		items: itemsOf(kind, stage.random),
		hours: status === 'planned' || status === 'building' ? [] : hoursOf(kind, stage.random)
	};
}

function itemsOf(kind: CentreKind, random: Random): string[] {
	if (kind === 'station') return random.shuffled(STATION_ITEMS).slice(0, random.whole(10, 12));
	const count = { regional: random.whole(52, 60), community: random.whole(24, 38), building: random.whole(12, 20) }[
		kind
	];
	const picked = new Set(random.shuffled(SERVICE_ITEMS).slice(0, count));
	return SERVICE_ITEMS.filter((item) => picked.has(item));
}

/** Weekdays with a pause at noon, some evenings, some weekends; stations round the clock. */
function hoursOf(kind: CentreKind, random: Random): OpeningSpan[] {
	if (kind === 'station')
		return [1, 2, 3, 4, 5, 6, 7].map((weekday) => ({ weekday, opensMinute: 0, closesMinute: 1440 }));
	const weekdays = [1, 2, 3, 4, 5];
	const evenings = kind === 'building' || random.chance(0.4) ? random.shuffled(weekdays).slice(0, 2) : [];
	const weekend = kind === 'regional' ? [6, 7] : random.chance(0.55) ? [6] : [];
	const spans = [
		...weekdays.flatMap((weekday) => [
			{ weekday, opensMinute: 510, closesMinute: 720 },
			{ weekday, opensMinute: 810, closesMinute: 1050 }
		]),
		...evenings.map((weekday) => ({ weekday, opensMinute: 1110, closesMinute: 1260 })),
		...weekend.map((weekday) => ({ weekday, opensMinute: 540, closesMinute: 960 }))
	];
	return spans.sort((a, b) => a.weekday - b.weekday || a.opensMinute - b.opensMinute);
}
