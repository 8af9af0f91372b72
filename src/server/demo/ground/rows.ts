import type { Quarter } from '#server/demo/ground/quarters';
import type { Random } from '#server/demo/random';
import { boundsOf, crossing, sides } from '#server/demo/shape/plane';
import type { Point, Ring } from '#server/demo/shape/plane';

/** How the slabs of a compound are built; metres. */
export interface SlabStyle {
	readonly role: 'slab' | 'tower';
	readonly levels: number;
	readonly depth: number;
	/** From one row to the next. */
	readonly pitch: number;
	readonly unitWidth: number;
	readonly units: readonly number[];
	readonly gap: number;
	/** Dwellings on one floor of one unit. */
	readonly doorsPerFloor: number;
	/** Staircases that step back from the row before, in metres. */
	readonly stagger: number;
}

/** One row of buildings in the compound's own frame: the southern face and the stretches that may be built on. */
export interface SlabRow {
	readonly y: number;
	readonly style: SlabStyle;
	readonly spans: readonly (readonly [west: number, east: number])[];
}

export function slabStyle(quarter: Quarter, random: Random): SlabStyle {
	const slab = { role: 'slab' as const, gap: 8, doorsPerFloor: 2, stagger: 0 };
	if (quarter === 'aged') {
		return {
			...slab,
			levels: random.chance(0.8) ? 6 : 5,
			depth: 11,
			pitch: random.between(24.5, 28),
			unitWidth: random.between(13.5, 15),
			units: [4, 3, 4, 4, 6],
			gap: 7
		};
	}
	if (quarter === 'high' || quarter === 'new') {
		return random.weighted([
			[
				{
					...slab,
					role: 'tower' as const,
					levels: 18,
					depth: 18,
					pitch: 50,
					unitWidth: 27,
					units: [1, 1, 2],
					gap: 17,
					doorsPerFloor: 4
				},
				6
			],
			[{ ...slab, levels: 11, depth: 14, pitch: 40, unitWidth: 20, units: [2, 3, 2], gap: 14 }, 4],
			[{ ...slab, levels: 17, depth: 15, pitch: 50, unitWidth: 21, units: [2, 3, 2], gap: 16, stagger: 2.5 }, 2]
		]);
	}
	return random.weighted([
		[
			{
				...slab,
				levels: 6,
				depth: 12.5,
				pitch: random.between(29, 32.5),
				unitWidth: random.between(15, 17),
				units: [3, 4, 4, 3]
			},
			6
		],
		[{ ...slab, levels: 6, depth: 12, pitch: random.between(29, 32), unitWidth: 16, units: [3, 4, 4], stagger: 2 }, 2],
		[{ ...slab, levels: 11, depth: 14, pitch: 42, unitWidth: 19, units: [2, 3], gap: 12 }, 4]
	]);
}

/** Rows from south to north that fit the outline (already turned so that the slabs lie along x). */
export function rowsIn(flat: Ring, pickStyle: (row: number) => SlabStyle): SlabRow[] {
	const [, south, , north] = boundsOf(flat);
	const rows: SlabRow[] = [];
	let y = south + 3;
	for (let row = 0; y < north; row++) {
		const style = pickStyle(row);
		const top = y + style.depth + 6.5;
		const spans = [y - 1, y + style.depth / 2, top].map((height) => spansAt(flat, height)).reduce(shared);
		const wide = spans.filter(([west, east]) => east - west >= style.unitWidth);
		if (wide.length > 0) rows.push({ y, style, spans: wide });
		y += wide.length > 0 ? style.pitch : 5;
	}
	return rows;
}

type Span = readonly [west: number, east: number];

function spansAt(flat: Ring, y: number): Span[] {
	const line: [Point, Point] = [
		[-1e5, y],
		[1e5, y]
	];
	const hits = sides(flat)
		.filter(([a, b]) => a[1] > y !== b[1] > y)
		.flatMap(([a, b]) => crossing(a, b, ...line)?.at[0] ?? [])
		.sort((a, b) => a - b);
	return hits.flatMap((hit, i) =>
		i % 2 === 0 && hits[i + 1] !== undefined ? [[hit, hits[i + 1] as number] as const] : []
	);
}

function shared(one: readonly Span[], other: readonly Span[]): Span[] {
	return one.flatMap(([a, b]) =>
		other.flatMap(([c, d]) => (Math.min(b, d) - Math.max(a, c) > 5 ? [[Math.max(a, c), Math.min(b, d)] as const] : []))
	);
}

/** Takes a strip out of the spans, e.g. for the lane that crosses the rows. */
export function without(spans: readonly Span[], from: number, to: number): Span[] {
	return spans.flatMap(([west, east]): Span[] => {
		if (east <= from || west >= to) return [[west, east]];
		return [[west, from] as const, [to, east] as const].filter(([a, b]) => b - a > 8);
	});
}

/** The slabs of one stretch: west end and units of each, spread out, with at least the style's gap between them. */
export function slabsIn([west, east]: Span, style: SlabStyle, random: Random): { x: number; units: number }[] {
	const room = east - west;
	const slabs: number[] = [];
	let used = 0;
	for (;;) {
		const gap = slabs.length > 0 ? style.gap : 0;
		const units = fitting(Math.floor((room - used - gap) / style.unitWidth), random.pick(style.units));
		if (units < (style.role === 'slab' ? 2 : 1)) break;
		slabs.push(units);
		used += gap + units * style.unitWidth;
	}
	// the last slabs take up room that would else lie waste at the wall
	for (let i = slabs.length - 1; i >= 0; i--) {
		const units = slabs[i] as number;
		if (units >= 4 || room - used < style.unitWidth || style.role === 'tower') continue;
		slabs[i] = units + 1;
		used += style.unitWidth;
	}
	const spare = Math.min((room - used) / Math.max(1, slabs.length), 7);
	let x = west + Math.max(0, room - used - spare * slabs.length) / 2;
	return slabs.map((units) => {
		const slab = { x, units };
		x += units * style.unitWidth + style.gap + spare;
		return slab;
	});
}

/** Five stairwells part badly into cells and are not built. */
function fitting(most: number, wanted: number): number {
	const units = Math.min(most, wanted);
	return units === 5 ? 4 : units;
}
