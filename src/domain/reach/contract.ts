import { localPlane, type LngLat } from '#domain/place/coord';
import type { SurveyWay } from '#domain/place/survey';
import { hilbertOrder } from '#domain/reach/hilbert';
import { collectStreets, type RawStreets } from '#domain/reach/raw-streets';
import { assembleNetwork, metresFromDm, type StreetNetwork } from '#domain/reach/street-network';

/** A network that still knows which points of the survey it was made of. */
export interface ContractedStreets {
	readonly network: StreetNetwork;
	/** Survey key of every node. */
	readonly nodeKeys: Float64Array;
	/** Survey key of every point of the shape table. */
	readonly shapePointKeys: Float64Array;
}

/** A run of stretches between two kept nodes, as raw node numbers, ends included. */
interface Chain {
	readonly points: readonly number[];
	readonly lengthM: number;
	readonly steps: boolean;
}

/**
 * The walking network of a survey: nodes of degree two contracted away, all components kept and labelled.
 *
 * A gate that is not passable cuts its way; an edge is wholly steps or wholly level; a ring without a crossing keeps
 * one node; parallel edges and loops are kept. Lengths are great-circle lengths summed over the bends, rounded once
 * per edge to decimetres, at least 1. `origin` is that of the local plane; without it, the middle of the streets.
 */
export function buildNetwork(ways: readonly SurveyWay[], origin?: LngLat): StreetNetwork {
	return contractStreets(ways, origin).network;
}

/** As `buildNetwork`, with the survey's keys kept beside it: for counting and tracing its points. */
export function contractStreets(ways: readonly SurveyWay[], origin?: LngLat): ContractedStreets {
	const raw = collectStreets(ways);
	return assemble(raw, traceChains(raw), origin ?? middleOf(raw.positions));
}

function middleOf(positions: readonly LngLat[]): LngLat {
	let [west, south, east, north] = [Infinity, Infinity, -Infinity, -Infinity];
	for (const [lng, lat] of positions) {
		west = Math.min(west, lng);
		east = Math.max(east, lng);
		south = Math.min(south, lat);
		north = Math.max(north, lat);
	}
	return positions.length === 0 ? [0, 0] : [(west + east) / 2, (south + north) / 2];
}

/** Stretches by node: `stretch[first[n] … first[n + 1] - 1]`. */
function incidence(raw: RawStreets): { first: Uint32Array; stretch: Uint32Array } {
	const first = new Uint32Array(raw.keys.length + 1);
	for (const ends of [raw.from, raw.to]) for (const node of ends) first[node + 1]!++;
	for (let n = 0; n < raw.keys.length; n++) first[n + 1]! += first[n]!;
	const free = first.slice(0, -1);
	const stretch = new Uint32Array(raw.from.length * 2);
	for (const ends of [raw.from, raw.to]) ends.forEach((node, s) => (stretch[free[node]!++] = s));
	return { first, stretch };
}

function traceChains(raw: RawStreets): Chain[] {
	const { first, stretch } = incidence(raw);
	const used = new Uint8Array(raw.from.length);
	const isKept = (node: number): boolean => {
		const at = first[node]!;
		return first[node + 1]! - at !== 2 || raw.steps[stretch[at]!] !== raw.steps[stretch[at + 1]!];
	};
	const trace = (start: number, firstStretch: number): Chain => {
		const points = [start];
		let lengthM = 0;
		let [node, s] = [start, firstStretch];
		for (;;) {
			used[s] = 1;
			lengthM += raw.lengthM[s]!;
			node = raw.from[s]! === node ? raw.to[s]! : raw.from[s]!;
			points.push(node);
			// the start ends it too: a ring without a crossing
			if (node === start || isKept(node)) return { points, lengthM, steps: raw.steps[firstStretch]! };
			const at = first[node]!;
			s = stretch[at]! === s ? stretch[at + 1]! : stretch[at]!;
		}
	};
	const chains: Chain[] = [];
	for (const ringsToo of [false, true]) {
		for (let node = 0; node < raw.keys.length; node++) {
			if (!ringsToo && !isKept(node)) continue;
			for (let i = first[node]!; i < first[node + 1]!; i++) {
				if (!used[stretch[i]!]) chains.push(trace(node, stretch[i]!));
			}
		}
	}
	return chains;
}

function assemble(raw: RawStreets, chains: readonly Chain[], origin: LngLat): ContractedStreets {
	const plane = localPlane(origin);
	const metres = raw.positions.map((position) => plane.toMetres(position));
	const onGrid = (raw: number, axis: 0 | 1) => metresFromDm(Math.round(metres[raw]![axis] * 10));
	const kept = [...new Set(chains.flatMap(({ points }) => [points[0]!, points.at(-1)!]))];
	const order = hilbertOrder(
		kept.map((node) => metres[node]![0]),
		kept.map((node) => metres[node]![1])
	);
	const nodes = Array.from(order, (i) => kept[i]!);
	const numberOf = new Map(nodes.map((node, number) => [node, number]));
	const directed = chains
		.map((chain) => {
			const [from, to] = [numberOf.get(chain.points[0]!)!, numberOf.get(chain.points.at(-1)!)!];
			if (from <= to) return { ...chain, from, to };
			return { ...chain, from: to, to: from, points: chain.points.toReversed() };
		})
		.sort((a, b) => a.from - b.from || a.to - b.to || a.lengthM - b.lengthM);
	const points = directed.flatMap((chain) => chain.points);
	const firstPoint = new Uint32Array(directed.length + 1);
	directed.forEach((chain, s) => (firstPoint[s + 1] = firstPoint[s]! + chain.points.length));
	const lengthDm = Uint32Array.from(directed, (chain) => Math.max(1, Math.round(chain.lengthM * 10)));
	const network = assembleNetwork(
		origin,
		Float32Array.from(nodes, (node) => onGrid(node, 0)),
		Float32Array.from(nodes, (node) => onGrid(node, 1)),
		{
			from: Uint32Array.from(directed, (chain) => chain.from),
			to: Uint32Array.from(directed, (chain) => chain.to),
			lengthDm,
			stepsDm: lengthDm.map((length, s) => (directed[s]!.steps ? length : 0)),
			firstPoint,
			x: Float32Array.from(points, (node) => onGrid(node, 0)),
			y: Float32Array.from(points, (node) => onGrid(node, 1))
		}
	);
	return {
		network,
		nodeKeys: Float64Array.from(nodes, (node) => raw.keys[node]!),
		shapePointKeys: Float64Array.from(points, (node) => raw.keys[node]!)
	};
}
