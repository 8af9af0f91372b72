import { edgeCostDm, partCostDm, type Pace } from '#domain/reach/pace';
import type { StreetPoint } from '#domain/reach/snap';
import { shapeFrom, shapeTo, type StreetNetwork } from '#domain/reach/street-network';

/** Cost of a node that was not reached within the budget. */
export const UNREACHED = 0xffffffff;

/** Where a walk starts: a point on a street, reached after `accessDm`. */
export type Source = Pick<StreetPoint, 'shape' | 'alongDm' | 'accessDm'>;

/** What it costs to walk somewhere in level decimetres, and from which source, by number. */
export interface WalkCost {
	readonly costDm: number;
	readonly source: number;
}

const EMPTY = -1;
const NONE: readonly number[] = [];
const OUT_OF_REACH: WalkCost = { costDm: Infinity, source: -1 };

/**
 * Bounded search from many sources at once: Dijkstra's algorithm over a bucket per decimetre (Dial 1969), which stops
 * at the budget. Everything is allocated once for a network and used again for every question, so that a search
 * costs what it touches. The answer stays in `costDm`, `label` and `reached` until the next `run`.
 */
export class StreetSearch {
	readonly network: StreetNetwork;
	/** Level decimetres from the nearest source, or UNREACHED; by node. */
	readonly costDm: Uint32Array;
	/** Number of that source; of equally near ones the lowest. Meaningful for reached nodes only. */
	readonly label: Uint32Array;
	/** The first `reachedCount` entries are the reached nodes, in no order. */
	readonly reached: Uint32Array;
	reachedCount = 0;
	sources: readonly Source[] = [];
	pace: Pace = { metresPerSecond: 1, stepsFactor: 1 };
	budgetDm = 0;

	#sourcesByShape = new Map<number, number[]>();
	/** One list of entries a bucket; every bucket is EMPTY between two runs. */
	#bucket: Int32Array = new Int32Array(0);
	#entryNode: Uint32Array;
	#entryNext: Int32Array;
	#entries = 0;

	constructor(network: StreetNetwork) {
		const nodes = network.x.length;
		this.network = network;
		this.costDm = new Uint32Array(nodes).fill(UNREACHED);
		this.label = new Uint32Array(nodes);
		this.reached = new Uint32Array(nodes);
		this.#entryNode = new Uint32Array(network.edgeTarget.length);
		this.#entryNext = new Int32Array(network.edgeTarget.length);
	}

	/** Searches from all sources up to `budgetDm` level decimetres, that cost included. Exact. */
	run(sources: readonly Source[], pace: Pace, budgetDm: number): void {
		this.#prepare(sources, pace, budgetDm);
		sources.forEach((source, number) => this.#seed(source, number));
		this.#settle();
	}

	/**
	 * Level decimetres to a point on a street, its own access included, and the source it is nearest to; `costDm` is
	 * Infinity beyond the budget. Right also where source and point stand on the same street.
	 */
	costTo(point: Source): WalkCost {
		const { network, pace } = this;
		const from = shapeFrom(network, point.shape);
		const to = shapeTo(network, point.shape);
		const sources = this.sourcesOn(point.shape);
		// most doors of a town are out of reach: tell so first
		if (this.costDm[from] === UNREACHED && this.costDm[to] === UNREACHED && sources.length === 0) return OUT_OF_REACH;
		const edge = network.shapeForward[point.shape]!;
		const whole = edgeCostDm(network.edgeLengthDm[edge]!, network.edgeStepsDm[edge]!, pace.stepsFactor);
		if (whole === Infinity) return OUT_OF_REACH;
		const part = partCostDm(whole, network.edgeLengthDm[edge]!, point.alongDm);
		let costDm = Infinity;
		let source = EMPTY;
		const offer = (cost: number, from: number) => {
			if (cost > costDm || (cost === costDm && from > source)) return;
			costDm = cost;
			source = from;
		};
		if (this.costDm[from] !== UNREACHED) offer(this.costDm[from]! + part, this.label[from]!);
		if (this.costDm[to] !== UNREACHED) offer(this.costDm[to]! + whole - part, this.label[to]!);
		for (const number of sources) {
			const start = this.sources[number]!;
			const startPart = partCostDm(whole, network.edgeLengthDm[edge]!, start.alongDm);
			offer(start.accessDm + Math.abs(startPart - part), number);
		}
		costDm += point.accessDm;
		return costDm <= this.budgetDm ? { costDm, source } : OUT_OF_REACH;
	}

	/** Numbers of the sources that stand on a shape. */
	sourcesOn(shape: number): readonly number[] {
		return this.#sourcesByShape.get(shape) ?? NONE;
	}

	#prepare(sources: readonly Source[], pace: Pace, budgetDm: number): void {
		for (let i = 0; i < this.reachedCount; i++) this.costDm[this.reached[i]!] = UNREACHED;
		this.reachedCount = 0;
		this.sources = sources;
		this.pace = pace;
		this.budgetDm = budgetDm;
		this.#sourcesByShape.clear();
		sources.forEach(({ shape }, number) => {
			const others = this.#sourcesByShape.get(shape);
			if (others) others.push(number);
			else this.#sourcesByShape.set(shape, [number]);
		});
		if (this.#bucket.length <= budgetDm) this.#bucket = new Int32Array(budgetDm + 1).fill(EMPTY);
		// a node is entered once per edge that improves it, and once per end of a source
		const most = this.network.edgeTarget.length + 2 * sources.length;
		if (this.#entryNode.length < most) {
			this.#entryNode = new Uint32Array(most);
			this.#entryNext = new Int32Array(most);
		}
		this.#entries = 0;
	}

	#seed(source: Source, number: number): void {
		const { network, pace } = this;
		const edge = network.shapeForward[source.shape]!;
		const lengthDm = network.edgeLengthDm[edge]!;
		const whole = edgeCostDm(lengthDm, network.edgeStepsDm[edge]!, pace.stepsFactor);
		if (whole === Infinity) return;
		const part = partCostDm(whole, lengthDm, source.alongDm);
		this.#offer(shapeFrom(network, source.shape), source.accessDm + part, number);
		this.#offer(shapeTo(network, source.shape), source.accessDm + whole - part, number);
	}

	#offer(node: number, cost: number, label: number): void {
		if (cost > this.budgetDm) return;
		const known = this.costDm[node]!;
		if (cost > known) return;
		if (cost === known) {
			if (label < this.label[node]!) this.label[node] = label;
			return;
		}
		if (known === UNREACHED) this.reached[this.reachedCount++] = node;
		this.costDm[node] = cost;
		this.label[node] = label;
		const entry = this.#entries++;
		this.#entryNode[entry] = node;
		this.#entryNext[entry] = this.#bucket[cost]!;
		this.#bucket[cost] = entry;
	}

	#settle(): void {
		const { firstEdge, edgeTarget, edgeLengthDm, edgeStepsDm } = this.network;
		const { stepsFactor } = this.pace;
		const { costDm, label, budgetDm } = this;
		const [bucket, entryNode, entryNext] = [this.#bucket, this.#entryNode, this.#entryNext];
		let popped = 0;
		for (let cost = 0; popped < this.#entries; cost++) {
			let entry = bucket[cost]!;
			bucket[cost] = EMPTY;
			for (; entry !== EMPTY; entry = entryNext[entry]!) {
				popped++;
				const node = entryNode[entry]!;
				if (costDm[node] !== cost) continue;
				const end = firstEdge[node + 1]!;
				for (let e = firstEdge[node]!; e < end; e++) {
					const steps = edgeStepsDm[e]!;
					const next = cost + (steps === 0 ? edgeLengthDm[e]! : edgeCostDm(edgeLengthDm[e]!, steps, stepsFactor));
					// most offers fail: tell so before the call
					if (next <= budgetDm && next <= costDm[edgeTarget[e]!]!) this.#offer(edgeTarget[e]!, next, label[node]!);
				}
			}
		}
	}
}
