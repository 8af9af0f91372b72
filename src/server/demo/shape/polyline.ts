import {
	add,
	distance,
	leftOf,
	mix,
	nearestOnSegment,
	scale,
	stretches,
	subtract,
	unit
} from '#server/demo/shape/plane';
import type { Line, Point } from '#server/demo/shape/plane';

/** Length in metres. */
export function lengthOf(line: Line): number {
	return stretches(line).reduce((sum, [a, b]) => sum + distance(a, b), 0);
}

/** The place `metres` along the line, clamped to its ends. */
export function pointAlong(line: Line, metres: number): Point {
	let rest = Math.max(0, metres);
	for (const [a, b] of stretches(line)) {
		const length = distance(a, b);
		if (rest <= length && length > 0) return mix(a, b, rest / length);
		rest -= length;
	}
	return line.at(-1) as Point;
}

/** The foot of the shortest way to the line: place, metres along it, metres away. */
export function nearestOnLine(line: Line, point: Point): { at: Point; along: number; distance: number } {
	let best = { at: line[0] as Point, along: 0, distance: Infinity };
	let walked = 0;
	for (const [a, b] of stretches(line)) {
		const foot = nearestOnSegment(point, a, b);
		const length = distance(a, b);
		if (foot.distance < best.distance) best = { at: foot.at, along: walked + foot.t * length, distance: foot.distance };
		walked += length;
	}
	return best;
}

/**
 * A soft curve through control points: uniform Catmull–Rom (Catmull & Rom 1974), sampled about every `step` metres,
 * then thinned where it is straight to `tolerance` metres.
 */
export function curveThrough(controls: Line, step = 30, tolerance = 0.6): Point[] {
	const curve: Point[] = [];
	stretches(controls).forEach(([b, c], i) => {
		const a = controls[i - 1] ?? add(b, subtract(b, c));
		const d = controls[i + 2] ?? add(c, subtract(c, b));
		const count = Math.max(1, Math.round(distance(b, c) / step));
		for (let k = 0; k < count; k++) curve.push(catmullRom(a, b, c, d, k / count));
	});
	curve.push(controls.at(-1) as Point);
	return simplified(curve, tolerance);
}

/** A closed soft curve through control points. */
export function ringThrough(controls: Line, step = 20, tolerance = 0.5): Point[] {
	const [first, second] = [controls[0] as Point, controls[1] as Point];
	const last = controls.at(-1) as Point;
	const wrapped = curveThrough([last, ...controls, first, second], step, 0);
	const start = wrapped.findIndex((point) => distance(point, first) < 1e-6);
	const end = wrapped.findLastIndex((point) => distance(point, first) < 1e-6);
	return simplified(wrapped.slice(start, end), tolerance);
}

function catmullRom(a: Point, b: Point, c: Point, d: Point, t: number): Point {
	const at = (i: 0 | 1) =>
		0.5 *
		(2 * b[i] +
			(c[i] - a[i]) * t +
			(2 * a[i] - 5 * b[i] + 4 * c[i] - d[i]) * t * t +
			(3 * b[i] - a[i] - 3 * c[i] + d[i]) * t * t * t);
	return [at(0), at(1)];
}

/** Drops points that lie within `tolerance` metres of the shorter drawing (Douglas & Peucker 1973). */
export function simplified(line: Line, tolerance: number): Point[] {
	if (line.length < 3 || tolerance <= 0) return [...line];
	const [first, last] = [line[0] as Point, line.at(-1) as Point];
	let [worst, index] = [0, 0];
	for (let i = 1; i < line.length - 1; i++) {
		const off = nearestOnSegment(line[i] as Point, first, last).distance;
		if (off > worst) [worst, index] = [off, i];
	}
	if (worst <= tolerance) return [first, last];
	return [...simplified(line.slice(0, index + 1), tolerance).slice(0, -1), ...simplified(line.slice(index), tolerance)];
}

/** The line moved `metres` to its left (negative: right). Meant for soft curves: bends tighter than that fold over. */
export function besides(line: Line, metres: number): Point[] {
	return line.map((point, i) => {
		const before = line[i - 1] ?? point;
		const after = line[i + 1] ?? point;
		return add(point, scale(leftOf(unit(subtract(after, before))), metres));
	});
}

/** A strip of ground along a soft curve, counter-clockwise. */
export function ribbon(line: Line, halfWidth: (index: number) => number): Point[] {
	const edge = (side: 1 | -1) =>
		line.map((point, i) => {
			const way = unit(subtract(line[i + 1] ?? point, line[i - 1] ?? point));
			return add(point, scale(leftOf(way), side * halfWidth(i)));
		});
	return [...edge(-1), ...edge(1).reverse()];
}
