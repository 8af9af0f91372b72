import type { LngLat, LocalPlane } from '#domain/place/coord';
import type { SurveyCell, SurveyCommunity, SurveyPlan, SurveyWay } from '#domain/place/survey';
import { readingOrder } from '#server/import/reading-order';
import { blockFinder, type BlockFinder } from '#server/import/street-blocks';
import type { PlacedBuilding } from '#server/import/survey-buildings';
import type { Watch } from '#server/import/watch';
import type { Translate } from '#ui/text/translate';

const AREA_DIGITS = 3;
const CELL_DIGITS = 4;
/** Height of the rows in which living areas, and cells in them, are numbered. */
const AREA_ROW_M = 300;
const CELL_ROW_M = 40;

type LivingArea = SurveyPlan['livingAreas'][number];

export interface PlanSetting {
	readonly communities: readonly SurveyCommunity[];
	readonly ways: readonly SurveyWay[];
	readonly plane: LocalPlane;
	/** ISO date from which the plan is in force. */
	readonly today: string;
	readonly t: Translate;
	readonly newId: () => string;
	readonly watch: Watch;
}

/**
 * A first proposal of a division: in each community one living area per street block (small blocks joined; one
 * where there is no building), one cell per building. Codes are the community's, then three digits for the living
 * area and four for the cell, in reading order.
 */
export function firstPlan(placed: readonly PlacedBuilding[], setting: PlanSetting): SurveyPlan {
	const { communities, ways, plane, t, newId, today, watch } = setting;
	const findBlocks = blockFinder(ways, plane);
	const livingAreas: LivingArea[] = [];
	const cells: SurveyCell[] = [];
	const byCommunity = Map.groupBy(placed, (one) => one.community);
	communities.forEach((community, index) => {
		watch(index, communities.length);
		const blocks = blocksOf(byCommunity.get(index) ?? [], findBlocks);
		blocks.forEach((block, number) => {
			const area = livingArea(community, number + 1, setting);
			livingAreas.push(area);
			for (const cell of cellsOf(block, area, setting)) cells.push(cell);
		});
	});
	return { id: newId(), name: t('import.first-plan'), effectiveFrom: today, livingAreas, cells };
}

/** Buildings by block, in reading order; one empty block where there is no building. */
function blocksOf(placed: readonly PlacedBuilding[], findBlocks: BlockFinder): (readonly PlacedBuilding[])[] {
	if (placed.length === 0) return [[]];
	const blockOf = findBlocks(placed.map((one) => one.middle));
	const grouped: PlacedBuilding[][] = [];
	placed.forEach((one, index) => (grouped[blockOf[index]!] ??= []).push(one));
	return readingOrder(grouped.map(middleOfAll), AREA_ROW_M).map((index) => grouped[index]!);
}

function middleOfAll(block: readonly PlacedBuilding[]): LngLat {
	const mean = (axis: 0 | 1) => block.reduce((sum, { middle }) => sum + middle[axis], 0) / block.length;
	return [mean(0), mean(1)];
}

function livingArea(community: SurveyCommunity, number: number, { t, newId }: PlanSetting): LivingArea {
	return {
		id: newId(),
		lineageId: newId(),
		communityId: community.id,
		name: t('import.living-area', { n: String(number) }),
		code: community.code + String(number).padStart(AREA_DIGITS, '0')
	};
}

function cellsOf(block: readonly PlacedBuilding[], area: LivingArea, { newId }: PlanSetting): SurveyCell[] {
	const order = readingOrder(
		block.map((one) => one.middle),
		CELL_ROW_M
	);
	return order.map((index, number): SurveyCell => {
		const { building } = block[index]!;
		return {
			id: newId(),
			lineageId: newId(),
			livingAreaId: area.id,
			name: building.name,
			code: area.code + String(number + 1).padStart(CELL_DIGITS, '0'),
			kind: 'ordinary',
			unitIds: building.units.map((unit) => unit.id)
		};
	});
}
