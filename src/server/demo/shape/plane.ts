/** A place on the drawing board: metres east and north of the town's origin. */
export type Point = readonly [x: number, y: number];

/** A closed outline without the repeated last point, counter-clockwise. */
export type Ring = readonly Point[];

export type Line = readonly Point[];

export const add = (a: Point, b: Point): Point => [a[0] + b[0], a[1] + b[1]];
export const subtract = (a: Point, b: Point): Point => [a[0] - b[0], a[1] - b[1]];
export const scale = (a: Point, factor: number): Point => [a[0] * factor, a[1] * factor];
export const dot = (a: Point, b: Point): number => a[0] * b[0] + a[1] * b[1];
export const cross = (a: Point, b: Point): number => a[0] * b[1] - a[1] * b[0];
export const distance = (a: Point, b: Point): number => Math.hypot(a[0] - b[0], a[1] - b[1]);
export const mix = (a: Point, b: Point, t: number): Point => [a[0] + (b[0] - a[0]) * t, a[1] + (b[1] - a[1]) * t];
/** To the left of the direction. */
export const leftOf = (a: Point): Point => [-a[1], a[0]];

/** The unit vector; east for the null vector. */
export function unit(a: Point): Point {
	const length = Math.hypot(a[0], a[1]);
	return length === 0 ? [1, 0] : [a[0] / length, a[1] / length];
}

/** Turned counter-clockwise by `angle` radians about `centre`. */
export function turned(point: Point, angle: number, centre: Point = [0, 0]): Point {
	const [dx, dy] = subtract(point, centre);
	const [cos, sin] = [Math.cos(angle), Math.sin(angle)];
	return [centre[0] + dx * cos - dy * sin, centre[1] + dx * sin + dy * cos];
}

/** The sides of an outline as pairs of points, the closing one included. */
export function sides(ring: Ring): (readonly [Point, Point])[] {
	return ring.map((point, i) => [point, ring[(i + 1) % ring.length] as Point] as const);
}

/** The stretches of a line as pairs of points. */
export function stretches(line: Line): (readonly [Point, Point])[] {
	return line.slice(1).map((point, i) => [line[i] as Point, point] as const);
}

/** Square metres, positive for a counter-clockwise outline (shoelace formula). */
export function signedArea(ring: Ring): number {
	return sides(ring).reduce((sum, [a, b]) => sum + cross(a, b), 0) / 2;
}

/** Centre of gravity of the enclosed ground. */
export function centroid(ring: Ring): Point {
	let [x, y, twice] = [0, 0, 0];
	const base = ring[0] as Point;
	for (const [a, b] of sides(ring)) {
		const [p, q] = [subtract(a, base), subtract(b, base)];
		const w = cross(p, q);
		x += (p[0] + q[0]) * w;
		y += (p[1] + q[1]) * w;
		twice += w;
	}
	return twice === 0 ? base : [base[0] + x / (3 * twice), base[1] + y / (3 * twice)];
}

/** Whether the point lies inside (even–odd rule; on the rim either answer is right). */
export function contains(ring: Ring, [x, y]: Point): boolean {
	let inside = false;
	let [bx, by] = ring.at(-1) as Point;
	// the hottest loop of the town: no pairs are allocated here
	for (const [ax, ay] of ring) {
		if (ay > y !== by > y && x < ((bx - ax) * (y - ay)) / (by - ay) + ax) inside = !inside;
		[bx, by] = [ax, ay];
	}
	return inside;
}

/** Where two segments cross, as fractions of each; null where they are parallel or apart. */
export function crossing(a: Point, b: Point, c: Point, d: Point): { t: number; u: number; at: Point } | null {
	const [r, s] = [subtract(b, a), subtract(d, c)];
	const turn = cross(r, s);
	if (Math.abs(turn) < 1e-9) return null;
	const gap = subtract(c, a);
	const [t, u] = [cross(gap, s) / turn, cross(gap, r) / turn];
	return t < 0 || t > 1 || u < 0 || u > 1 ? null : { t, u, at: mix(a, b, t) };
}

/** The point of a segment nearest to `point`, as a fraction and a place. */
export function nearestOnSegment(point: Point, a: Point, b: Point): { t: number; at: Point; distance: number } {
	const along = subtract(b, a);
	const squared = dot(along, along);
	const t = squared === 0 ? 0 : Math.min(1, Math.max(0, dot(subtract(point, a), along) / squared));
	const at = mix(a, b, t);
	return { t, at, distance: distance(point, at) };
}

/** Metres between two segments; 0 where they cross. */
export function segmentGap(a: Point, b: Point, c: Point, d: Point): number {
	if (crossing(a, b, c, d)) return 0;
	return Math.min(
		nearestOnSegment(a, c, d).distance,
		nearestOnSegment(b, c, d).distance,
		nearestOnSegment(c, a, b).distance,
		nearestOnSegment(d, a, b).distance
	);
}

/** West, south, east, north in metres, grown by `margin`. */
export function boundsOf(points: readonly Point[], margin = 0): readonly [number, number, number, number] {
	let [west, south, east, north] = [Infinity, Infinity, -Infinity, -Infinity];
	for (const [x, y] of points) {
		west = Math.min(west, x);
		south = Math.min(south, y);
		east = Math.max(east, x);
		north = Math.max(north, y);
	}
	return [west - margin, south - margin, east + margin, north + margin];
}
