import { turn, type Ring, type XY } from '#domain/place/ring';

/**
 * The direction in which a footprint is longest: the long side of the smallest rectangle around it (one side of
 * which lies on a side of the convex hull: Freeman and Shapira 1975). A unit vector that points east, or north
 * where it points neither east nor west.
 */
export function longAxis(ring: Ring): XY {
	const hull = convexHull(ring);
	let best: XY = [1, 0];
	let least = Infinity;
	for (let i = 0, j = hull.length - 1; i < hull.length; j = i++) {
		const [dx, dy] = [hull[i]![0] - hull[j]![0], hull[i]![1] - hull[j]![1]];
		const length = Math.hypot(dx, dy);
		if (length === 0) continue;
		const along: XY = [dx / length, dy / length];
		const across: XY = [-along[1], along[0]];
		const [wide, deep] = [extent(hull, along), extent(hull, across)];
		if (wide * deep >= least) continue;
		least = wide * deep;
		best = wide >= deep ? along : across;
	}
	const eastward = Math.abs(best[0]) > 1e-9 ? best[0] > 0 : best[1] > 0;
	return eastward ? best : [-best[0], -best[1]];
}

/** How far the points reach in a direction, in their own unit. */
function extent(points: Ring, direction: XY): number {
	let [low, high] = [Infinity, -Infinity];
	for (const [x, y] of points) {
		const t = x * direction[0] + y * direction[1];
		low = Math.min(low, t);
		high = Math.max(high, t);
	}
	return high - low;
}

/** The convex hull, counter-clockwise, by Andrew's monotone chain (1979). */
export function convexHull(points: Ring): XY[] {
	const sorted = points.toSorted((a, b) => a[0] - b[0] || a[1] - b[1]);
	const lower = halfHull(sorted);
	const upper = halfHull(sorted.toReversed());
	return [...lower.slice(0, -1), ...upper.slice(0, -1)];
}

function halfHull(sorted: Ring): XY[] {
	const hull: XY[] = [];
	for (const p of sorted) {
		while (hull.length > 1 && turn(hull.at(-2)!, hull.at(-1)!, p) <= 0) hull.pop();
		hull.push(p);
	}
	return hull;
}
