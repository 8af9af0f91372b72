import { Delaunay } from 'd3-delaunay';
import type { XY } from '#domain/place/ring';
import type { Boundary } from '#domain/division/boundary';
import type { Edges } from '#domain/division/partition';
import type { Seeds } from '#domain/division/seeds';

/** A piece of a side of the boundary that one owner has. */
export interface Stretch {
	/** Where it begins along the side, from 0 to below 1. */
	readonly s: number;
	/** The place where a dividing line ends and this stretch begins; null at the start of the side. */
	readonly place: XY | null;
	readonly owner: number;
}

/** A ground divided among owners. */
export interface Cuts {
	/** Dividing lines between owners. */
	readonly inside: Edges;
	/** For each side of the boundary who lies along it, in order. */
	readonly sides: readonly (readonly Stretch[])[];
}

/** A dividing line met the boundary here; the owners are those on its left and right as it leaves the ground. */
interface Exit {
	readonly place: XY;
	readonly s: number;
	readonly left: number;
	readonly right: number;
}

/** Stands for the ring of seeds around everything, which keeps all dividing lines finite. */
const FRAME = -2;

/**
 * Divides the ground among the owners of the seeds: every place goes to the nearest seed's owner.
 *
 * No polygons are clipped: the dividing lines of the Voronoi diagram are cut where they meet the boundary, the
 * boundary is cut in the same places, and who lies left and right of each piece is known from the diagram. What
 * comes out has neither gap nor overlap by construction.
 *
 * Returns null where rounding made the two ways of telling inside from outside disagree (a seed or corner in a
 * position of no generality): turn the seeds a little and try again.
 */
export function voronoiCuts(seeds: Seeds, ground: Boundary): Cuts | null {
	const diagram = dualOf(seeds, ground);
	const inside = new Lines(diagram.centres);
	const exits: Exit[][] = Array.from({ length: ground.firstSide.at(-1)! }, () => []);
	for (const line of diagram.lines) {
		if (!cutLine(inside, exits, line, diagram.centres, ground)) return null;
	}
	const sides: Stretch[][] = [];
	for (let ring = 0; ring < ground.rings.length; ring++) {
		const stretches = cutRing(exits, ring, ground, diagram.ownerNear);
		if (!stretches) return null;
		sides.push(...stretches);
	}
	return { inside, sides };
}

class Lines implements Edges {
	readonly nodes: XY[];
	readonly from: number[] = [];
	readonly to: number[] = [];
	readonly left: number[] = [];
	readonly right: number[] = [];

	constructor(nodes: readonly XY[]) {
		this.nodes = [...nodes];
	}

	node(place: XY): number {
		return this.nodes.push(place) - 1;
	}

	edge(from: number, to: number, left: number, right: number): void {
		this.from.push(from);
		this.to.push(to);
		this.left.push(left);
		this.right.push(right);
	}
}

/** A dividing line between two triangles' centres. */
interface Line {
	readonly from: number;
	readonly to: number;
	readonly left: number;
	readonly right: number;
}

/** The Voronoi diagram as far as it divides owners: the dual of the Delaunay triangulation. */
function dualOf(seeds: Seeds, ground: Boundary) {
	const { coords, owners } = withFrame(seeds, ground);
	const delaunay = new Delaunay(coords);
	const { triangles, halfedges } = delaunay;
	const centres = circumcentres(coords, triangles);
	const counterClockwise = windsLeft(coords, triangles);
	const lines: Line[] = [];
	for (let half = 0; half < halfedges.length; half++) {
		const twin = halfedges[half]!;
		if (twin < half) continue;
		const p = owners[triangles[half]!]!;
		const q = owners[triangles[half % 3 === 2 ? half - 2 : half + 1]!]!;
		if (p === q || p === FRAME || q === FRAME) continue;
		const [left, right] = counterClockwise ? [q, p] : [p, q];
		lines.push({ from: Math.floor(half / 3), to: Math.floor(twin / 3), left, right });
	}
	return { centres, lines, ownerNear: ([x, y]: XY) => owners[delaunay.find(x, y)]! };
}

function withFrame(seeds: Seeds, ground: Boundary): { coords: Float64Array; owners: Int32Array } {
	let [west, south, east, north] = [Infinity, Infinity, -Infinity, -Infinity];
	const widen = (x: number, y: number) => {
		[west, south] = [Math.min(west, x), Math.min(south, y)];
		[east, north] = [Math.max(east, x), Math.max(north, y)];
	};
	for (const ring of ground.rings) for (const [x, y] of ring) widen(x, y);
	for (let i = 0; i < seeds.coords.length; i += 2) widen(seeds.coords[i]!, seeds.coords[i + 1]!);
	const count = 11;
	// A place on the ground is at most one diagonal away from a seed, and five from the frame.
	const radius = 6 * Math.max(1, Math.hypot(east - west, north - south));
	const coords = new Float64Array(seeds.coords.length + 2 * count);
	const owners = new Int32Array(seeds.unitOf.length + count).fill(FRAME);
	coords.set(seeds.coords);
	owners.set(seeds.unitOf);
	for (let k = 0; k < count; k++) {
		const angle = (2 * Math.PI * (k + 0.1 * (k % 3))) / count;
		coords[seeds.coords.length + 2 * k] = (west + east) / 2 + radius * Math.cos(angle);
		coords[seeds.coords.length + 2 * k + 1] = (south + north) / 2 + radius * Math.sin(angle);
	}
	return { coords, owners };
}

function circumcentres(coords: Float64Array, triangles: Uint32Array): XY[] {
	return Array.from({ length: triangles.length / 3 }, (_, t) => {
		const [ax, ay, bx, by, cx, cy] = cornersOf(coords, triangles, t);
		const [dx, dy, ex, ey] = [bx - ax, by - ay, cx - ax, cy - ay];
		const twice = 2 * (dx * ey - dy * ex);
		const [dd, ee] = [dx * dx + dy * dy, ex * ex + ey * ey];
		return [ax + (ey * dd - dy * ee) / twice, ay + (dx * ee - ex * dd) / twice];
	});
}

function cornersOf(coords: Float64Array, triangles: Uint32Array, t: number) {
	const [a, b, c] = [triangles[3 * t]!, triangles[3 * t + 1]!, triangles[3 * t + 2]!];
	const at = (i: number) => coords[i]!;
	return [at(2 * a), at(2 * a + 1), at(2 * b), at(2 * b + 1), at(2 * c), at(2 * c + 1)] as const;
}

/** Which way the triangulation winds its triangles: all the same way, so the area of all of them tells. */
function windsLeft(coords: Float64Array, triangles: Uint32Array): boolean {
	let twice = 0;
	for (let t = 0; t < triangles.length / 3; t++) {
		const [ax, ay, bx, by, cx, cy] = cornersOf(coords, triangles, t);
		twice += (bx - ax) * (cy - ay) - (by - ay) * (cx - ax);
	}
	return twice > 0;
}

/** Keeps the pieces of a line that lie on the ground and notes where it leaves it. False: rounding disagrees. */
function cutLine(lines: Lines, exits: Exit[][], line: Line, centres: readonly XY[], ground: Boundary): boolean {
	const [a, b] = [centres[line.from]!, centres[line.to]!];
	if (!Number.isFinite(a[0] + a[1] + b[0] + b[1])) return false;
	let inside = ground.contains(a[0], a[1]);
	let node = line.from;
	for (const crossing of ground.crossings(a, b)) {
		const [p, q] = ground.side(crossing.side);
		const place: XY = [p[0] + crossing.s * (q[0] - p[0]), p[1] + crossing.s * (q[1] - p[1])];
		const met = lines.node(place);
		if (inside) lines.edge(node, met, line.left, line.right);
		const [left, right] = inside ? [line.left, line.right] : [line.right, line.left];
		exits[crossing.side]!.push({ place, s: crossing.s, left, right });
		[inside, node] = [!inside, met];
	}
	if (inside) lines.edge(node, line.to, line.left, line.right);
	return inside === ground.contains(b[0], b[1]);
}

/** Who lies along each side of a ring, by where dividing lines leave through it. Null: they do not follow each other. */
function cutRing(
	exits: readonly Exit[][],
	ring: number,
	ground: Boundary,
	ownerNear: (place: XY) => number
): Stretch[][] | null {
	const [first, end] = [ground.firstSide[ring]!, ground.firstSide[ring + 1]!];
	const bySide = exits.slice(first, end).map((met) => met.toSorted((a, b) => a.s - b.s));
	// With the ground on its left, the boundary comes from what lies right of the line that leaves, to what lies left.
	const lastExit = bySide.findLast((met) => met.length > 0)?.at(-1);
	let owner = lastExit?.left ?? ownerNear(ground.rings[ring]![0]!);
	const sides: Stretch[][] = [];
	for (const met of bySide) {
		const stretches: Stretch[] = [{ s: 0, place: null, owner }];
		for (const { place, s, left, right } of met) {
			if (right !== owner) return null;
			owner = left;
			stretches.push({ s, place, owner });
		}
		sides.push(stretches);
	}
	return sides;
}
