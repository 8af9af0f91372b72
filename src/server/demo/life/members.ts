import type { MemberKind } from '#domain/people/member';
import type { TownMember, TownOrganisation } from '#domain/place/town-life';
import { daysFrom } from '#server/demo/life/calendar';
import { homePicker } from '#server/demo/life/stage';
import type { Home, Stage } from '#server/demo/life/stage';

/** Members with a home and, by that home, a cell. A few are placed elsewhere by a worker's decision. */
export function enrolMembers(stage: Stage, organisations: readonly TownOrganisation[]): TownMember[] {
	const pickHome = homePicker(stage, (home) => home.unit.people);
	const employers = organisations.filter((organisation) =>
		['enterprise', 'school', 'police', 'other'].includes(organisation.kind)
	);
	const branches = Map.groupBy(
		organisations.filter((organisation) => organisation.kind === 'party'),
		(organisation) => organisation.communityId
	);
	return stage.counts.members.flatMap(([kind, count]) =>
		Array.from({ length: count }, (): TownMember => {
			const home = pickHome();
			const communityId = home.building.communityId;
			const own = branches.get(communityId) ?? [];
			const organisation = kind === 'in_service' ? stage.random.pick(employers) : stage.random.pick(own);
			return {
				id: stage.random.uuid(),
				communityId,
				name: stage.folk.name(),
				phone: stage.folk.mobile(),
				kind,
				organisationId: organisation.id,
				homeUnitId: home.unit.id,
				lineageId: placedIn(stage, home),
				showsIdentity: stage.random.chance(kind === 'floating' ? 0.1 : 0.34),
				...absence(stage, kind)
			};
		})
	);
}

function placedIn(stage: Stage, home: Home): string {
	if (!stage.random.chance(0.03)) return home.cell.lineageId;
	return stage.random.pick(stage.homesIn(home.building.communityId)).cell.lineageId;
}

/** Floating members are away for more than two months; half of them know when they will be back. */
function absence(stage: Stage, kind: MemberKind): Pick<TownMember, 'awaySince' | 'awayUntil'> {
	if (kind !== 'floating') return { awaySince: null, awayUntil: null };
	return {
		awaySince: daysFrom(stage.today, -stage.random.whole(63, 420)),
		awayUntil: stage.random.chance(0.5) ? daysFrom(stage.today, stage.random.whole(20, 240)) : null
	};
}
