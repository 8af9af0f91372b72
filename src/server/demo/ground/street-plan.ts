import type { Gazetteer } from '#server/demo/ground/gazetteer';
import { BLOCK_AREA_M2 } from '#server/demo/ground/quarters';
import type { QuarterMark } from '#server/demo/ground/quarters';
import { EMBANKMENT_OFFSET, PROMENADE_OFFSET } from '#server/demo/ground/skeleton';
import type { LineClass } from '#server/demo/ground/skeleton';
import { TOWN_SKETCH } from '#server/demo/ground/sketch';
import type { MainFace, Sketch } from '#server/demo/ground/sketch';
import { gatheredStrays } from '#server/demo/ground/strays';
import { subdivide } from '#server/demo/ground/subdivide';
import type { Random } from '#server/demo/random';
import { contains, crossing, distance, stretches } from '#server/demo/shape/plane';
import type { Line, Point, Ring } from '#server/demo/shape/plane';
import { facesOf, joinLines, pruned } from '#server/demo/shape/planar';
import type { Face, PlanarGraph } from '#server/demo/shape/planar';
import { innerPoint } from '#server/demo/shape/polygon';
import {
	besides,
	curveThrough,
	lengthOf,
	nearestOnLine,
	pointAlong,
	ringThrough,
	simplified
} from '#server/demo/shape/polyline';

/** A line of the plan. `named` is a main street; `mark` the stretch of town a lesser street was cut through. */
export interface PlanLine {
	readonly class: LineClass;
	readonly points: Line;
	readonly named: string | null;
	readonly mark: QuarterMark | null;
}

/** A block: ground between lines. Outside of the town `mark` is null. */
export interface PlanBlock {
	readonly corners: readonly number[];
	readonly ring: Ring;
	/** Line number of each side from that corner on. */
	readonly sides: readonly number[];
	readonly mark: QuarterMark | null;
	/** Between the promenades and the streets of the river. */
	readonly riverside: boolean;
}

export interface StreetPlan {
	readonly lines: readonly PlanLine[];
	readonly graph: PlanarGraph;
	readonly blocks: readonly PlanBlock[];
	readonly river: Line;
	readonly railway: Line;
	readonly sketch: Sketch;
	readonly gazetteer: Gazetteer;
}

/** What a main street is drawn beyond its last crossing. */
const STUB_M = 70;

/** Draws the street plan: main streets from the sketch, slightly moved by chance, lesser streets by cutting blocks. */
export function drawStreetPlan(random: Random, sketch: Sketch = TOWN_SKETCH): StreetPlan {
	const river = curveThrough(sketch.river, 35);
	const railway = curveThrough(sketch.railway, 60);
	const main = mainLines(random.fork('main'), sketch, river, railway);
	const limit = townLimit(main, sketch);
	const first = pruned(joinLines(main.map((line) => line.points)), () => STUB_M);
	const faces = facesOf(first);
	const { quarters, gazetteer } = sketch.settle(mainFaces(faces, first, main, limit));
	const lesser = faces.flatMap((face) =>
		lesserLines({ face, graph: first, main, limit, quarters }, random.fork('lesser'))
	);
	const lines = [...main, ...settled(lesser)];
	// a lesser street that leads nowhere is no street; a main one leaves the drawing
	const graph = pruned(joinLines(lines.map((line) => line.points)), (line) => (lines[line]?.mark ? Infinity : STUB_M));
	const settling = settlingOf(quarters, limit, river);
	const blocks = facesOf(graph).map((face) => blockOf(face, graph, lines, settling));
	return {
		lines,
		graph,
		blocks: sketch.gathersStrays ? gatheredStrays(blocks) : blocks,
		river,
		railway,
		sketch,
		gazetteer
	};
}

function mainFaces(faces: readonly Face[], graph: PlanarGraph, main: readonly PlanLine[], limit: Ring): MainFace[] {
	return faces.flatMap((face) => {
		const ring = face.corners.map((n) => graph.nodes[n] as Point);
		const riverside = face.lines.some((line) => main[line]?.class === 'river' || main[line]?.named === 'promenade');
		return contains(limit, innerPoint(ring)) ? [{ ring, riverside, corners: face.corners }] : [];
	});
}

function mainLines(random: Random, sketch: Sketch, river: Line, railway: Line): PlanLine[] {
	const { nudgeM } = sketch;
	const nudge = (controls: Line): Point[] =>
		controls.map(([x, y]) => [x + random.between(-nudgeM, nudgeM), y + random.between(-nudgeM, nudgeM)]);
	const plain = (points: Line, lineClass: LineClass): PlanLine => ({
		class: lineClass,
		points,
		named: null,
		mark: null
	});
	const core = ringThrough(nudge(sketch.coreRing));
	const [west, south, east, north] = sketch.frame;
	const frame: Line = [
		[west, south],
		[east, south],
		[east, north],
		[west, north],
		[west, south]
	];
	const banks = river.filter(([x]) => x > sketch.bankReach[0] && x < sketch.bankReach[1]);
	const rings = sketch.arterials
		.filter(({ key }) => sketch.riverEnds.includes(key))
		.map(({ controls }) => curveThrough(controls, 40));
	const bank = (line: Line) => betweenRings(line, rings);
	return [
		...sketch.arterials.map(({ key, class: wayClass, controls }): PlanLine => {
			return { class: wayClass, points: curveThrough(nudge(controls), 40), named: key, mark: null };
		}),
		{ class: 'tertiary', points: [...core, core[0] as Point], named: 'coreRing', mark: null },
		{
			class: 'tertiary',
			points: bank(softBank(banks, EMBANKMENT_OFFSET, random)),
			named: 'embankmentNorth',
			mark: null
		},
		{
			class: 'tertiary',
			points: bank(softBank(banks, -EMBANKMENT_OFFSET, random)),
			named: 'embankmentSouth',
			mark: null
		},
		{ class: 'footway', points: bank(besides(banks, PROMENADE_OFFSET)), named: 'promenade', mark: null },
		{ class: 'footway', points: bank(besides(banks, -PROMENADE_OFFSET)), named: 'promenade', mark: null },
		plain(river, 'river'),
		plain(railway, 'rail'),
		plain(frame, 'frame'),
		...sketch.countryRoads.map(({ controls }) => plain(curveThrough(nudge(controls), 60), 'track'))
	];
}

/** What of a line lies between the ring roads, with a little over at either end so that it meets them. */
function betweenRings(line: Line, rings: readonly Line[]): Point[] {
	const reach = lengthOf(line);
	const meets = rings.flatMap((ring) =>
		stretches(ring).flatMap(([a, b]) => stretches(line).flatMap(([c, d]) => crossing(a, b, c, d) ?? []))
	);
	const along = meets.map((meet) => nearestOnLine(line, meet.at).along);
	const [from, to] = [Math.min(...along, reach) - 25, Math.max(...along, 0) + 25];
	const inner = line.filter((point) => {
		const here = nearestOnLine(line, point).along;
		return here > from + 4 && here < to - 4;
	});
	return [pointAlong(line, from), ...inner, pointAlong(line, to)];
}

/** The street along the river keeps its distance but not slavishly. */
function softBank(river: Line, offset: number, random: Random): Point[] {
	const phase = random.between(0, 6);
	const swing = (x: number) => 9 * Math.sin(x / 170 + phase) * Math.sign(offset);
	return simplified(
		besides(river, offset).map(([x, y]): Point => [x, y + swing(x)]),
		0.5
	);
}

/** The outline inside the ring roads, the highway and the railway. */
function townLimit(main: readonly PlanLine[], { rim: keys, railBounds }: Sketch): Ring {
	const rim = main.filter((line) => (railBounds && line.class === 'rail') || keys.includes(line.named ?? ''));
	const graph = joinLines(rim.map((line) => line.points));
	const face = facesOf(graph)[0];
	if (!face) throw new Error('the ring roads do not close');
	return face.corners.map((n) => graph.nodes[n] as Point);
}

interface Cutting {
	readonly face: Face;
	readonly graph: PlanarGraph;
	readonly main: readonly PlanLine[];
	readonly limit: Ring;
	readonly quarters: readonly QuarterMark[];
}

function lesserLines({ face, graph, limit, quarters }: Cutting, random: Random): PlanLine[] {
	const ring = face.corners.map((n) => graph.nodes[n] as Point);
	const mark = quarters.find((quarter) => contains(ring, quarter.at));
	if (!mark || !contains(limit, innerPoint(ring))) return [];
	const junctions = ring.filter((_, i) => face.lines[i] !== face.lines.at(i - 1));
	const cuts = subdivide({
		ring,
		junctions,
		quarter: mark.quarter,
		area: BLOCK_AREA_M2[mark.quarter],
		random: random.fork(mark.at.join())
	});
	return cuts.map((cut) => ({ class: cut.class, points: cut.points, named: null, mark }));
}

/** Ends of lesser streets that would meet a main street a few metres apart from both sides become one crossing. */
function settled(lines: readonly PlanLine[]): PlanLine[] {
	const ends: { at: Point; mark: QuarterMark | null }[] = [];
	const settle = (end: Point, mark: QuarterMark | null): Point => {
		const near = ends.find((other) => other.mark !== mark && distance(other.at, end) < 24);
		if (near) return near.at;
		ends.push({ at: end, mark });
		return end;
	};
	return lines.map((line) => {
		const points = [...line.points];
		points[0] = settle(points[0] as Point, line.mark);
		points[points.length - 1] = settle(points.at(-1) as Point, line.mark);
		return { ...line, points };
	});
}

interface Settling {
	readonly limit: Ring;
	/** The mark that stands within a face. */
	within(ring: Ring): QuarterMark | undefined;
	/** The nearest mark on the same bank. */
	nearest(at: Point): QuarterMark | undefined;
	sameBank(mark: QuarterMark, at: Point): boolean;
}

function settlingOf(quarters: readonly QuarterMark[], limit: Ring, river: Line): Settling {
	const north = new Map(quarters.map((mark) => [mark, northOfRiver(mark.at, river)]));
	const sameBank = (mark: QuarterMark, at: Point) => north.get(mark) === northOfRiver(at, river);
	return {
		limit,
		within: (ring) => quarters.find((mark) => contains(ring, mark.at)),
		sameBank,
		nearest: (at) => {
			const here = northOfRiver(at, river);
			return quarters
				.filter((mark) => north.get(mark) === here)
				.sort((a, b) => distance(a.at, at) - distance(b.at, at))[0];
		}
	};
}

function blockOf(face: Face, graph: PlanarGraph, lines: readonly PlanLine[], settling: Settling): PlanBlock {
	const ring = face.corners.map((n) => graph.nodes[n] as Point);
	const at = innerPoint(ring);
	const riverside = face.lines.some((line) => lines[line]?.class === 'river' || lines[line]?.named === 'promenade');
	const inside = contains(settling.limit, at);
	const cutThrough = () =>
		face.lines.map((line) => lines[line]?.mark).find((mark) => mark && settling.sameBank(mark, at));
	return {
		corners: face.corners,
		ring,
		sides: face.lines,
		mark: inside ? (settling.within(ring) ?? cutThrough() ?? settling.nearest(at) ?? null) : null,
		riverside: inside && riverside
	};
}

/** Whether a place lies on the northern bank. */
export function northOfRiver([x, y]: Point, river: Line): boolean {
	const i = Math.max(
		1,
		river.findIndex((point) => point[0] > x)
	);
	const [a, b] = [river[i - 1] as Point, river[i] as Point];
	return y > a[1] + ((b[1] - a[1]) * (x - a[0])) / (b[0] - a[0]);
}
