import type { LngLat } from '#domain/place/coord';

/** Coordinate systems that look like degrees. The last two lie 100 to 700 m off, and more. */
export const DATUMS = ['wgs84', 'gcj02', 'bd09'] as const;
export type Datum = (typeof DATUMS)[number];

/** Krasovsky 1940, the ellipsoid of the shift. */
const AXIS_M = 6378245;
const ECCENTRICITY_SQUARED = 0.00669342162296594;
const RADIANS = Math.PI / 180;
const BAIDU_TURN = (Math.PI * 3000) / 180;

/** Where the shifted systems are in use: a box around China. */
export function isShiftedGround([lng, lat]: LngLat): boolean {
	return lng > 72 && lng < 138 && lat > 0.8 && lat < 55.9;
}

/** The place in WGS-84 of a position in another system; outside China it stays as it is. */
export function toWgs84(point: LngLat, datum: Datum): LngLat {
	if (datum === 'wgs84' || !isShiftedGround(point)) return point;
	return unshift(datum === 'bd09' ? fromBaidu(point) : point);
}

/**
 * GCJ-02 from WGS-84 by the series that has been public since 2010 and is checked against the map services to better
 * than a metre by those who use it.
 */
export function toGcj02(point: LngLat): LngLat {
	const [x, y] = [point[0] - 105, point[1] - 35];
	const wave = (t: number, a: number, b: number) => (20 * Math.sin(a * t) + 20 * Math.sin(b * t)) * (2 / 3);
	const common = wave(x, 6 * Math.PI, 2 * Math.PI);
	const slow = (t: number, a: number, b: number) =>
		(20 * Math.sin(t * Math.PI) +
			40 * Math.sin((t * Math.PI) / 3) +
			a * Math.sin((t * Math.PI) / 12) +
			b * Math.sin((t * Math.PI) / 30)) *
		(2 / 3);
	const root = Math.sqrt(Math.abs(x));
	const north = -100 + 2 * x + 3 * y + 0.2 * y * y + 0.1 * x * y + 0.2 * root + common + slow(y, 160, 320);
	const east = 300 + x + 2 * y + 0.1 * x * x + 0.1 * x * y + 0.1 * root + common + slow(x, 150, 300);
	const sine = Math.sin(point[1] * RADIANS);
	const bulge = 1 - ECCENTRICITY_SQUARED * sine * sine;
	const meridianM = (AXIS_M * (1 - ECCENTRICITY_SQUARED)) / (bulge * Math.sqrt(bulge));
	const parallelM = (AXIS_M / Math.sqrt(bulge)) * Math.cos(point[1] * RADIANS);
	return [point[0] + east / (parallelM * RADIANS), point[1] + north / (meridianM * RADIANS)];
}

/** The inverse by fixed-point steps: three of them reach a centimetre. */
function unshift(shifted: LngLat): LngLat {
	let [lng, lat] = shifted;
	for (let step = 0; step < 4; step++) {
		const [x, y] = toGcj02([lng, lat]);
		[lng, lat] = [lng + shifted[0] - x, lat + shifted[1] - y];
	}
	return [lng, lat];
}

function fromBaidu([lng, lat]: LngLat): LngLat {
	const [x, y] = [lng - 0.0065, lat - 0.006];
	const radius = Math.hypot(x, y) - 0.00002 * Math.sin(y * BAIDU_TURN);
	const angle = Math.atan2(y, x) - 0.000003 * Math.cos(x * BAIDU_TURN);
	return [radius * Math.cos(angle), radius * Math.sin(angle)];
}
