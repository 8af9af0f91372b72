import type { Random } from '#server/demo/random';
import { turned } from '#server/demo/shape/plane';
import type { Point, Ring } from '#server/demo/shape/plane';
import { ringThrough } from '#server/demo/shape/polyline';

/**
 * The lie of a large town: where its grid of main streets runs crooked, where its river bends and where it ends.
 * `u, v` are metres on an even grid, points are metres on the board; the middle of the old town is the origin of both.
 */
export interface CityField {
	/** Half of the town's length and of its breadth. */
	readonly halfX: number;
	readonly halfY: number;
	/** The river's row of the even grid. */
	readonly riverV: number;
	/** The railway's. */
	readonly railV: number;
	/** From the even grid to the board. */
	place(u: number, v: number): Point;
	readonly limit: Ring;
	/** 0 in the middle of the town, 1 at its edge. */
	share(point: Point): number;
	/** A smooth whim between about −1 and 1, the same wherever one asks twice. */
	whim(point: Point): number;
}

/** How far from the river the streets follow its bends. */
const RIVER_SWAY_M = 1900;

export function layField(random: Random, areaM2: number): CityField {
	const half = Math.sqrt(areaM2 / Math.PI);
	const [halfX, halfY] = [half * 1.14, half / 1.14];
	const riverV = -1080;
	const railV = halfY * 0.52;
	const bend = riverBend(random.fork('river'), halfX);
	const sway = waves(random.fork('sway'), [2600, 4700], 2);
	const swayAcross = waves(random.fork('sway across'), [2600, 4700], 2);
	const lean = random.between(-0.07, 0.07);
	const place = (u: number, v: number): Point => {
		const near = Math.exp(-(((v - riverV) / RIVER_SWAY_M) ** 2));
		// streets of the old town stay where they always were
		const far = 1 - Math.exp(-((Math.hypot(u, v) / 1500) ** 2));
		const x = u + 95 * far * sway([u, v]);
		const y = v + near * bend(u) + 85 * (1 - near) * far * swayAcross([u, v]);
		return turned([x, y], lean);
	};
	const phase = [random.between(0, 6), random.between(0, 6)] as const;
	const edge = (angle: number) =>
		1 + 0.06 * Math.sin(2 * angle + phase[0]) + 0.05 * Math.sin(3 * angle + phase[1]) + 0.05 * Math.cos(4 * angle);
	const rim = Array.from({ length: 40 }, (_, i): Point => {
		const angle = (i / 40) * 2 * Math.PI;
		return place(halfX * edge(angle) * Math.cos(angle), halfY * edge(angle) * Math.sin(angle));
	});
	return {
		...{ halfX, halfY, riverV, railV, place },
		limit: ringThrough(rim, 60, 1),
		share: ([x, y]) => Math.hypot(x / halfX, y / halfY),
		whim: waves(random.fork('whim'), [1100, 2400], 3)
	};
}

/** Two great bends, and none where the old town stands beside the water. */
function riverBend(random: Random, halfX: number): (u: number) => number {
	const [long, short] = [halfX * random.between(1.25, 1.5), halfX * random.between(0.6, 0.75)];
	const [a, b] = [random.chance(0.5) ? 1 : -1, random.between(-1, 1)];
	const size = Math.min(1000, halfX * 0.19);
	return (u) =>
		-Math.abs(size * 0.3) * (1 - Math.exp(-((u / 1400) ** 2))) +
		size * (a * Math.sin((2 * Math.PI * u) / long) + 0.4 * b * Math.sin((2 * Math.PI * u) / short));
}

function waves(random: Random, [least, most]: readonly [number, number], count: number): (point: Point) => number {
	const each = Array.from({ length: count * 2 }, () => {
		const [angle, length] = [random.between(0, 2 * Math.PI), random.between(least, most)];
		return { x: Math.cos(angle) / length, y: Math.sin(angle) / length, phase: random.between(0, 1) };
	});
	return ([px, py]) =>
		each.reduce((sum, { x, y, phase }) => sum + Math.sin(2 * Math.PI * (px * x + py * y + phase)), 0) / count;
}
