import type { MultiPolygon, Polygon } from 'geojson';
import type { Bounds } from '#domain/place/coord';

/** West, south, east, north of a shape. */
export function boundsOf(geometry: Polygon | MultiPolygon): Bounds {
	const rings = geometry.type === 'Polygon' ? geometry.coordinates : geometry.coordinates.flat();
	let [west, south, east, north] = [Infinity, Infinity, -Infinity, -Infinity];
	for (const [x, y] of rings.flat() as [number, number][]) {
		[west, south, east, north] = [Math.min(west, x), Math.min(south, y), Math.max(east, x), Math.max(north, y)];
	}
	return [west, south, east, north];
}
