import { expect, test } from 'vitest';
import type { SheetCell } from '#domain/division/plan-sheet';
import { DEFAULT_SETTINGS } from '#domain/place/settings';
import { obstaclesOf, remarksOn } from '#features/plans/remarks';
import { formatter } from '#ui/text/format';
import { translator } from '#ui/text/words';
import { sheetOf } from './sheet.ts';

const t = translator('zh-CN');
const words = { t, locale: 'zh-CN', format: formatter('zh-CN') } as const;
const said = (cell: Partial<SheetCell>, parts = 1) =>
	remarksOn(words, sheetOf([cell]).cells[0]!, DEFAULT_SETTINGS, parts).map(({ text }) => text);
const { micro, ordinary } = DEFAULT_SETTINGS.cellSize;

test('cells are measured by the span of their level', () => {
	const span = (wanted: typeof micro) => ({ min: String(wanted.min), max: String(wanted.max) });
	expect(said({ figures: { households: micro.max } })).toEqual([]);
	expect(said({ figures: { households: micro.max + 1 } })).toEqual([t('plans.cellLarge', span(micro))]);
	expect(said({ figures: { households: micro.min - 1 } })).toEqual([t('plans.cellSmall', span(micro))]);
	expect(said({ level: 2, figures: { households: ordinary.min - 1 } })).toEqual([t('plans.cellSmall', span(ordinary))]);
});

test('special cells and withheld counts are not measured; pieces and emptiness are always said', () => {
	expect(said({ kind: 'mall', figures: { households: 0 } })).toEqual([]);
	expect(said({ figures: { households: null } })).toEqual([]);
	expect(said({ kind: 'mall', figures: { households: 0 } }, 2)).toEqual([t('plans.cellScattered', { n: 2 })]);
	expect(said({ units: 0, figures: { households: 0 } }, 0)).toEqual([t('plans.cellEmpty')]);
});

test('a plan without cells or with units in none cannot be handed in', () => {
	const leftOut = { units: 1200, households: 2400, buildings: [] };
	expect(obstaclesOf(words, sheetOf([], { leftOut }))).toEqual([
		t('plans.obstacleNoCells'),
		t('plans.obstacleLeftOut', { units: '1,200', households: '2,400' })
	]);
	expect(obstaclesOf(words, sheetOf([{}]))).toEqual([]);
});
