import polylabel from 'polylabel';
import type { LngLat } from '#domain/place/coord';
import { ringContains, signedArea, type Ring, type XY } from '#domain/place/ring';

/**
 * A place for a label, always inside: the pole of inaccessibility of the largest part (polylabel, Agafonkin 2016), to
 * a twentieth of its narrow side.
 *
 * @param polygons outer ring first, counter-clockwise, then holes, in degrees; not closed.
 * @returns null where there is no polygon.
 */
export function labelPoint(polygons: readonly (readonly Ring[])[]): LngLat | null {
	const largest = polygons.reduce<readonly Ring[] | null>(
		(best, rings) => (!best || signedArea(rings[0]!) > signedArea(best[0]!) ? rings : best),
		null
	);
	if (!largest) return null;
	const [lng, lat] = largest[0]![0]!;
	// Degrees of longitude are shortened, so that the middle is the middle on the map.
	const squeeze = Math.cos((lat * Math.PI) / 180);
	const flat = largest.map((ring) => ring.map(([x, y]): [number, number] => [(x - lng) * squeeze, y - lat]));
	const [x, y] = polylabel(flat, narrowSide(flat[0]!) / 20);
	const inside = ringContains(flat[0]!, x, y) && !flat.slice(1).some((hole) => ringContains(hole, x, y));
	const [px, py] = inside ? [x, y] : middleOfChord(flat);
	return [px / squeeze + lng, py + lat];
}

function narrowSide(ring: Ring): number {
	const spread = (axis: 0 | 1) => {
		let [low, high] = [Infinity, -Infinity];
		for (const point of ring) [low, high] = [Math.min(low, point[axis]), Math.max(high, point[axis])];
		return high - low;
	};
	return Math.min(spread(0), spread(1));
}

/** The middle of the widest stretch of ground on a line through the shape: for slivers that the search steps over. */
function middleOfChord(rings: readonly Ring[]): XY {
	const heights = [...new Set(rings[0]!.map((point) => point[1]))].sort((a, b) => a - b);
	const half = heights.length >> 1;
	const y = (heights[half - 1]! + heights[half]!) / 2;
	const met: number[] = [];
	for (const ring of rings) {
		for (let i = 0, j = ring.length - 1; i < ring.length; j = i++) {
			const [a, b] = [ring[j]!, ring[i]!];
			if (a[1] > y !== b[1] > y) met.push(a[0] + ((y - a[1]) / (b[1] - a[1])) * (b[0] - a[0]));
		}
	}
	met.sort((a, b) => a - b);
	let best = 0;
	for (let i = 0; i + 1 < met.length; i += 2) {
		if (met[i + 1]! - met[i]! > met[best + 1]! - met[best]!) best = i;
	}
	return [(met[best]! + met[best + 1]!) / 2, y];
}
