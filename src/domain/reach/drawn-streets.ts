import type { StreetNetwork } from '#domain/reach/street-network';

/** The shapes of a network with fewer bends, for drawing: `x/y[firstPoint[s] … firstPoint[s + 1] - 1]`, ends kept. */
export interface DrawnStreets {
	readonly firstPoint: Uint32Array;
	readonly x: Float32Array;
	readonly y: Float32Array;
}

/**
 * Leaves out every bend that moves its street by at most `toleranceM` (Douglas & Peucker 1973). Areas reach tens of
 * metres off the street: bends of a metre only cost time.
 */
export function simplifyStreets(network: StreetNetwork, toleranceM: number): DrawnStreets {
	const { firstShapePoint, shapeX, shapeY } = network;
	const keep = new Uint8Array(shapeX.length);
	const firstPoint = new Uint32Array(firstShapePoint.length);
	for (let s = 0; s + 1 < firstShapePoint.length; s++) {
		markBends(shapeX, shapeY, firstShapePoint[s]!, firstShapePoint[s + 1]! - 1, toleranceM * toleranceM, keep);
	}
	let kept = 0;
	for (let s = 0; s + 1 < firstShapePoint.length; s++) {
		for (let p = firstShapePoint[s]!; p < firstShapePoint[s + 1]!; p++) kept += keep[p]!;
		firstPoint[s + 1] = kept;
	}
	const x = new Float32Array(kept);
	const y = new Float32Array(kept);
	let at = 0;
	for (let p = 0; p < keep.length; p++) {
		if (keep[p] === 0) continue;
		x[at] = shapeX[p]!;
		y[at++] = shapeY[p]!;
	}
	return { firstPoint, x, y };
}

/** Marks what is kept of the line from point `first` to point `last`. */
function markBends(
	x: Float32Array,
	y: Float32Array,
	first: number,
	last: number,
	toleranceSquare: number,
	keep: Uint8Array
): void {
	keep[first] = 1;
	keep[last] = 1;
	// spans still to be looked at, as pairs
	const spans = [first, last];
	while (spans.length > 0) {
		const end = spans.pop()!;
		const start = spans.pop()!;
		let farthest = -1;
		let most = toleranceSquare;
		for (let p = start + 1; p < end; p++) {
			const square = squareToChord(x, y, start, end, p);
			if (square <= most) continue;
			most = square;
			farthest = p;
		}
		if (farthest === -1) continue;
		keep[farthest] = 1;
		spans.push(start, farthest, farthest, end);
	}
}

/** Squared distance from point `p` to the straight stretch between points `a` and `b`. */
function squareToChord(x: Float32Array, y: Float32Array, a: number, b: number, p: number): number {
	const dx = x[b]! - x[a]!;
	const dy = y[b]! - y[a]!;
	const px = x[p]! - x[a]!;
	const py = y[p]! - y[a]!;
	const square = dx * dx + dy * dy;
	const share = square === 0 ? 0 : Math.max(0, Math.min(1, (px * dx + py * dy) / square));
	return (px - share * dx) ** 2 + (py - share * dy) ** 2;
}
