import { ringContains, signedArea, turn, type Ring, type XY } from '#domain/place/ring';

/** Where a segment meets the boundary. */
export interface Crossing {
	/** How far along the segment that was asked about, 0 to 1. */
	readonly t: number;
	/** Which side of the boundary is met, and how far along it, 0 to 1. */
	readonly side: number;
	readonly s: number;
}

/**
 * The boundary of a piece of ground in a flat plane, indexed so that many points and segments can be asked about.
 *
 * Sides are numbered through all rings; every side runs with the ground on its left.
 */
export class Boundary {
	/** Outer rings counter-clockwise, holes clockwise, not closed. */
	readonly rings: readonly Ring[];
	/** The first side of each ring, and at the end the number of all sides. */
	readonly firstSide: readonly number[];
	readonly area: number;
	readonly #from: XY[] = [];
	readonly #to: XY[] = [];
	readonly #bands: number[][];
	readonly #south: number;
	readonly #bandHeight: number;

	/** @param polygons outer ring first, then holes, in either direction; rings with fewer than 3 points are left out. */
	constructor(polygons: readonly (readonly Ring[])[]) {
		this.rings = polygons.flatMap((rings) =>
			rings.map((ring, index) => (signedArea(ring) > 0 === (index === 0) ? ring : ring.toReversed()))
		);
		this.area = this.rings.reduce((sum, ring) => sum + signedArea(ring), 0);
		const firstSide = [0];
		for (const ring of this.rings) {
			ring.forEach((point, index) => {
				this.#from.push(point);
				this.#to.push(ring[(index + 1) % ring.length]!);
			});
			firstSide.push(this.#from.length);
		}
		this.firstSide = firstSide;
		const ys = this.#from.map((point) => point[1]);
		this.#south = ys.reduce((low, y) => Math.min(low, y), Infinity);
		const height = ys.reduce((high, y) => Math.max(high, y), -Infinity) - this.#south;
		const count = Math.max(1, Math.min(4096, ys.length));
		this.#bandHeight = height > 0 ? height / count : 1;
		this.#bands = Array.from({ length: count }, () => []);
		for (let side = 0; side < ys.length; side++) {
			const [a, b] = [this.#from[side]![1], this.#to[side]![1]];
			for (let band = this.#bandOf(Math.min(a, b)); band <= this.#bandOf(Math.max(a, b)); band++) {
				this.#bands[band]!.push(side);
			}
		}
	}

	#bandOf(y: number): number {
		const band = Math.floor((y - this.#south) / this.#bandHeight);
		return Math.max(0, Math.min(this.#bands.length - 1, band));
	}

	/** The two ends of a side. */
	side(index: number): readonly [XY, XY] {
		return [this.#from[index]!, this.#to[index]!];
	}

	/** Whether a point lies on the ground (even-odd rule over all rings). */
	contains(x: number, y: number): boolean {
		let inside = false;
		for (const side of this.#bands[this.#bandOf(y)]!) {
			const [a, b] = this.side(side);
			if (a[1] > y !== b[1] > y && turn(a, b, [x, y]) > 0 === b[1] > a[1]) inside = !inside;
		}
		return inside;
	}

	/** Every place where the segment from `a` to `b` crosses the boundary, in order from `a`. */
	crossings(a: XY, b: XY): Crossing[] {
		const found: Crossing[] = [];
		const first = this.#bandOf(Math.min(a[1], b[1]));
		const last = this.#bandOf(Math.max(a[1], b[1]));
		const [west, east] = [Math.min(a[0], b[0]), Math.max(a[0], b[0])];
		for (let band = first; band <= last; band++) {
			for (const side of this.#bands[band]!) {
				const [p, q] = this.side(side);
				// A side that reaches over several bands is asked about in the first one only.
				if (band !== Math.max(first, this.#bandOf(Math.min(p[1], q[1])))) continue;
				if (Math.max(p[0], q[0]) < west || Math.min(p[0], q[0]) > east) continue;
				const crossing = crossingOf(a, b, p, q);
				if (crossing) found.push({ ...crossing, side });
			}
		}
		return found.sort((one, other) => one.t - other.t);
	}

	/** A point on the ground that is nearest to `point`, at most `stepM` in from the boundary. */
	pullInside(point: XY, stepM: number): XY {
		let [nearest, best]: [XY, number] = [point, Infinity];
		let inward: XY = [0, 0];
		for (let side = 0; side < this.#from.length; side++) {
			const [a, b] = this.side(side);
			const [dx, dy] = [b[0] - a[0], b[1] - a[1]];
			const length = Math.hypot(dx, dy);
			const t = ((point[0] - a[0]) * dx + (point[1] - a[1]) * dy) / (length * length);
			// Never the very end of a side: there the way inwards is not square to it.
			const within = Math.max(0.01, Math.min(0.99, t));
			const on: XY = [a[0] + within * dx, a[1] + within * dy];
			const away = Math.hypot(on[0] - point[0], on[1] - point[1]);
			if (away < best) [nearest, best, inward] = [on, away, [-dy / length, dx / length]];
		}
		for (let step = stepM; step > 1e-6; step /= 2) {
			const tried: XY = [nearest[0] + step * inward[0], nearest[1] + step * inward[1]];
			if (this.contains(tried[0], tried[1])) return tried;
		}
		return nearest;
	}
}

function crossingOf(a: XY, b: XY, p: XY, q: XY): { t: number; s: number } | null {
	const fromP = turn(p, q, a);
	const toP = turn(p, q, b);
	if (fromP > 0 === toP > 0) return null;
	const fromA = turn(a, b, p);
	const toA = turn(a, b, q);
	if (fromA > 0 === toA > 0) return null;
	return { t: fromP / (fromP - toP), s: fromA / (fromA - toA) };
}

/** Rings sorted into polygons: each hole goes to the smallest outer ring around it. Area decides which is which. */
export function assemblePolygons<R extends Ring>(rings: readonly R[]): R[][] {
	const outers = rings.filter((ring) => signedArea(ring) > 0);
	const polygons = outers.map((ring) => [ring]);
	if (polygons.length === rings.length) return polygons;
	const bySize = polygons.toSorted((a, b) => signedArea(a[0]!) - signedArea(b[0]!));
	for (const hole of rings) {
		if (signedArea(hole) > 0) continue;
		const [x, y] = middleOfFirstSide(hole);
		const home = polygons.length === 1 ? polygons[0] : bySize.find((polygon) => ringContains(polygon[0]!, x, y));
		home?.push(hole);
	}
	return polygons;
}

/** A hole may touch its outer ring in a corner, hardly ever in the middle of a side. */
function middleOfFirstSide(ring: Ring): XY {
	const [a, b] = [ring[0]!, ring[1]!];
	return [(a[0] + b[0]) / 2, (a[1] + b[1]) / 2];
}
