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
 * between them. An owner without ground gets an empty list.
 *
 * Throws where the arcs do not close: they were not a partition.
 */
export function facesOf(arcs: readonly Arc[], owners: number): XY[][][][] {
	const leaving = new Map<string, { arc: Arc; forward: boolean }>();
	for (const arc of arcs) {
		if (arc.left !== OUTSIDE) leaving.set(`${arc.start} ${arc.left}`, { arc, forward: true });
		if (arc.right !== OUTSIDE) leaving.set(`${arc.end} ${arc.right}`, { arc, forward: false });
	}
	const faces: XY[][][] = Array.from({ length: owners }, () => []);
	for (const [key, start] of leaving) {
		const owner = start.forward ? start.arc.left : start.arc.right;
		const ring: XY[] = [];
		for (let step: string = key; ;) {
			const part = leaving.get(step);
			if (!part) throw new Error(`Dividing lines of owner ${owner} do not close`);
			leaving.delete(step);
			const points = part.forward ? part.arc.points : part.arc.points.toReversed();
			for (let i = 0; i + 1 < points.length; i++) ring.push(points[i]!);
			step = `${part.forward ? part.arc.end : part.arc.start} ${owner}`;
			if (step === key) break;
		}
		const distinct = ring.filter((point, i) => !samePlace(point, ring[(i + 1) % ring.length]!));
		if (distinct.length > 2 && signedArea(distinct) !== 0) faces[owner]!.push(distinct);
	}
	return faces.map((rings) => assemblePolygons(rings).map((polygon) => polygon.map((ring) => [...ring, ring[0]!])));
}

function samePlace(a: XY, b: XY): boolean {
	return a[0] === b[0] && a[1] === b[1];
}
