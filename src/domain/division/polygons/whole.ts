import { Boundary } from '#domain/division/boundary';
import type { GroundBuilding, PolygonGround } from '#domain/division/polygons/ground';
import { placeInside } from '#domain/division/polygons/levels';
import {
	boxesMeet,
	boxOfPolygons,
	toMetres,
	type Box,
	type MetrePolygons,
	type Shape
} from '#domain/division/polygons/shape';
import type { LocalPlane } from '#domain/place/coord';
import { openRing, type Ring, type XY } from '#domain/place/ring';

/** The ground in metres of the file's plane. */
export interface OpenGround {
	readonly buildings: readonly GroundBuilding[];
	readonly polygons: MetrePolygons;
	readonly box: Box;
	/** Whether a point lies outside of it. */
	isBeyond(x: number, y: number): boolean;
	/** Whether a shape has ground in common with it. */
	meets(shape: Shape): boolean;
}

export function openGround({ boundary, buildings }: PolygonGround, plane: LocalPlane): OpenGround {
	const parts = boundary.type === 'Polygon' ? [boundary.coordinates] : boundary.coordinates;
	const rings = parts.map((part) => part.map((ring) => openRing(ring)).filter((ring) => ring.length > 2));
	const polygons = toMetres(rings, plane).filter((part) => part.length > 0);
	const ground = new Boundary(polygons);
	const box = boxOfPolygons(polygons);
	const meets = (shape: Shape) => {
		if (!boxesMeet(shape.box, box)) return false;
		const [x, y] = placeInside(shape);
		const both = ([east, north]: XY) => ground.contains(east, north) && shape.ground.contains(east, north);
		return (
			ground.contains(x, y) || placesWithin(shape.polygons.flat()).some(both) || placesWithin(ground.rings).some(both)
		);
	};
	const isBeyond = (x: number, y: number) => !ground.contains(x, y);
	return { buildings, polygons, box, isBeyond, meets };
}

/** Neighbours share a line, and roundings of it: what lies this far inside is meant. */
const INSIDE_M = 1;

/** Places a little inside the middle of each side; rings have their ground on the left. */
function placesWithin(rings: readonly Ring[]): XY[] {
	return rings.flatMap((ring) =>
		ring.map((b, i): XY => {
			const a = ring.at(i - 1)!;
			const [dx, dy] = [b[0] - a[0], b[1] - a[1]];
			const length = Math.hypot(dx, dy) || 1;
			return [(a[0] + b[0]) / 2 - (dy / length) * INSIDE_M, (a[1] + b[1]) / 2 + (dx / length) * INSIDE_M];
		})
	);
}
