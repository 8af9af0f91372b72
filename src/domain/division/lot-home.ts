import Flatbush from 'flatbush';
import { ringContains, turn, type Ring, type XY } from '#domain/place/ring';
import type { Boundary } from '#domain/division/boundary';
import { OUTSIDE } from '#domain/division/partition';
import type { PlaneFaces } from '#domain/division/plane-faces';
import type { StreetMap } from '#domain/division/street-map';

/** A house that a line runs through is weighed by a grid of so many places each way. */
const GRID = 16;

/**
 * The face each house belongs to: the one with most of its footprint. A house beyond the boundary belongs where the
 * boundary is nearest.
 *
 * @param footprints rings of each house in metres, the outer one first.
 */
export function lotHomes(
	footprints: readonly (readonly Ring[])[],
	map: StreetMap,
	faces: PlaneFaces,
	ground: Boundary
): number[] {
	const lines = new Flatbush(Math.max(1, map.from.length));
	map.from.forEach((from, line) => {
		const [a, b] = [map.nodes[from]!, map.nodes[map.to[line]!]!];
		lines.add(Math.min(a[0], b[0]), Math.min(a[1], b[1]), Math.max(a[0], b[0]), Math.max(a[1], b[1]));
	});
	if (map.from.length === 0) lines.add(0, 0, 0, 0);
	lines.finish();
	return footprints.map((rings) => {
		const box = boxOf(rings[0]!);
		const isCrossed = lines.search(...box).some((line) => passesThrough(map, line, box));
		const places = isCrossed ? gridIn(rings, box) : rings[0]!.slice(0, 1);
		const home = mostOf(places.map((place) => faces.faceAt(place)));
		if (home !== OUTSIDE) return home;
		return faces.faceAt(ground.pullInside(middleOf(rings[0]!), 0.5));
	});
}

/** Whether a line whose own box overlaps this one has corners of it on both sides. */
function passesThrough(map: StreetMap, line: number, [west, south, east, north]: Box): boolean {
	const [a, b] = [map.nodes[map.from[line]!]!, map.nodes[map.to[line]!]!];
	const sides = [
		turn(a, b, [west, south]),
		turn(a, b, [east, south]),
		turn(a, b, [east, north]),
		turn(a, b, [west, north])
	];
	return sides.some((side) => side >= 0) && sides.some((side) => side <= 0);
}

/** The face that is named most often, OUTSIDE only where there is no other. */
function mostOf(named: readonly number[]): number {
	const counts = new Map<number, number>();
	let [best, most] = [OUTSIDE, 0];
	for (const face of named) {
		if (face === OUTSIDE) continue;
		const count = (counts.get(face) ?? 0) + 1;
		counts.set(face, count);
		if (count > most) [best, most] = [face, count];
	}
	return best;
}

function gridIn(rings: readonly Ring[], [west, south, east, north]: Box): XY[] {
	const places: XY[] = [];
	for (let i = 0; i < GRID; i++) {
		for (let j = 0; j < GRID; j++) {
			const place: XY = [west + ((i + 0.5) / GRID) * (east - west), south + ((j + 0.5) / GRID) * (north - south)];
			if (rings.every((ring, index) => ringContains(ring, ...place) === (index === 0))) places.push(place);
		}
	}
	return places.length > 0 ? places : [middleOf(rings[0]!)];
}

type Box = [west: number, south: number, east: number, north: number];

function boxOf(ring: Ring): Box {
	const box: Box = [Infinity, Infinity, -Infinity, -Infinity];
	for (const [x, y] of ring) {
		[box[0], box[1]] = [Math.min(box[0], x), Math.min(box[1], y)];
		[box[2], box[3]] = [Math.max(box[2], x), Math.max(box[3], y)];
	}
	return box;
}

function middleOf(ring: Ring): XY {
	return ring.reduce<XY>((sum, p) => [sum[0] + p[0] / ring.length, sum[1] + p[1] / ring.length], [0, 0]);
}
