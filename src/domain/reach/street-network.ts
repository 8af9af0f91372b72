import type { LngLat } from '#domain/place/coord';

/**
 * The contracted walking network as compressed sparse rows in typed arrays: what a search reads.
 *
 * Nodes of degree two are contracted away, except where steps begin or end, so that walking time is linear along
 * every edge. `edgeTarget[firstEdge[n] … firstEdge[n + 1] - 1]` are the neighbours of node `n`, each edge stored in
 * both directions. Lengths are in decimetres. The shape of every contracted edge is kept, because polygons, snapping
 * and drawn routes need the bends. Positions lie on a grid of 0.1 m, so that storing them loses nothing.
 */
export interface StreetNetwork {
	readonly origin: LngLat;
	/** Metres east / north of the origin (domain/place/coord localPlane), one per node. */
	readonly x: Float32Array;
	readonly y: Float32Array;
	/** Which walking component a node belongs to; 0 is the one with most nodes. */
	readonly component: Uint32Array;
	readonly firstEdge: Uint32Array;
	readonly edgeTarget: Uint32Array;
	/** Walking length in decimetres; never 0. */
	readonly edgeLengthDm: Uint32Array;
	/** Of that length, how much is steps (walked at half pace by adults, not at all by wheels), in decimetres. */
	readonly edgeStepsDm: Uint32Array;
	/** Index into the shape table; both directions share one shape, read backwards where `edgeReversed` is 1. */
	readonly edgeShape: Uint32Array;
	readonly edgeReversed: Uint8Array;
	/** `shapeX/Y[firstShapePoint[s] … firstShapePoint[s + 1] - 1]`: the whole polyline, both end nodes included. */
	readonly firstShapePoint: Uint32Array;
	readonly shapeX: Float32Array;
	readonly shapeY: Float32Array;
	/** The two edges of a shape: along it and against it. */
	readonly shapeForward: Uint32Array;
	readonly shapeBackward: Uint32Array;
}

/** One row per undirected edge: what a network is assembled from. `from` and `to` are node numbers. */
export interface StreetShapes {
	readonly from: Uint32Array;
	readonly to: Uint32Array;
	readonly lengthDm: Uint32Array;
	readonly stepsDm: Uint32Array;
	readonly firstPoint: Uint32Array;
	readonly x: Float32Array;
	readonly y: Float32Array;
}

/** The node a shape starts from. */
export function shapeFrom(network: StreetNetwork, shape: number): number {
	return network.edgeTarget[network.shapeBackward[shape]!]!;
}

/** The node a shape leads to; the same node for a loop. */
export function shapeTo(network: StreetNetwork, shape: number): number {
	return network.edgeTarget[network.shapeForward[shape]!]!;
}

/** Position `dm` decimetres as whole number → metres as a network keeps them. */
export function metresFromDm(dm: number): number {
	return Math.fround(dm / 10);
}

/**
 * Assembles the sparse rows from nodes and shapes. The result depends on nothing but its input, in its order, so
 * that a network that was stored and read again searches in exactly the same way.
 */
export function assembleNetwork(origin: LngLat, x: Float32Array, y: Float32Array, shapes: StreetShapes): StreetNetwork {
	const nodes = x.length;
	const count = shapes.from.length;
	const firstEdge = new Uint32Array(nodes + 1);
	for (let s = 0; s < count; s++) {
		firstEdge[shapes.from[s]! + 1]!++;
		firstEdge[shapes.to[s]! + 1]!++;
	}
	for (let n = 0; n < nodes; n++) firstEdge[n + 1]! += firstEdge[n]!;
	const edgeTarget = new Uint32Array(count * 2);
	const edgeLengthDm = new Uint32Array(count * 2);
	const edgeStepsDm = new Uint32Array(count * 2);
	const edgeShape = new Uint32Array(count * 2);
	const edgeReversed = new Uint8Array(count * 2);
	const shapeForward = new Uint32Array(count);
	const shapeBackward = new Uint32Array(count);
	const free = firstEdge.slice(0, nodes);
	for (let s = 0; s < count; s++) {
		for (const reversed of [0, 1]) {
			const edge = free[reversed ? shapes.to[s]! : shapes.from[s]!]!++;
			edgeTarget[edge] = reversed ? shapes.from[s]! : shapes.to[s]!;
			edgeLengthDm[edge] = shapes.lengthDm[s]!;
			edgeStepsDm[edge] = shapes.stepsDm[s]!;
			edgeShape[edge] = s;
			edgeReversed[edge] = reversed;
			(reversed ? shapeBackward : shapeForward)[s] = edge;
		}
	}
	return {
		origin,
		x,
		y,
		component: labelComponents(firstEdge, edgeTarget),
		firstEdge,
		edgeTarget,
		edgeLengthDm,
		edgeStepsDm,
		edgeShape,
		edgeReversed,
		firstShapePoint: shapes.firstPoint,
		shapeX: shapes.x,
		shapeY: shapes.y,
		shapeForward,
		shapeBackward
	};
}

/** Numbers the connected components by falling number of nodes; equal ones by their first node. */
function labelComponents(firstEdge: Uint32Array, edgeTarget: Uint32Array): Uint32Array {
	const nodes = firstEdge.length - 1;
	const found = new Int32Array(nodes).fill(-1);
	const sizes: number[] = [];
	const stack: number[] = [];
	for (let start = 0; start < nodes; start++) {
		if (found[start] !== -1) continue;
		const label = sizes.length;
		let size = 0;
		found[start] = label;
		stack.push(start);
		for (let node = stack.pop(); node !== undefined; node = stack.pop()) {
			size++;
			for (let e = firstEdge[node]!; e < firstEdge[node + 1]!; e++) {
				const next = edgeTarget[e]!;
				if (found[next] !== -1) continue;
				found[next] = label;
				stack.push(next);
			}
		}
		sizes.push(size);
	}
	const order = sizes.map((_, label) => label).sort((a, b) => sizes[b]! - sizes[a]! || a - b);
	const rank = new Uint32Array(sizes.length);
	order.forEach((label, place) => (rank[label] = place));
	return Uint32Array.from(found, (label) => rank[label]!);
}
