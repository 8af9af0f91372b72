import type { Board } from '#server/demo/ground/board';
import { layLanes } from '#server/demo/ground/lanes';
import type { LaneGate } from '#server/demo/ground/lanes';
import { entranceAt, gateSides } from '#server/demo/ground/lot';
import type { Lot } from '#server/demo/ground/lot';
import { roundAbout, squareAbout } from '#server/demo/ground/site';
import { add, centroid, distance, mix, scale, signedArea, subtract, unit } from '#server/demo/shape/plane';
import type { Line, Point } from '#server/demo/shape/plane';
import { drawnIn, encloses } from '#server/demo/shape/polygon';
import { ringThrough } from '#server/demo/shape/polyline';

/** A park: lawn, a pond off the middle, a round path and ways in from every street. */
export function buildPark(board: Board, lot: Lot): void {
	const { random } = lot;
	board.ground.push({ class: 'green', name: '', block: lot.block, shape: 'area', points: lot.ring });
	const loop = roundPath(lot);
	if (!loop) return;
	const middle = centroid(loop);
	const size = Math.sqrt(signedArea(lot.ring));
	const pond = roundAbout(
		add(middle, [random.between(-0.06, 0.06) * size, random.between(-0.05, 0.05) * size]),
		size * 0.17,
		() => random.between(-0.28, 0.28)
	);
	if (size > 110 && encloses(loop, pond)) {
		board.ground.push({ class: 'water', name: '', shape: 'area', points: pond });
		board.reserve(pond);
	}
	layLanes(board, [{ class: 'path', points: [...loop, loop[0] as Point] }], waysIn(board, lot, loop));
	if (size > 110) pavilion(board, lot, middle, size * 0.27);
}

/** A paved square: green beds, and ways across it. */
export function buildSquare(board: Board, lot: Lot): void {
	board.ground.push({ class: 'square', name: '', block: lot.block, shape: 'area', points: lot.ring });
	const loop = roundPath(lot);
	if (!loop) return;
	const bed = drawnIn(loop, 12);
	if (bed) board.ground.push({ class: 'green', name: '', shape: 'area', points: bed });
	layLanes(board, [{ class: 'pedestrian', points: [...loop, loop[0] as Point] }], waysIn(board, lot, loop));
}

function roundPath(lot: Lot): Point[] | null {
	const inner = drawnIn(lot.ring, Math.min(22, Math.sqrt(signedArea(lot.ring)) * 0.16));
	if (!inner) return null;
	const wide = inner.filter((point, i) => i === 0 || distance(point, inner[i - 1] as Point) > 18);
	const soft =
		wide.length >= 4
			? ringThrough(
					wide.map((point) => mix(point, centroid(inner), 0.06)),
					14
				)
			: inner;
	return encloses(lot.ring, soft) ? soft : inner;
}

function waysIn(board: Board, lot: Lot, loop: readonly Point[]): LaneGate[] {
	const seen: number[] = [];
	return gateSides(lot).flatMap((side): LaneGate[] => {
		if (seen.includes(side.line) || seen.length >= 4) return [];
		const gate = mix(side.from, side.to, lot.random.between(0.35, 0.65));
		const entrance = entranceAt(board, gate, side.class === 'footway');
		const from = [...loop].sort((a, b) => distance(a, gate) - distance(b, gate))[0];
		if (!entrance || !from) return [];
		seen.push(side.line);
		return [{ entrance, from, passable: true, class: 'footway', guarded: false }];
	});
}

function pavilion(board: Board, lot: Lot, middle: Point, away: number): void {
	const place = add(middle, scale(unit([lot.random.between(-1, 1), lot.random.between(-1, 1)]), away));
	const ring = squareAbout(place, 9, lot.random.between(0, 1.5));
	const door: Line = [ring[0] as Point, ring[1] as Point];
	const out = unit(subtract(door[1] as Point, door[0] as Point));
	board.place({
		role: 'public',
		kind: 'public',
		block: lot.block,
		compound: null,
		levels: 1,
		ring,
		door: add(mix(door[0] as Point, door[1] as Point, 0.5), [out[1], -out[0]]),
		units: 1,
		dwellings: 0,
		floorM2: 0,
		label: 'pavilion'
	});
}
