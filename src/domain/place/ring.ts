import type { Position } from 'geojson';

/** A point of a flat plane, in metres or in degrees as the caller says. */
export type XY = readonly [x: number, y: number];

/** A closed line. The first point may be repeated at the end or not: everything here takes both. */
export type Ring = readonly XY[];

/** The ring's points without the closing one and without points that repeat the one before. */
export function openRing(ring: readonly Position[]): XY[] {
	const points: XY[] = [];
	for (const position of ring) {
		const point: XY = [position[0]!, position[1]!];
		const last = points.at(-1);
		if (!last || last[0] !== point[0] || last[1] !== point[1]) points.push(point);
	}
	const [first, last] = [points[0], points.at(-1)];
	if (points.length > 1 && first![0] === last![0] && first![1] === last![1]) points.pop();
	return points;
}

/** Area in the square of the plane's unit, positive where the ring runs counter-clockwise (shoelace formula). */
export function signedArea(ring: Ring): number {
	const origin = ring[0];
	if (!origin) return 0;
	let twice = 0;
	// Relative to the first point, so that degrees around 118 do not eat the digits of a small parcel.
	for (let i = 0, j = ring.length - 1; i < ring.length; j = i++) {
		const [a, b] = [ring[j]!, ring[i]!];
		twice += (a[0] - origin[0]) * (b[1] - origin[1]) - (b[0] - origin[0]) * (a[1] - origin[1]);
	}
	return twice / 2;
}

/** Whether the point lies inside the ring by the even-odd rule; on the line itself either answer may come. */
export function ringContains(ring: Ring, x: number, y: number): boolean {
	let inside = false;
	for (let i = 0, j = ring.length - 1; i < ring.length; j = i++) {
		const [a, b] = [ring[j]!, ring[i]!];
		if (a[1] > y !== b[1] > y && x < a[0] + ((y - a[1]) / (b[1] - a[1])) * (b[0] - a[0])) inside = !inside;
	}
	return inside;
}

/** Length of the closed line, in the plane's unit. */
export function perimeter(ring: Ring): number {
	let length = 0;
	for (let i = 0, j = ring.length - 1; i < ring.length; j = i++) {
		length += Math.hypot(ring[i]![0] - ring[j]![0], ring[i]![1] - ring[j]![1]);
	}
	return length;
}

/**
 * The part of the ring with `p · normal ≤ offset`, by one pass of Sutherland and Hodgman's clipping (1974).
 * A concave ring may come back with bridges of no width; its area is right all the same.
 */
export function clipBelow(ring: Ring, normal: XY, offset: number): XY[] {
	const side = (p: XY) => p[0] * normal[0] + p[1] * normal[1] - offset;
	const kept: XY[] = [];
	for (let i = 0, j = ring.length - 1; i < ring.length; j = i++) {
		const [a, b] = [ring[j]!, ring[i]!];
		const [da, db] = [side(a), side(b)];
		if (da <= 0 !== db <= 0) {
			const t = da / (da - db);
			kept.push([a[0] + t * (b[0] - a[0]), a[1] + t * (b[1] - a[1])]);
		}
		if (db <= 0) kept.push(b);
	}
	return kept;
}

/** Twice the area of the triangle: positive where the way from `a` over `b` to `c` turns left. */
export function turn(a: XY, b: XY, c: XY): number {
	return (b[0] - a[0]) * (c[1] - a[1]) - (b[1] - a[1]) * (c[0] - a[0]);
}

/** Distance from a point to the segment from `a` to `b`. */
export function distanceToSegment(point: XY, a: XY, b: XY): number {
	const [dx, dy] = [b[0] - a[0], b[1] - a[1]];
	const square = dx * dx + dy * dy;
	const along = square === 0 ? 0 : ((point[0] - a[0]) * dx + (point[1] - a[1]) * dy) / square;
	const t = Math.max(0, Math.min(1, along));
	return Math.hypot(point[0] - a[0] - t * dx, point[1] - a[1] - t * dy);
}
