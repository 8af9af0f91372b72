import type { TownMember, TownTeam } from '#domain/place/town-life';
import { fillPattern } from '#server/demo/fill-pattern';
import { EXPERT_TEAM_WORDS, SERVICE_TEAM_WORDS, TEAM_PATTERNS } from '#server/demo/life/organisations.words';
import type { Stage } from '#server/demo/life/stage';

/** Service and emergency teams of the communities, an emergency team and three expert teams of the district. */
export function gatherTeams(stage: Stage, members: readonly TownMember[]): TownTeam[] {
	const present = members.filter((member) => member.kind !== 'floating');
	const byCommunity = Map.groupBy(present, (member) => member.communityId);
	const inService = present.filter((member) => member.kind === 'in_service');
	const district = stage.survey.district.id;
	const make = (
		nodeId: string,
		name: string,
		kind: TownTeam['kind'],
		pool: readonly TownMember[],
		size: number
	): TownTeam => ({
		id: stage.random.uuid(),
		nodeId,
		name,
		kind,
		members: stage.random
			.shuffled(pool)
			.slice(0, size)
			.map((member, i) => ({ memberId: member.id, leads: i === 0 }))
	});
	const local = stage.survey.communities.flatMap((community, i) => {
		const short = stage.town.gazetteer.communities[i]?.short ?? '';
		const pool = byCommunity.get(community.id) ?? [];
		const words = stage.random.shuffled(SERVICE_TEAM_WORDS).slice(0, stage.random.whole(3, 5));
		return [
			...words.map((word) =>
				make(
					community.id,
					fillPattern(TEAM_PATTERNS.service, { short, word }),
					'service',
					pool,
					stage.random.whole(12, 30)
				)
			),
			make(community.id, fillPattern(TEAM_PATTERNS.emergency, { short }), 'emergency', pool, stage.random.whole(25, 50))
		];
	});
	return [
		...local,
		make(district, TEAM_PATTERNS.districtEmergency, 'emergency', inService, 80),
		...EXPERT_TEAM_WORDS.map((word) =>
			make(district, fillPattern(TEAM_PATTERNS.expert, { word }), 'expert', inService, stage.random.whole(22, 27))
		)
	];
}
