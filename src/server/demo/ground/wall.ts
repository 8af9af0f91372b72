import type { Board } from '#server/demo/ground/board';
import { add, distance, mix, nearestOnSegment, scale, sides, subtract, unit } from '#server/demo/shape/plane';
import type { Point, Ring } from '#server/demo/shape/plane';

const OPENING_M = 4;

/** Draws the wall around an outline, open at the gates. */
export function drawWall(board: Board, ring: Ring, gates: readonly Point[]): void {
	const openings = gates.map((gate) => openingOf(ring, gate));
	const points: { at: Point; breaks: boolean }[] = sides(ring).flatMap(([a, b], i) => {
		const own = openings.filter((opening) => opening.side === i).sort((p, q) => p.t - q.t);
		const along = unit(subtract(b, a));
		const gaps = own.flatMap(({ t }) => {
			const gate = mix(a, b, t);
			const before = Math.min(OPENING_M, distance(a, gate));
			const after = Math.min(OPENING_M, distance(gate, b));
			return [
				{ at: add(gate, scale(along, -before)), breaks: true },
				{ at: add(gate, scale(along, after)), breaks: false }
			];
		});
		return [{ at: a, breaks: false }, ...gaps];
	});
	const start = Math.max(0, points.findIndex((point) => point.breaks) + 1);
	const turned = [...points.slice(start), ...points.slice(0, start)];
	let piece: Point[] = [];
	const finish = () => {
		if (piece.length > 1) board.ground.push({ class: 'wall', name: '', shape: 'line', points: piece });
		piece = [];
	};
	for (const point of turned) {
		piece.push(point.at);
		if (point.breaks) finish();
	}
	if (openings.length === 0) piece.push(turned[0]?.at as Point);
	finish();
}

function openingOf(ring: Ring, gate: Point): { side: number; t: number } {
	let best = { side: 0, t: 0, gap: Infinity };
	sides(ring).forEach(([a, b], side) => {
		const foot = nearestOnSegment(gate, a, b);
		if (foot.distance < best.gap) best = { side, t: foot.t, gap: foot.distance };
	});
	return best;
}
