import type { Board } from '#server/demo/ground/board';
import { layLanes } from '#server/demo/ground/lanes';
import { entranceAt, gateSides } from '#server/demo/ground/lot';
import type { Entrance, Frontage, Lot } from '#server/demo/ground/lot';
import type { SitePart, SitePlan } from '#server/demo/ground/site-plan';
import { drawWall } from '#server/demo/ground/wall';
import {
	add,
	distance,
	mix,
	nearestOnSegment,
	scale,
	sides,
	stretches,
	subtract,
	unit
} from '#server/demo/shape/plane';
import type { Line, Point, Ring } from '#server/demo/shape/plane';
import { cutBy, drawnIn, fittedRectangle, orientedBox, rectangle } from '#server/demo/shape/polygon';
import { ringThrough } from '#server/demo/shape/polyline';
import { rimCrossing } from '#server/demo/shape/rim';

/** Builds a planned site (school, hospital, works …) into the largest rectangle of its lot that faces the street. */
export function buildSite(board: Board, lot: Lot, plan: SitePlan): void {
	for (const ring of shares(lot)) buildShare(board, { ...lot, ring }, plan);
}

/** Large works lots hold several firms side by side. */
function shares(lot: Lot): Ring[] {
	if (lot.use !== 'industry') return [lot.ring];
	const box = orientedBox(lot.ring);
	if (box.long < 150 || box.long / box.short < 1.25) return [lot.ring];
	const reach = scale([-Math.sin(box.angle), Math.cos(box.angle)], 2000);
	const parts = cutBy(lot.ring, [subtract(box.centre, reach), add(box.centre, reach)]) ?? [lot.ring];
	return parts.map((part) => drawnIn(part, 1) ?? part);
}

interface Frame {
	readonly at: (u: number, v: number) => Point;
	readonly width: number;
	readonly depth: number;
}

function buildShare(board: Board, lot: Lot, plan: SitePlan): void {
	const opening = openingOf(board, lot, plan);
	if (!opening) return;
	const { frame, entrance, foot } = opening;
	const compound = plan.walled ? board.compounds.length : null;
	if (plan.walled) {
		board.compounds.push({
			block: lot.block,
			ring: lot.ring,
			quarter: lot.mark.quarter,
			gate: entrance.gate,
			street: entrance.way.name,
			label: lot.use
		});
		drawWall(board, lot.ring, [entrance.gate]);
	}
	board.ground.push({ class: plan.ground, name: '', shape: 'area', points: lot.ring });
	for (const patch of plan.patches) layPatch(board, frame, patch);
	const lanes = plan.lanes.map((lane): Line => lane.map(([u, v]) => frame.at(u, v)));
	layLanes(
		board,
		lanes.map((points) => ({ class: 'service', points })),
		[{ entrance, from: foot, passable: true, class: 'service', guarded: plan.walled }]
	);
	for (const part of plan.parts) raise(board, lot, { frame, part, lanes, compound });
}

interface Opening {
	readonly frame: Frame;
	readonly entrance: Entrance;
	readonly foot: Point;
}

/** The street side with the roomiest rectangle before it, and the way in. */
function openingOf(board: Board, lot: Lot, plan: SitePlan): Opening | null {
	const own = gateSides({ ...lot, frontages: lot.frontages.filter((side) => touches(lot.ring, side)) });
	const angles = own.map(({ from, to }) => Math.atan2(to[1] - from[1], to[0] - from[0]));
	const distinct = angles.filter((angle, i) => angles.findIndex((other) => Math.abs(other - angle) < 0.1) === i);
	const room = drawnIn(lot.ring, 1.5) ?? lot.ring;
	const frames = distinct.flatMap((angle): Frame[] => {
		const corners = fittedRectangle(room, angle, 26);
		return corners ? [frameOf(corners)] : [];
	});
	for (const frame of frames.sort((a, b) => b.width * b.depth - a.width * a.depth)) {
		const foot = frame.at(plan.gate, 0);
		const gate = rimCrossing(lot.ring, foot, frame.at(plan.gate, -8))?.at;
		const entrance = gate && (entranceAt(board, gate) ?? entranceAt(board, gate, true));
		if (entrance) return { frame, entrance, foot };
	}
	return null;
}

function frameOf(corners: readonly Point[]): Frame {
	const [a, b, , d] = corners as [Point, Point, Point, Point];
	return {
		width: distance(a, b),
		depth: distance(a, d),
		at: (u, v) => add(add(a, scale(subtract(b, a), u)), scale(subtract(d, a), v))
	};
}

function touches(ring: Ring, side: Frontage): boolean {
	const middle = mix(side.from, side.to, 0.5);
	return sides(ring).some(([a, b]) => nearestOnSegment(middle, a, b).distance < 3);
}

function layPatch(board: Board, frame: Frame, patch: SitePlan['patches'][number]): void {
	const [[u0, u1], [v0, v1]] = [patch.across, patch.deep];
	const [w, h] = [(u1 - u0) * frame.width, (v1 - v0) * frame.depth];
	const box = [frame.at(u0, v0), frame.at(u1, v0), frame.at(u1, v1), frame.at(u0, v1)];
	const points = patch.round ? stadium(frame, patch, Math.min(w, h) / 2) : box;
	board.ground.push({ class: patch.class, name: '', shape: 'area', points });
	if (patch.class === 'water') board.reserve(points);
}

/** A running track: two straights and two bends. */
function stadium(frame: Frame, patch: SitePlan['patches'][number], radius: number): Point[] {
	const [[u0, u1], [v0, v1]] = [patch.across, patch.deep];
	const [ru, rv] = [radius / frame.width, radius / frame.depth];
	const corner = (u: number, v: number, from: number) =>
		Array.from({ length: 7 }, (_, k) => {
			const angle = from + (k / 6) * (Math.PI / 2);
			return frame.at(u + ru * Math.cos(angle), v + rv * Math.sin(angle));
		});
	return [
		...corner(u1 - ru, v0 + rv, -Math.PI / 2),
		...corner(u1 - ru, v1 - rv, 0),
		...corner(u0 + ru, v1 - rv, Math.PI / 2),
		...corner(u0 + ru, v0 + rv, Math.PI)
	];
}

interface Raising {
	readonly frame: Frame;
	readonly part: SitePart;
	readonly lanes: readonly Line[];
	readonly compound: number | null;
}

function raise(board: Board, lot: Lot, { frame, part, lanes, compound }: Raising): void {
	const ring = outline(frame, part);
	const floor = Math.abs(part.across[1] - part.across[0]) * frame.width * (part.deep[1] - part.deep[0]) * frame.depth;
	const tall = part.role === 'office' || part.role === 'tower';
	const levels = tall ? Math.max(2, part.levels + lot.random.whole(-3, 3)) : part.levels;
	board.place({
		role: part.role,
		kind: part.kind,
		block: lot.block,
		compound,
		levels,
		ring,
		door: doorToLane(ring, lanes),
		units: 1,
		dwellings: 0,
		floorM2: floor * levels,
		label: part.label
	});
}

function outline(frame: Frame, { across: [u0, u1], deep: [v0, v1], shape }: SitePart): Point[] {
	const at = (u: number, v: number) => frame.at(u0 + (u1 - u0) * u, v0 + (v1 - v0) * v);
	const box = [at(0, 0), at(1, 0), at(1, 1), at(0, 1)];
	const shapes: Record<SitePart['shape'], Point[]> = {
		bar: box,
		ell: [at(0, 0), at(1, 0), at(1, 0.45), at(0.35, 0.45), at(0.35, 1), at(0, 1)],
		yard: [at(0, 0), at(0.3, 0), at(0.3, 0.35), at(0.7, 0.35), at(0.7, 0), at(1, 0), at(1, 1), at(0, 1)],
		aitch: [
			at(0, 0),
			at(0.22, 0),
			at(0.22, 0.3),
			at(0.78, 0.3),
			at(0.78, 0),
			at(1, 0),
			at(1, 1),
			at(0.78, 1),
			at(0.78, 0.72),
			at(0.22, 0.72),
			at(0.22, 1),
			at(0, 1)
		],
		cross: [
			at(0, 0.2),
			at(0.3, 0.2),
			at(0.3, 0),
			at(0.7, 0),
			at(0.7, 0.2),
			at(1, 0.2),
			at(1, 0.8),
			at(0.7, 0.8),
			at(0.7, 1),
			at(0.3, 1),
			at(0.3, 0.8),
			at(0, 0.8)
		]
	};
	return shapes[shape];
}

function doorToLane(ring: Ring, lanes: readonly Line[]): Point {
	const gap = (point: Point) =>
		Math.min(...lanes.flatMap((lane) => stretches(lane).map(([a, b]) => nearestOnSegment(point, a, b).distance)));
	const doors = sides(ring)
		.filter(([a, b]) => distance(a, b) > 4)
		.map(([a, b]) => {
			const way = unit(subtract(b, a));
			return add(mix(a, b, 0.5), scale([way[1], -way[0]], 0.8));
		});
	return doors.sort((p, q) => gap(p) - gap(q))[0] ?? (ring[0] as Point);
}

/** A small round pavilion or pond outline about a place. */
export function roundAbout(centre: Point, radius: number, wobble: () => number): Point[] {
	const controls = Array.from({ length: 7 }, (_, i): Point => {
		const angle = (i / 7) * 2 * Math.PI;
		const r = radius * (1 + wobble());
		return [centre[0] + r * Math.cos(angle), centre[1] + r * Math.sin(angle)];
	});
	return ringThrough(controls, Math.max(4, radius / 3), 0.3);
}

/** A small square building about a place. */
export const squareAbout = (centre: Point, size: number, angle: number): Point[] =>
	rectangle(centre, size, size, angle);
