import type { MultiPolygon, Polygon } from 'geojson';
import { intersection, type Geom } from 'polyclip-ts';
import type { Bounds } from '#domain/place/coord';
import { signedArea } from '#domain/place/ring';
import { boundsOf, polygonsOf } from '#server/import/ground-area';

/** Neighbours drawn by hand cover a strip of each other; more than this share of the smaller one is another matter. */
const TOLERATED_SHARE = 0.01;

type Ground = Polygon | MultiPolygon;

/** The places of the first two grounds that lie on one another, or null where none do. */
export function overlapping(grounds: readonly Ground[]): readonly [number, number] | null {
	const boxes = grounds.map(boxOf);
	for (let second = 1; second < grounds.length; second++)
		for (let first = 0; first < second; first++)
			if (meet(boxes[first]!, boxes[second]!) && overlap(grounds[first]!, grounds[second]!)) return [first, second];
	return null;
}

function overlap(a: Ground, b: Ground): boolean {
	try {
		const common = intersection(clippable(a), clippable(b));
		return areaOf(common) > TOLERATED_SHARE * Math.min(areaOf(clippable(a)), areaOf(clippable(b)));
	} catch {
		// an outline that cannot be cut is refused or repaired where it is stored
		return false;
	}
}

function clippable(ground: Ground): [number, number][][][] {
	return polygonsOf(ground).map((rings) => rings.map((ring) => ring.map(([x, y]): [number, number] => [x!, y!])));
}

/** In square degrees, which compare well enough between neighbours. */
function areaOf(polygons: Geom): number {
	return (polygons as [number, number][][][])
		.flatMap((rings) => rings.map((ring, place) => (place === 0 ? 1 : -1) * Math.abs(signedArea(ring))))
		.reduce((sum, area) => sum + area, 0);
}

function boxOf(ground: Ground): Bounds {
	return boundsOf(polygonsOf(ground).flatMap((rings) => rings[0] ?? []) as [number, number][]) ?? [0, 0, 0, 0];
}

function meet(a: Bounds, b: Bounds): boolean {
	return a[0] < b[2] && b[0] < a[2] && a[1] < b[3] && b[1] < a[3];
}
