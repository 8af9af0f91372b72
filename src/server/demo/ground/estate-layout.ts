import type { Board } from '#server/demo/ground/board';
import type { Lane } from '#server/demo/ground/lanes';
import { southFacing } from '#server/demo/ground/lot';
import type { Lot } from '#server/demo/ground/lot';
import { rowsIn, slabStyle, slabsIn, without } from '#server/demo/ground/rows';
import type { SlabRow, SlabStyle } from '#server/demo/ground/rows';
import type { Random } from '#server/demo/random';
import { boundsOf, centroid, contains, crossing, sides, stretches, turned } from '#server/demo/shape/plane';
import type { Line, Point, Ring } from '#server/demo/shape/plane';
import { drawnIn } from '#server/demo/shape/polygon';

/** A slab in the compound's own frame, where rows lie along x. */
export interface Slab {
	readonly x: number;
	readonly y: number;
	readonly units: number;
	readonly style: SlabStyle;
}

export interface EstateLayout {
	readonly slabs: readonly Slab[];
	readonly lanes: readonly Lane[];
	/** Outlines of gardens between the rows. */
	readonly gardens: readonly Ring[];
	/** Ends of lanes from which a gate could open, with a far point in the way they run. */
	readonly ends: readonly { readonly from: Point; readonly towards: Point }[];
	/** From the compound's frame to the board. */
	readonly up: (point: Point) => Point;
}

/** Metres from a row's northern face to the lane behind it, and from the last slab to the lane beside it. */
const LANE_BEHIND_M = 4.6;
const LANE_BESIDE_M = 3.4;
/** Half of the gap that the lane across the rows needs. */
const LANE_GAP_M = 5.5;
/** Further than any wall. */
const FAR_M = 400;

interface Frame {
	/** The buildable ground, turned so that rows lie along x. */
	readonly flat: Ring;
	readonly up: (point: Point) => Point;
	readonly random: Random;
}

/** Lays rows that face south, and lanes, into the walls of a compound. Null where no row finds room. */
export function layOutEstate(board: Board, lot: Lot, ring: Ring): EstateLayout | null {
	const angle = southFacing(ring);
	const pivot = centroid(ring);
	const flat = (drawnIn(ring, 4.5) ?? ring).map((point) => turned(point, -angle, pivot));
	const random = lot.random.fork(`rows${board.compounds.length}`);
	const frame: Frame = { flat, random, up: (point) => turned(point, angle, pivot) };
	const street = streetThrough(frame, styledRows(flat, lot, random));
	if (!street) return null;
	const { stops } = street;
	const garden = stops.length >= 5 && random.chance(0.55) ? random.whole(1, stops.length - 3) : -1;
	const gardens: Ring[] = [];
	const slabs = stops.flatMap(({ row, x }, r): Slab[] => {
		const spans = without(row.spans, x - LANE_GAP_M, x + LANE_GAP_M);
		if (r === garden && spans.length > 1) gardens.push(...gardenOn(row, spans.at(-1)));
		const built = r === garden && gardens.length > 0 ? spans.slice(0, -1) : spans;
		return built.flatMap((span) =>
			slabsIn(span, row.style, random).map((slab) => ({ ...slab, y: row.y, style: row.style }))
		);
	});
	if (slabs.length === 0) return null;
	return {
		slabs,
		gardens: gardens.map((own) => own.map(frame.up)),
		up: frame.up,
		...lanesBetween(frame, street, slabs)
	};
}

function styledRows(flat: Ring, lot: Lot, random: Random): SlabRow[] {
	const first = slabStyle(lot.mark.quarter, random);
	const second = slabStyle(lot.mark.quarter, random);
	const mixed = (lot.mark.quarter === 'high' || lot.mark.quarter === 'new') && random.chance(0.6);
	return rowsIn(flat, (row) => (mixed && row % 2 === 1 ? second : first));
}

/** The lane across the rows: one stop for every row it crosses, from south to north. */
interface InnerStreet {
	readonly stops: readonly { readonly row: SlabRow; readonly x: number }[];
	readonly line: Line;
}

const levelOf = (row: SlabRow) => row.y + row.style.depth + LANE_BEHIND_M;

/** Where the lane leaves most room for slabs beside it, near the middle if that costs little. */
function streetThrough({ flat, random }: Frame, rows: readonly SlabRow[]): InnerStreet | null {
	const [west, , east] = boundsOf(flat);
	const shares = [0.5 + random.between(-0.12, 0.12), 0.5, 0.4, 0.6, 0.3, 0.7, 0.2, 0.8, 0.12, 0.88];
	let best: InnerStreet | null = null;
	for (const share of shares) {
		const street = streetFrom(flat, rows, west + (east - west) * share);
		if (street && roomBeside(street) > roomBeside(best) * 1.08) best = street;
	}
	return best;
}

/** Stairwells that find room on both sides of the lane, all rows together. */
function roomBeside(street: InnerStreet | null): number {
	if (!street) return 0;
	return street.stops.reduce((sum, { row, x }) => {
		const parts = without(row.spans, x - LANE_GAP_M, x + LANE_GAP_M).map(([west, east]) =>
			Math.floor((east - west) / row.style.unitWidth)
		);
		const least = row.style.role === 'slab' ? 2 : 1;
		return sum + parts.filter((units) => units >= least).reduce((all, units) => all + units, 0);
	}, 0);
}

/** Goes straight on where it can and steps aside, along the lane behind a row, where the walls lean. */
function streetFrom(flat: Ring, rows: readonly SlabRow[], start: number): InnerStreet | null {
	const stops: { row: SlabRow; x: number }[] = [];
	for (const row of rows) {
		const before = stops.at(-1);
		const open = row.spans.flatMap((span) => {
			const [west, east] = [
				Math.max(span[0], before?.row.spans[0]?.[0] ?? -Infinity),
				Math.min(span[1], before?.row.spans[0]?.[1] ?? Infinity)
			];
			if (east - west < 2 * LANE_GAP_M + 1) return [];
			const x = Math.max(west + LANE_GAP_M, Math.min(east - LANE_GAP_M, before?.x ?? start));
			return [{ row: { ...row, spans: [span] }, x }];
		});
		const nearest = open.sort((a, b) => Math.abs(a.x - (before?.x ?? start)) - Math.abs(b.x - (before?.x ?? start)))[0];
		if (nearest) stops.push(nearest);
	}
	// where the outline is bent inwards, the rows beyond the bend are given up
	while (stops.length > 0 && !runsInside(flat, lineThrough(stops))) stops.pop();
	return stops.length > 0 ? { stops, line: lineThrough(stops) } : null;
}

function lineThrough(stops: InnerStreet['stops']): Line {
	return stops.flatMap(({ row, x }, i): Point[] => {
		const below = stops[i - 1];
		return [
			[x, below ? levelOf(below.row) : row.y - 0.9],
			[x, levelOf(row)]
		];
	});
}

function runsInside(ring: Ring, line: Line): boolean {
	if (!line.every((point) => contains(ring, point))) return false;
	return !stretches(line).some(([a, b]) => sides(ring).some(([c, d]) => crossing(a, b, c, d)));
}

function gardenOn(row: SlabRow, span: readonly [number, number] | undefined): Ring[] {
	if (!span || span[1] - span[0] < 24) return [];
	const [west, east] = [span[0] + 3, span[1] - 3];
	const [south, north] = [row.y - 1, row.y + row.style.depth];
	return [
		[
			[west, south],
			[(west + east) / 2, south - 1.5],
			[east, south],
			[east, north],
			[west, north]
		]
	];
}

/** One lane behind every row (doors open to the north), one across all rows, and footways along the walls. */
function lanesBetween(
	{ flat, up }: Frame,
	street: InnerStreet,
	slabs: readonly Slab[]
): Pick<EstateLayout, 'lanes' | 'ends'> {
	const levels = street.stops.map(({ row, x }, i): Level => {
		const own = slabs.filter((slab) => slab.y === row.y);
		const reach = own.flatMap((slab) => [
			slab.x - LANE_BESIDE_M,
			slab.x + slab.units * slab.style.unitWidth + LANE_BESIDE_M
		]);
		const crossed = [x, street.stops[i + 1]?.x ?? x];
		return { y: levelOf(row), west: Math.min(...crossed, ...reach), east: Math.max(...crossed, ...reach) };
	});
	const service = levels.map(({ y, west, east }): Line => [
		[west, y],
		[east, y]
	]);
	const besides = levels
		.slice(1)
		.flatMap((next, i) => sidePaths(levels[i] as Level, next))
		.filter((line) => runsInside(flat, line));
	const lane =
		(laneClass: Lane['class']) =>
		(line: Line): Lane => ({ class: laneClass, points: line.map(up) });
	return {
		lanes: [...[street.line, ...service].map(lane('service')), ...besides.map(lane('footway'))],
		ends: endsOf(street.line, levels).map(([from, towards]) => ({ from: up(from), towards: up(towards) }))
	};
}

interface Level {
	readonly y: number;
	readonly west: number;
	readonly east: number;
}

function sidePaths(below: Level, above: Level): Line[] {
	const path = (from: number, out: number, to: number): Line => [
		[from, below.y],
		[out, below.y],
		[out, above.y],
		[to, above.y]
	];
	return [
		path(below.west, Math.min(below.west, above.west), above.west),
		path(below.east, Math.max(below.east, above.east), above.east)
	];
}

/** South and north end of the lane across, west and east end of the middle one. */
function endsOf(street: Line, levels: readonly Level[]): (readonly [from: Point, towards: Point])[] {
	const [south, north] = [street[0] as Point, street.at(-1) as Point];
	const middle = levels[Math.floor(levels.length / 2)] as Level;
	const beyond = (from: Point, dx: number, dy: number) => [from, [from[0] + dx * FAR_M, from[1] + dy * FAR_M]] as const;
	return [
		beyond(south, 0, -1),
		beyond(north, 0, 1),
		beyond([middle.west, middle.y], -1, 0),
		beyond([middle.east, middle.y], 1, 0)
	];
}
