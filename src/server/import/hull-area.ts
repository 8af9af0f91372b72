import type { Polygon } from 'geojson';
import type { LngLat, LocalPlane } from '#domain/place/coord';
import { convexHull } from '#domain/place/long-axis';
import type { XY } from '#domain/place/ring';

const CORNERS = 16;
/** Enough digits for a centimetre. */
const UNITS_PER_DEGREE = 1e7;

/** The convex hull of the points, `bufferM` metres wider on every side, with rounded corners. */
export function hullArea(points: readonly LngLat[], plane: LocalPlane, bufferM: number): Polygon {
	const hull = convexHull(points.map((point) => plane.toMetres(point)));
	const around = hull.length > 0 ? hull : points.slice(0, 1).map((point) => plane.toMetres(point));
	const wider = convexHull(around.flatMap((corner) => circle(corner, bufferM)));
	const ring = wider.map(([x, y]) => {
		const [lng, lat] = plane.toLngLat(x, y);
		return [
			Math.round(lng * UNITS_PER_DEGREE) / UNITS_PER_DEGREE,
			Math.round(lat * UNITS_PER_DEGREE) / UNITS_PER_DEGREE
		];
	});
	return { type: 'Polygon', coordinates: [[...ring, ring[0]!]] };
}

function circle([x, y]: XY, radius: number): XY[] {
	return Array.from({ length: CORNERS }, (_, i): XY => {
		const angle = (2 * Math.PI * i) / CORNERS;
		return [x + radius * Math.cos(angle), y + radius * Math.sin(angle)];
	});
}
