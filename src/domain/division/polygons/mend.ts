import { union } from 'polyclip-ts';
import { areaOfPolygons, type MetrePolygons } from '#domain/division/polygons/shape';
import { findCrossing } from '#domain/place/crossing';
import { openRing, signedArea, type Ring, type XY } from '#domain/place/ring';

/** Where the sides of a polygon cross each other, or null. In the plane's unit. */
export function selfCrossing(polygons: MetrePolygons): XY | null {
	return findCrossing(polygons.flat());
}

/**
 * The same ground without crossings: every part that a ring runs around, by the union of polyclip-ts (Martínez, Rueda and
 * Feito 2009). Null where nothing is left or the clipping gives up.
 */
export function withoutCrossings(polygons: MetrePolygons): Ring[][] | null {
	try {
		const [first, ...rest] = polygons.map(clippable);
		const made = ringsOf(union(first!, ...rest));
		return areaOfPolygons(made) > 0 ? made : null;
	} catch {
		return null;
	}
}

type Clippable = [number, number][][];

/** A polygon as the clipping library takes it. */
export function clippable(rings: readonly Ring[]): Clippable {
	return rings.map((ring) => ring.map(([x, y]): [number, number] => [x, y]));
}

/** What the clipping library returns, as open rings: outer ones counter-clockwise, holes clockwise. */
export function ringsOf(polygons: unknown): Ring[][] {
	return (polygons as XY[][][])
		.map((rings) =>
			rings
				.map((ring) => openRing(ring as unknown as number[][]))
				.filter((ring) => ring.length > 2)
				.map((ring, index) => (signedArea(ring) > 0 === (index === 0) ? ring : ring.toReversed()))
		)
		.filter((rings) => rings.length > 0);
}
