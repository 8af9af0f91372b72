import type { Board } from '#server/demo/ground/board';
import { layLanes } from '#server/demo/ground/lanes';
import type { Lane, LaneGate } from '#server/demo/ground/lanes';
import { entranceAt, gateSides, isStreet, southFacing } from '#server/demo/ground/lot';
import type { Entrance, Lot } from '#server/demo/ground/lot';
import { rowsIn, slabStyle, slabsIn, without } from '#server/demo/ground/rows';
import type { SlabRow, SlabStyle } from '#server/demo/ground/rows';
import { lineShops } from '#server/demo/ground/shops';
import { drawWall } from '#server/demo/ground/wall';
import type { Random } from '#server/demo/random';
import { boundsOf, centroid, distance, mix, turned } from '#server/demo/shape/plane';
import type { Point, Ring } from '#server/demo/shape/plane';
import { drawnIn } from '#server/demo/shape/polygon';
import { rimCrossing } from '#server/demo/shape/rim';

/** A walled compound: rows that face south, lanes between them, gates to the street, shops outside of the wall. */
export function buildCompound(board: Board, lot: Lot): void {
	const shopSides = shopSidesOf(lot);
	const ring =
		drawnIn(
			lot.ring,
			shopSides.map((shops) => (shops ? 13.5 : 0.6))
		) ??
		drawnIn(lot.ring, 0.6) ??
		lot.ring;
	const angle = southFacing(ring);
	const pivot = centroid(ring);
	const flat = (drawnIn(ring, 4.5) ?? ring).map((point) => turned(point, -angle, pivot));
	const up = (point: Point) => turned(point, angle, pivot);
	const site: Site = { board, lot, ring, flat, angle, up, shopSides };
	const compound = board.compounds.length;
	const layout = layOut(site, compound);
	if (layout.slabs.length === 0) {
		board.ground.push({ class: 'green', name: '', shape: 'area', points: lot.ring });
		return;
	}
	const gates = openGates(site, layout);
	const main = gates.find((gate) => gate.passable)?.entrance;
	board.compounds.push({
		block: lot.block,
		ring,
		quarter: lot.mark.quarter,
		gate: main?.gate ?? pivot,
		street: main?.way.name ?? '',
		label: ''
	});
	layLanes(board, layout.lanes, gates);
	layout.slabs.forEach((slab) => placeSlab(site, slab, compound));
	lineShops(board, lot, shopSides);
	drawWall(
		board,
		ring,
		gates.map((gate) => gate.entrance.gate)
	);
	board.ground.push({ class: 'residential', name: '', shape: 'area', points: ring });
}

/** Shops open along whole streets, not along single sides of an outline. */
function shopSidesOf(lot: Lot): boolean[] {
	const lines = [...new Set(lot.frontages.map((side) => side.line))];
	const busy = new Map(lines.map((line) => [line, lot.random.chance(0.36)]));
	return lot.frontages.map(
		(side) => ['primary', 'secondary', 'tertiary'].includes(side.class) && busy.get(side.line) === true
	);
}

interface Site {
	readonly board: Board;
	readonly lot: Lot;
	readonly ring: Ring;
	/** The buildable ground turned so that rows lie along x. */
	readonly flat: Ring;
	readonly angle: number;
	/** From the turned frame back to the board. */
	readonly up: (point: Point) => Point;
	readonly shopSides: readonly boolean[];
}

interface Slab {
	readonly x: number;
	readonly y: number;
	readonly units: number;
	readonly style: SlabStyle;
}

interface Layout {
	readonly slabs: readonly Slab[];
	readonly lanes: readonly Lane[];
	/** Ends of lanes from which a gate could open, in the board's frame, with the way they point. */
	readonly ends: readonly { readonly from: Point; readonly towards: Point }[];
}

function layOut(site: Site, compound: number): Layout {
	const { flat, lot } = site;
	const random = lot.random.fork(`rows${compound}`);
	const rows = styledRows(flat, lot, random);
	const [west, , east] = boundsOf(flat);
	const lane = west + (east - west) * (0.5 + random.between(-0.12, 0.12));
	const garden = rows.length >= 5 && random.chance(0.55) ? random.whole(1, rows.length - 3) : -1;
	const slabs = rows.flatMap((row, r): Slab[] => {
		const spans = without(row.spans, lane - 5.5, lane + 5.5);
		const built = r === garden || r === garden + 0.5 ? spans.slice(0, -1) : spans;
		if (r === garden) layGarden(site, row, spans.at(-1));
		return built.flatMap((span) =>
			slabsIn(span, row.style, random).map((slab) => ({ ...slab, y: row.y, style: row.style }))
		);
	});
	return lanesBetween(site, rows, slabs, lane);
}

function styledRows(flat: Ring, lot: Lot, random: Random): SlabRow[] {
	const first = slabStyle(lot.mark.quarter, random);
	const second = slabStyle(lot.mark.quarter, random);
	const mixed = (lot.mark.quarter === 'high' || lot.mark.quarter === 'new') && random.chance(0.6);
	return rowsIn(flat, (row) => (mixed && row % 2 === 1 ? second : first));
}

function layGarden({ board, up, lot }: Site, row: SlabRow, span: readonly [number, number] | undefined): void {
	if (!span || span[1] - span[0] < 24) return;
	const [west, east] = [span[0] + 3, span[1] - 3];
	const [south, north] = [row.y - 1, row.y + row.style.depth];
	const corners: Point[] = [
		[west, south],
		[mix([west, 0], [east, 0], 0.5)[0], south - 1.5],
		[east, south],
		[east, north],
		[west, north]
	];
	board.ground.push({
		class: lot.random.chance(0.7) ? 'green' : 'square',
		name: '',
		shape: 'area',
		points: corners.map(up)
	});
}

/** One lane behind every row (doors open to the north), one across all rows, and one along the wall on each side. */
function lanesBetween(site: Site, rows: readonly SlabRow[], slabs: readonly Slab[], lane: number): Layout {
	const levels = rows.map((row) => {
		const own = slabs.filter((slab) => slab.y === row.y);
		const xs = [lane, ...own.flatMap((slab) => [slab.x - 3.4, slab.x + slab.units * slab.style.unitWidth + 3.4])];
		return { y: row.y + row.style.depth + 4.6, west: Math.min(...xs), east: Math.max(...xs) };
	});
	const [bottom, top] = [levels[0], levels.at(-1)];
	if (!bottom || !top) return { slabs: [], lanes: [], ends: [] };
	const floor = (rows[0]?.y ?? 0) - 2.6;
	const lanes: Lane[] = [{ class: 'service', points: [[lane, floor] as Point, [lane, top.y] as Point].map(site.up) }];
	levels.forEach(({ y, west, east }, i) => {
		lanes.push({ class: 'service', points: [[west, y] as Point, [east, y] as Point].map(site.up) });
		const next = levels[i + 1];
		if (!next) return;
		for (const [x, other, away] of [
			[west, next.west, Math.min],
			[east, next.east, Math.max]
		] as const) {
			const out = away(x, other);
			const points: Point[] = [
				[x, y],
				[out, y],
				[out, next.y],
				[other, next.y]
			];
			if (points.every((point) => insideFlat(site, point)))
				lanes.push({ class: 'footway', points: points.map(site.up) });
		}
	});
	const middle = levels[Math.floor(levels.length / 2)] ?? bottom;
	const ends: [Point, Point][] = [
		[
			[lane, floor],
			[lane, floor - 400]
		],
		[
			[lane, top.y],
			[lane, top.y + 400]
		],
		[
			[middle.west, middle.y],
			[middle.west - 400, middle.y]
		],
		[
			[middle.east, middle.y],
			[middle.east + 400, middle.y]
		]
	];
	return { slabs, lanes, ends: ends.map(([from, to]) => ({ from: site.up(from), towards: site.up(to) })) };
}

function insideFlat(site: Site, point: Point): boolean {
	const [x, y] = point;
	const hit = rimCrossing(site.flat, [x, y], [x + 5000, y]);
	return hit !== null && hit.count % 2 === 1;
}

function openGates({ board, lot, ring }: Site, layout: Layout): LaneGate[] {
	const wanted = layout.slabs.length > 14 ? 3 : 2;
	const found = layout.ends.flatMap(({ from, towards }) => {
		const gate = rimCrossing(ring, from, towards)?.at;
		const entrance = gate && distance(gate, from) < 120 ? entranceAt(board, gate) : null;
		return entrance && leadsOut(lot, entrance) ? [{ from, entrance }] : [];
	});
	if (found.length === 0) return fallbackGate(board, lot, ring, layout);
	return found.slice(0, wanted + 1).map(({ from, entrance }, i) => ({
		entrance,
		from,
		passable: i < wanted && (i === 0 || !lot.random.chance(0.22)),
		class: i === 0 || i === 1 ? ('service' as const) : ('footway' as const),
		guarded: true
	}));
}

/** The way from gate to street must not run through the neighbours. */
function leadsOut(lot: Lot, { gate, at }: Entrance): boolean {
	const side = [...lot.frontages].sort(
		(a, b) => distance(mix(a.from, a.to, 0.5), at) - distance(mix(b.from, b.to, 0.5), at)
	);
	const facing = side.slice(0, 4).some((frontage) => isStreet(frontage.class));
	return facing && distance(gate, at) < 38;
}

function fallbackGate(board: Board, lot: Lot, ring: Ring, layout: Layout): LaneGate[] {
	for (const side of [...gateSides(lot), ...lot.frontages]) {
		const middle = mix(side.from, side.to, 0.5);
		const start = layout.ends.map((end) => end.from).sort((a, b) => distance(a, middle) - distance(b, middle))[0];
		const gate = start && rimCrossing(ring, start, middle)?.at;
		const entrance = entranceAt(board, gate ?? middle, true);
		if (start && entrance) return [{ entrance, from: start, passable: true, class: 'footway', guarded: true }];
	}
	return [];
}

function placeSlab({ board, lot, up }: Site, { x, y, units, style }: Slab, compound: number): void {
	const ring = slabOutline(x, y, units, style);
	const width = units * style.unitWidth;
	const top = Math.max(...ring.map((point) => point[1]));
	board.place(
		{
			role: style.role,
			kind: 'residential',
			block: lot.block,
			compound,
			levels: style.levels,
			ring: ring.map(up),
			door: up([x + width / 2, top + 1]),
			units,
			dwellings: style.levels * style.doorsPerFloor,
			floorM2: width * style.depth * style.levels,
			label: ''
		},
		{ buildings: 5, ways: 1.8 }
	);
}

/** Slabs are bars, sometimes stepping back stair by stair; towers have a notch on either side. */
function slabOutline(x: number, y: number, units: number, style: SlabStyle): Point[] {
	const { unitWidth, depth, stagger } = style;
	const width = units * unitWidth;
	if (style.role === 'tower') {
		const [n, w] = [depth * 0.2, width * 0.16];
		return [
			[x, y + n],
			[x + w, y + n],
			[x + w, y],
			[x + width - w, y],
			[x + width - w, y + n],
			[x + width, y + n],
			[x + width, y + depth - n],
			[x + width - w, y + depth - n],
			[x + width - w, y + depth],
			[x + w, y + depth],
			[x + w, y + depth - n],
			[x, y + depth - n]
		];
	}
	if (stagger === 0 || units < 2)
		return [
			[x, y],
			[x + width, y],
			[x + width, y + depth],
			[x, y + depth]
		];
	const steps = Array.from({ length: units }, (_, i) => (i % 2 === 1 ? stagger : 0));
	const south = steps.flatMap((step, i): Point[] => [
		[x + i * unitWidth, y + step],
		[x + (i + 1) * unitWidth, y + step]
	]);
	return [...south, [x + width, y + depth], [x, y + depth]];
}
