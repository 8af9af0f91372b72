import type { Board } from '#server/demo/ground/board';
import type { Entrance } from '#server/demo/ground/lot';
import type { WayClass } from '#domain/place/survey';
import { add, distance, scale, subtract, unit } from '#server/demo/shape/plane';
import type { Line, Point } from '#server/demo/shape/plane';
import { joinLines, pruned } from '#server/demo/shape/planar';
import type { PlanarGraph } from '#server/demo/shape/planar';

export interface Lane {
	readonly class: WayClass;
	readonly points: Line;
}

export interface LaneGate {
	readonly entrance: Entrance;
	/** Where inside the lot the gate's way begins. */
	readonly from: Point;
	readonly passable: boolean;
	readonly class: WayClass;
	/** Parks and squares have entrances but nobody guards them. */
	readonly guarded: boolean;
}

/** Draws the lanes of one lot, joined where they cross, and ties them to the street through their gates alone. */
export function layLanes(board: Board, lanes: readonly Lane[], gates: readonly LaneGate[]): void {
	const ways = gates.map(({ entrance, from }): Line => [from, entrance.gate, entrance.at]);
	const joined = pruned(joinLines([...ways, ...lanes.map((lane) => drawnPast(lane.points))]), (line) =>
		line < gates.length ? 0 : 6
	);
	const graph = tiedToStreet(joined, gates.length);
	const keys = new Map<number, number>();
	const streetNode = (at: Point) => gates.find((gate) => distance(gate.entrance.at, at) < 0.01)?.entrance.key;
	const keyOf = (node: number): number => {
		const at = graph.nodes[node] as Point;
		const key = keys.get(node) ?? streetNode(at) ?? board.addNode(at);
		keys.set(node, key);
		return key;
	};
	graph.paths.forEach((parts, line) => {
		const gate = gates[line];
		for (const part of parts) {
			const way = part.map(keyOf);
			const wayClass = gate?.class ?? lanes[line - gates.length]?.class ?? 'service';
			const held = gate?.guarded ? gateNode(board, way, gate) : new Map<number, boolean>();
			board.addWay({ class: wayClass, name: '', bridge: false, tunnel: false, line: null, keys: way, gates: held });
		}
	});
}

/** Ends drawn a little further, so that a lane that ends on another one surely meets it. */
function drawnPast(line: Line): Line {
	const past = (end: Point, before: Point) => add(end, scale(unit(subtract(end, before)), 1));
	const [first, second] = [line[0] as Point, line[1] as Point];
	const [last, before] = [line.at(-1) as Point, line.at(-2) as Point];
	return [past(first, second), ...line.slice(1, -1), past(last, before)];
}

/** Leaves out lanes that no gate leads to. The first `gates` lines are the ways through the gates. */
function tiedToStreet({ nodes, paths }: PlanarGraph, gates: number): PlanarGraph {
	const tied = new Set(paths.slice(0, gates).flat(2));
	const touches = (part: readonly number[]) => part.some((node) => tied.has(node));
	for (let before = -1; before < tied.size;) {
		before = tied.size;
		for (const part of paths.flat()) if (touches(part)) part.forEach((node) => tied.add(node));
	}
	return { nodes, paths: paths.map((parts) => parts.filter(touches)) };
}

function gateNode(board: Board, way: readonly number[], { entrance, passable }: LaneGate): Map<number, boolean> {
	const gap = (key: number) => distance(board.nodes[key] as Point, entrance.gate);
	const nearest = [...way].sort((a, b) => gap(a) - gap(b))[0];
	return new Map(nearest === undefined || gap(nearest) > 2.6 ? [] : [[nearest, passable]]);
}
