/** A point as `[longitude, latitude]` in degrees, WGS-84. Other datums have types of their own (see datum.ts). */
export type LngLat = readonly [lng: number, lat: number];

/** West, south, east, north in degrees, WGS-84. */
export type Bounds = readonly [west: number, south: number, east: number, north: number];

/** Mean Earth radius in metres (IUGG 1980 mean radius R1). */
export const EARTH_RADIUS_M = 6371008.8;

const RADIANS = Math.PI / 180;

/**
 * Great-circle distance in metres by the haversine formula (Sinnott 1984).
 * Accurate to 0.5 % against the ellipsoid, which is far below the error of any street survey.
 */
export function distanceM(a: LngLat, b: LngLat): number {
	const halfLat = Math.sin(((b[1] - a[1]) * RADIANS) / 2);
	const halfLng = Math.sin(((b[0] - a[0]) * RADIANS) / 2);
	const h = halfLat * halfLat + Math.cos(a[1] * RADIANS) * Math.cos(b[1] * RADIANS) * halfLng * halfLng;
	return 2 * EARTH_RADIUS_M * Math.asin(Math.min(1, Math.sqrt(h)));
}

/** A flat local plane: metres east and north of an origin. Good to 1 ‰ within 50 km. */
export interface LocalPlane {
	readonly origin: LngLat;
	/** Metres east and north of the origin. */
	toMetres(point: LngLat): readonly [x: number, y: number];
	/** Back to degrees. */
	toLngLat(x: number, y: number): LngLat;
}

/** The equirectangular plane that touches the sphere at `origin` (Snyder 1987, p. 90). */
export function localPlane(origin: LngLat): LocalPlane {
	const metresPerDegreeLat = EARTH_RADIUS_M * RADIANS;
	const metresPerDegreeLng = metresPerDegreeLat * Math.cos(origin[1] * RADIANS);
	return {
		origin,
		toMetres: (p) => [(p[0] - origin[0]) * metresPerDegreeLng, (p[1] - origin[1]) * metresPerDegreeLat],
		toLngLat: (x, y) => [origin[0] + x / metresPerDegreeLng, origin[1] + y / metresPerDegreeLat]
	};
}
