import Flatbush from 'flatbush';
import { distanceToSegment, type XY } from '#domain/place/ring';
import type { Boundary } from '#domain/division/boundary';
import type { Stroke } from '#domain/division/line-net';
import type { Strength } from '#domain/division/parting';

/** A parting line in metres. */
export interface PlaneLine {
	readonly points: readonly XY[];
	readonly strength: Strength;
}

/** Where a line reaches the boundary. */
export interface Landing {
	/** The corner itself where `s` is 0. */
	readonly place: XY;
	readonly side: number;
	/** How far along the side, from 0 to below 1. */
	readonly s: number;
}

/** What of the lines lies on the ground. */
export interface TrimmedLines {
	readonly strokes: readonly Stroke[];
	readonly landings: readonly Landing[];
}

/**
 * A line this near to the boundary is the boundary: communities are drawn along the middle of streets, never to the
 * last centimetre. Not a round number, lest a wall drawn at a round distance be near and far by turns.
 */
const HUG_M = 1.37;

/**
 * Keeps what lies on the ground and not along its boundary, and leads the ends that come of this square to the
 * boundary. A street that ends just before the boundary is led to it likewise.
 *
 * @param snapM a landing this near to a corner, or to another landing, is made there.
 */
export function trimLines(lines: readonly PlaneLine[], ground: Boundary, snapM: number): TrimmedLines {
	const shore = new Shore(ground, snapM);
	const strokes: Stroke[] = [];
	for (const { points, strength } of lines) {
		for (let i = 1; i < points.length; i++) {
			for (const stroke of shore.trim(points[i - 1]!, points[i]!)) strokes.push({ ...stroke, strength });
		}
	}
	return { strokes, landings: shore.landings };
}

class Shore {
	readonly landings: Landing[] = [];
	readonly #ground: Boundary;
	readonly #index: Flatbush;
	readonly #snapM: number;
	readonly #box: readonly [number, number, number, number];

	constructor(ground: Boundary, snapM: number) {
		this.#ground = ground;
		this.#snapM = snapM;
		const sides = ground.firstSide.at(-1)!;
		this.#index = new Flatbush(sides);
		for (let side = 0; side < sides; side++) {
			const [p, q] = ground.side(side);
			this.#index.add(Math.min(p[0], q[0]), Math.min(p[1], q[1]), Math.max(p[0], q[0]), Math.max(p[1], q[1]));
		}
		this.#index.finish();
		this.#box = [this.#index.minX, this.#index.minY, this.#index.maxX, this.#index.maxY];
	}

	/** The pieces of a straight line that lie on the ground, with the ways from their ends to the boundary. */
	trim(a: XY, b: XY): { a: XY; b: XY }[] {
		const [west, south, east, north] = this.#box;
		if (Math.max(a[0], b[0]) < west || Math.min(a[0], b[0]) > east) return [];
		if (Math.max(a[1], b[1]) < south || Math.min(a[1], b[1]) > north) return [];
		const at = (t: number): XY => (t === 0 ? a : t === 1 ? b : [a[0] + t * (b[0] - a[0]), a[1] + t * (b[1] - a[1])]);
		const pieces: { a: XY; b: XY }[] = [];
		for (const [from, to] of gapsBetween(this.#hugged(a, b))) {
			const [x, y] = at((from + to) / 2);
			if (!this.#ground.contains(x, y)) continue;
			pieces.push({ a: at(from), b: at(to) });
			for (const t of [from, to]) if (t > 0 && t < 1) pieces.push({ a: at(t), b: this.#land(at(t)) });
		}
		return pieces;
	}

	/** Stretches of a line along the boundary, each as from and to between 0 and 1. */
	#hugged(a: XY, b: XY): [number, number][] {
		return this.#near(a, b, HUG_M).flatMap((side) => {
			const stretch = stretchNear(a, b, ...this.#ground.side(side), HUG_M);
			return stretch ? [stretch] : [];
		});
	}

	#near(a: XY, b: XY, m: number): number[] {
		const [west, east] = [Math.min(a[0], b[0]) - m, Math.max(a[0], b[0]) + m];
		return this.#index.search(west, Math.min(a[1], b[1]) - m, east, Math.max(a[1], b[1]) + m).sort((i, j) => i - j);
	}

	#land(place: XY): XY {
		let landing: Landing | null = null;
		let least = Infinity;
		for (const side of this.#near(place, place, HUG_M + 0.01)) {
			const [p, q] = this.#ground.side(side);
			const away = distanceToSegment(place, p, q);
			if (away < least) [landing, least] = [this.#landingOn(side, place), away];
		}
		if (!landing) return place;
		this.landings.push(landing);
		return landing.place;
	}

	#landingOn(side: number, place: XY): Landing {
		const [p, q] = this.#ground.side(side);
		const [dx, dy] = [q[0] - p[0], q[1] - p[1]];
		const length = Math.hypot(dx, dy);
		const s = ((place[0] - p[0]) * dx + (place[1] - p[1]) * dy) / (length * length);
		if (s * length <= this.#snapM) return { place: p, side, s: 0 };
		if ((1 - s) * length <= this.#snapM) return { place: q, side: this.#after(side), s: 0 };
		return { place: [p[0] + s * dx, p[1] + s * dy], side, s };
	}

	#after(side: number): number {
		const { firstSide } = this.#ground;
		const end = firstSide.findIndex((first, ring) => ring > 0 && side + 1 === first);
		return end > 0 ? firstSide[end - 1]! : side + 1;
	}
}

/** From where to where a straight line runs within `m` of a side: one stretch, for the distance has one low only. */
function stretchNear(a: XY, b: XY, p: XY, q: XY, m: number): [number, number] | null {
	const away = (t: number) => distanceToSegment([a[0] + t * (b[0] - a[0]), a[1] + t * (b[1] - a[1])], p, q);
	let [low, high] = [0, 1];
	for (let step = 0; step < 60 && away((low + high) / 2) >= m; step++) {
		const [one, other] = [low + (high - low) / 3, high - (high - low) / 3];
		if (away(one) < away(other)) high = other;
		else low = one;
	}
	const nearest = [0, 1, (low + high) / 2].find((t) => away(t) < m);
	if (nearest === undefined) return null;
	return [rim(away, nearest, 0, m), rim(away, nearest, 1, m)];
}

/** The place between one that is near and an end of the line where the distance grows to `m`. */
function rim(away: (t: number) => number, near: number, end: number, m: number): number {
	if (away(end) < m) return end;
	let [inner, outer] = [near, end];
	for (let step = 0; step < 40; step++) {
		const middle = (inner + outer) / 2;
		if (away(middle) < m) inner = middle;
		else outer = middle;
	}
	return outer;
}

/** What is left of 0 to 1 between stretches. */
function gapsBetween(stretches: readonly [number, number][]): [number, number][] {
	const gaps: [number, number][] = [];
	let since = 0;
	for (const [from, to] of stretches.toSorted((one, other) => one[0] - other[0])) {
		if (from > since) gaps.push([since, from]);
		since = Math.max(since, to);
	}
	if (since < 1) gaps.push([since, 1]);
	return gaps;
}
