import { toWgs84, type Datum } from '#domain/division/polygons/datum';
import type { Finding } from '#domain/division/polygons/finding';
import { selfCrossing, withoutCrossings } from '#domain/division/polygons/mend';
import type { PolygonFile, RawPolygon } from '#domain/division/polygons/read';
import { PolygonRefusal } from '#domain/division/polygons/refusal';
import { readRings, type DegreeRings } from '#domain/division/polygons/rings';
import { shapeOf, toMetres, type Shape } from '#domain/division/polygons/shape';
import { localPlane, type LngLat, type LocalPlane } from '#domain/place/coord';

/** How a file is to be read where it does not say so itself. */
export interface Reading {
	/** The level of polygons that name none. */
	readonly levelless: 2 | 3;
	readonly datum: Datum;
	/** How far the file lies off, in metres east and north; it is moved back by that. */
	readonly shiftM: readonly [east: number, north: number];
}

export const PLAIN_READING: Reading = { levelless: 3, datum: 'wgs84', shiftM: [0, 0] };

/** Clean shapes in one flat plane. */
export interface FileShapes {
	readonly shapes: readonly Shape[];
	readonly plane: LocalPlane;
}

/** Makes clean shapes of what a file holds, and tells what had to be done. Throws PolygonRefusal `polygons-not-degrees`. */
export function shapesOfFile(file: PolygonFile, reading: Reading, findings: Finding[]): FileShapes {
	const kept = file.polygons.flatMap((raw): { raw: RawPolygon; rings: DegreeRings }[] => {
		if (raw.level === 1) {
			findings.push({ kind: 'community-level', done: 'not-changed', features: [raw.feature] });
			return [];
		}
		const rings = readRings(raw, findings);
		return rings ? [{ raw, rings: converted(rings, reading.datum) }] : [];
	});
	if (kept.length === 0 && findings.some(({ kind }) => kind === 'bad-coordinates')) {
		throw new PolygonRefusal('polygons-not-degrees', { found: exampleOf(file.polygons) });
	}
	const plane = localPlane(middleOf(kept.map(({ rings }) => rings[0]![0]![0]! as LngLat)));
	const back = movedBack(plane, reading.shiftM);
	const seen = new Map<string, number>();
	const shapes = kept.flatMap(({ raw, rings }): Shape[] => {
		// communities were passed over above
		const level = raw.level === 2 || raw.level === 3 ? raw.level : reading.levelless;
		const key = `${level} ${keyOf(rings)}`;
		const before = seen.get(key);
		if (before !== undefined) {
			findings.push({ kind: 'duplicate', done: 'first-kept', features: [before, raw.feature] });
			return [];
		}
		seen.set(key, raw.feature);
		if (raw.level === null) {
			findings.push({ kind: 'level-missing', done: 'level-taken', features: [raw.feature], word: String(level) });
		}
		const polygons = mended(raw.feature, toMetres(rings, back), plane, findings);
		return polygons ? [shapeOf(raw, level, polygons)] : [];
	});
	return { shapes, plane };
}

function converted(rings: DegreeRings, datum: Datum): DegreeRings {
	if (datum === 'wgs84') return rings;
	return rings.map((polygon) => polygon.map((ring) => ring.map((point) => toWgs84(point, datum))));
}

function movedBack(plane: LocalPlane, [east, north]: Reading['shiftM']): LocalPlane {
	if (east === 0 && north === 0) return plane;
	return {
		...plane,
		toMetres: (point) => {
			const [x, y] = plane.toMetres(point);
			return [x - east, y - north];
		}
	};
}

function mended(feature: number, polygons: Shape['polygons'], plane: LocalPlane, findings: Finding[]) {
	const crossing = selfCrossing(polygons);
	if (!crossing) return polygons;
	const made = withoutCrossings(polygons);
	const at = plane.toLngLat(...crossing);
	findings.push({ kind: 'self-crossing', done: made ? 'repaired' : 'left-out', features: [feature], at });
	return made;
}

/** The median position: a stray polygon on another continent does not move the plane. */
function middleOf(points: readonly LngLat[]): LngLat {
	const middle = (axis: 0 | 1) => points.map((point) => point[axis]).sort((a, b) => a - b)[points.length >> 1] ?? 0;
	return [middle(0), middle(1)];
}

/** Equal for equal rings, wherever they begin. */
function keyOf(rings: DegreeRings): string {
	const ringKey = (ring: DegreeRings[number][number]) => {
		const points = ring.map(([x, y]) => `${x.toFixed(7)} ${y.toFixed(7)}`);
		const first = points.reduce((least, point, index) => (point < points[least]! ? index : least), 0);
		return [...points.slice(first), ...points.slice(0, first)].join();
	};
	return rings
		.map((polygon) => polygon.map(ringKey).join(';'))
		.sort()
		.join('|');
}

/** The first position of the file as it stands there. */
function exampleOf(polygons: readonly RawPolygon[]): string {
	const [first] = (polygons[0]?.coordinates ?? []) as unknown[][][];
	return JSON.stringify(first?.[0]?.[0] ?? null).slice(0, 60);
}
