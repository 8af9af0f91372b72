import type { TownLife } from '#domain/place/town-life';
import { openCentres } from '#server/demo/life/centres';
import { assignDuties } from '#server/demo/life/duties';
import { createFolk } from '#server/demo/life/folk';
import { enrolMembers } from '#server/demo/life/members';
import { foundOrganisations } from '#server/demo/life/organisations';
import { setStage } from '#server/demo/life/stage';
import type { Stage } from '#server/demo/life/stage';
import { gatherTeams } from '#server/demo/life/teams';
import { collectWishes } from '#server/demo/life/wishes';
import type { Random } from '#server/demo/random';
import type { LifeCounts } from '#server/demo/scales';
import type { SurveyedTown } from '#server/demo/survey';

/** Brings a surveyed town to life. Every subject draws from a stream of its own, so that one can grow alone. */
export function bringToLife(
	town: SurveyedTown,
	random: Random,
	{ today, counts }: { today: string; counts: LifeCounts }
): TownLife {
	const folk = createFolk(random.fork('folk'));
	const on = (subject: string): Stage => setStage(town, { today, random: random.fork(subject), folk, counts });
	const organisations = foundOrganisations(on('organisations'));
	const members = enrolMembers(on('members'), organisations);
	return {
		organisations,
		centres: openCentres(on('centres')),
		members,
		duties: assignDuties(on('duties'), members),
		teams: gatherTeams(on('teams'), members),
		wishes: collectWishes(on('wishes'), members)
	};
}
