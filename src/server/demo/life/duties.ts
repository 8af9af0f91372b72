import type { TownDuty, TownMember } from '#domain/place/town-life';
import { daysFrom } from '#server/demo/life/calendar';
import type { Stage } from '#server/demo/life/stage';

/** Share of stairwell cells that nobody answers for: the gap the product is there to show. */
const VACANT = 0.06;

/** Who answers for what: communities, living areas and stairwell cells, from the leader down to the building head. */
export function assignDuties(stage: Stage, members: readonly TownMember[]): TownDuty[] {
	const present = members.filter((member) => member.kind !== 'floating');
	const byCommunity = Map.groupBy(present, (member) => member.communityId);
	const byCell = Map.groupBy(present, (member) => member.lineageId);
	return [
		...stage.survey.communities.flatMap(({ id }) => communityDuties(stage, id, byCommunity.get(id) ?? [])),
		...stage.survey.plan.livingAreas.flatMap(({ lineageId, communityId }) =>
			areaDuties(stage, lineageId, byCommunity.get(communityId) ?? [])
		),
		...cellDuties(stage, byCell)
	];
}

/** Nobody where a community, e.g. one of works, has no members of its own. */
function anyOf(stage: Stage, members: readonly TownMember[]): TownMember | undefined {
	return members.length > 0 ? stage.random.pick(members) : undefined;
}

type Post = Pick<TownDuty, 'nodeId' | 'duty' | 'publicName'>;

function byMember(stage: Stage, post: Post, member: TownMember | undefined): TownDuty {
	return member ? duty(stage, post, member) : byName(stage, post);
}

function byName(stage: Stage, post: Post): TownDuty {
	return duty(stage, post, null);
}

/** A member's name and phone stand in `members`; only somebody who is none is known by name here. */
function duty(stage: Stage, post: Post, member: TownMember | null): TownDuty {
	const isCommunity = stage.survey.communities.some((community) => community.id === post.nodeId);
	return {
		id: stage.random.uuid(),
		...post,
		communityId: isCommunity ? post.nodeId : stage.communityOf(post.nodeId),
		memberId: member?.id ?? null,
		personName: member ? '' : stage.folk.name(),
		personPhone: member ? '' : stage.folk.mobile(),
		validFrom: daysFrom(stage.today, -stage.random.whole(20, 700))
	};
}

function communityDuties(stage: Stage, nodeId: string, members: readonly TownMember[]): TownDuty[] {
	return [
		byMember(stage, { nodeId, duty: 'grid_leader', publicName: true }, anyOf(stage, members)),
		byName(stage, { nodeId, duty: 'linked_leader', publicName: true })
	];
}

function areaDuties(stage: Stage, nodeId: string, members: readonly TownMember[]): TownDuty[] {
	return [
		byMember(stage, { nodeId, duty: 'grid_leader', publicName: true }, anyOf(stage, members)),
		byName(stage, { nodeId, duty: 'police', publicName: true })
	];
}

function cellDuties(stage: Stage, byCell: ReadonlyMap<string | null, TownMember[]>): TownDuty[] {
	const cells = stage.random.shuffled(stage.survey.plan.cells);
	const vacant = new Set(cells.slice(0, Math.round(cells.length * VACANT)).map((cell) => cell.lineageId));
	return stage.survey.plan.cells.flatMap(({ lineageId: nodeId, kind }) => {
		if (vacant.has(nodeId)) return [];
		const neighbours = stage.random.shuffled(byCell.get(nodeId) ?? []);
		const worker = byMember(
			stage,
			{ nodeId, duty: 'grid_worker', publicName: stage.random.chance(0.8) },
			neighbours[0]
		);
		const wantsHead = kind === 'ordinary' && stage.random.chance(0.55);
		return wantsHead
			? [worker, byMember(stage, { nodeId, duty: 'building_head', publicName: false }, neighbours[1])]
			: [worker];
	});
}
