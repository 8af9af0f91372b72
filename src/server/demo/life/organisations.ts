import type { TownOrganisation } from '#domain/place/town-life';
import { fillPattern } from '#server/demo/fill-pattern';
import {
	DISTRICT_ORGANISATIONS,
	OFFICE_FIRM_WORDS,
	ORGANISATION_PATTERNS
} from '#server/demo/life/organisations.words';
import type { Stage } from '#server/demo/life/stage';

/** Party committees, residents' committees, property managers, police stations, schools, firms and public bodies. */
export function foundOrganisations(stage: Stage): TownOrganisation[] {
	const make = (
		name: string,
		kind: TownOrganisation['kind'],
		communityId: string | null,
		buildingId: string | null = null
	): TownOrganisation => ({
		id: stage.random.uuid(),
		communityId,
		buildingId,
		name,
		kind
	});
	const ofCommunities = stage.survey.communities.flatMap((community, i) => {
		const words = { community: community.name, short: stage.town.gazetteer.communities[i]?.short ?? '' };
		const branches = [1, 2, 3].map((number) =>
			make(fillPattern(ORGANISATION_PATTERNS.branch, { ...words, number }), 'party', community.id)
		);
		return [
			make(fillPattern(ORGANISATION_PATTERNS.party, words), 'party', community.id),
			...branches,
			make(fillPattern(ORGANISATION_PATTERNS.resident, words), 'resident', community.id),
			make(fillPattern(ORGANISATION_PATTERNS.police, words), 'police', community.id)
		];
	});
	return [
		...ofCommunities,
		...DISTRICT_ORGANISATIONS.map((name) => make(name, 'other', null)),
		...placedOrganisations(stage, make),
		...officeFirms(stage, make)
	];
}

type Make = (
	name: string,
	kind: TownOrganisation['kind'],
	communityId: string | null,
	buildingId?: string | null
) => TownOrganisation;

/** One for every walled place: firms behind works walls, schools behind school walls, a property manager elsewhere. */
function placedOrganisations(stage: Stage, make: Make): TownOrganisation[] {
	const byCompound = Map.groupBy(stage.survey.buildings, (building) => building.compoundId);
	return stage.survey.compounds.flatMap((compound): TownOrganisation[] => {
		const buildings = byCompound.get(compound.id) ?? [];
		const main = buildings.find((building) => building.kind === 'office' || building.kind === 'public') ?? buildings[0];
		if (!main) return [];
		const kinds = new Set(buildings.map((building) => building.kind));
		if (kinds.has('residential'))
			return [
				make(
					fillPattern(ORGANISATION_PATTERNS.property, { name: compound.name }),
					'property',
					compound.communityId,
					main.id
				)
			];
		if (kinds.has('school')) return [make(compound.name, 'school', compound.communityId, main.id)];
		if (kinds.has('industrial'))
			return [
				make(
					fillPattern(ORGANISATION_PATTERNS.firm, { name: compound.name }),
					'enterprise',
					compound.communityId,
					main.id
				)
			];
		return kinds.has('other') ? [] : [make(compound.name, 'other', compound.communityId, main.id)];
	});
}

function officeFirms(stage: Stage, make: Make): TownOrganisation[] {
	const towers = stage.survey.buildings.filter(
		(building) => building.kind === 'office' && building.compoundId === null
	);
	const { first, trade } = OFFICE_FIRM_WORDS;
	return towers.flatMap((tower, t) =>
		[0, 1].map((turn) => {
			const number = t * 2 + turn;
			const word =
				(first[number % first.length] ?? '') +
				(trade[(number + Math.floor(number / first.length)) % trade.length] ?? '');
			return make(word, 'enterprise', tower.communityId, tower.id);
		})
	);
}
