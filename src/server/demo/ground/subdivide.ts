import type { Quarter } from '#server/demo/ground/quarters';
import type { Random } from '#server/demo/random';
import {
	add,
	contains,
	crossing,
	distance,
	leftOf,
	mix,
	scale,
	sides,
	signedArea,
	subtract,
	turned,
	unit
} from '#server/demo/shape/plane';
import type { Line, Point, Ring } from '#server/demo/shape/plane';
import { cutBy, innerPoint, orientedBox } from '#server/demo/shape/polygon';
import { curveThrough } from '#server/demo/shape/polyline';
import type { LineClass } from '#server/demo/ground/skeleton';

export interface BlockCut {
	readonly class: LineClass;
	readonly points: Line;
}

interface Piece {
	readonly ring: Ring;
	/** Where streets already meet the rim: new ones keep away or meet them exactly. */
	readonly junctions: readonly Point[];
	readonly quarter: Quarter;
	readonly area: number;
	readonly random: Random;
}

/**
 * Cuts a piece of town into blocks of about `area` square metres by soft streets, the longest way first, as
 * streets are laid out: the early cuts are the wider ones. Deep blocks end with a footpath or a wall between two.
 */
export function subdivide(piece: Piece, depth = 0): BlockCut[] {
	const size = signedArea(piece.ring);
	const ratio = size / piece.area;
	const box = orientedBox(piece.ring);
	if (ratio < 1.45 || box.short < 45) return [];
	// much too large a piece is cut badly rather than not at all
	const best = bestCut(piece, box) ?? (ratio > 4 ? anyCut(piece) : null);
	if (!best) return [];
	const junctions = [...piece.junctions, best.ends[0], best.ends[1]];
	const cut: BlockCut = { class: cutClass(piece.quarter, depth, ratio, piece.random), points: best.line };
	const rest = best.parts.flatMap((ring) => subdivide({ ...piece, ring, junctions }, depth + 1));
	return [cut, ...rest];
}

function cutClass(quarter: Quarter, depth: number, ratio: number, random: Random): LineClass {
	if (quarter === 'old')
		return depth < 2
			? 'residential'
			: random.weighted([
					['pedestrian', 2],
					['residential', 3],
					['footway', 2]
				]);
	if (quarter === 'industry' || quarter === 'depot')
		return depth === 0
			? 'tertiary'
			: random.weighted([
					['residential', 2],
					['plot', 3]
				]);
	if (depth === 0 && ratio > 3.4) return 'tertiary';
	if (ratio > 2.1) return 'residential';
	return random.weighted([
		['residential', 4],
		['footway', 3],
		['plot', 3]
	]);
}

interface Candidate {
	readonly line: Line;
	readonly ends: readonly [Point, Point];
	readonly parts: readonly [Ring, Ring];
	readonly cost: number;
}

/** Where the middle is no place to cut, as in a bent piece: the least bad way through some inner place. */
function anyCut(piece: Piece): Candidate | null {
	const through = innerPoint(piece.ring);
	const cuts = Array.from({ length: 16 }, (_, i) => cutThrough(piece, through, (i / 16) * Math.PI));
	return cuts.filter((cut) => cut !== null).sort((a, b) => a.cost - b.cost)[0] ?? null;
}

function bestCut(piece: Piece, box: { centre: Point; angle: number; long: number; short: number }): Candidate | null {
	const { random } = piece;
	let best: Candidate | null = null;
	for (let attempt = 0; attempt < 22; attempt++) {
		const sideways = box.long / box.short < 1.25 && attempt % 2 === 0;
		const wobble = piece.quarter === 'old' ? 0.34 : 0.1;
		const axis = box.angle + (sideways ? Math.PI / 2 : 0);
		const along = turned([(sideways ? box.short : box.long) * random.bell() * 0.09, 0], axis);
		const candidate = cutThrough(piece, add(box.centre, along), axis + Math.PI / 2 + random.bell() * wobble);
		if (candidate && candidate.cost < (best?.cost ?? 4)) best = candidate;
	}
	return best;
}

function cutThrough(piece: Piece, through: Point, angle: number): Candidate | null {
	if (!contains(piece.ring, through)) return null;
	const reach = turned([3000, 0], angle);
	const ends = [
		rimHit(piece.ring, through, add(through, reach)),
		rimHit(piece.ring, through, subtract(through, reach))
	];
	const [from, to] = ends.map((end) => end && attracted(end.at, piece.junctions));
	if (!from || !to || distance(from, to) < 30) return null;
	const line = bent(from, to, piece);
	const parts = cutBy(piece.ring, line);
	if (!parts) return null;
	return {
		line,
		ends: [from, to],
		parts,
		cost: costOf(
			piece,
			from,
			to,
			parts,
			ends.map((end) => end?.slant ?? 1)
		)
	};
}

function rimHit(ring: Ring, from: Point, to: Point): { at: Point; slant: number } | null {
	let best: { at: Point; slant: number; t: number } | null = null;
	for (const [a, b] of sides(ring)) {
		const hit = crossing(from, to, a, b);
		if (!hit || hit.t >= (best?.t ?? Infinity)) continue;
		const [way, rim] = [unit(subtract(to, from)), unit(subtract(b, a))];
		best = { at: hit.at, t: hit.t, slant: Math.abs(way[0] * rim[0] + way[1] * rim[1]) };
	}
	return best;
}

/** A junction on the other side of the street within reach makes a real crossroads. */
function attracted(end: Point, junctions: readonly Point[]): Point {
	return junctions.find((junction) => distance(junction, end) < 18) ?? end;
}

function bent(from: Point, to: Point, { random, quarter }: Piece): Line {
	const length = distance(from, to);
	const way = unit(subtract(to, from));
	const swing = length * (quarter === 'old' ? 0.09 : 0.035);
	const side = (t: number) => add(mix(from, to, t), scale(leftOf(way), random.between(-swing, swing)));
	const controls = length > 260 ? [side(0.33), side(0.66)] : [side(0.5)];
	const past = scale(way, 1.2);
	return curveThrough([subtract(from, past), ...controls, add(to, past)], 28, 0.5);
}

function costOf(piece: Piece, from: Point, to: Point, parts: readonly [Ring, Ring], slants: readonly number[]): number {
	const areas = parts.map(signedArea);
	const balance = Math.abs((areas[0] ?? 0) - (areas[1] ?? 0)) / ((areas[0] ?? 0) + (areas[1] ?? 1));
	const slim = parts.map((part) => orientedBox(part)).map((box) => Math.max(0, box.long / box.short - 1.6) * 0.35);
	const tooNear = [from, to].map((end) => {
		const near = Math.min(...piece.junctions.map((junction) => distance(junction, end)));
		const room = piece.quarter === 'old' ? 22 : 45;
		return near < 0.5 ? 0.1 : near < room ? 2.2 : 0;
	});
	return balance + [...slim, ...tooNear, ...slants.map((slant) => slant * 0.9)].reduce((sum, cost) => sum + cost, 0);
}
