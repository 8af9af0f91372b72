import { componentsOf, type ParcelGraph } from '#domain/division/proposal/graph';
import { GainQueue } from '#domain/division/proposal/queue';

/** A cell of a proposal in figures. */
export interface CellFigures {
	readonly buildings: number;
	readonly households: number;
	/** Buildings whose households are not known. */
	readonly unknownBuildings: number;
	/** Households over what a cell should have, less one: -0.04 is 4 % too few. */
	readonly deviation: number;
	/** From house to house through the cell, between the two that a double sweep finds farthest apart, in metres. */
	readonly walkingDiameterM: number;
	/** Pieces of ground; 1 unless islands had to be taken in. */
	readonly parts: number;
}

/** A proposal in figures, to be compared with others and explained in words. */
export interface ProposalFigures {
	/** Households that a new cell should have. */
	readonly target: number;
	/** The largest deviation of a new cell, too many or too few, as a share of the target. */
	readonly largestDeviation: number;
	/** New cells with fewer or more households than were asked for. */
	readonly cellsOutsideRange: number;
	/** Borders between cells, in metres. */
	readonly borderM: number;
	/** Share of these borders that runs along streets. */
	readonly borderAlongStreets: number;
	/** Compounds whose buildings are in more than one cell. */
	readonly compoundsCut: number;
	readonly compounds: number;
	/** The largest walking diameter of any cell, in metres. */
	readonly walkingDiameterM: number;
	/** Pieces of ground beyond one for each cell. */
	readonly partsApart: number;
	readonly unknownBuildings: number;
	/** Buildings larger than a new cell may be. */
	readonly oversizeBuildings: number;
	readonly cells: readonly CellFigures[];
}

/** What figures are reckoned against. */
export interface FigureFrame {
	/** Cells in all; the first `locked` of them were given. */
	readonly k: number;
	readonly locked: number;
	/** What a new cell should weigh. */
	readonly target: number;
	readonly low: number;
	readonly high: number;
	/** What counts: households, or 1 a building where none are known. */
	readonly weight: Float64Array;
}

/** Reckons the figures of a division. `of` is the cell of each vertex. */
export function figuresOf(graph: ParcelGraph, of: Int32Array, frame: FigureFrame): ProposalFigures {
	const cells = cellFigures(graph, of, frame);
	const fresh = cells.slice(frame.locked);
	const weights = weightsOf(of, frame).slice(frame.locked);
	const borders = bordersOf(graph, of);
	return {
		target: frame.target,
		largestDeviation: fresh.reduce((most, { deviation }) => Math.max(most, Math.abs(deviation)), 0),
		cellsOutsideRange: weights.filter((weight) => weight < frame.low - 1e-6 || weight > frame.high + 1e-6).length,
		...borders,
		...compoundsOf(graph, of),
		walkingDiameterM: cells.reduce((most, cell) => Math.max(most, cell.walkingDiameterM), 0),
		partsApart: cells.reduce((sum, { parts }) => sum + parts - 1, 0),
		unknownBuildings: cells.reduce((sum, cell) => sum + cell.unknownBuildings, 0),
		oversizeBuildings: frame.weight.reduce((sum, weight) => sum + (weight > frame.high ? 1 : 0), 0),
		cells
	};
}

function weightsOf(of: Int32Array, { k, weight }: FigureFrame): Float64Array {
	const weights = new Float64Array(k);
	of.forEach((cell, v) => (weights[cell] = weights[cell]! + weight[v]!));
	return weights;
}

function cellFigures(graph: ParcelGraph, of: Int32Array, frame: FigureFrame): CellFigures[] {
	const { k, target } = frame;
	const [buildings, households, unknown, parts] = Array.from({ length: 4 }, () => new Float64Array(k)) as [
		Float64Array,
		Float64Array,
		Float64Array,
		Float64Array
	];
	of.forEach((cell, v) => {
		buildings[cell] = buildings[cell]! + 1;
		households[cell] = households[cell]! + graph.households[v]!;
		if (graph.households[v] === 0) unknown[cell] = unknown[cell]! + 1;
	});
	const { of: part, count } = componentsOf(graph, of);
	const cellOfPart = new Int32Array(count);
	part.forEach((p, v) => (cellOfPart[p] = of[v]!));
	cellOfPart.forEach((cell) => (parts[cell] = parts[cell]! + 1));
	const diameters = walkingDiameters(graph, of, k);
	return Array.from(weightsOf(of, frame), (weight, cell) => ({
		buildings: buildings[cell]!,
		households: households[cell]!,
		unknownBuildings: unknown[cell]!,
		deviation: target > 0 ? weight / target - 1 : 0,
		walkingDiameterM: diameters[cell]!,
		parts: parts[cell]!
	}));
}

function bordersOf(graph: ParcelGraph, of: Int32Array): { borderM: number; borderAlongStreets: number } {
	let [borderM, streetM] = [0, 0];
	for (let v = 0; v < of.length; v++) {
		for (let e = graph.xadj[v]!; e < graph.xadj[v + 1]!; e++) {
			const u = graph.adjncy[e]!;
			if (u < v || of[u] === of[v]) continue;
			borderM += graph.borderM[e]!;
			streetM += graph.borderM[e]! * graph.streetShare[e]!;
		}
	}
	return { borderM, borderAlongStreets: borderM > 0 ? streetM / borderM : 0 };
}

function compoundsOf(graph: ParcelGraph, of: Int32Array): { compounds: number; compoundsCut: number } {
	const first = new Map<number, number>();
	const cut = new Set<number>();
	graph.compound.forEach((compound, v) => {
		if (compound === -1) return;
		const cell = first.get(compound);
		if (cell === undefined) first.set(compound, of[v]!);
		else if (cell !== of[v]) cut.add(compound);
	});
	return { compounds: first.size, compoundsCut: cut.size };
}

/**
 * Of each cell, the longest of the shortest ways from house to neighbouring house within it, by a double sweep (Magnien,
 * Latapy & Habib 2009): a lower bound of the diameter of these ways. Parts that touch nothing count by themselves.
 */
function walkingDiameters(graph: ParcelGraph, of: Int32Array, k: number): Float64Array {
	const sweep = new Sweep(graph, of);
	const diameters = new Float64Array(k);
	for (let v = 0; v < of.length; v++) {
		if (sweep.reached(v)) continue;
		const far = sweep.from(v);
		sweep.from(far);
		diameters[of[v]!] = Math.max(diameters[of[v]!]!, sweep.farthestM);
	}
	return diameters;
}

/** Shortest ways within one cell (Dijkstra 1959). */
class Sweep {
	readonly #graph: ParcelGraph;
	readonly #of: Int32Array;
	readonly #distanceM: Float64Array;
	readonly #round: Int32Array;
	readonly #queue: GainQueue;
	#now = 0;
	farthestM = 0;

	constructor(graph: ParcelGraph, of: Int32Array) {
		this.#graph = graph;
		this.#of = of;
		this.#distanceM = new Float64Array(of.length);
		this.#round = new Int32Array(of.length);
		this.#queue = new GainQueue(of.length);
	}

	reached(v: number): boolean {
		return this.#round[v]! > 0;
	}

	/** The vertex farthest from `source`; `farthestM` says how far. */
	from(source: number): number {
		const { xadj, adjncy, x, y } = this.#graph;
		this.#now++;
		this.#enter(source, 0);
		let last = source;
		while (this.#queue.size > 0) {
			last = this.#queue.pop();
			const here = this.#distanceM[last]!;
			for (let e = xadj[last]!; e < xadj[last + 1]!; e++) {
				const u = adjncy[e]!;
				if (this.#of[u] !== this.#of[last]) continue;
				const there = here + Math.hypot(x[u]! - x[last]!, y[u]! - y[last]!);
				if (this.#round[u] !== this.#now || there < this.#distanceM[u]!) this.#enter(u, there);
			}
		}
		this.farthestM = this.#distanceM[last]!;
		return last;
	}

	#enter(v: number, distanceM: number): void {
		this.#round[v] = this.#now;
		this.#distanceM[v] = distanceM;
		this.#queue.put(v, -distanceM);
	}
}
