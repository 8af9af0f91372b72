import type { MultiPolygon, Position } from 'geojson';
import { assemblePolygons } from '#domain/division/boundary';
import { labelPoint } from '#domain/division/label-point';
import type { DeskGround } from '#domain/division/desk/ground';
import type { LngLat } from '#domain/place/coord';
import type { XY } from '#domain/place/ring';

const NONE = -1;

/** Strings half-lines to outlines; what it needs for that is allocated once for a community. */
export class RingStringer {
	readonly #ground: DeskGround;
	/** Half-lines that leave a node, the last one first, and the one below each. */
	readonly #leaving: Int32Array;
	readonly #below: Int32Array;
	/** Where on the path a node was passed. */
	readonly #seenAt: Int32Array;

	constructor(ground: DeskGround) {
		this.#ground = ground;
		this.#leaving = new Int32Array(ground.nodeCount).fill(NONE);
		this.#below = new Int32Array(ground.arcCount * 2);
		this.#seenAt = new Int32Array(ground.nodeCount).fill(NONE);
	}

	/**
	 * The ground with these half-lines around it, outer rings counter-clockwise. Half-lines must rise: the same set is
	 * then the same outline, and the one that `cellOutlines` makes.
	 */
	outline(halves: Uint32Array): { geometry: MultiPolygon; label: LngLat | null } {
		const polygons = assemblePolygons(this.#rings(halves));
		const closed = polygons.map((rings) => rings.map((ring) => [...ring, ring[0]!] as unknown as Position[]));
		return { geometry: { type: 'MultiPolygon', coordinates: closed }, label: labelPoint(polygons) };
	}

	/** The same without a place for a label, which costs most of the time. */
	shape(halves: Uint32Array): MultiPolygon {
		const polygons = assemblePolygons(this.#rings(halves));
		const coordinates = polygons.map((rings) => rings.map((ring) => [...ring, ring[0]!] as unknown as Position[]));
		return { type: 'MultiPolygon', coordinates };
	}

	/** Where a ring comes back to a place it has been, the loop is cut off as a ring of its own. */
	#rings(halves: Uint32Array): XY[][] {
		for (const half of halves) {
			this.#below[half] = this.#leaving[this.#from(half)]!;
			this.#leaving[this.#from(half)] = half;
		}
		const rings: XY[][] = [];
		const path: number[] = [];
		for (const first of halves) {
			for (let node = this.#from(first); ;) {
				const since = this.#seenAt[node]!;
				if (since !== NONE) {
					const loop = path.splice(since);
					for (const half of loop) this.#seenAt[this.#from(half)] = NONE;
					const ring = this.#ring(loop);
					if (ring.length > 2) rings.push(ring);
				}
				const next = this.#leaving[node]!;
				if (next === NONE) break;
				this.#leaving[node] = this.#below[next]!;
				this.#seenAt[node] = path.length;
				path.push(next);
				node = this.#from(next ^ 1);
			}
			// only lines that do not close leave something behind
			for (const half of path) this.#seenAt[this.#from(half)] = NONE;
			path.length = 0;
		}
		return rings;
	}

	#from(half: number): number {
		return (half & 1 ? this.#ground.end : this.#ground.start)[half >> 1]!;
	}

	#ring(loop: readonly number[]): XY[] {
		const { x, y, firstPoint } = this.#ground;
		const ring: XY[] = [];
		for (const half of loop) {
			const [first, last] = [firstPoint[half >> 1]!, firstPoint[(half >> 1) + 1]! - 1];
			if (half & 1) for (let p = last; p > first; p--) ring.push([x[p]!, y[p]!]);
			else for (let p = first; p < last; p++) ring.push([x[p]!, y[p]!]);
		}
		return ring;
	}
}
