import Flatbush from 'flatbush';
import { intersection } from 'polyclip-ts';
import { clippable, ringsOf } from '#domain/division/polygons/mend';
import { areaOfPolygons, type Shape } from '#domain/division/polygons/shape';
import { clipBelow, perimeter, type Ring, type XY } from '#domain/place/ring';

/** A piece of ground that is wrong: too much of it, or too little. In metres. */
export interface Piece {
	/** Places in the list of shapes. */
	readonly between: readonly number[];
	readonly rings: readonly Ring[];
	readonly areaM2: number;
	/** Twice the area by the half perimeter: the width of a long thin piece. */
	readonly widthM: number;
}

/** What is thinner than this came of rounding to the seventh decimal and is nobody's mistake. */
const ROUNDING_M = 0.03;
/** Below this an overlap is thin enough to be a slip of the hand. */
export const SLIVER_WIDTH_M = 2;

export function pieceOf(between: readonly number[], rings: readonly Ring[]): Piece {
	const areaM2 = areaOfPolygons([rings]);
	const length = rings.reduce((sum, ring) => sum + perimeter(ring), 0);
	return { between, rings, areaM2, widthM: length > 0 ? (2 * areaM2) / length : 0 };
}

/** Whether a piece is more than what rounding leaves. */
export function isReal({ areaM2, widthM }: Piece): boolean {
	return areaM2 > 0.05 && widthM > ROUNDING_M;
}

/** With more sides than this cut against each other it would take a minute: what comes then is not measured. */
const MAX_SIDES_CUT = 600_000;

/** Every piece of ground that two of the shapes share, and the pairs that could not be cut. */
export function overlapsOf(shapes: readonly Shape[]): { pieces: Piece[]; failed: [number, number][] } {
	const pieces: Piece[] = [];
	const failed: [number, number][] = [];
	if (shapes.length < 2) return { pieces, failed };
	const index = new Flatbush(shapes.length);
	for (const { box } of shapes) index.add(...box);
	index.finish();
	let sidesCut = 0;
	shapes.forEach((shape, first) => {
		for (const second of index.search(...shape.box, (at) => at > first).sort((a, b) => a - b)) {
			const other = shapes[second]!;
			if (!liesOn(shape, other) && !liesOn(other, shape)) continue;
			sidesCut += shape.ground.firstSide.at(-1)! + other.ground.firstSide.at(-1)!;
			const common = sidesCut > MAX_SIDES_CUT ? null : commonGround(shape, other);
			if (!common) failed.push([first, second]);
			for (const rings of common ?? []) {
				const piece = pieceOf([first, second], rings);
				if (isReal(piece)) pieces.push(piece);
			}
		}
	});
	return { pieces, failed };
}

/** Whether a side of one crosses the other, or a place just inside it lies on the other. */
function liesOn(one: Shape, other: Shape): boolean {
	for (const rings of one.polygons) {
		for (const ring of rings) {
			for (let i = 0, j = ring.length - 1; i < ring.length; j = i++) {
				const [a, b] = [ring[j]!, ring[i]!];
				if (!nearBox(a, b, other)) continue;
				const [x, y] = justInside(a, b);
				if (other.ground.contains(x, y) && one.ground.contains(x, y)) return true;
				if (other.ground.crossings(a, b).some(({ t, s }) => isWithin(t) && isWithin(s))) return true;
			}
		}
	}
	return false;
}

function nearBox(a: XY, b: XY, { box }: Shape): boolean {
	return (
		Math.max(a[0], b[0]) >= box[0] &&
		Math.min(a[0], b[0]) <= box[2] &&
		Math.max(a[1], b[1]) >= box[1] &&
		Math.min(a[1], b[1]) <= box[3]
	);
}

function isWithin(share: number): boolean {
	return share > 1e-6 && share < 1 - 1e-6;
}

/** Rings have their ground on the left. */
function justInside(a: XY, b: XY): XY {
	const [dx, dy] = [b[0] - a[0], b[1] - a[1]];
	const length = Math.hypot(dx, dy) || 1;
	return [(a[0] + b[0]) / 2 - (dy / length) * ROUNDING_M * 2, (a[1] + b[1]) / 2 + (dx / length) * ROUNDING_M * 2];
}

/** Where both are, as polygons; null where the clipping gives up. */
function commonGround(one: Shape, other: Shape): Ring[][] | null {
	const box = [
		Math.max(one.box[0], other.box[0]) - 1,
		Math.max(one.box[1], other.box[1]) - 1,
		Math.min(one.box[2], other.box[2]) + 1,
		Math.min(one.box[3], other.box[3]) + 1
	] as const;
	try {
		const [a, b] = [one, other].map(({ polygons }) =>
			polygons.map((rings) => clippable(rings.map((r) => cut(r, box))))
		);
		const whole = (polygons: [number, number][][][]) =>
			polygons.map((rings) => rings.filter((ring) => ring.length > 2)).filter((rings) => rings.length > 0);
		const [left, right] = [whole(a!), whole(b!)];
		return left.length === 0 || right.length === 0 ? [] : ringsOf(intersection(left, right));
	} catch {
		return null;
	}
}

/** The part of a ring within a box: only there the other one can be. */
function cut(ring: Ring, [west, south, east, north]: readonly [number, number, number, number]): Ring {
	if (ring.length < 40) return ring;
	const clipped = clipBelow(clipBelow(ring, [1, 0], east), [-1, 0], -west);
	return clipBelow(clipBelow(clipped, [0, 1], north), [0, -1], -south);
}
