import type { Board, DraftWay } from '#server/demo/ground/board';
import { HALF_WIDTH } from '#server/demo/ground/skeleton';
import type { QuarterMark, Use } from '#server/demo/ground/quarters';
import type { LineClass } from '#server/demo/ground/skeleton';
import type { PlanBlock, StreetPlan } from '#server/demo/ground/street-plan';
import type { Random } from '#server/demo/random';
import { add, distance, leftOf, mix, nearestOnSegment, scale, sides, subtract, unit } from '#server/demo/shape/plane';
import type { Point, Ring } from '#server/demo/shape/plane';
import { drawnIn, orientedBox } from '#server/demo/shape/polygon';

/** One side of a lot and what runs along it. */
export interface Frontage {
	readonly from: Point;
	readonly to: Point;
	readonly class: LineClass;
	readonly line: number;
	readonly length: number;
}

/** The ground of a block between the property lines of its streets, ready to be built on. */
export interface Lot {
	readonly block: number;
	readonly ring: Ring;
	readonly frontages: readonly Frontage[];
	readonly mark: QuarterMark;
	readonly use: Use;
	readonly random: Random;
}

const STREETS: readonly LineClass[] = ['primary', 'secondary', 'tertiary', 'residential', 'pedestrian', 'service'];

/** Whether a vehicle's or people's street runs there: where gates and shops may open. */
export const isStreet = (lineClass: LineClass): boolean => STREETS.includes(lineClass);

/** Draws a block in to its property lines. Null where nothing usable is left. */
export function lotOf(block: PlanBlock, index: number, plan: StreetPlan, use: Use, random: Random): Lot | null {
	if (!block.mark) return null;
	const insets = block.sides.map((line) => HALF_WIDTH[plan.lines[line]?.class ?? 'plot'] + 0.5);
	const ring = drawnIn(block.ring, insets);
	if (!ring) return null;
	const frontages = sides(ring).map(([from, to]): Frontage => {
		const line = nearestSide(mix(from, to, 0.5), block);
		return { from, to, line, class: plan.lines[line]?.class ?? 'plot', length: distance(from, to) };
	});
	return { block: index, ring, frontages, mark: block.mark, use, random };
}

function nearestSide(point: Point, block: PlanBlock): number {
	let best = { line: -1, gap: Infinity };
	sides(block.ring).forEach(([a, b], i) => {
		const gap = nearestOnSegment(point, a, b).distance;
		if (gap < best.gap) best = { line: block.sides[i] ?? -1, gap };
	});
	return best.line;
}

/** The direction slabs take: along the lot's sides, but never far from facing south. */
export function southFacing(ring: Ring, limit = 0.4): number {
	let angle = orientedBox(ring).angle % Math.PI;
	while (angle > Math.PI / 4) angle -= Math.PI / 2;
	while (angle < -Math.PI / 4) angle += Math.PI / 2;
	return Math.max(-limit, Math.min(limit, angle));
}

export interface Entrance {
	/** On the lot's rim, where the gate stands. */
	readonly gate: Point;
	/** The node on the street. */
	readonly key: number;
	readonly at: Point;
	readonly way: DraftWay;
}

/** Opens the lot to the street beside a place on its rim. Null where no street is near enough. */
export function entranceAt(board: Board, gate: Point, loose = false): Entrance | null {
	const accept = (way: DraftWay) => way.line !== null && !way.bridge && !way.tunnel && (loose || isStreet(way.class));
	const met = board.meet(gate, loose ? 60 : 38, accept);
	return met && { gate, ...met };
}

/** The lot's sides where a gate may open, the busiest street first. */
export function gateSides(lot: Lot): Frontage[] {
	const rank: LineClass[] = ['tertiary', 'secondary', 'residential', 'primary', 'pedestrian', 'trunk', 'footway'];
	return lot.frontages
		.filter((side) => rank.includes(side.class) && side.length > 14)
		.sort((a, b) => rank.indexOf(a.class) - rank.indexOf(b.class) || b.length - a.length);
}

/** A place inside the lot, `metres` from a point of its rim. */
export function inward(side: Frontage, t: number, metres: number): Point {
	return add(mix(side.from, side.to, t), scale(leftOf(unit(subtract(side.to, side.from))), metres));
}
