import Flatbush from 'flatbush';
import { componentsOf, type ParcelGraph } from '#domain/division/proposal/graph';
import { contract, type Coarser, type Level } from '#domain/division/proposal/level';

/**
 * The graph as a level of the search, made connected: parts that touch nothing (islands, and ground that locked cells
 * cut off) are tied to the nearest building of another part by a bridge without border, shortest first (Borůvka 1926).
 */
export function connectedLevel(graph: ParcelGraph, costs: Float64Array, weight: Float64Array): Level {
	const n = weight.length;
	const bridges = bridgesOf(graph);
	const more: number[][] = Array.from({ length: bridges.length > 0 ? n : 0 }, () => []);
	for (const [a, b] of bridges) {
		more[a]!.push(b);
		more[b]!.push(a);
	}
	const xadj = new Int32Array(n + 1);
	const adj = new Int32Array(graph.adjncy.length + bridges.length * 2);
	const cost = new Float64Array(adj.length);
	let length = 0;
	for (let v = 0; v < n; v++) {
		for (let e = graph.xadj[v]!; e < graph.xadj[v + 1]!; e++) {
			adj[length] = graph.adjncy[e]!;
			cost[length++] = costs[e]!;
		}
		for (const u of more[v] ?? []) adj[length++] = u;
		xadj[v + 1] = length;
	}
	return { n, xadj, adj, cost, weight };
}

/**
 * The level with every compound put together to one vertex, so that none can be cut. One that is too heavy for a cell
 * stays as it is; one whose buildings do not adjoin is put together piece by piece. Null where that leaves fewer
 * vertices than cells.
 */
export function compoundLevel(level: Level, graph: ParcelGraph, cells: number, heaviest: number): Coarser | null {
	const loose = Int32Array.from(graph.compound, (compound, v) => (compound === -1 ? -1 - v : compound));
	const { of: pieces, count } = componentsOf(graph, loose);
	const weight = new Float64Array(count);
	pieces.forEach((piece, v) => (weight[piece] = weight[piece]! + level.weight[v]!));
	const holder = new Int32Array(level.n);
	const holderOfPiece = new Int32Array(count).fill(-1);
	let n = 0;
	for (let v = 0; v < level.n; v++) {
		const piece = pieces[v]!;
		if (weight[piece]! > heaviest) holder[v] = n++;
		else holder[v] = holderOfPiece[piece] = holderOfPiece[piece] === -1 ? n++ : holderOfPiece[piece]!;
	}
	return n < cells ? null : { level: contract(level, holder, n), holder };
}

function bridgesOf(graph: ParcelGraph): [number, number][] {
	const n = graph.households.length;
	const { of, count } = componentsOf(graph);
	if (count < 2) return [];
	const places = new Flatbush(n);
	for (let v = 0; v < n; v++) places.add(graph.x[v]!, graph.y[v]!);
	places.finish();
	const parts = new Parts(count);
	const bridges: [number, number][] = [];
	while (parts.left > 1) {
		for (const [a, b] of nearestOutside(graph, of, parts, places)) {
			if (parts.join(of[a]!, of[b]!)) bridges.push([a, b]);
		}
	}
	return bridges;
}

/** For every part but the largest, the shortest way to another part. */
function nearestOutside(graph: ParcelGraph, of: Int32Array, parts: Parts, places: Flatbush): [number, number][] {
	const sizes = new Map<number, number>();
	of.forEach((part) => sizes.set(parts.root(part), (sizes.get(parts.root(part)) ?? 0) + 1));
	const largest = [...sizes].reduce((a, b) => (b[1] > a[1] ? b : a))[0];
	const best = new Map<number, { from: number; to: number; apart: number }>();
	for (let v = 0; v < of.length; v++) {
		const part = parts.root(of[v]!);
		if (part === largest) continue;
		const [x, y] = [graph.x[v]!, graph.y[v]!];
		const [u] = places.neighbors(x, y, 1, best.get(part)?.apart ?? Infinity, (u) => parts.root(of[u]!) !== part);
		if (u === undefined) continue;
		const apart = Math.hypot(graph.x[u]! - x, graph.y[u]! - y);
		if (apart < (best.get(part)?.apart ?? Infinity)) best.set(part, { from: v, to: u, apart });
	}
	return [...best.values()].sort((a, b) => a.apart - b.apart).map(({ from, to }) => [from, to]);
}

/** Parts that are joined one after the other (union-find with path halving, Tarjan & van Leeuwen 1984). */
class Parts {
	readonly #above: Int32Array;
	left: number;

	constructor(count: number) {
		this.#above = Int32Array.from({ length: count }, (_, part) => part);
		this.left = count;
	}

	root(part: number): number {
		const above = this.#above;
		while (above[part] !== part) part = above[part] = above[above[part]!]!;
		return part;
	}

	join(a: number, b: number): boolean {
		const [rootA, rootB] = [this.root(a), this.root(b)];
		if (rootA === rootB) return false;
		this.#above[rootA] = rootB;
		this.left--;
		return true;
	}
}
