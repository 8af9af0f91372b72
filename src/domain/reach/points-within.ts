import type { ContractedStreets } from '#domain/reach/contract';
import type { StreetSearch } from '#domain/reach/search';

/**
 * Level decimetres to every point of the survey that can be walked, contracted ones too, by survey key: exact for
 * those on level streets but for the tenth of a metre to which positions are kept. Beyond the budget Infinity.
 * `search` must have run on the same streets.
 */
export function costsToPoints(
	{ network, shapePointKeys }: ContractedStreets,
	search: StreetSearch
): Map<number, number> {
	const { firstShapePoint, shapeX, shapeY, shapeForward, edgeLengthDm } = network;
	const costs = new Map<number, number>();
	for (let shape = 0; shape < shapeForward.length; shape++) {
		const [first, end] = [firstShapePoint[shape]!, firstShapePoint[shape + 1]!];
		const lengthDm = edgeLengthDm[shapeForward[shape]!]!;
		const before = new Float64Array(end - first);
		for (let p = first + 1; p < end; p++) {
			before[p - first] = before[p - first - 1]! + Math.hypot(shapeX[p]! - shapeX[p - 1]!, shapeY[p]! - shapeY[p - 1]!);
		}
		const drawn = before[before.length - 1]!;
		for (let p = first; p < end; p++) {
			// two points at one place: the last one is the end of the edge all the same
			const share = p === end - 1 ? 1 : drawn === 0 ? 0 : before[p - first]! / drawn;
			const { costDm } = search.costTo({ shape, alongDm: Math.round(share * lengthDm), accessDm: 0 });
			const key = shapePointKeys[p]!;
			costs.set(key, Math.min(costs.get(key) ?? Infinity, costDm));
		}
	}
	return costs;
}

/** How many of the costs lie within each budget. */
export function countWithin(costs: ReadonlyMap<number, number>, budgets: readonly number[]): number[] {
	return budgets.map((budget) => {
		let count = 0;
		for (const cost of costs.values()) if (cost <= budget) count++;
		return count;
	});
}
