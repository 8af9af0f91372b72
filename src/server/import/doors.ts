import Flatbush from 'flatbush';
import type { Polygon } from 'geojson';
import type { LngLat, LocalPlane } from '#domain/place/coord';
import type { SurveyWay } from '#domain/place/survey';
import { boundsOf, nearestOnSegment } from '#server/import/ground-area';

type XY = readonly [number, number];

/** How far around a footprint streets are looked for, in metres, nearer ones first. */
const LOOK_M = [15, 60, 240, 1000] as const;

/** Where one steps out of a building of which no entrance is known. */
export type DoorFinder = (footprint: Polygon) => LngLat;

/**
 * Indexes the walkable streets. The finder answers with the point of a footprint's outline that is nearest to one;
 * without a street within 1 km, with the middle of the outline's longest side.
 */
export function doorFinder(ways: readonly SurveyWay[], plane: LocalPlane): DoorFinder {
	const segments = walkableSegments(ways, plane);
	const tree = segments.length > 0 ? new Flatbush(segments.length) : null;
	for (const [a, b] of segments) {
		tree?.add(Math.min(a[0], b[0]), Math.min(a[1], b[1]), Math.max(a[0], b[0]), Math.max(a[1], b[1]));
	}
	tree?.finish();
	return (footprint) => {
		const outline = footprint.coordinates[0]!.map(([lng, lat]) => plane.toMetres([lng!, lat!]));
		const door = (tree && nearestToStreet(outline, segments, tree)) ?? middleOfLongestSide(outline);
		return plane.toLngLat(door[0], door[1]);
	};
}

function walkableSegments(ways: readonly SurveyWay[], plane: LocalPlane): (readonly [XY, XY])[] {
	return ways.flatMap((way) => {
		if (!way.walkable || way.tunnel) return [];
		const line = way.line.map((point) => plane.toMetres(point));
		return line.slice(1).map((point, i) => [line[i]!, point] as const);
	});
}

function nearestToStreet(outline: readonly XY[], segments: readonly (readonly [XY, XY])[], tree: Flatbush): XY | null {
	const [west, south, east, north] = boundsOf(outline)!;
	for (const look of LOOK_M) {
		let best: { readonly door: XY; readonly distance: number } | null = null;
		for (const index of tree.search(west - look, south - look, east + look, north + look)) {
			const found = nearestPair(outline, segments[index]!);
			if (!best || found.distance < best.distance) best = found;
		}
		if (best && best.distance <= look) return best.door;
	}
	return null;
}

/** The point of the outline that is nearest to a stretch of street. */
function nearestPair(outline: readonly XY[], [c, d]: readonly [XY, XY]): { door: XY; distance: number } {
	let best: { door: XY; distance: number } = { door: outline[0]!, distance: Infinity };
	const offer = (door: XY, street: XY): void => {
		const distance = Math.hypot(door[0] - street[0], door[1] - street[1]);
		if (distance < best.distance) best = { door, distance };
	};
	for (let i = 1; i < outline.length; i++) {
		const [a, b] = [outline[i - 1]!, outline[i]!];
		offer(a, nearestOnSegment(a[0], a[1], c, d));
		offer(nearestOnSegment(c[0], c[1], a, b), c);
		offer(nearestOnSegment(d[0], d[1], a, b), d);
	}
	return best;
}

function middleOfLongestSide(outline: readonly XY[]): XY {
	let [longest, middle]: [number, XY] = [-1, outline[0]!];
	for (let i = 1; i < outline.length; i++) {
		const [a, b] = [outline[i - 1]!, outline[i]!];
		const length = Math.hypot(b[0] - a[0], b[1] - a[1]);
		if (length > longest) [longest, middle] = [length, [(a[0] + b[0]) / 2, (a[1] + b[1]) / 2]];
	}
	return middle;
}
