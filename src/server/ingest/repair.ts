import type { MultiPolygon, Polygon, Position } from 'geojson';
import { union, type Geom } from 'polyclip-ts';
import { localPlane, type LngLat } from '#domain/place/coord';
import { ringsCross } from '#domain/place/crossing';
import { openRing, signedArea } from '#domain/place/ring';
import { areaM2 } from '#server/ingest/basemap-features';

/** Less ground than this is a drawing error, not a house. */
const LEAST_FOOTPRINT_M2 = 1;
/** Half the side of the square that stands in for a footprint that cannot be read. */
const STAND_IN_M = 2;

/**
 * The footprint with closed rings, outer counter-clockwise, or the nearest thing to it: of a footprint that crosses
 * itself the largest piece, of one without area a small square around the door. A house is never dropped, because
 * people live in it.
 */
export function soundFootprint(footprint: Polygon, door: LngLat): { footprint: Polygon; repaired: boolean } {
	const rings = windRings(footprint.coordinates);
	const sound = rings.length > 0 && !ringsCross(rings.map((ring) => openRing(ring)));
	if (sound && areaM2({ type: 'Polygon', coordinates: rings }) >= LEAST_FOOTPRINT_M2) {
		return { footprint: { type: 'Polygon', coordinates: rings }, repaired: false };
	}
	const pieces = rings.length > 0 ? clean({ type: 'Polygon', coordinates: rings }).coordinates : [];
	const largest = pieces
		.map((coordinates): Polygon => ({ type: 'Polygon', coordinates: windRings(coordinates) }))
		.sort((a, b) => areaM2(b) - areaM2(a))[0];
	const usable = largest && areaM2(largest) >= LEAST_FOOTPRINT_M2;
	return { footprint: usable ? largest : standIn(door), repaired: true };
}

/** The boundary as polygons that do not cross themselves or each other. */
export function soundBoundary(boundary: Polygon | MultiPolygon): { boundary: MultiPolygon; repaired: boolean } {
	const polygons = boundary.type === 'Polygon' ? [boundary.coordinates] : boundary.coordinates;
	const wound = polygons.map(windRings).filter((rings) => rings.length > 0);
	const crossing = ringsCross(wound.flat().map((ring) => openRing(ring)));
	const whole: MultiPolygon = { type: 'MultiPolygon', coordinates: wound };
	if (!crossing) return { boundary: whole, repaired: false };
	return { boundary: { type: 'MultiPolygon', coordinates: clean(whole).coordinates.map(windRings) }, repaired: true };
}

function clean(shape: Polygon | MultiPolygon): MultiPolygon {
	try {
		return { type: 'MultiPolygon', coordinates: union(shape.coordinates as Geom) };
	} catch {
		// The clipping library gives up on some tangles; the caller has something to put in their place.
		return { type: 'MultiPolygon', coordinates: [] };
	}
}

/** Closed rings of at least three places, the first counter-clockwise, the others clockwise. */
function windRings(rings: readonly Position[][]): Position[][] {
	const open = rings.map((ring) => openRing(ring));
	if (!open[0] || open[0].length < 3) return [];
	return open
		.filter((ring) => ring.length > 2)
		.map((ring, index) => (signedArea(ring) > 0 === (index === 0) ? ring : ring.toReversed()))
		.map((ring) => [...ring, ring[0]!].map(([x, y]): Position => [x, y]));
}

function standIn(door: LngLat): Polygon {
	const plane = localPlane(door);
	const corners = [
		[-STAND_IN_M, -STAND_IN_M],
		[STAND_IN_M, -STAND_IN_M],
		[STAND_IN_M, STAND_IN_M],
		[-STAND_IN_M, STAND_IN_M],
		[-STAND_IN_M, -STAND_IN_M]
	] as const;
	return { type: 'Polygon', coordinates: [corners.map(([x, y]) => [...plane.toLngLat(x, y)])] };
}
