import { describe, expect, test } from 'vitest';
import { Desk } from '#domain/division/desk/desk';
import { proposalsIn } from '#domain/division/desk/proposals';
import { propose } from '#domain/division/proposal/propose';
import type { DeskWish } from '#domain/division/desk/news';
import type { PlanChanges, PlanDraft } from '#domain/division/plan';
import { deskTown, draftCell } from '#fixtures/division/desk-town';

const town = deskTown({ seed: 21, side: 10, block: 5 });
const respect = { streets: false, compounds: true };
const NOTHING: PlanChanges = { moves: [], created: [], removed: [], changed: [] };

function proposalsFor(draft: PlanDraft, wish: Omit<DeskWish, 'seed' | 'respect'>) {
	const frame = Desk.open(town.bytes, draft).frame({ ...wish, seed: 1, respect });
	return proposalsIn(frame, propose({ ...frame.question, effort: 0.05 }));
}

/** The draft with a proposal drawn in: what the meters say of its groups. */
function drawn(draft: PlanDraft, groups: readonly (readonly number[])[]) {
	const desk = Desk.open(town.bytes, draft);
	const names = groups.map((_, i) => `group-${i}`);
	const nameOf = (unit: number) => draft.cells[draft.units.cell[unit]!]?.id ?? null;
	const news = desk.apply({
		...NOTHING,
		created: [draftCell('a', 2, null), ...names.map((name) => draftCell(name, 3, 'a'))],
		moves: groups.flatMap((units, i) =>
			[...Map.groupBy(units, nameOf)].map(([from, some]) => ({ units: some, from, to: names[i]! }))
		)
	});
	return names.map((name) => news.meters.find(({ cell }) => cell === name)!);
}

describe('proposals for a draft', () => {
	test('share out every unit of the community, in cells of one piece that are as even as the scores say', () => {
		const { households } = town.draft.units;
		for (const { groups, scores } of proposalsFor(town.draft, { area: null, k: 5 })) {
			expect(groups).toHaveLength(5);
			expect(groups.flat().sort((a, b) => a - b)).toEqual(town.draft.units.ordinal);
			const meters = drawn(town.draft, groups);
			expect(meters.map(({ parts }) => parts)).toEqual([1, 1, 1, 1, 1]);
			const target = households.reduce((a, b) => a + b) / 5;
			const largest = Math.max(...meters.map((meter) => Math.abs(meter.households / target - 1)));
			expect(scores.largestDeviation).toBeCloseTo(largest, 6);
			expect(scores.borderMetres).toBeGreaterThan(0);
		}
	});

	test('for a living area take its units only, and leave locked cells as they are', () => {
		const cells = town.draft.cells.map((cell) => (cell.id === 'cell-1' ? { ...cell, locked: true } : cell));
		const nameOf = (unit: number) => cells[town.draft.units.cell[unit]!]!.id;
		const { groups } = proposalsFor({ ...town.draft, cells }, { area: 'area-0', k: 4 })[0]!;
		expect(groups).toHaveLength(3);
		const free = town.draft.units.ordinal.filter((unit) => nameOf(unit) !== 'cell-1');
		expect(groups.flat().sort((a, b) => a - b)).toEqual(free);
	});

	test('a building larger than a cell may be is divided by its units', () => {
		const { units } = town.draft;
		const building = units.building.findIndex(
			(each, i) => units.building[i + 1] === each && units.building[i + 2] === each
		);
		const giant = units.building[building]!;
		const households = units.households.map((count, unit) => (units.building[unit] === giant ? 400 : count));
		const draft = { ...town.draft, units: { ...units, households } };
		const frame = Desk.open(town.bytes, draft).frame({ area: null, span: [300, 500], seed: 1, respect });
		const vertices = frame.unitsOf.filter((of) => of.some((unit) => units.building[unit] === giant));
		expect(vertices.map((of) => of.length)).toEqual([1, 1, 1]);
		expect(frame.unitsOf.flat().sort((a, b) => a - b)).toEqual(units.ordinal);
	});

	test('cut compounds are counted also where they are not respected', () => {
		const frame = Desk.open(town.bytes, town.draft).frame({
			area: null,
			k: 2,
			seed: 1,
			respect: { streets: false, compounds: false }
		});
		expect(frame.question.graph.compound.every((compound) => compound === -1)).toBe(true);
		const vertices = frame.unitsOf.length;
		const cellOf = Int32Array.from({ length: vertices }, (_, vertex) => vertex % 2);
		const [one] = propose({ ...frame.question, effort: 0.01 }).proposals;
		const [read] = proposalsIn(frame, { proposals: [{ ...one!, cellOf }], counted: 'households' });
		expect(read!.scores.compoundsCut).toBe(1);
	});

	test('areas and wishes that are none are refused', () => {
		const refused = (wish: Omit<DeskWish, 'seed' | 'respect'>, refusal: string) =>
			expect(() => proposalsFor(town.draft, wish)).toThrow(expect.objectContaining({ refusal }));
		refused({ area: 'nowhere', k: 3 }, 'not-a-cell');
		refused({ area: 'cell-0', k: 3 }, 'not-a-cell');
		refused({ area: null }, 'bad-cell-count');
		refused({ area: null, span: [500, 300] }, 'bad-range');
	});
});
