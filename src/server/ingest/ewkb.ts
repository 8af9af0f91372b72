import type { MultiPolygon, Point, Polygon, Position } from 'geojson';

const SRID_FLAG = 0x20000000;
const WGS84 = 4326;
const TYPES = { Point: 1, Polygon: 3, MultiPolygon: 6 } as const;

/**
 * A geometry as hexadecimal EWKB (PostGIS's extension of OGC 06-103r4 §8, little-endian, SRID 4326): what a cast to
 * `geometry` reads fastest, and without losing a bit.
 */
export function ewkbHex(geometry: Point | Polygon | MultiPolygon): string {
	const bytes = Buffer.allocUnsafe(9 + sizeOf(geometry));
	let at = 0;
	const u32 = (value: number) => (at = bytes.writeUInt32LE(value >>> 0, at));
	const head = (type: number) => {
		at = bytes.writeUInt8(1, at);
		u32(type);
	};
	const place = (position: Position) => {
		at = bytes.writeDoubleLE(position[0]!, at);
		at = bytes.writeDoubleLE(position[1]!, at);
	};
	const rings = (coordinates: Position[][]) => {
		u32(coordinates.length);
		for (const ring of coordinates) {
			u32(ring.length);
			ring.forEach(place);
		}
	};
	head(TYPES[geometry.type] | SRID_FLAG);
	u32(WGS84);
	if (geometry.type === 'Point') place(geometry.coordinates);
	else if (geometry.type === 'Polygon') rings(geometry.coordinates);
	else {
		u32(geometry.coordinates.length);
		for (const polygon of geometry.coordinates) {
			head(TYPES.Polygon);
			rings(polygon);
		}
	}
	return bytes.toString('hex', 0, at);
}

/** Bytes after the first header. */
function sizeOf(geometry: Point | Polygon | MultiPolygon): number {
	if (geometry.type === 'Point') return 16;
	const ofRings = (rings: Position[][]) => rings.reduce((sum, ring) => sum + 4 + 16 * ring.length, 4);
	if (geometry.type === 'Polygon') return ofRings(geometry.coordinates);
	return geometry.coordinates.reduce((sum, polygon) => sum + 5 + ofRings(polygon), 4);
}
