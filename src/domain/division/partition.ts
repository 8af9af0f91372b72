import { signedArea, type XY } from '#domain/place/ring';
import { assemblePolygons } from '#domain/division/boundary';

/** What lies beyond the ground that is divided. */
export const OUTSIDE = -1;

/** Dividing lines before they are put together: each edge with the owner on its left and on its right. */
export interface Edges {
	/** Position of each node. */
	readonly nodes: readonly XY[];
	readonly from: readonly number[];
	readonly to: readonly number[];
	readonly left: readonly number[];
	readonly right: readonly number[];
}

/** A line between two places where three owners meet (or a closed one), drawn once for both sides. */
export interface Arc {
	readonly left: number;
	readonly right: number;
	/** First and last node; equal where the line is closed. */
	readonly start: number;
	readonly end: number;
	readonly points: readonly XY[];
}

/** Puts edges together to arcs: what is simplified or stored later is then the same for both neighbours. */
export function joinArcs(edges: Edges): Arc[] {
	const around = halfEdgesByNode(edges);
	const used = new Uint8Array(edges.from.length);
	const arcs: Arc[] = [];
	const walk = (half: number) => {
		const first = half;
		const points = [edges.nodes[tail(edges, half)]!];
		for (;;) {
			used[half >> 1] = 1;
			const node = head(edges, half);
			points.push(edges.nodes[node]!);
			const next = around.only(node, half);
			if (next === null || used[next >> 1] === 1) {
				arcs.push({ ...ownersOf(edges, first), start: tail(edges, first), end: node, points });
				return;
			}
			half = next;
		}
	};
	for (let half = 0; half < edges.from.length * 2; half++) {
		if (used[half >> 1] === 0 && around.degree(tail(edges, half)) !== 2) walk(half);
	}
	for (let edge = 0; edge < edges.from.length; edge++) if (used[edge] === 0) walk(edge * 2);
	return arcs;
}

/** An edge read forwards is `2e`, backwards `2e + 1`. */
function tail(edges: Edges, half: number): number {
	return (half & 1 ? edges.to : edges.from)[half >> 1]!;
}

function head(edges: Edges, half: number): number {
	return tail(edges, half ^ 1);
}

function ownersOf(edges: Edges, half: number): { left: number; right: number } {
	const [left, right] = [edges.left[half >> 1]!, edges.right[half >> 1]!];
	return half & 1 ? { left: right, right: left } : { left, right };
}

function halfEdgesByNode(edges: Edges) {
	const first = new Uint32Array(edges.nodes.length + 1);
	for (let half = 0; half < edges.from.length * 2; half++) first[tail(edges, half) + 1]!++;
	for (let node = 0; node < edges.nodes.length; node++) first[node + 1]! += first[node]!;
	const next = first.slice(0, -1);
	const leaving = new Uint32Array(edges.from.length * 2);
	for (let half = 0; half < edges.from.length * 2; half++) leaving[next[tail(edges, half)]!++] = half;
	const degree = (node: number) => first[node + 1]! - first[node]!;
	return {
		degree,
		/** The half-edge that goes on from `node` where there is only one way, else null. */
		only(node: number, arriving: number): number | null {
			if (degree(node) !== 2) return null;
			const [a, b] = [leaving[first[node]!]!, leaving[first[node]! + 1]!];
			return (a ^ 1) === arriving ? b : a;
		}
	};
}

/**
 * The polygons of every owner, outer rings counter-clockwise and closed. Neighbours share every point of the line
 * between them. No ring passes a node twice: ground that touches itself in a corner has a ring on either side of it.
 * An owner without ground gets an empty list.
 *
 * Throws where the arcs do not close: they were not a partition.
 */
export function facesOf(arcs: readonly Arc[], owners: number): XY[][][][] {
	const halves = arcs.flatMap((arc) => [
		{ owner: arc.left, tail: arc.start, head: arc.end, points: arc.points },
		{ owner: arc.right, tail: arc.end, head: arc.start, points: arc.points.toReversed() }
	]);
	const leaving = new Map<number, Half[]>();
	for (const half of halves) {
		if (half.owner === OUTSIDE) continue;
		const there = leaving.get(half.tail * owners + half.owner);
		if (there) there.push(half);
		else leaving.set(half.tail * owners + half.owner, [half]);
	}
	const faces: XY[][][] = Array.from({ length: owners }, () => []);
	for (const [key, open] of leaving) {
		const owner = key % owners;
		while (open.length > 0) {
			for (const loop of walkLoops(leaving, (key - owner) / owners, owner, owners)) {
				const ring = ringOf(loop);
				if (ring.length > 2 && signedArea(ring) !== 0) faces[owner]!.push(ring);
			}
		}
	}
	return faces.map((rings) => assemblePolygons(rings).map((polygon) => polygon.map((ring) => [...ring, ring[0]!])));
}

/** An arc read with its owner on the left. */
interface Half {
	readonly owner: number;
	readonly tail: number;
	readonly head: number;
	readonly points: readonly XY[];
}

/** Walks from a node along its owner's arcs until nothing is left there; every return to a node closes a loop. */
function walkLoops(leaving: ReadonlyMap<number, Half[]>, start: number, owner: number, owners: number): Half[][] {
	const loops: Half[][] = [];
	const path: Half[] = [];
	const passed = new Map<number, number>();
	for (let node = start; ;) {
		const since = passed.get(node);
		if (since !== undefined) {
			const loop = path.splice(since);
			for (const { tail } of loop) passed.delete(tail);
			loops.push(loop);
			if (path.length === 0) return loops;
		}
		const next = leaving.get(node * owners + owner)?.pop();
		if (!next) throw new Error(`Dividing lines of owner ${owner} do not close`);
		passed.set(node, path.length);
		path.push(next);
		node = next.head;
	}
}

function ringOf(loop: readonly Half[]): XY[] {
	const ring: XY[] = [];
	for (const { points } of loop) for (let i = 0; i + 1 < points.length; i++) ring.push(points[i]!);
	return ring.filter((point, i) => !samePlace(point, ring[(i + 1) % ring.length]!));
}

function samePlace(a: XY, b: XY): boolean {
	return a[0] === b[0] && a[1] === b[1];
}
