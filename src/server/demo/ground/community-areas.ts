import type { PlanBlock, StreetPlan } from '#server/demo/ground/street-plan';
import { signedArea } from '#server/demo/shape/plane';
import type { Point, Ring } from '#server/demo/shape/plane';

/**
 * The ground of one community: its blocks without the sides they share. Neighbours run through the same nodes, so
 * communities tile the town exactly. Outer outlines are counter-clockwise, holes clockwise.
 */
export function communityOutline(plan: StreetPlan, community: number): Ring[] {
	const blocks = plan.blocks.filter((block) => block.mark?.community === community);
	const outside = new Map<number, number[]>();
	const sidesOf = (block: PlanBlock) =>
		block.corners.map((a, i) => [a, block.corners[(i + 1) % block.corners.length] as number] as const);
	const own = new Set(blocks.flatMap((block) => sidesOf(block).map(([a, b]) => `${a}>${b}`)));
	for (const block of blocks) {
		for (const [a, b] of sidesOf(block)) {
			if (!own.has(`${b}>${a}`)) outside.set(a, [...(outside.get(a) ?? []), b]);
		}
	}
	const rings: Ring[] = [];
	while (outside.size > 0) rings.push(walkOutline(outside, plan.graph.nodes));
	return rings.filter((ring) => Math.abs(signedArea(ring)) > 1);
}

function walkOutline(outside: Map<number, number[]>, nodes: readonly Point[]): Ring {
	const start = [...outside.keys()][0] as number;
	const ring: Point[] = [];
	let node = start;
	do {
		ring.push(nodes[node] as Point);
		const ways = outside.get(node) as number[];
		const next = ways.pop() as number;
		if (ways.length === 0) outside.delete(node);
		node = next;
	} while (node !== start);
	return ring;
}
