import type { WayClass } from '#domain/place/survey';
import type { CityField } from '#server/demo/ground/city-field';
import type { Sketch } from '#server/demo/ground/sketch';
import type { Random } from '#server/demo/random';
import { add, contains, crossing, distance, scale, sides, subtract, unit } from '#server/demo/shape/plane';
import type { Line, Point, Ring } from '#server/demo/shape/plane';
import { curveThrough } from '#server/demo/shape/polyline';

type Arterial = Sketch['arterials'][number];

/** A row or a column of the even grid. */
interface GridLine {
	/** Metres from the old town. */
	readonly at: number;
	readonly class: 'primary' | 'secondary' | 'tertiary';
	/** Whether it goes on into the country. */
	readonly leaves: boolean;
}

interface Grid {
	readonly columns: readonly GridLine[];
	readonly rows: readonly GridLine[];
}

/** What a street is drawn beyond the one it ends at, so that they surely meet. */
const PAST_M = 14;

/** Metres between the old town's middle and the street around it. */
export const CORE_RADIUS_M = 640;

/** The main streets of a large town: a crooked grid that thins out, a ring around all, one avenue across the grain. */
export function mainStreets(field: CityField, coreRing: Ring, paper: Ring, random: Random): Arterial[] {
	const grid = gridOf(field, random.fork('grid'));
	const node = jittered(field, grid, random.fork('jitter'));
	const cuts = { limit: field.limit, coreRing, paper };
	const columns = grid.columns.flatMap((line, c) => {
		const runs = runsOf(line, grid.rows, bridgeless(field, grid.rows, line), random.fork(`c${c}`));
		return runs.flatMap((run) =>
			streets(
				`column${c}`,
				line,
				run.map((r) => node(c, r)),
				cuts
			)
		);
	});
	const rows = grid.rows.flatMap((line, r) => {
		const runs = runsOf(line, grid.columns, () => false, random.fork(`r${r}`));
		return runs.flatMap((run) =>
			streets(
				`row${r}`,
				line,
				run.map((c) => node(c, r)),
				cuts
			)
		);
	});
	const ring = [...field.limit, field.limit[0] as Point];
	const avenue = avenueThrough(grid, node);
	return [
		{ key: 'ring', class: 'primary', controls: ring },
		...columns,
		...rows,
		...streets('avenue', { at: 1, class: 'primary', leaves: false }, avenue, cuts)
	];
}

function gridOf(field: CityField, random: Random): Grid {
	const line = (at: number, k: number): GridLine => ({
		at,
		class: k % 3 === 0 ? 'primary' : k % 2 === 0 ? 'secondary' : 'tertiary',
		leaves: k % 6 === 0
	});
	const spread = (half: number): GridLine[] => {
		const list = [line(0, 0)];
		for (const side of [1, -1]) {
			for (let at = 0, k = 1; ; k++) {
				at += Math.abs(at) < 1300 ? random.between(430, 500) : random.between(500, 620);
				if (at > half * 1.12) break;
				list.push(line(side * at, k));
			}
		}
		return list.sort((a, b) => a.at - b.at);
	};
	// rows keep away from the water and the tracks, which lie between two of them
	const rows = spread(field.halfY).map((row) => {
		const water = row.at - field.riverV;
		const tracks = row.at - field.railV;
		if (Math.abs(water) < 300) return { ...row, at: field.riverV + 300 * Math.sign(water || 1) };
		if (Math.abs(tracks) < 190) return { ...row, at: field.railV + 190 * Math.sign(tracks || 1) };
		return row;
	});
	return { columns: spread(field.halfX), rows };
}

function jittered(field: CityField, grid: Grid, random: Random): (column: number, row: number) => Point {
	const nodes = grid.columns.map(({ at: u }) =>
		grid.rows.map(({ at: v }): Point => field.place(u + random.between(-32, 32), v + random.between(-24, 24)))
	);
	return (column, row) => (nodes[column] as Point[])[row] as Point;
}

/** Small streets do not cross the river. */
function bridgeless(field: CityField, rows: readonly GridLine[], line: GridLine): (gap: number) => boolean {
	return (gap) => {
		const [south, north] = [rows[gap]?.at ?? 0, rows[gap + 1]?.at ?? 0];
		const over = (v: number) => south < v && v < north;
		return line.class === 'tertiary' && (over(field.riverV) || over(field.railV));
	};
}

/** Runs of crossings a street goes through. Where superblocks are, a small street pauses between two greater ones. */
function runsOf(
	line: GridLine,
	crossed: readonly GridLine[],
	impassable: (gap: number) => boolean,
	random: Random
): number[][] {
	const runs: number[][] = [[0]];
	for (let i = 1; i < crossed.length; i++) {
		const meets = [crossed[i - 1], crossed[i]].every((other) => other && other.class !== 'tertiary');
		const pauses = line.class === 'tertiary' && meets && random.chance(0.3);
		if (impassable(i - 1) || pauses) runs.push([i]);
		else runs.at(-1)?.push(i);
	}
	return runs.filter((run) => run.length > 1);
}

/** From the old town's ring to the north-east, through the crossings. */
function avenueThrough(grid: Grid, node: (column: number, row: number) => Point): Point[] {
	const [c, r] = [grid.columns, grid.rows].map((lines) => lines.findIndex(({ at }) => at === 0)) as [number, number];
	const steps = Math.min(grid.columns.length - c, grid.rows.length - r, 8);
	return Array.from({ length: Math.max(2, steps - 1) }, (_, i) => node(c + 1 + i, r + 1 + i));
}

interface Cuts {
	readonly limit: Ring;
	readonly coreRing: Ring;
	/** A little more than what is drawn. */
	readonly paper: Ring;
}

/** A street through its crossings, without what lies beyond the town or, for all but two, within the old town. */
function streets(key: string, line: GridLine, controls: Line, { limit, coreRing, paper }: Cuts): Arterial[] {
	if (controls.length < 2) return [];
	const curve = curveThrough(controls, 40, 0.3);
	const inTown = line.leaves ? kept(longer(curve), paper, true) : kept(curve, limit, true);
	const parts = line.at === 0 ? inTown : inTown.flatMap((part) => kept(part, coreRing, false));
	return parts
		.filter((part) => part.length > 1)
		.map((part) => ({ key, class: line.class as WayClass, controls: past(part) }));
}

/** The stretches of a line inside (or outside) of a ring, ended where they meet it. */
function kept(line: Line, ring: Ring, inside: boolean): Point[][] {
	const parts: Point[][] = [];
	let open = contains(ring, line[0] as Point) === inside ? [line[0] as Point] : null;
	for (let i = 1; i < line.length; i++) {
		const [a, b] = [line[i - 1] as Point, line[i] as Point];
		const hits = sides(ring).flatMap(([c, d]) => crossing(a, b, c, d) ?? []);
		for (const { at } of hits.sort((one, other) => one.t - other.t)) {
			if (open) {
				parts.push([...open, at]);
				open = null;
			} else open = [at];
		}
		open?.push(b);
	}
	if (open) parts.push(open);
	return parts.filter((part) => lengthOver(part, 60));
}

const lengthOver = (line: Line, least: number): boolean =>
	line.slice(1).reduce((sum, point, i) => sum + distance(point, line[i] as Point), 0) > least;

function past(line: Line): Point[] {
	const beyond = (end: Point, before: Point) => add(end, scale(unit(subtract(end, before)), PAST_M));
	return [beyond(line[0] as Point, line[1] as Point), ...line, beyond(line.at(-1) as Point, line.at(-2) as Point)];
}

/** A road into the country, further than anybody draws. */
function longer(line: Line): Point[] {
	const far = (end: Point, before: Point) => add(end, scale(unit(subtract(end, before)), 9000));
	return [
		far(line[0] as Point, line[3] ?? (line[1] as Point)),
		...line,
		far(line.at(-1) as Point, line.at(-4) ?? (line.at(-2) as Point))
	];
}
