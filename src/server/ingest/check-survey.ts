import type { Survey } from '#domain/place/survey';
import type { TownLife } from '#domain/place/town-life';
import { IngestRefusal } from '#server/ingest/refusal';
import { soundBoundary, soundFootprint } from '#server/ingest/repair';

/** A survey that can be stored, and what had to be put right for it. */
export interface SoundSurvey {
	readonly survey: Survey;
	readonly repaired: { readonly footprints: number; readonly boundaries: number };
}

type Identified = Iterable<{ readonly id: string }>;

/**
 * Refuses a survey that does not hold together, by a name and the id of the first trouble; repairs what was only
 * drawn badly (lines that cross themselves). Runs before anything is written.
 */
export function checkSurvey(survey: Survey, life: TownLife | null): SoundSurvey {
	if (survey.communities.length === 0) throw new IngestRefusal('empty-survey', 'district', survey.district.id);
	checkGround(survey);
	checkPlan(survey);
	if (life) checkLife(survey, life);
	return repair(survey);
}

function checkGround(survey: Survey): void {
	const subdistricts = idsOf('subdistrict', survey.subdistricts);
	const communities = idsOf('community', survey.communities);
	idsOf(
		'code',
		survey.communities.map(({ code }) => ({ id: code }))
	);
	const compounds = idsOf('compound', survey.compounds);
	idsOf('building', survey.buildings);
	idsOf(
		'unit',
		survey.buildings.flatMap((building) => building.units)
	);
	for (const { id, subdistrictId, boundary } of survey.communities) {
		known(subdistricts, 'subdistrict', subdistrictId);
		const rings = boundary.type === 'Polygon' ? boundary.coordinates : boundary.coordinates.flat();
		rings.forEach((ring) => checkPlaces(ring, 'community', id));
	}
	for (const { id, communityId, boundary } of survey.compounds) {
		known(communities, 'community', communityId);
		boundary.coordinates.forEach((ring) => checkPlaces(ring, 'compound', id));
	}
	for (const building of survey.buildings) {
		known(communities, 'community', building.communityId);
		if (building.compoundId !== null) known(compounds, 'compound', building.compoundId);
		if (building.units.length === 0) throw new IngestRefusal('building-without-units', 'building', building.id);
		checkPlaces([[...building.door]], 'building', building.id);
		building.footprint.coordinates.forEach((ring) => checkPlaces(ring, 'building', building.id));
		checkCounts(building);
	}
	survey.ways.forEach((way, index) => checkPlaces(way.line, 'way', String(index)));
	survey.ground.forEach(({ geometry }, index) =>
		checkPlaces(flatPlaces(geometry.coordinates), 'ground', String(index))
	);
}

function checkCounts(building: Survey['buildings'][number]): void {
	const numbers = new Set<number>();
	for (const { id, number, households, people, elders, children, employees } of building.units) {
		const counts = [households, people, elders, children, employees];
		if (!counts.every((count) => Number.isSafeInteger(count) && count >= 0 && count < 1e6)) {
			throw new IngestRefusal('bad-count', 'unit', id);
		}
		if (!Number.isInteger(number) || number < 1 || number > 999) throw new IngestRefusal('bad-count', 'unit', id);
		if (numbers.has(number)) throw new IngestRefusal('duplicate-id', 'unit', id);
		numbers.add(number);
	}
	const { levels } = building;
	if (!Number.isInteger(levels) || levels < 1 || levels > 200) {
		throw new IngestRefusal('bad-count', 'building', building.id);
	}
}

function checkPlan({ plan, communities, buildings }: Survey): void {
	const communityIds = new Set(communities.map(({ id }) => id));
	const areas = idsOf('living area', plan.livingAreas);
	idsOf('cell', [...plan.cells, ...plan.livingAreas]);
	idsOf(
		'lineage',
		[...plan.cells, ...plan.livingAreas].map(({ lineageId }) => ({ id: lineageId }))
	);
	idsOf(
		'code',
		[...plan.cells, ...plan.livingAreas].map(({ code }) => ({ id: code }))
	);
	for (const { communityId } of plan.livingAreas) known(communityIds, 'community', communityId);
	const units = new Set(buildings.flatMap((building) => building.units.map(({ id }) => id)));
	const placed = new Set<string>();
	for (const { livingAreaId, unitIds } of plan.cells) {
		known(areas, 'living area', livingAreaId);
		for (const unit of unitIds) {
			known(units, 'unit', unit);
			if (placed.has(unit)) throw new IngestRefusal('unit-in-two-cells', 'unit', unit);
			placed.add(unit);
		}
	}
}

function checkLife({ district, subdistricts, communities, buildings, plan }: Survey, life: TownLife): void {
	const places = {
		community: new Set(communities.map(({ id }) => id)),
		building: new Set(buildings.map(({ id }) => id)),
		unit: new Set(buildings.flatMap(({ units }) => units.map(({ id }) => id))),
		lineage: new Set([...plan.cells, ...plan.livingAreas].map(({ lineageId }) => lineageId))
	};
	const nodes = new Set([district.id, ...subdistricts.map(({ id }) => id), ...places.community, ...places.lineage]);
	const organisations = idsOf('organisation', life.organisations);
	const members = idsOf('member', life.members);
	const each = (ids: Set<string>, subject: string, wanted: Iterable<string | null>) => {
		for (const id of wanted) if (id !== null) known(ids, subject, id);
	};
	idsOf('centre', life.centres);
	idsOf('duty', life.duties);
	idsOf('team', life.teams);
	idsOf('wish', life.wishes);
	for (const { id, position } of life.centres) checkPlaces([[...position]], 'centre', id);
	for (const { communityId } of [
		...life.organisations,
		...life.centres,
		...life.members,
		...life.wishes,
		...life.duties
	]) {
		each(places.community, 'community', [communityId]);
	}
	each(
		places.building,
		'building',
		[...life.organisations, ...life.wishes].map(({ buildingId }) => buildingId)
	);
	each(places.unit, 'unit', [
		...life.members.map(({ homeUnitId }) => homeUnitId),
		...life.wishes.map(({ unitId }) => unitId)
	]);
	each(
		places.lineage,
		'lineage',
		[...life.members, ...life.wishes].map(({ lineageId }) => lineageId)
	);
	each(
		organisations,
		'organisation',
		life.members.map(({ organisationId }) => organisationId)
	);
	each(
		nodes,
		'node',
		[...life.duties, ...life.teams].map(({ nodeId }) => nodeId)
	);
	each(
		members,
		'member',
		life.duties.map(({ memberId }) => memberId)
	);
	each(
		members,
		'member',
		life.wishes.map(({ claimantId }) => claimantId)
	);
	each(
		members,
		'member',
		life.teams.flatMap((team) => team.members.map(({ memberId }) => memberId))
	);
}

function idsOf(subject: string, things: Identified): Set<string> {
	const seen = new Set<string>();
	for (const { id } of things) {
		if (seen.has(id)) throw new IngestRefusal('duplicate-id', subject, id);
		seen.add(id);
	}
	return seen;
}

function known(ids: ReadonlySet<string>, subject: string, id: string): void {
	if (!ids.has(id)) throw new IngestRefusal('unknown-id', subject, id);
}

function checkPlaces(places: readonly (readonly number[])[], subject: string, id: string): void {
	for (const [lng, lat] of places) {
		// Web Mercator ends at 85°; so does every tile of the base map.
		const fits = Math.abs(lng ?? NaN) <= 180 && Math.abs(lat ?? NaN) <= 85;
		if (!fits) throw new IngestRefusal('bad-coordinate', subject, id);
	}
}

type Nested = readonly number[] | readonly Nested[];

function flatPlaces(coordinates: Nested): readonly number[][] {
	if (typeof coordinates[0] === 'number') return [coordinates as number[]];
	return (coordinates as readonly Nested[]).flatMap(flatPlaces);
}

function repair(survey: Survey): SoundSurvey {
	let [footprints, boundaries] = [0, 0];
	const communities = survey.communities.map((community) => {
		const { boundary, repaired } = soundBoundary(community.boundary);
		if (boundary.coordinates.length === 0) throw new IngestRefusal('bad-boundary', 'community', community.id);
		if (repaired) boundaries++;
		return { ...community, boundary };
	});
	const buildings = survey.buildings.map((building) => {
		const { footprint, repaired } = soundFootprint(building.footprint, building.door);
		if (repaired) footprints++;
		return { ...building, footprint };
	});
	return { survey: { ...survey, communities, buildings }, repaired: { footprints, boundaries } };
}
