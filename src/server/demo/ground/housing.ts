import type { Board } from '#server/demo/ground/board';
import { layOutEstate } from '#server/demo/ground/estate-layout';
import type { EstateLayout, Slab } from '#server/demo/ground/estate-layout';
import { layLanes } from '#server/demo/ground/lanes';
import type { LaneGate } from '#server/demo/ground/lanes';
import { entranceAt, gateSides, isStreet } from '#server/demo/ground/lot';
import type { Entrance, Lot } from '#server/demo/ground/lot';
import { lineShops } from '#server/demo/ground/shops';
import { slabOutline } from '#server/demo/ground/slab-outline';
import { drawWall } from '#server/demo/ground/wall';
import { distance, mix } from '#server/demo/shape/plane';
import type { Ring } from '#server/demo/shape/plane';
import { drawnIn } from '#server/demo/shape/polygon';
import { rimCrossing } from '#server/demo/shape/rim';

/** Metres of ground that a row of shops takes outside of the wall. */
const SHOP_STRIP_M = 13.5;
const WALL_M = 0.6;

/**
 * A walled compound: rows that face south, lanes between them, gates to the street, shops outside of the wall.
 * Returns false, with nothing drawn, where the lot has no room for a row or no way out.
 */
export function buildCompound(board: Board, lot: Lot): boolean {
	const shopSides = shopSidesOf(lot);
	const insets = shopSides.map((shops) => (shops ? SHOP_STRIP_M : WALL_M));
	const ring = drawnIn(lot.ring, insets) ?? drawnIn(lot.ring, WALL_M);
	const layout = ring && layOutEstate(board, lot, ring);
	const gates = layout && openGates(board, lot, ring, layout);
	const main = gates?.find((gate) => gate.passable)?.entrance;
	if (!layout || !main) return false;
	board.compounds.push({
		block: lot.block,
		ring,
		quarter: lot.mark.quarter,
		gate: main.gate,
		street: main.way.name,
		label: ''
	});
	board.ground.push({ class: 'residential', name: '', shape: 'area', points: ring });
	for (const points of layout.gardens) {
		board.ground.push({ class: lot.random.chance(0.7) ? 'green' : 'square', name: '', shape: 'area', points });
	}
	layLanes(board, layout.lanes, gates);
	for (const slab of layout.slabs) placeSlab(board, lot, layout.up, slab);
	lineShops(board, lot, shopSides);
	drawWall(
		board,
		ring,
		gates.map((gate) => gate.entrance.gate)
	);
	return true;
}

/** Shops open along whole streets, not along single sides of an outline. */
function shopSidesOf(lot: Lot): boolean[] {
	const lines = [...new Set(lot.frontages.map((side) => side.line))];
	const busy = new Map(lines.map((line) => [line, lot.random.chance(0.36)]));
	return lot.frontages.map(
		(side) => ['primary', 'secondary', 'tertiary'].includes(side.class) && busy.get(side.line) === true
	);
}

function openGates(board: Board, lot: Lot, ring: Ring, layout: EstateLayout): LaneGate[] {
	const wanted = layout.slabs.length > 14 ? 3 : 2;
	const found = layout.ends.flatMap(({ from, towards }) => {
		const gate = rimCrossing(ring, from, towards)?.at;
		const entrance = gate && distance(gate, from) < 120 ? entranceAt(board, gate) : null;
		return entrance && leadsOut(lot, entrance) ? [{ from, entrance }] : [];
	});
	if (found.length === 0) return fallbackGate(board, lot, ring, layout);
	return found.slice(0, wanted + 1).map(({ from, entrance }, i) => ({
		entrance,
		from,
		passable: i < wanted && (i === 0 || !lot.random.chance(0.22)),
		class: i === 0 || i === 1 ? ('service' as const) : ('footway' as const),
		guarded: true
	}));
}

/** The way from gate to street must not run through the neighbours. */
function leadsOut(lot: Lot, { gate, at }: Entrance): boolean {
	const side = [...lot.frontages].sort(
		(a, b) => distance(mix(a.from, a.to, 0.5), at) - distance(mix(b.from, b.to, 0.5), at)
	);
	const facing = side.slice(0, 4).some((frontage) => isStreet(frontage.class));
	return facing && distance(gate, at) < 38;
}

function fallbackGate(board: Board, lot: Lot, ring: Ring, layout: EstateLayout): LaneGate[] {
	for (const side of [...gateSides(lot), ...lot.frontages]) {
		const middle = mix(side.from, side.to, 0.5);
		const start = layout.ends.map((end) => end.from).sort((a, b) => distance(a, middle) - distance(b, middle))[0];
		const gate = start && rimCrossing(ring, start, middle)?.at;
		const entrance = entranceAt(board, gate ?? middle, true);
		if (start && entrance) return [{ entrance, from: start, passable: true, class: 'footway', guarded: true }];
	}
	return [];
}

function placeSlab(board: Board, lot: Lot, up: EstateLayout['up'], { x, y, units, style }: Slab): void {
	const ring = slabOutline(x, y, units, style);
	const width = units * style.unitWidth;
	const top = Math.max(...ring.map((point) => point[1]));
	board.place(
		{
			role: style.role,
			kind: 'residential',
			block: lot.block,
			compound: board.compounds.length - 1,
			levels: style.levels,
			ring: ring.map(up),
			door: up([x + width / 2, top + 1]),
			units,
			dwellings: style.levels * style.doorsPerFloor,
			floorM2: width * style.depth * style.levels,
			label: ''
		},
		{ buildings: 5, ways: 1.8 }
	);
}
