import type { ReadDistrict } from '#server/import/read-district';
import type { Translate } from '#ui/text/translate';

/** What was found in the file, line by line, before anything is stored. */
export function summaryLines(t: Translate, file: string, { survey, notes }: ReadDistrict): string[] {
	const { stats } = notes;
	const households = survey.buildings.reduce((sum, { units }) => sum + (units[0]?.households ?? 0), 0);
	const source = t(`import.source-${notes.communitySource}`);
	const lines = [
		t('import.summary-title', { name: survey.district.name, file }),
		t('import.summary-communities', { n: survey.communities.length, source }),
		t('import.summary-buildings', { n: survey.buildings.length, households }),
		t('import.summary-streets', {
			n: survey.ways.length,
			walkable: stats.walkableWays,
			gates: stats.gates,
			closed: stats.closedGates
		}),
		t('import.summary-plan', { areas: survey.plan.livingAreas.length, cells: survey.plan.cells.length }),
		t('import.summary-dangling', {
			refs: stats.danglingRefs,
			members: stats.danglingMembers,
			total: stats.relationMembers
		})
	];
	if (notes.buildingsOutside + notes.buildingsDropped > 0) {
		lines.push(t('import.summary-outside', { outside: notes.buildingsOutside, dropped: notes.buildingsDropped }));
	}
	if (stats.openRelations + stats.brokenAreas > 0) {
		lines.push(t('import.summary-skipped', { relations: stats.openRelations, areas: stats.brokenAreas }));
	}
	return lines;
}
