import { drawStreets } from '#server/demo/ground/arterial-ways';
import { createBoard } from '#server/demo/ground/board';
import type { Board } from '#server/demo/ground/board';
import { drawCountryside } from '#server/demo/ground/countryside';
import { buildCourtyards } from '#server/demo/ground/courtyards';
import { buildCompound } from '#server/demo/ground/housing';
import { lotOf } from '#server/demo/ground/lot';
import type { Lot } from '#server/demo/ground/lot';
import { buildPark, buildSquare } from '#server/demo/ground/park';
import { drawRiver } from '#server/demo/ground/riverside';
import { buildSite } from '#server/demo/ground/site';
import { SITE_PLANS } from '#server/demo/ground/site-plans';
import type { Use } from '#server/demo/ground/quarters';
import type { StreetPlan } from '#server/demo/ground/street-plan';
import { usesOf } from '#server/demo/ground/uses';
import type { Random } from '#server/demo/random';
import { HALF_WIDTH } from '#server/demo/ground/skeleton';
import { drawnIn } from '#server/demo/shape/polygon';

/** The town as drawn, with the use of every block of the plan. */
export interface DrawnTown {
	readonly plan: StreetPlan;
	readonly board: Board;
	readonly uses: readonly Use[];
}

/** Fills the street plan: river and fields, then block by block what stands there. */
export function buildTown(plan: StreetPlan, streetNames: readonly string[], random: Random): DrawnTown {
	const board = createBoard();
	drawStreets(board, plan, streetNames);
	drawCountryside(board, plan, random.fork('fields'));
	drawRiver(board, plan, random.fork('river'));
	const uses = usesOf(plan.blocks);
	plan.blocks.forEach((block, i) => {
		const use = uses[i] ?? 'leftover';
		if (!block.mark || use === 'bank') return;
		const lot = use === 'leftover' ? null : lotOf(block, i, plan, use, random.fork(`lot${i}`));
		if (lot) fill(board, lot);
		else
			leaveGreen(
				board,
				block.ring,
				block.sides.map((line) => HALF_WIDTH[plan.lines[line]?.class ?? 'plot'])
			);
	});
	return { plan, board, uses };
}

function fill(board: Board, lot: Lot): void {
	const plan = SITE_PLANS[lot.use];
	if (plan) buildSite(board, lot, plan);
	else if (lot.use === 'courtyards') buildCourtyards(board, lot);
	else if (lot.use === 'park') buildPark(board, lot);
	else if (lot.use === 'square') buildSquare(board, lot);
	else if (!buildCompound(board, lot)) buildPark(board, lot);
}

function leaveGreen(board: Board, ring: Parameters<typeof drawnIn>[0], insets: readonly number[]): void {
	const points = drawnIn(ring, insets) ?? drawnIn(ring, 4) ?? ring;
	board.ground.push({ class: 'green', name: '', shape: 'area', points });
}
