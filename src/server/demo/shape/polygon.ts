import {
	add,
	boundsOf,
	centroid,
	contains,
	cross,
	crossing,
	distance,
	dot,
	leftOf,
	mix,
	scale,
	sides,
	signedArea,
	stretches,
	subtract,
	turned,
	unit
} from '#server/demo/shape/plane';
import type { Line, Point, Ring } from '#server/demo/shape/plane';

interface MovedSide {
	readonly way: Point;
	/** A point of the moved side. */
	readonly from: Point;
	readonly to: Point;
}

/**
 * The outline drawn in by a distance of its own for every side (metres, index = side from that corner on).
 * Null where nothing worth keeping is left. For outlines of streets and lots, which are nearly convex:
 * sides that turn over are dropped until none does.
 */
export function drawnIn(ring: Ring, inset: number | readonly number[]): Point[] | null {
	let moved: MovedSide[] = sides(ring).flatMap(([a, b], i) => {
		if (distance(a, b) < 0.05) return [];
		const way = unit(subtract(b, a));
		const shift = scale(leftOf(way), typeof inset === 'number' ? inset : (inset[i] ?? 0));
		return [{ way, from: add(a, shift), to: add(b, shift) }];
	});
	while (moved.length >= 3) {
		const corners = moved.map((side, i) => cornerOf(moved.at(i - 1) as MovedSide, side));
		const kept = moved.filter((side, i) => {
			const next = corners[(i + 1) % corners.length] as Point;
			return dot(subtract(next, corners[i] as Point), side.way) > 0.2;
		});
		if (kept.length === moved.length) return isSound(corners, ring) ? corners : null;
		moved = kept;
	}
	return null;
}

function isSound(corners: Ring, within: Ring): boolean {
	return signedArea(corners) > 1 && isSimple(corners) && corners.every((corner) => contains(within, corner));
}

function cornerOf(before: MovedSide, after: MovedSide): Point {
	const turn = cross(before.way, after.way);
	const middle = mix(before.to, after.from, 0.5);
	if (Math.abs(turn) < 0.06) return middle;
	const t = cross(subtract(after.from, before.from), after.way) / turn;
	const corner = add(before.from, scale(before.way, t));
	// a needle's tip would run away; the lots have no use for it
	return distance(corner, middle) > 120 ? middle : corner;
}

/** Whether no two sides cross. */
export function isSimple(ring: Ring): boolean {
	const all = sides(ring);
	return all.every(([a, b], i) =>
		all.every(([c, d], j) => j <= i + 1 || (i === 0 && j === all.length - 1) || !crossing(a, b, c, d))
	);
}

/** The smallest enclosing rectangle over all directions of the sides: `angle` is that of its long axis. */
export function orientedBox(ring: Ring): { centre: Point; angle: number; long: number; short: number } {
	let best = { centre: [0, 0] as Point, angle: 0, long: Infinity, short: Infinity };
	for (const [a, b] of sides(ring)) {
		if (distance(a, b) < 3) continue;
		const angle = Math.atan2(b[1] - a[1], b[0] - a[0]);
		const [west, south, east, north] = boundsOf(ring.map((point) => turned(point, -angle)));
		const [width, height] = [east - west, north - south];
		if (width * height >= best.long * best.short) continue;
		const centre = turned([(west + east) / 2, (south + north) / 2], angle);
		best =
			width >= height
				? { centre, angle, long: width, short: height }
				: { centre, angle: angle + Math.PI / 2, long: height, short: width };
	}
	return best;
}

/** A rectangle by centre, size and the direction of its width. */
export function rectangle(centre: Point, width: number, height: number, angle: number): Point[] {
	const [w, h] = [width / 2, height / 2];
	const corners: Point[] = [
		[-w, -h],
		[w, -h],
		[w, h],
		[-w, h]
	];
	return corners.map((corner) => add(centre, turned(corner, angle)));
}

/** Where an outline is cut by a line that enters and leaves it once: both parts, or null where it does not. */
export function cutBy(ring: Ring, cut: Line): [Point[], Point[]] | null {
	const hits = stretches(cut).flatMap(([a, b], k) =>
		sides(ring).flatMap(([c, d], i) => {
			const hit = crossing(a, b, c, d);
			return hit ? [{ at: hit.at, order: k + hit.t, side: i, u: hit.u }] : [];
		})
	);
	if (hits.length !== 2) return null;
	const [enter, leave] = hits.sort((p, q) => p.order - q.order) as [(typeof hits)[0], (typeof hits)[0]];
	const between = cut.filter((_, k) => k > enter.order && k < leave.order);
	const forward = walkRing(ring, leave, enter);
	const back = walkRing(ring, enter, leave);
	const parts: [Point[], Point[]] = [
		[enter.at, ...between, leave.at, ...forward],
		[leave.at, ...[...between].reverse(), enter.at, ...back]
	];
	return parts.every((part) => part.length >= 3 && signedArea(part) > 0) ? parts : null;
}

function walkRing(ring: Ring, from: { side: number; u: number }, to: { side: number; u: number }): Point[] {
	const corners: Point[] = [];
	let steps = (to.side - from.side + ring.length) % ring.length;
	if (steps === 0 && to.u < from.u) steps = ring.length;
	for (let k = 1; k <= steps; k++) corners.push(ring[(from.side + k) % ring.length] as Point);
	return corners;
}

/** Whether all of `inner` lies inside `outer`. */
export function encloses(outer: Ring, inner: Ring): boolean {
	if (!inner.every((point) => contains(outer, point))) return false;
	return !sides(inner).some(([a, b]) => sides(outer).some(([c, d]) => crossing(a, b, c, d)));
}

/** Whether two outlines share ground. */
export function overlaps(one: Ring, other: Ring): boolean {
	if (sides(one).some(([a, b]) => sides(other).some(([c, d]) => crossing(a, b, c, d)))) return true;
	return contains(one, other[0] as Point) || contains(other, one[0] as Point);
}

/** A point well inside the outline, also where the centre of gravity is not: the best of a coarse grid. */
export function innerPoint(ring: Ring): Point {
	const middle = centroid(ring);
	if (contains(ring, middle)) return middle;
	const [west, south, east, north] = boundsOf(ring);
	let best = { at: middle, room: -1 };
	for (let i = 1; i < 16; i++) {
		for (let j = 1; j < 16; j++) {
			const at: Point = [west + ((east - west) * i) / 16, south + ((north - south) * j) / 16];
			if (!contains(ring, at)) continue;
			const room = Math.min(...ring.map((corner) => distance(corner, at)));
			if (room > best.room) best = { at, room };
		}
	}
	return best.at;
}

const ASPECTS = [0.45, 0.7, 1, 1.4, 2, 3] as const;

/**
 * A large rectangle of the given direction that fits inside, tried about nine middles and in six proportions.
 * Null when its shorter side stays below `least` metres.
 */
export function fittedRectangle(ring: Ring, angle: number, least: number): Point[] | null {
	const flat = ring.map((point) => turned(point, -angle));
	const [west, south, east, north] = boundsOf(flat);
	let best = { area: 0, corners: null as Point[] | null };
	for (const u of [0.35, 0.5, 0.65]) {
		for (const v of [0.35, 0.5, 0.65]) {
			const centre: Point = [west + (east - west) * u, south + (north - south) * v];
			if (!contains(flat, centre)) continue;
			for (const aspect of ASPECTS) {
				const [width, height] = grown(flat, centre, aspect);
				if (Math.min(width, height) < least || width * height <= best.area) continue;
				best = { area: width * height, corners: rectangle(centre, width, height, 0) };
			}
		}
	}
	return best.corners?.map((point) => turned(point, angle)) ?? null;
}

/**
 * The largest size of that proportion about a middle inside the outline: in a frame where the proportion is a square,
 * that is twice the least chessboard distance to any side.
 */
function grown(flat: Ring, [cx, cy]: Point, aspect: number): [number, number] {
	const stretch = Math.sqrt(aspect);
	const squared = flat.map(([x, y]): Point => [(x - cx) / stretch, (y - cy) * stretch]);
	const half = Math.min(...sides(squared).map(([a, b]) => chessboardGap(a, b))) * 0.999;
	return [2 * half * stretch, (2 * half) / stretch];
}

/** Chessboard (L∞) distance from the origin to a segment: least at an end, on an axis or on a diagonal. */
function chessboardGap([ax, ay]: Point, [bx, by]: Point): number {
	const [dx, dy] = [bx - ax, by - ay];
	let least = Math.min(Math.max(Math.abs(ax), Math.abs(ay)), Math.max(Math.abs(bx), Math.abs(by)));
	for (const t of [-ax / dx, -ay / dy, (ay - ax) / (dx - dy), -(ax + ay) / (dx + dy)]) {
		if (t > 0 && t < 1) least = Math.min(least, Math.max(Math.abs(ax + t * dx), Math.abs(ay + t * dy)));
	}
	return least;
}
