import type { Board, DraftWay } from '#server/demo/ground/board';
import { PROMENADE_OFFSET, RIVER_HALF_WIDTH } from '#server/demo/ground/skeleton';
import { northOfRiver } from '#server/demo/ground/street-plan';
import type { StreetPlan } from '#server/demo/ground/street-plan';
import { drawnIn } from '#server/demo/shape/polygon';
import { add, distance, leftOf, mix, scale, subtract, unit } from '#server/demo/shape/plane';
import type { Point } from '#server/demo/shape/plane';
import { lengthOf, pointAlong, ribbon } from '#server/demo/shape/polyline';
import type { Random } from '#server/demo/random';

/** The river: water, green banks, steps from the streets down to the promenade, two bridges for people alone. */
export function drawRiver(board: Board, plan: StreetPlan, random: Random): void {
	for (const block of plan.blocks) {
		const bank = block.riverside ? drawnIn(block.ring, 2) : null;
		if (bank) board.ground.push({ class: 'green', name: '', shape: 'area', points: bank });
	}
	const water = ribbon(plan.river, (i) => RIVER_HALF_WIDTH + 4 * Math.sin(i * 0.9) - 2);
	board.ground.push({ class: 'water', name: '', shape: 'area', points: water });
	board.ground.push({ class: 'waterway', name: plan.gazetteer.river, shape: 'line', points: plan.river });
	board.reserve(water);
	const { townReach, footbridges } = plan.sketch;
	const town = plan.river.filter(([x]) => x > townReach[0] && x < townReach[1]);
	const length = lengthOf(town);
	for (let along = 60; along < length; along += random.between(95, 150)) {
		for (const side of [1, -1]) descend(board, plan, placeBeside(town, along, side * (PROMENADE_OFFSET + 20)));
	}
	plan.gazetteer.footbridges.forEach((name, i) =>
		footbridge(board, plan, pointOn(town, length * (footbridges[i] ?? 0.5)), name)
	);
}

const pointOn = (line: readonly Point[], along: number) => (offset: number) => placeBeside(line, along, offset);

function placeBeside(line: readonly Point[], along: number, offset: number): Point {
	const way = unit(subtract(pointAlong(line, along + 5), pointAlong(line, along - 5)));
	return add(pointAlong(line, along), scale(leftOf(way), offset));
}

type Accept = (way: DraftWay) => boolean;

const onPromenade =
	(plan: StreetPlan): Accept =>
	(way) =>
		way.line !== null && plan.lines[way.line]?.named === 'promenade';
const onEmbankment =
	(plan: StreetPlan): Accept =>
	(way) =>
		way.line !== null && !way.bridge && (plan.lines[way.line]?.named ?? '').startsWith('embankment');

/** A path from the street to the promenade; the last metres are steps. */
function descend(board: Board, plan: StreetPlan, place: Point): void {
	const street = board.meet(place, 45, onEmbankment(plan));
	const below = board.meet(place, 45, onPromenade(plan));
	if (!street || !below || distance(street.at, below.at) > 80) return;
	if (northOfRiver(street.at, plan.river) !== northOfRiver(below.at, plan.river)) return;
	const top = board.addNode(mix(below.at, street.at, 0.3));
	const common = { name: '', bridge: false, tunnel: false, line: null, gates: new Map<number, boolean>() };
	board.addWay({ ...common, class: 'footway', keys: [street.key, top] });
	board.addWay({ ...common, class: 'steps', keys: [top, below.key] });
}

function footbridge(board: Board, plan: StreetPlan, beside: (offset: number) => Point, name: string): void {
	const shores = [1, -1].map((side) => board.meet(beside(side * (PROMENADE_OFFSET + 2)), 30, onPromenade(plan)));
	const streets = [1, -1].map((side) => board.meet(beside(side * (PROMENADE_OFFSET + 40)), 40, onEmbankment(plan)));
	const [north, south] = shores;
	if (!north || !south) return;
	const common = { name, tunnel: false, line: null, gates: new Map<number, boolean>() };
	board.addWay({ ...common, class: 'pedestrian', bridge: true, keys: [north.key, south.key] });
	streets.forEach((street, i) => {
		const shore = shores[i];
		if (street && shore) board.addWay({ ...common, class: 'pedestrian', bridge: false, keys: [street.key, shore.key] });
	});
}
