import type { Survey, SurveyBuilding, SurveyCell, SurveyUnit } from '#domain/place/survey';
import type { Folk } from '#server/demo/life/folk';
import type { Random } from '#server/demo/random';
import type { LifeCounts } from '#server/demo/scales';
import type { SurveyedTown } from '#server/demo/survey';

/** A stairwell somebody may live behind, with all that it belongs to. */
export interface Home {
	readonly unit: SurveyUnit;
	readonly building: SurveyBuilding;
	readonly cell: SurveyCell;
}

/** What everybody who brings the town to life needs. */
export interface Stage {
	readonly survey: Survey;
	readonly town: SurveyedTown;
	readonly today: string;
	readonly random: Random;
	readonly folk: Folk;
	readonly counts: LifeCounts;
	readonly homes: readonly Home[];
	homesIn(communityId: string): readonly Home[];
	/** Community of a living area or of a cell, by lineage. */
	communityOf(lineageId: string): string;
}

export function setStage(
	town: SurveyedTown,
	{ today, random, folk, counts }: Pick<Stage, 'today' | 'random' | 'folk' | 'counts'>
): Stage {
	const { survey } = town;
	const cellOf = new Map(survey.plan.cells.flatMap((cell) => cell.unitIds.map((unit) => [unit, cell] as const)));
	const homes = survey.buildings.flatMap((building) =>
		building.units.flatMap((unit): Home[] => {
			const cell = cellOf.get(unit.id);
			return cell && unit.households > 0 ? [{ unit, building, cell }] : [];
		})
	);
	const byCommunity = Map.groupBy(homes, (home) => home.building.communityId);
	const areaCommunity = new Map(survey.plan.livingAreas.map((area) => [area.id, area.communityId]));
	const lineages = new Map([
		...survey.plan.livingAreas.map((area) => [area.lineageId, area.communityId] as const),
		...survey.plan.cells.map((cell) => [cell.lineageId, areaCommunity.get(cell.livingAreaId) ?? ''] as const)
	]);
	return {
		survey,
		town,
		today,
		random,
		folk,
		counts,
		homes,
		homesIn: (communityId) => byCommunity.get(communityId) ?? [],
		communityOf: (lineageId) => lineages.get(lineageId) ?? ''
	};
}

/** Draws stairwells in proportion to a weight, e.g. the people behind them. */
export function homePicker(stage: Stage, weight: (home: Home) => number): () => Home {
	let total = 0;
	const upTo = stage.homes.map((home) => (total += weight(home)));
	return () => {
		const draw = stage.random.next() * total;
		let [low, high] = [0, upTo.length - 1];
		while (low < high) {
			const middle = (low + high) >> 1;
			if ((upTo[middle] as number) > draw) high = middle;
			else low = middle + 1;
		}
		return stage.homes[low] as Home;
	};
}
