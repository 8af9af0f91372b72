import type { PlanSheet, SheetCell } from '#domain/division/plan-sheet';
import type { DistrictSettings, HouseholdSpan } from '#domain/place/settings';
import type { Words } from '#ui/text/context';

/** What there is to say about a cell, in words; `grave` where somebody should look at it. */
export interface Remark {
	readonly text: string;
	readonly grave: boolean;
}

/** How many households a cell of this level should have. */
export function spanOf(settings: DistrictSettings, level: 2 | 3): HouseholdSpan {
	return level === 3 ? settings.cellSize.micro : settings.cellSize.ordinary;
}

/**
 * Remarks on a cell: that it is empty, in pieces, smaller or larger than the district wants. Special cells have a
 * population of their own and are not measured by households.
 *
 * @param parts pieces of its ground; 0 where the outline is not known
 */
export function remarksOn(
	{ t, format }: Words,
	cell: SheetCell,
	settings: DistrictSettings,
	parts: number
): readonly Remark[] {
	if (cell.units === 0) return [{ text: t('plans.cellEmpty'), grave: true }];
	const span = spanOf(settings, cell.level);
	const { households } = cell.figures;
	const measured = cell.kind === 'ordinary' && households !== null;
	const limits = { min: format.number(span.min), max: format.number(span.max) };
	const remarks: Remark[] = [];
	if (parts > 1) remarks.push({ text: t('plans.cellScattered', { n: parts }), grave: true });
	if (measured && households < span.min) remarks.push({ text: t('plans.cellSmall', limits), grave: false });
	if (measured && households > span.max) remarks.push({ text: t('plans.cellLarge', limits), grave: false });
	return remarks;
}

/** What still keeps a draft from being handed in, as sentences; the database has the last word. */
export function obstaclesOf({ t, format }: Words, { leftOut, cells }: PlanSheet): readonly string[] {
	const sentences: string[] = [];
	if (cells.length === 0) sentences.push(t('plans.obstacleNoCells'));
	if (leftOut.units > 0) {
		sentences.push(
			t('plans.obstacleLeftOut', { units: format.number(leftOut.units), households: format.number(leftOut.households) })
		);
	}
	return sentences;
}
