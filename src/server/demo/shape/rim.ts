import { crossing, sides } from '#server/demo/shape/plane';
import type { Point, Ring } from '#server/demo/shape/plane';

/** Where a straight line first meets the outline, and how often it does. Null where it never does. */
export function rimCrossing(ring: Ring, from: Point, to: Point): { at: Point; count: number } | null {
	const hits = sides(ring).flatMap(([a, b]) => crossing(from, to, a, b) ?? []);
	const first = hits.sort((a, b) => a.t - b.t)[0];
	return first ? { at: first.at, count: hits.length } : null;
}
