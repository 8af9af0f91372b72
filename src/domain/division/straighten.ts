import Flatbush from 'flatbush';
import { distanceToSegment, turn, type XY } from '#domain/place/ring';
import { OUTSIDE, type Arc } from '#domain/division/partition';

/**
 * Takes the small zigzag out of dividing lines: points that lie within `toleranceM` of the simpler line are dropped
 * (Douglas and Peucker 1973). Lines along the outside stay as they are, so the ground as a whole does not change.
 *
 * A line that would come to cross or lie on another is left as it was: parcels never overlap for being drawn simply.
 */
export function straighten(arcs: readonly Arc[], toleranceM: number): Arc[] {
	const result = arcs.map((arc) => (arc.left === OUTSIDE || arc.right === OUTSIDE ? arc : simpler(arc, toleranceM)));
	for (;;) {
		const clashing = clashes(result).filter((index) => result[index] !== arcs[index]);
		if (clashing.length === 0) return result;
		for (const index of clashing) result[index] = arcs[index]!;
	}
}

function simpler(arc: Arc, toleranceM: number): Arc {
	if (arc.points.length < 3) return arc;
	const points = arc.start === arc.end ? simplerLoop(arc.points, toleranceM) : simplerLine(arc.points, toleranceM);
	return points.length < arc.points.length ? { ...arc, points } : arc;
}

function simplerLoop(points: readonly XY[], toleranceM: number): readonly XY[] {
	const [x, y] = points[0]!;
	let far = 0;
	let farthest = 0;
	points.forEach((point, index) => {
		const away = Math.hypot(point[0] - x, point[1] - y);
		if (away > farthest) [far, farthest] = [index, away];
	});
	const there = simplerLine(points.slice(0, far + 1), toleranceM);
	const back = simplerLine(points.slice(far), toleranceM);
	return there.length + back.length > 4 ? [...there, ...back.slice(1)] : points;
}

function simplerLine(points: readonly XY[], toleranceM: number): XY[] {
	const keep = new Uint8Array(points.length);
	keep[0] = keep[points.length - 1] = 1;
	const open: [number, number][] = [[0, points.length - 1]];
	for (let span = open.pop(); span; span = open.pop()) {
		const [from, to] = span;
		let [worst, most] = [-1, toleranceM];
		for (let i = from + 1; i < to; i++) {
			const away = distanceToSegment(points[i]!, points[from]!, points[to]!);
			if (away > most) [worst, most] = [i, away];
		}
		if (worst < 0) continue;
		keep[worst] = 1;
		open.push([from, worst], [worst, to]);
	}
	return points.filter((_, index) => keep[index] === 1);
}

/** Indices of arcs that cross or lie on another arc or themselves. */
function clashes(arcs: readonly Arc[]): number[] {
	const segments: { arc: number; a: XY; b: XY }[] = [];
	arcs.forEach((arc, index) => {
		for (let i = 1; i < arc.points.length; i++) segments.push({ arc: index, a: arc.points[i - 1]!, b: arc.points[i]! });
	});
	if (segments.length === 0) return [];
	const index = new Flatbush(segments.length);
	for (const { a, b } of segments) {
		index.add(Math.min(a[0], b[0]), Math.min(a[1], b[1]), Math.max(a[0], b[0]), Math.max(a[1], b[1]));
	}
	index.finish();
	const found = new Set<number>();
	segments.forEach(({ arc, a, b }, i) => {
		const [west, east] = [Math.min(a[0], b[0]), Math.max(a[0], b[0])];
		const [south, north] = [Math.min(a[1], b[1]), Math.max(a[1], b[1])];
		for (const j of index.search(west, south, east, north)) {
			if (j <= i || !clash(a, b, segments[j]!.a, segments[j]!.b)) continue;
			found.add(arc).add(segments[j]!.arc);
		}
	});
	return [...found];
}

/** Whether two segments have more in common than an end. */
function clash(a: XY, b: XY, p: XY, q: XY): boolean {
	const shared = Number(a === p || a === q) + Number(b === p || b === q);
	if (shared === 2) return true;
	if (shared === 1) {
		const [hinge, one] = a === p || a === q ? [a, b] : [b, a];
		const other = hinge === p ? q : p;
		const ahead = (one[0] - hinge[0]) * (other[0] - hinge[0]) + (one[1] - hinge[1]) * (other[1] - hinge[1]) > 0;
		return ahead && turn(hinge, one, other) === 0;
	}
	return turn(a, b, p) > 0 !== turn(a, b, q) > 0 && turn(p, q, a) > 0 !== turn(p, q, b) > 0;
}
