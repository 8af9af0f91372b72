import { edgeCostDm, partCostDm } from '#domain/reach/pace';
import { UNREACHED, type StreetSearch } from '#domain/reach/search';
import type { DrawnStreets } from '#domain/reach/drawn-streets';
import { shapeFrom, shapeTo } from '#domain/reach/street-network';

/** Straight stretches in metres of the network's plane: x0, y0, x1, y1 each; grows, and is used again. */
export class Stretches {
	coords = new Float32Array(1 << 14);
	count = 0;

	clear(): void {
		this.count = 0;
	}

	add(x0: number, y0: number, x1: number, y1: number): void {
		const at = this.count++ * 4;
		if (at + 4 > this.coords.length) {
			const grown = new Float32Array(this.coords.length * 2);
			grown.set(this.coords);
			this.coords = grown;
		}
		this.coords[at] = x0;
		this.coords[at + 1] = y0;
		this.coords[at + 2] = x1;
		this.coords[at + 3] = y1;
	}
}

/**
 * Everything of the streets that the search's last run reaches within `costDm` (not more than its budget): whole
 * edges, and the parts of edges that are reached from one end, from both, or from a source in between. Drawn along
 * `streets`, which are the shapes of the searched network or a simpler form of them.
 */
export function reachedStretches(
	search: StreetSearch,
	streets: DrawnStreets,
	costDm: number,
	into: Stretches
): Stretches {
	into.clear();
	const { network } = search;
	for (let i = 0; i < search.reachedCount; i++) {
		const node = search.reached[i]!;
		if (search.costDm[node]! > costDm) continue;
		for (let e = network.firstEdge[node]!; e < network.firstEdge[node + 1]!; e++) {
			// told once: from its first end where that is reached, else from the other
			const first = network.edgeReversed[e] === 0;
			const firstCost = first ? search.costDm[node]! : search.costDm[network.edgeTarget[e]!]!;
			if (first || firstCost > costDm) addEdge(search, streets, network.edgeShape[e]!, costDm, into);
		}
	}
	addFromSources(search, streets, costDm, into);
	return into;
}

function addEdge(search: StreetSearch, streets: DrawnStreets, shape: number, costDm: number, into: Stretches): void {
	const { network } = search;
	const edge = network.shapeForward[shape]!;
	const whole = edgeCostDm(network.edgeLengthDm[edge]!, network.edgeStepsDm[edge]!, search.pace.stepsFactor);
	if (whole === Infinity) return;
	const fromEnd = spent(search.costDm[shapeFrom(network, shape)]!, costDm, whole);
	const toEnd = spent(search.costDm[shapeTo(network, shape)]!, costDm, whole);
	if (fromEnd + toEnd >= whole) addPart(streets, shape, 0, 1, into);
	else {
		if (fromEnd > 0) addPart(streets, shape, 0, fromEnd / whole, into);
		if (toEnd > 0) addPart(streets, shape, 1 - toEnd / whole, 1, into);
	}
}

/** How much of an edge's cost can be walked from an end that costs `endCost`. */
function spent(endCost: number, costDm: number, whole: number): number {
	return endCost === UNREACHED ? 0 : Math.max(0, Math.min(whole, costDm - endCost));
}

function addFromSources(search: StreetSearch, streets: DrawnStreets, costDm: number, into: Stretches): void {
	const { network } = search;
	for (const { shape, alongDm, accessDm } of search.sources) {
		const edge = network.shapeForward[shape]!;
		const lengthDm = network.edgeLengthDm[edge]!;
		const whole = edgeCostDm(lengthDm, network.edgeStepsDm[edge]!, search.pace.stepsFactor);
		const left = costDm - accessDm;
		if (whole === Infinity || left < 0) continue;
		const at = partCostDm(whole, lengthDm, alongDm);
		addPart(streets, shape, Math.max(0, at - left) / whole, Math.min(whole, at + left) / whole, into);
	}
}

/** Adds the part of a shape between two shares of its drawn length. */
function addPart({ firstPoint, x, y }: DrawnStreets, shape: number, start: number, end: number, into: Stretches): void {
	const first = firstPoint[shape]!;
	const last = firstPoint[shape + 1]! - 1;
	if (start <= 0 && end >= 1) {
		for (let p = first; p < last; p++) into.add(x[p]!, y[p]!, x[p + 1]!, y[p + 1]!);
		return;
	}
	let drawn = 0;
	for (let p = first; p < last; p++) drawn += Math.hypot(x[p + 1]! - x[p]!, y[p + 1]! - y[p]!);
	const from = start * drawn;
	const to = end * drawn;
	let before = 0;
	for (let p = first; p < last && before <= to; p++) {
		const dx = x[p + 1]! - x[p]!;
		const dy = y[p + 1]! - y[p]!;
		const length = Math.hypot(dx, dy);
		const enter = length === 0 ? 0 : Math.max(0, (from - before) / length);
		const leave = length === 0 ? 1 : Math.min(1, (to - before) / length);
		if (enter <= leave) into.add(x[p]! + enter * dx, y[p]! + enter * dy, x[p]! + leave * dx, y[p]! + leave * dy);
		before += length;
	}
}
