import type { MultiPolygon, Polygon, Position } from 'geojson';
import { localPlane, type LngLat, type LocalPlane } from '#domain/place/coord';

/** An outline as the server cuts it. */
export interface OutlinedPlace {
	readonly node: string;
	readonly id: string;
	readonly level: 1 | 2 | 3;
	readonly parent: string | null;
	readonly name: string;
	readonly geometry: Polygon | MultiPolygon;
	readonly label: LngLat;
}

/** One outline as a path of a drawing. */
export interface SketchShape {
	readonly id: string;
	readonly node: string;
	readonly level: 1 | 2 | 3;
	readonly parent: string | null;
	readonly name: string;
	readonly path: string;
	/** Where its name stands. */
	readonly at: readonly [x: number, y: number];
	/** Pieces that do not touch; 1 is contiguous. */
	readonly parts: number;
}

export interface Sketch {
	readonly width: number;
	readonly height: number;
	/** One list for each plan, in the order given. */
	readonly plans: readonly (readonly SketchShape[])[];
}

/** The longer side of a sheet. */
const LONG = 1000;
const MARGIN = 12;

/**
 * Draws the outlines of one or more plans of the same ground on one sheet, north up. Whole numbers: at most a metre off
 * in a community a kilometre wide. Null where there is nothing to draw.
 */
export function sketchOf(plans: readonly (readonly OutlinedPlace[])[]): Sketch | null {
	const points = plans.flat().flatMap(({ geometry }) => ringsOf(geometry).flat());
	if (points.length === 0) return null;
	const plane = localPlane(points[0] as unknown as LngLat);
	const sheet = sheetFor(plane, points);
	return {
		width: sheet.width,
		height: sheet.height,
		plans: plans.map((shapes) =>
			shapes.map(({ id, node, level, parent, name, geometry, label }) => ({
				...{ id, node, level, parent, name },
				path: ringsOf(geometry).map(sheet.path).join(''),
				at: sheet.place(label as unknown as Position),
				parts: geometry.type === 'Polygon' ? 1 : geometry.coordinates.length
			}))
		)
	};
}

function ringsOf(geometry: Polygon | MultiPolygon): Position[][] {
	return geometry.type === 'Polygon' ? geometry.coordinates : geometry.coordinates.flat();
}

function sheetFor(plane: LocalPlane, points: readonly Position[]) {
	let [west, south, east, north] = [Infinity, Infinity, -Infinity, -Infinity];
	for (const point of points) {
		const [x, y] = plane.toMetres(point as unknown as LngLat);
		[west, south, east, north] = [Math.min(west, x), Math.min(south, y), Math.max(east, x), Math.max(north, y)];
	}
	const scale = (LONG - 2 * MARGIN) / Math.max(east - west, north - south, 1);
	const side = (metres: number) => Math.round(metres * scale) + 2 * MARGIN;
	const place = (point: Position): readonly [number, number] => {
		const [x, y] = plane.toMetres(point as unknown as LngLat);
		return [Math.round(MARGIN + (x - west) * scale), Math.round(MARGIN + (north - y) * scale)];
	};
	const path = (ring: Position[]) => pathOf(ring.map(place));
	return { width: side(east - west), height: side(north - south), place, path };
}

/** A closed path in steps from point to point, which are shorter to write than places; equal neighbours are one. */
function pathOf(ring: readonly (readonly [number, number])[]): string {
	const [first] = ring;
	if (!first) return '';
	let steps = '';
	let [x, y] = first;
	for (const [nextX, nextY] of ring) {
		const [dx, dy] = [nextX - x, nextY - y];
		if (dx === 0 && dy === 0) continue;
		steps += `${steps === '' ? 'l' : ' '}${dx} ${dy}`;
		[x, y] = [nextX, nextY];
	}
	return steps && `M${first[0]} ${first[1]}${steps}z`;
}
