import type { LngLat } from '#domain/place/coord';

/**
 * The contracted walking network as compressed sparse rows in typed arrays: what a search reads.
 *
 * Nodes of degree two are contracted away; `edgeTarget[firstEdge[n] … firstEdge[n + 1] - 1]` are the neighbours of
 * node `n`, each edge stored in both directions. Lengths are in decimetres. The shape of every contracted edge is
 * kept, because polygons, snapping and drawn routes need the bends.
 */
export interface StreetNetwork {
	readonly origin: LngLat;
	/** Metres east / north of the origin (domain/place/coord localPlane), one per node. */
	readonly x: Float32Array;
	readonly y: Float32Array;
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
}
