import type { ReadDistrict } from '#server/import/read-district';
import type { Translate } from '#ui/text/translate';

/** What was found in a file, as numbers that may be kept and told in either language. */
export interface ImportFacts {
	readonly name: string;
	readonly communities: number;
	readonly communitySource: ReadDistrict['notes']['communitySource'];
	readonly buildings: number;
	/** Estimated from footprint and floors. */
	readonly households: number;
	readonly streets: number;
	readonly walkable: number;
	readonly gates: number;
	readonly closedGates: number;
	readonly livingAreas: number;
	readonly cells: number;
	/** References to things that the file does not hold: of streets, and of relations out of all their members. */
	readonly danglingRefs: number;
	readonly danglingMembers: number;
	readonly relationMembers: number;
	readonly buildingsOutside: number;
	readonly buildingsDropped: number;
	readonly openRelations: number;
	readonly brokenAreas: number;
}

/** Counts what was read. */
export function importFacts({ survey, notes }: ReadDistrict): ImportFacts {
	const { stats, communitySource, buildingsOutside, buildingsDropped } = notes;
	const { danglingRefs, danglingMembers, relationMembers, openRelations, brokenAreas } = stats;
	return {
		name: survey.district.name,
		communities: survey.communities.length,
		communitySource,
		buildings: survey.buildings.length,
		households: survey.buildings.reduce((sum, { units }) => sum + (units[0]?.households ?? 0), 0),
		streets: survey.ways.length,
		walkable: stats.walkableWays,
		gates: stats.gates,
		closedGates: stats.closedGates,
		livingAreas: survey.plan.livingAreas.length,
		cells: survey.plan.cells.length,
		...{
			danglingRefs,
			danglingMembers,
			relationMembers,
			buildingsOutside,
			buildingsDropped,
			openRelations,
			brokenAreas
		}
	};
}

/** What was found in the file, line by line: the first line is a title. */
export function summaryLines(t: Translate, file: string, facts: ImportFacts): string[] {
	const source = t(`import.source-${facts.communitySource}`);
	const lines = [
		t('import.summary-title', { name: facts.name, file }),
		t('import.summary-communities', { n: facts.communities, source }),
		t('import.summary-buildings', { n: facts.buildings, households: facts.households }),
		t('import.summary-streets', {
			n: facts.streets,
			walkable: facts.walkable,
			gates: facts.gates,
			closed: facts.closedGates
		}),
		t('import.summary-plan', { areas: facts.livingAreas, cells: facts.cells }),
		t('import.summary-dangling', {
			refs: facts.danglingRefs,
			members: facts.danglingMembers,
			total: facts.relationMembers
		})
	];
	if (facts.buildingsOutside + facts.buildingsDropped > 0) {
		lines.push(t('import.summary-outside', { outside: facts.buildingsOutside, dropped: facts.buildingsDropped }));
	}
	if (facts.openRelations + facts.brokenAreas > 0) {
		lines.push(t('import.summary-skipped', { relations: facts.openRelations, areas: facts.brokenAreas }));
	}
	return lines;
}
