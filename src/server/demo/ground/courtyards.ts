import type { Board } from '#server/demo/ground/board';
import type { Lot } from '#server/demo/ground/lot';
import type { Random } from '#server/demo/random';
import {
	add,
	distance,
	mix,
	nearestOnSegment,
	scale,
	signedArea,
	sides,
	subtract,
	turned,
	unit
} from '#server/demo/shape/plane';
import type { Point, Ring } from '#server/demo/shape/plane';
import { cutBy, drawnIn, fittedRectangle, orientedBox } from '#server/demo/shape/polygon';

const PLOT_M2 = 430;

/** The old town: plots cut again and again, on each a house around its yard, the door to the lane. */
export function buildCourtyards(board: Board, lot: Lot): void {
	board.ground.push({ class: 'residential', name: '', shape: 'area', points: lot.ring });
	for (const plot of plotsOf(lot.ring, lot.random)) raiseHouse(board, lot, plot);
}

function plotsOf(ring: Ring, random: Random): Ring[] {
	if (signedArea(ring) < PLOT_M2 * random.between(1, 1.9)) return [ring];
	const box = orientedBox(ring);
	for (let attempt = 0; attempt < 5; attempt++) {
		const through = add(box.centre, turned([box.long * random.bell() * 0.06, 0], box.angle));
		const reach = turned([0, 400], box.angle + random.bell() * 0.07);
		const parts = cutBy(ring, [subtract(through, reach), add(through, reach)]);
		if (parts) return parts.flatMap((part) => plotsOf(part, random));
	}
	return [ring];
}

function raiseHouse(board: Board, lot: Lot, plot: Ring): void {
	const { random } = lot;
	const ground = drawnIn(plot, random.between(0.5, 1));
	if (!ground || signedArea(ground) < 70) return;
	const angle = nearestRightAngle(orientedBox(ground).angle);
	const rectangle = fittedRectangle(ground, angle, 8);
	if (!rectangle) return;
	const shopfront = random.chance(0.12);
	const ring = houseOutline(rectangle, random);
	board.place(
		{
			role: shopfront ? 'shop' : 'court',
			kind: shopfront ? 'mixed' : 'residential',
			block: lot.block,
			compound: null,
			levels: random.chance(0.25) ? 2 : 1,
			ring,
			door: doorTowards(ring, lot.ring),
			units: 1,
			dwellings: random.weighted([
				[1, 5],
				[2, 4],
				[3, 2],
				[4, 1]
			]),
			floorM2: shopfront ? 60 : 0,
			label: ''
		},
		{ buildings: 0.4, ways: 1.5 }
	);
}

/** The turn within 45° of true south that keeps the house square to its plot. */
function nearestRightAngle(angle: number): number {
	return angle - Math.round(angle / (Math.PI / 2)) * (Math.PI / 2);
}

/** Main house to the north, wings east and west, sometimes one wing, sometimes none. */
function houseOutline(corners: readonly Point[], random: Random): Point[] {
	const [a, b, c, d] = corners as [Point, Point, Point, Point];
	const at = (u: number, v: number) => mix(mix(a, b, u), mix(d, c, u), v);
	const [width, height] = [distance(a, b), distance(a, d)];
	const wing = Math.min(0.4, 4.6 / width);
	const hall = Math.max(0.35, 1 - 6.4 / height);
	if (width < 12 || height < 11) return [a, b, c, d];
	const shape = random.weighted([
		['yard', 6],
		['east', 2],
		['west', 2],
		['whole', 1.2]
	] as const);
	if (shape === 'whole') return [at(0, 0.25), at(1, 0.25), c, d];
	const east = [at(1 - wing, hall), at(1 - wing, 0), b, c];
	if (shape === 'east') return [at(0, hall), ...east, d];
	if (shape === 'west') return [a, at(wing, 0), at(wing, hall), at(1, hall), c, d];
	return [a, at(wing, 0), at(wing, hall), ...east, d];
}

/** The middle of the side nearest to the lane, one step outside. */
export function doorTowards(ring: Ring, lot: Ring): Point {
	const gap = (point: Point) => Math.min(...sides(lot).map(([a, b]) => nearestOnSegment(point, a, b).distance));
	const doors = sides(ring)
		.filter(([a, b]) => distance(a, b) > 3)
		.map(([a, b]) => {
			const out = unit(subtract(b, a));
			return add(mix(a, b, 0.5), scale([out[1], -out[0]], 0.5));
		});
	return doors.sort((p, q) => gap(p) - gap(q))[0] ?? (ring[0] as Point);
}
