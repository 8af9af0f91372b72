import Flatbush from 'flatbush';
import { difference, union } from 'polyclip-ts';
import { assemblePolygons } from '#domain/division/boundary';
import { clippable, ringsOf } from '#domain/division/polygons/mend';
import { isReal, pieceOf, type Piece } from '#domain/division/polygons/overlaps';
import type { MetrePolygons, Shape } from '#domain/division/polygons/shape';
import type { Ring, XY } from '#domain/place/ring';

/** Corners nearer than this are one: half a step of the seventh decimal and a little. */
const SNAP_M = 0.02;
/** How far beyond a gap its neighbours are looked for. */
const REACH_M = 0.3;
/** With more sides than this left after neighbours were joined, gaps are not measured. */
const MAX_SIDES = 30_000;

/**
 * Ground that none of the shapes covers: within `whole` where it is given, else what they enclose among themselves.
 * Neighbours that share their corners are joined along equal sides; the rest goes through polyclip-ts.
 *
 * @param overlapping places of shapes that lie on another one: they are not joined by sides.
 * @returns null where the clipping gives up, or the sides are too many for it.
 */
export function gapsOf(
	shapes: readonly Shape[],
	overlapping: ReadonlySet<number>,
	whole: MetrePolygons | null
): Piece[] | null {
	const tidy = joined(shapes.filter((_, index) => !overlapping.has(index)));
	const rest = shapes.filter((_, index) => overlapping.has(index)).flatMap(({ polygons }) => polygons);
	const covered = [...tidy, ...rest];
	if (covered.length === 0) return [];
	if (covered.reduce((sum, rings) => sum + sidesOf(rings), 0) > MAX_SIDES) return null;
	try {
		const all = covered.map((rings) => [clippable(rings)]);
		const together = rest.length === 0 && isPlain(tidy) ? tidy : ringsOf(union(all[0]!, ...all.slice(1)));
		const gaps = whole ? ringsOf(difference(whole.map(clippable), together.map(clippable))) : holesOf(together);
		const near = neighbourFinder(shapes);
		return gaps.map((rings) => pieceOf(near(rings), rings)).filter(isReal);
	} catch {
		return null;
	}
}

function sidesOf(rings: readonly Ring[]): number {
	return rings.reduce((sum, ring) => sum + ring.length, 0);
}

/** A single polygon that came of joining needs no union. */
function isPlain(polygons: MetrePolygons): boolean {
	return polygons.length === 1;
}

function holesOf(polygons: MetrePolygons): Ring[][] {
	return polygons.flatMap((rings) => rings.slice(1).map((hole) => [hole.toReversed()]));
}

/** Shapes that do not overlap as few polygons: sides that two of them run along, one each way, fall away. */
function joined(shapes: readonly Shape[]): Ring[][] {
	const corners = new Corners();
	const sides = new Map<string, [number, number]>();
	for (const ring of shapes.flatMap(({ polygons }) => polygons.flat())) {
		const nodes = ring.map((point) => corners.at(point));
		nodes.forEach((to, i) => {
			const from = nodes.at(i - 1)!;
			if (from !== to && !sides.delete(`${to} ${from}`)) sides.set(`${from} ${to}`, [from, to]);
		});
	}
	const rings = strung([...sides.values()]).map((nodes) => nodes.map((node) => corners.points[node]!));
	return assemblePolygons(rings.filter((ring) => ring.length > 2));
}

class Corners {
	readonly points: XY[] = [];
	readonly #known = new Map<string, number>();

	at(point: XY): number {
		const key = `${Math.round(point[0] / SNAP_M)} ${Math.round(point[1] / SNAP_M)}`;
		const known = this.#known.get(key);
		if (known !== undefined) return known;
		this.#known.set(key, this.points.length);
		return this.points.push(point) - 1;
	}
}

/** Strings sides to rings; where one comes back to a corner it has been at, the loop is a ring of its own. */
function strung(sides: readonly (readonly [number, number])[]): number[][] {
	const leaving = new Map<number, number[]>();
	for (const [from, to] of sides) {
		const there = leaving.get(from);
		if (there) there.push(to);
		else leaving.set(from, [to]);
	}
	const rings: number[][] = [];
	for (const [first] of sides) {
		const path = [first];
		const seenAt = new Map([[first, 0]]);
		for (let node = leaving.get(first)?.pop(); node !== undefined; node = leaving.get(node)?.pop()) {
			const since = seenAt.get(node);
			if (since === undefined) {
				seenAt.set(node, path.length);
				path.push(node);
				continue;
			}
			const loop = path.splice(since);
			for (const passed of loop) seenAt.delete(passed);
			rings.push(loop);
			seenAt.set(node, path.length);
			path.push(node);
		}
	}
	return rings;
}

/** Tells which shapes lie along the rings of a gap. */
function neighbourFinder(shapes: readonly Shape[]): (rings: readonly Ring[]) => number[] {
	const index = new Flatbush(shapes.length);
	for (const { box } of shapes) index.add(...box);
	index.finish();
	return (rings) => {
		const found = new Set<number>();
		for (const ring of rings) {
			const step = Math.max(1, Math.floor(ring.length / 64));
			for (let i = 0; i < ring.length; i += step) {
				const [a, b] = [ring[i]!, ring[(i + 1) % ring.length]!];
				const length = Math.hypot(b[0] - a[0], b[1] - a[1]) || 1;
				const x = (a[0] + b[0]) / 2 + ((b[1] - a[1]) / length) * REACH_M;
				const y = (a[1] + b[1]) / 2 - ((b[0] - a[0]) / length) * REACH_M;
				for (const at of index.search(x, y, x, y)) if (shapes[at]!.ground.contains(x, y)) found.add(at);
			}
		}
		return [...found].sort((a, b) => a - b);
	};
}
