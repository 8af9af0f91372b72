import { Boundary } from '#domain/division/boundary';
import type { RawPolygon } from '#domain/division/polygons/read';
import type { LocalPlane } from '#domain/place/coord';
import { signedArea, type Ring, type XY } from '#domain/place/ring';

/** A cell's ground in a flat plane of metres, clean: no crossings, outer rings counter-clockwise, holes clockwise. */
export interface Shape {
	readonly feature: number;
	readonly name: string;
	readonly code: string;
	/** As the file says, or as was taken where it does not. */
	readonly level: 2 | 3;
	readonly parent: string;
	readonly kind: RawPolygon['kind'];
	readonly buildings: number | null;
	/** Polygons of open rings, the outer one first. */
	readonly polygons: readonly (readonly Ring[])[];
	readonly areaM2: number;
	readonly box: Box;
	readonly ground: Boundary;
}

/** West, south, east, north in metres. */
export type Box = readonly [number, number, number, number];

export type MetrePolygons = readonly (readonly Ring[])[];

/** Area in square metres, holes taken off, however the rings run. */
export function areaOfPolygons(polygons: MetrePolygons): number {
	let sum = 0;
	for (const rings of polygons) {
		rings.forEach((ring, index) => (sum += (index === 0 ? 1 : -1) * Math.abs(signedArea(ring))));
	}
	return sum;
}

/** The box around points; turned inside out around none. */
export function boxAround(points: Iterable<XY>): Box {
	let [west, south, east, north] = [Infinity, Infinity, -Infinity, -Infinity];
	for (const [x, y] of points) {
		if (x < west) west = x;
		if (x > east) east = x;
		if (y < south) south = y;
		if (y > north) north = y;
	}
	return [west, south, east, north];
}

/** The box around polygons: their outer rings are enough. */
export function boxOfPolygons(polygons: MetrePolygons): Box {
	return boxAround(polygons.flatMap(([outer]) => outer ?? []));
}

/** Whether two boxes have ground in common. */
export function boxesMeet(a: Box, b: Box): boolean {
	return a[0] < b[2] && b[0] < a[2] && a[1] < b[3] && b[1] < a[3];
}

/** Rings in degrees as polygons in metres of a plane. */
export function toMetres(polygons: readonly (readonly (readonly XY[])[])[], plane: LocalPlane): Ring[][] {
	return polygons.map((rings) => rings.map((ring) => ring.map((point) => plane.toMetres(point))));
}

/** A shape from clean polygons. */
export function shapeOf(raw: RawPolygon, level: 2 | 3, polygons: MetrePolygons): Shape {
	const { feature, name, code, parent, kind, buildings } = raw;
	const areaM2 = areaOfPolygons(polygons);
	const ground = new Boundary(polygons);
	return {
		feature,
		name,
		code,
		level,
		parent,
		kind,
		buildings,
		polygons,
		areaM2,
		box: boxOfPolygons(polygons),
		ground
	};
}
