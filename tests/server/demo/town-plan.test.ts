import { describe, expect, it } from 'vitest';
import { createRandom } from '#server/demo/random';
import { stairwellCells } from '#server/demo/plan-cells';
import { demoTown } from './town-fixture.ts';

const { survey, life } = demoTown();
const units = new Map(
	survey.buildings.flatMap((building) => building.units.map((unit) => [unit.id, { ...unit, building }] as const))
);
const households = (ids: readonly string[]) => ids.reduce((sum, id) => sum + (units.get(id)?.households ?? 0), 0);

describe('the plan of the demo town', () => {
	it('puts every stairwell into exactly one cell', () => {
		const placed = survey.plan.cells.flatMap((cell) => cell.unitIds);
		expect(new Set(placed).size).toBe(placed.length);
		expect(new Set(placed)).toEqual(new Set(units.keys()));
	});

	it('keeps a cell inside the community of its living area', () => {
		const areas = new Map(survey.plan.livingAreas.map((area) => [area.id, area]));
		for (const cell of survey.plan.cells) {
			const community = areas.get(cell.livingAreaId)?.communityId;
			expect(
				cell.unitIds.every((id) => units.get(id)?.building.communityId === community),
				cell.name
			).toBe(true);
		}
	});

	it('holds 30 to 100 households in an ordinary cell', () => {
		const sizes = survey.plan.cells.filter((cell) => cell.kind === 'ordinary').map((cell) => households(cell.unitIds));
		expect(Math.max(...sizes)).toBeLessThanOrEqual(100);
		expect(sizes.filter((size) => size >= 30).length / sizes.length).toBeGreaterThan(0.85);
	});

	it('makes stairwell cells of one to four units of one or two buildings', () => {
		for (const cell of survey.plan.cells.filter((own) => own.kind === 'ordinary')) {
			const lived = cell.unitIds
				.flatMap((id) => units.get(id) ?? [])
				.filter((unit) => unit.households > 0 && unit.building.compoundId !== null);
			expect(lived.length, cell.name).toBeLessThanOrEqual(4);
			expect(new Set(lived.map((unit) => unit.building.id)).size, cell.name).toBeLessThanOrEqual(2);
		}
	});

	it('codes cells below their living area, and those below their community', () => {
		const codes = new Map([...survey.communities, ...survey.plan.livingAreas].map(({ id, code }) => [id, code]));
		for (const { code } of survey.communities) expect(code).toMatch(/^9901000\d{2}\d{3}$/);
		for (const area of survey.plan.livingAreas)
			expect(area.code).toMatch(new RegExp(`^${codes.get(area.communityId)}\\d{3}$`));
		for (const cell of survey.plan.cells)
			expect(cell.code).toMatch(new RegExp(`^${codes.get(cell.livingAreaId)}\\d{3}$`));
		const all = [...survey.plan.livingAreas, ...survey.plan.cells].map(({ code }) => code);
		expect(new Set(all).size).toBe(all.length);
	});

	it('has special cells of every kind', () => {
		const kinds = new Set(survey.plan.cells.map((cell) => cell.kind));
		expect(kinds).toEqual(new Set(['ordinary', 'industrial', 'mall', 'campus', 'site']));
	});

	it('leaves about six of a hundred cells without anybody', () => {
		const filled = new Set(life.duties.map((duty) => duty.nodeId));
		const vacant = survey.plan.cells.filter((cell) => !filled.has(cell.lineageId)).length;
		expect(vacant / survey.plan.cells.length).toBeCloseTo(0.06, 2);
	});
});

describe('stairwellCells', () => {
	it('loses no stairwell and respects the limits, whatever is built', () => {
		for (let seed = 1; seed <= 200; seed++) {
			const random = createRandom(seed, 'cells');
			const buildings = Array.from({ length: random.whole(1, 30) }, (_, index) => ({
				index,
				at: [random.between(0, 300), random.between(0, 300)] as const,
				units: Array.from({ length: random.whole(1, 6) }, () => random.whole(1, 72))
			}));
			const cells = stairwellCells(buildings);
			const wells = cells.flat().map(({ building, unit }) => `${building}/${unit}`);
			expect(wells.length, `seed ${seed}`).toBe(buildings.reduce((sum, building) => sum + building.units.length, 0));
			expect(new Set(wells).size, `seed ${seed}`).toBe(wells.length);
			for (const cell of cells) {
				const held = cell.reduce((sum, { building, unit }) => sum + (buildings[building]?.units[unit] ?? 0), 0);
				expect(held, `seed ${seed}`).toBeLessThanOrEqual(100);
				expect(cell.length, `seed ${seed}`).toBeLessThanOrEqual(4);
			}
		}
	});
});
