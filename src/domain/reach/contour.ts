import type { DistanceField } from '#domain/reach/distance-field';

/** A closed line in metres of the plane, x0, y0, x1, y1, …, first point not repeated; the area lies to its left. */
export type Ring = Float64Array;

/** An outer ring, counter-clockwise, and the holes in it, clockwise. */
export interface RingPolygon {
	readonly outer: Ring;
	readonly holes: readonly Ring[];
}

// Corners of a cell, counter-clockwise from the south-west: 1, 2, 4, 8. Sides: south 0, east 1, north 2, west 3.
// Where the line enters and leaves a cell, by the corners that are inside, the area on its left.
const PATHS: readonly (readonly (readonly [enter: number, leave: number])[])[] = [
	[],
	[[0, 3]],
	[[1, 0]],
	[[1, 3]],
	[[2, 1]],
	[],
	[[2, 0]],
	[[2, 3]],
	[[3, 2]],
	[[0, 2]],
	[],
	[[1, 2]],
	[[3, 1]],
	[[0, 1]],
	[[3, 0]],
	[]
];
// Two opposite corners inside: joined where the middle of the cell is inside, else apart.
const SADDLES: Readonly<
	Record<number, { joined: readonly (readonly [number, number])[]; apart: readonly (readonly [number, number])[] }>
> = {
	5: {
		joined: [
			[0, 1],
			[2, 3]
		],
		apart: [
			[0, 3],
			[2, 1]
		]
	},
	10: {
		joined: [
			[1, 2],
			[3, 0]
		],
		apart: [
			[1, 0],
			[3, 2]
		]
	}
};

/** Memory that is used again from one contour to the next. */
export class ContourScratch {
	/** By crossing: the crossing that follows, plus one; 0 where none. All 0 between two contours. */
	next = new Int32Array(0);
	starts: number[] = [];

	room(count: number): Int32Array {
		if (this.next.length < count) this.next = new Int32Array(Math.ceil(count * 1.5));
		return this.next;
	}
}

/**
 * The line where a field passes zero, by marching squares with linear interpolation (Maple 2003; saddles by the mean
 * of the four corners). Needs a field whose outermost points are outside. The rings cross neither themselves nor
 * one another.
 */
export function contourRings(field: DistanceField, scratch: ContourScratch): Ring[] {
	const next = linkCrossings(field, scratch);
	const rings: Ring[] = [];
	const points: number[] = [];
	for (const start of scratch.starts) {
		if (next[start] === 0) continue;
		points.length = 0;
		for (let crossing = start; next[crossing] !== 0;) {
			addCrossing(field, crossing, points);
			const following = next[crossing]! - 1;
			next[crossing] = 0;
			crossing = following;
		}
		rings.push(Float64Array.from(points));
	}
	return rings;
}

/** Crossings are numbered by the grid edge they lie on: 2k eastward, 2k + 1 northward from grid point k. */
function linkCrossings({ values, width, height }: DistanceField, scratch: ContourScratch): Int32Array {
	const next = scratch.room(2 * width * height);
	scratch.starts.length = 0;
	for (let row = 0; row + 1 < height; row++) {
		const end = (row + 1) * width - 1;
		for (let k = row * width; k < end; k++) {
			const corners =
				(values[k]! < 0 ? 1 : 0) |
				(values[k + 1]! < 0 ? 2 : 0) |
				(values[k + width + 1]! < 0 ? 4 : 0) |
				(values[k + width]! < 0 ? 8 : 0);
			if (corners === 0 || corners === 15) continue;
			for (const [enter, leave] of pathsOf(corners, values, k, width)) {
				const crossing = crossingOf(enter, k, width);
				next[crossing] = crossingOf(leave, k, width) + 1;
				scratch.starts.push(crossing);
			}
		}
	}
	return next;
}

function pathsOf(corners: number, values: Float32Array, k: number, width: number) {
	const saddle = SADDLES[corners];
	if (!saddle) return PATHS[corners]!;
	const sum = values[k]! + values[k + 1]! + values[k + width]! + values[k + width + 1]!;
	return sum < 0 ? saddle.joined : saddle.apart;
}

function crossingOf(side: number, k: number, width: number): number {
	if (side === 0) return 2 * k;
	if (side === 1) return 2 * (k + 1) + 1;
	if (side === 2) return 2 * (k + width);
	return 2 * k + 1;
}

function addCrossing({ values, width, west, south, cellM }: DistanceField, crossing: number, points: number[]): void {
	const k = crossing >> 1;
	const northward = crossing & 1;
	const here = values[k]!;
	const there = values[northward ? k + width : k + 1]!;
	// kept off the grid points, so that no two crossings fall together
	const share = Math.max(0.02, Math.min(0.98, here / (here - there)));
	const column = k % width;
	const row = (k - column) / width;
	points.push(west + (column + (northward ? 0 : share)) * cellM, south + (row + (northward ? share : 0)) * cellM);
}

/** Puts every hole into the smallest outer ring around it. */
export function polygonsOf(rings: readonly Ring[]): RingPolygon[] {
	const sized = rings.map((ring) => ({ ring, area: signedArea(ring) }));
	const outers = sized
		.filter(({ area }) => area > 0)
		.sort((a, b) => a.area - b.area)
		.map(({ ring, area }) => ({ outer: ring, area, holes: [] as Ring[] }));
	const largest = outers.at(-1);
	for (const { ring, area } of sized) {
		if (area >= 0) continue;
		// every hole has a home: if it is none of the smaller rings, it is the largest
		const home = outers.find((outer) => outer === largest || (outer.area > -area && isInside(outer.outer, ring)));
		home?.holes.push(ring);
	}
	return outers.toReversed();
}

/** Shoelace formula; positive for a counter-clockwise ring. */
export function signedArea(ring: Ring): number {
	let twice = 0;
	let x = ring[ring.length - 2]!;
	let y = ring[ring.length - 1]!;
	for (let i = 0; i < ring.length; i += 2) {
		twice += x * ring[i + 1]! - ring[i]! * y;
		x = ring[i]!;
		y = ring[i + 1]!;
	}
	return twice / 2;
}

/** Whether a ring's first point lies inside another ring, by the even-odd rule (Shimrat 1962). */
function isInside(ring: Ring, [x, y]: Ring): boolean {
	let inside = false;
	let x0 = ring[ring.length - 2]!;
	let y0 = ring[ring.length - 1]!;
	for (let i = 0; i < ring.length; i += 2) {
		const x1 = ring[i]!;
		const y1 = ring[i + 1]!;
		if (y0 > y! !== y1 > y! && x! < ((x1 - x0) * (y! - y0)) / (y1 - y0) + x0) inside = !inside;
		x0 = x1;
		y0 = y1;
	}
	return inside;
}
