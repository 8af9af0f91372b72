import type { Position } from 'geojson';
import type { Finding } from '#domain/division/polygons/finding';
import type { RawPolygon } from '#domain/division/polygons/read';
import { openRing, signedArea, turn, type Ring, type XY } from '#domain/place/ring';

/** The rings of a feature in degrees, open; null where it is left out, which a finding tells. */
export type DegreeRings = readonly (readonly (readonly XY[])[])[];

/** Closer than this to the first point, the last one closes the ring: a step of the seventh decimal. */
const CLOSED_DEGREES = 1.5e-7;

/**
 * Reads the positions of a feature: numbers on the globe, rings closed and with some area, outer rings
 * counter-clockwise and holes clockwise (RFC 7946 §3.1.6). What is amiss is repaired or, where it cannot be, the feature
 * left out, and told in `findings`.
 */
export function readRings(raw: RawPolygon, findings: Finding[]): DegreeRings | null {
	const notes = new Set<Finding['kind']>();
	const features = [raw.feature];
	let number = 0;
	const polygons: XY[][][] = [];
	for (const rings of raw.coordinates) {
		const polygon: XY[][] = [];
		for (const [place, ring] of (Array.isArray(rings) ? (rings as unknown[]) : []).entries()) {
			number++;
			const read = readRing(ring, notes);
			if (typeof read === 'number') {
				findings.push({ kind: 'bad-coordinates', done: 'left-out', features, corner: { ring: number, point: read } });
				return null;
			}
			const clean = openRing(read as unknown as Position[]);
			if (clean.length < 3 || isLine(clean)) {
				// a hole of nothing is no hole; an outer ring of nothing is no polygon
				if (place === 0) break;
				continue;
			}
			const area = signedArea(clean);
			// the two wings of a bow tie weigh each other out
			if (area === 0 || area > 0 === (place === 0)) polygon.push(clean);
			else {
				notes.add('ring-order');
				polygon.push(clean.toReversed());
			}
		}
		if (polygon.length > 0) polygons.push(polygon);
	}
	if (polygons.length === 0) {
		findings.push({ kind: 'empty', done: 'left-out', features });
		return null;
	}
	if (notes.has('height')) findings.push({ kind: 'height', done: 'height-dropped', features });
	if (notes.has('open-ring')) findings.push({ kind: 'open-ring', done: 'closed', features });
	if (notes.has('ring-order')) findings.push({ kind: 'ring-order', done: 'turned', features });
	return polygons;
}

/** Whether all points lie on one line. */
function isLine(ring: Ring): boolean {
	const [first] = ring;
	const away = (point: XY) => Math.hypot(point[0] - first![0], point[1] - first![1]);
	const far = ring.reduce((best, point) => (away(point) > away(best) ? point : best), first!);
	return ring.every((point) => Math.abs(turn(first!, far, point)) < 1e-16);
}

/** The points of a ring, or the number of the first one that is none. */
function readRing(ring: unknown, notes: Set<Finding['kind']>): XY[] | number {
	if (!Array.isArray(ring)) return 1;
	const points: XY[] = [];
	for (const position of ring as unknown[]) {
		const [lng, lat, height] = Array.isArray(position) ? (position as unknown[]) : [];
		if (!isWithin(lng, 180) || !isWithin(lat, 90)) return points.length + 1;
		if (height !== undefined) notes.add('height');
		points.push([lng, lat]);
	}
	const [first, last] = [points[0], points.at(-1)];
	if (!first || !last) return points;
	const apart = Math.max(Math.abs(first[0] - last[0]), Math.abs(first[1] - last[1]));
	if (points.length > 1 && apart > CLOSED_DEGREES) notes.add('open-ring');
	else if (apart > 0) points.pop();
	return points;
}

function isWithin(value: unknown, limit: number): value is number {
	return typeof value === 'number' && Number.isFinite(value) && Math.abs(value) <= limit;
}
