import type { Polygon, Position } from 'geojson';
import { openRing, signedArea } from '#domain/place/ring';

/** A closed ring of `[lng, lat]`: the last point repeats the first. */
export type ClosedRing = [number, number][];

/** A ring without repeated neighbours, closed; null where it is open, too short or encloses nothing. */
export function closedRing(points: readonly Position[]): ClosedRing | null {
	const [first, last] = [points[0], points.at(-1)];
	if (!first || !last || first[0] !== last[0] || first[1] !== last[1]) return null;
	const ring = openRing(points);
	if (ring.length < 3 || signedArea(ring) === 0) return null;
	return [...ring, ring[0]!].map(([x, y]) => [x, y]);
}

/** A polygon turned as RFC 7946 §3.1.6 asks: outside counter-clockwise, holes clockwise. */
export function toPolygon(outer: ClosedRing, holes: readonly ClosedRing[]): Polygon {
	const turned = (ring: ClosedRing, counterClockwise: boolean) =>
		signedArea(ring) > 0 === counterClockwise ? ring : ring.toReversed();
	return { type: 'Polygon', coordinates: [turned(outer, true), ...holes.map((hole) => turned(hole, false))] };
}

/** The mean of a polygon's outer corners: good enough to say where a building stands. */
export function middleOf(polygon: Polygon): [lng: number, lat: number] {
	const corners = openRing(polygon.coordinates[0] ?? []);
	const sum = corners.reduce<[number, number]>((total, [x, y]) => [total[0] + x, total[1] + y], [0, 0]);
	return [sum[0] / corners.length, sum[1] / corners.length];
}
