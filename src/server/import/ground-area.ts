import type { MultiPolygon, Polygon, Position } from 'geojson';
import { Boundary } from '#domain/division/boundary';
import type { Bounds, LngLat, LocalPlane } from '#domain/place/coord';
import { openRing } from '#domain/place/ring';

/** A piece of ground that can be asked quickly whether it holds a point, in metres of a shared plane. */
export interface GroundArea {
	readonly bounds: Bounds;
	readonly boundary: Boundary;
}

/** The outlines of a geometry as polygons of rings. */
export function polygonsOf(geometry: Polygon | MultiPolygon): readonly Position[][][] {
	return geometry.type === 'Polygon' ? [geometry.coordinates] : geometry.coordinates;
}

/** Indexes a geometry in metres of `plane`; `bounds` are in metres too. */
export function groundArea(geometry: Polygon | MultiPolygon, plane: LocalPlane): GroundArea {
	const polygons = polygonsOf(geometry).map((rings) =>
		rings.map((ring) => openRing(ring).map((point) => plane.toMetres(point)))
	);
	const bounds = boundsOf(polygons.flat(2)) ?? [0, 0, 0, 0];
	return { bounds, boundary: new Boundary(polygons) };
}

/** Whether a point, in metres, lies on the ground. */
export function holds(area: GroundArea, x: number, y: number): boolean {
	return isNear(area.bounds, x, y, 0) && area.boundary.contains(x, y);
}

/** Whether a point lies within `marginM` of a box, all in metres. */
export function isNear([west, south, east, north]: Bounds, x: number, y: number, marginM: number): boolean {
	return x >= west - marginM && x <= east + marginM && y >= south - marginM && y <= north + marginM;
}

/** Metres from a point to the outline of the ground. */
export function distanceToOutlineM(area: GroundArea, x: number, y: number): number {
	let nearest = Infinity;
	const sides = area.boundary.firstSide.at(-1) ?? 0;
	for (let side = 0; side < sides; side++) {
		const [a, b] = area.boundary.side(side);
		const [nearX, nearY] = nearestOnSegment(x, y, a, b);
		nearest = Math.min(nearest, Math.hypot(nearX - x, nearY - y));
	}
	return nearest;
}

type XY = readonly [number, number];

/** The point of the segment from `a` to `b` that is nearest to a point. */
export function nearestOnSegment(x: number, y: number, a: XY, b: XY): XY {
	const [dx, dy] = [b[0] - a[0], b[1] - a[1]];
	const square = dx * dx + dy * dy;
	const t = square > 0 ? Math.max(0, Math.min(1, ((x - a[0]) * dx + (y - a[1]) * dy) / square)) : 0;
	return [a[0] + t * dx, a[1] + t * dy];
}

/** The box around points, in their own unit, or null around none. */
export function boundsOf(points: Iterable<LngLat>): Bounds | null {
	let [west, south, east, north] = [Infinity, Infinity, -Infinity, -Infinity];
	for (const [lng, lat] of points) {
		[west, east] = [Math.min(west, lng), Math.max(east, lng)];
		[south, north] = [Math.min(south, lat), Math.max(north, lat)];
	}
	return west <= east ? [west, south, east, north] : null;
}
