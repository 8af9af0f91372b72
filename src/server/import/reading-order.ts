import { localPlane, type LngLat } from '#domain/place/coord';

/**
 * Indices of the points in the order in which codes are given out: bands from north to south, in each band from
 * west to east (CJ/T 349). Points within `bandM` metres of latitude count as one row.
 */
export function readingOrder(points: readonly LngLat[], bandM: number): number[] {
	const first = points[0];
	if (!first) return [];
	const plane = localPlane(first);
	const rows = points.map((point) => {
		const [x, y] = plane.toMetres(point);
		return { x, y, row: -Math.floor(y / bandM) };
	});
	return rows.map((_, index) => index).sort((a, b) => compareRows(rows[a]!, rows[b]!) || a - b);
}

interface Placed {
	readonly x: number;
	readonly y: number;
	readonly row: number;
}

function compareRows(a: Placed, b: Placed): number {
	return a.row - b.row || a.x - b.x || b.y - a.y;
}
