import type { Board } from '#server/demo/ground/board';
import { HALF_WIDTH } from '#server/demo/ground/skeleton';
import type { StreetPlan } from '#server/demo/ground/street-plan';
import type { Random } from '#server/demo/random';
import { add, signedArea, subtract, turned } from '#server/demo/shape/plane';
import type { Ring } from '#server/demo/shape/plane';
import { cutBy, drawnIn, orientedBox } from '#server/demo/shape/polygon';
import { besides } from '#server/demo/shape/polyline';

/** What surrounds the town: long fields, a few woods and fish ponds, and the railway. */
export function drawCountryside(board: Board, plan: StreetPlan, random: Random): void {
	for (const block of plan.blocks) {
		if (block.mark) continue;
		const insets = block.sides.map((line) => HALF_WIDTH[plan.lines[line]?.class ?? 'plot'] + 8);
		const ground = drawnIn(block.ring, insets) ?? drawnIn(block.ring, 12) ?? block.ring;
		fieldsOf(ground, random).forEach((field) => drawField(board, field, random));
	}
	for (const offset of [-2.5, 2.5]) {
		board.ground.push({
			class: 'railway',
			name: plan.gazetteer.railway,
			shape: 'line',
			points: besides(plan.railway, offset)
		});
	}
}

function fieldsOf(ring: Ring, random: Random): Ring[] {
	if (signedArea(ring) < 44_000 * random.between(0.7, 1.8)) return [ring];
	const box = orientedBox(ring);
	const through = add(box.centre, turned([box.long * random.bell() * 0.1, 0], box.angle));
	const reach = turned([0, 6000], box.angle + random.bell() * 0.05);
	const parts = cutBy(ring, [subtract(through, reach), add(through, reach)]);
	return parts ? parts.flatMap((part) => fieldsOf(part, random)) : [ring];
}

function drawField(board: Board, field: Ring, random: Random): void {
	const points = drawnIn(field, random.between(2, 4));
	if (!points) return;
	const small = signedArea(points) < 36_000;
	const groundClass = random.weighted([
		['farmland', 20],
		['green', 2],
		['water', small ? 1.6 : 0]
	] as const);
	board.ground.push({ class: groundClass, name: '', shape: 'area', points });
}
