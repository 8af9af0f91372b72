import type { WayClass } from '#domain/place/survey';
import type { Board } from '#server/demo/ground/board';
import { RIVER_HALF_WIDTH } from '#server/demo/ground/skeleton';
import type { LineClass } from '#server/demo/ground/skeleton';
import type { StreetPlan } from '#server/demo/ground/street-plan';
import { distance, mix } from '#server/demo/shape/plane';
import type { Point } from '#server/demo/shape/plane';

const NO_WAY: readonly LineClass[] = ['river', 'rail', 'frame', 'plot'];

/** Metres from the middle of an obstacle to where a bridge or underpass begins. */
const REACH_M = { river: RIVER_HALF_WIDTH + 6, rail: 22 } as const;

type Obstacle = keyof typeof REACH_M;

/** Puts the streets of the plan on an empty board: bridges over the river, underpasses below the railway. */
export function drawStreets(board: Board, plan: StreetPlan, names: readonly string[]): void {
	plan.graph.nodes.forEach((point) => board.addNode(point));
	const obstacles = obstacleNodes(plan);
	plan.graph.paths.forEach((parts, line) => {
		const lineClass = plan.lines[line]?.class ?? 'plot';
		if (NO_WAY.includes(lineClass)) return;
		for (const part of parts) {
			for (const { keys, over } of piecesOf(board, part, obstacles)) {
				const common = {
					class: lineClass as WayClass,
					name: names[line] ?? '',
					line,
					gates: new Map<number, boolean>()
				};
				board.addWay({ ...common, keys, bridge: over === 'river', tunnel: over === 'rail' });
			}
		}
	});
}

function obstacleNodes(plan: StreetPlan): Map<number, Obstacle> {
	const nodes = new Map<number, Obstacle>();
	plan.lines.forEach(({ class: lineClass }, line) => {
		if (lineClass !== 'river' && lineClass !== 'rail') return;
		for (const node of plan.graph.paths[line]?.flat() ?? []) nodes.set(node, lineClass);
	});
	return nodes;
}

interface Piece {
	readonly keys: number[];
	readonly over: Obstacle | null;
}

/**
 * Cuts a street before and after what it crosses. One that ends at the tracks stops short of them: only a street that
 * goes on beyond gets an underpass.
 */
function piecesOf(board: Board, part: readonly number[], obstacles: ReadonlyMap<number, Obstacle>): Piece[] {
	const pieces: Piece[] = [{ keys: [], over: null }];
	part.forEach((node, i) => {
		const over = obstacles.get(node);
		if (!over) return pieces.at(-1)?.keys.push(node);
		const before = abutment(board, node, part[i - 1], REACH_M[over]);
		const after = abutment(board, node, part[i + 1], REACH_M[over]);
		if (before !== null) pieces.at(-1)?.keys.push(before);
		const from = pieces.at(-1)?.keys.at(-1);
		const to = after ?? part[i + 1];
		if (from !== undefined && to !== undefined) pieces.push({ keys: [from, node, to], over });
		pieces.push({ keys: after === null ? [] : [after], over: null });
		return undefined;
	});
	return pieces.filter((piece) => new Set(piece.keys).size > 1);
}

/** A new node where the bridge meets the bank; null where the street has a node of its own about there. */
function abutment(board: Board, node: number, next: number | undefined, reach: number): number | null {
	if (next === undefined) return null;
	const [middle, far] = [board.nodes[node] as Point, board.nodes[next] as Point];
	const length = distance(middle, far);
	return length < reach + 8 ? null : board.addNode(mix(middle, far, reach / length));
}
