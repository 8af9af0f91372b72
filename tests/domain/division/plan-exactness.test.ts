import { describe, expect, test } from 'vitest';
import { areaOf, expectTiling } from '#fixtures/tiling';
import { drawRandomPlan } from '#fixtures/random-plan';

const PLANS = process.env['GEZHI_SOAK'] ? 1000 : 100;
const PER_TEST = 10;

describe('random plans: cells tile their community, none overlap, children partition their parents', () => {
	test.each(Array.from({ length: PLANS / PER_TEST }, (_, k) => k * PER_TEST + 1))('from seed %i', (first) => {
		for (let seed = first; seed < first + PER_TEST; seed++) {
			const { boundary, community, areas, cells } = drawRandomPlan(seed);
			// The artefact is drawn in steps of a millionth of the district's width.
			expect(Math.abs(areaOf(community) / areaOf(boundary) - 1)).toBeLessThan(1e-4);
			expectTiling(
				community,
				cells.map(({ outline }) => outline)
			);
			expectTiling(community, areas);
			for (const [area, outline] of areas.entries()) {
				expectTiling(
					outline,
					cells.filter((cell) => cell.area === area).map((cell) => cell.outline)
				);
			}
		}
	});
});
