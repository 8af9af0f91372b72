import { ringContains, signedArea, type XY } from '#domain/place/ring';
import { facesOf, joinArcs, OUTSIDE, type Arc, type Edges } from '#domain/division/partition';

/** Units, and what tells which ground is really theirs. */
export interface UnitFacts {
	readonly count: number;
	/** The block each unit's house is at home in. */
	readonly blockOf: ArrayLike<number>;
	/** Places inside the house that stand for these units, by unit. */
	seedsOf(units: ReadonlySet<number>): ReadonlyMap<number, readonly XY[]>;
}

/**
 * Gives ground that a wall or a bend of the boundary cuts off from its house to a neighbour it hangs together with: to
 * the one with the longest common border, in the same block if there is one. Where no neighbour is, it stays.
 *
 * @returns the lines that remain.
 */
export function adoptCutOff(edges: Edges, units: UnitFacts): Arc[] {
	const arcs = joinArcs(edges);
	const pieces = new Pieces(arcs, units);
	if (pieces.count === 0) return arcs;
	const ownerOf = pieces.adopters(arcs);
	const kept = arcs
		.map((arc, index) => ({ ...arc, left: ownerOf(pieces.left[index]!), right: ownerOf(pieces.right[index]!) }))
		.filter(({ left, right }) => left !== right);
	return joinArcs(asEdges(kept));
}

/** Borders nearer to nothing than this are a corner. */
const TOUCH_M = 1;

class Pieces {
	/** What lies left and right of each arc: a unit, or from `units.count` on a piece cut off from one. */
	readonly left: number[];
	readonly right: number[];
	readonly #units: UnitFacts;
	/** The unit each piece was cut off from. */
	readonly #unitOf: number[] = [];

	constructor(arcs: readonly Arc[], units: UnitFacts) {
		this.#units = units;
		const faces = facesOf(arcs, units.count);
		const parted = new Set(faces.keys().filter((unit) => faces[unit]!.length > 1));
		const seeds = units.seedsOf(parted);
		const pieceAt = new Map<XY, Map<XY, number>>();
		for (const unit of parted) {
			for (const polygon of cutOff(faces[unit]!, seeds.get(unit) ?? [])) this.#note(polygon, unit, pieceAt);
		}
		this.left = arcs.map(({ left, points }) => sideOf(left, points, pieceAt));
		this.right = arcs.map(({ right, points }) => sideOf(right, points.toReversed(), pieceAt));
	}

	get count(): number {
		return this.#unitOf.length;
	}

	#note(polygon: readonly (readonly XY[])[], unit: number, pieceAt: Map<XY, Map<XY, number>>): void {
		const piece = this.#units.count + this.#unitOf.push(unit) - 1;
		for (const ring of polygon) {
			for (let i = 1; i < ring.length; i++) {
				const steps = pieceAt.get(ring[i - 1]!) ?? new Map<XY, number>();
				pieceAt.set(ring[i - 1]!, steps.set(ring[i]!, piece));
			}
		}
	}

	/** Who has each piece in the end; pieces that touch pieces only wait until one of those has found a home. */
	adopters(arcs: readonly Arc[]): (owner: number) => number {
		const { count } = this.#units;
		const borders = this.#borders(arcs);
		const home = new Map<number, number>();
		const ownerOf = (owner: number) => (owner < count ? owner : (home.get(owner) ?? this.#unitOf[owner - count]!));
		for (let found = true; found;) {
			found = false;
			for (const [piece, around] of borders) {
				if (home.has(piece)) continue;
				const best = this.#bestOf(piece, around, home);
				if (best === null) continue;
				home.set(piece, best);
				found = true;
			}
		}
		return ownerOf;
	}

	#bestOf(piece: number, around: ReadonlyMap<number, number>, home: ReadonlyMap<number, number>): number | null {
		const { count, blockOf } = this.#units;
		const block = blockOf[this.#unitOf[piece - count]!];
		const lengths = new Map<number, number>();
		for (const [owner, length] of around) {
			const unit = owner < count ? owner : home.get(owner);
			if (unit !== undefined) lengths.set(unit, (lengths.get(unit) ?? 0) + length);
		}
		let [best, most]: [number | null, number] = [null, TOUCH_M];
		for (const [unit, length] of lengths) {
			const rank = blockOf[unit] === block && length > TOUCH_M ? 1e7 + length : length;
			if (rank > most) [best, most] = [unit, rank];
		}
		return best;
	}

	/** For each piece the metres of border with each neighbour. */
	#borders(arcs: readonly Arc[]): Map<number, Map<number, number>> {
		const borders = new Map<number, Map<number, number>>();
		for (let piece = 0; piece < this.count; piece++) borders.set(this.#units.count + piece, new Map());
		arcs.forEach(({ points }, index) => {
			const [left, right] = [this.left[index]!, this.right[index]!];
			if (left === OUTSIDE || right === OUTSIDE || left === right) return;
			const length = lengthOf(points);
			for (const [one, other] of [
				[left, right],
				[right, left]
			] as const) {
				const around = borders.get(one);
				around?.set(other, (around.get(other) ?? 0) + length);
			}
		});
		return borders;
	}
}

/** The polygons without a seed of their unit; where none has one, all but the largest. */
function cutOff(polygons: readonly XY[][][], seeds: readonly XY[]): XY[][][] {
	const holds = (rings: XY[][]) =>
		seeds.some(([x, y]) => rings.every((ring, index) => ringContains(ring, x, y) === (index === 0)));
	const without = polygons.filter((rings) => !holds(rings));
	if (without.length < polygons.length) return without;
	return without.toSorted((a, b) => signedArea(b[0]!) - signedArea(a[0]!)).slice(1);
}

function sideOf(owner: number, points: readonly XY[], pieceAt: ReadonlyMap<XY, ReadonlyMap<XY, number>>): number {
	for (let i = 1; i < points.length; i++) {
		const piece = pieceAt.get(points[i - 1]!)?.get(points[i]!);
		if (piece !== undefined) return piece;
	}
	return owner;
}

function lengthOf(points: readonly XY[]): number {
	let length = 0;
	for (let i = 1; i < points.length; i++) {
		length += Math.hypot(points[i]![0] - points[i - 1]![0], points[i]![1] - points[i - 1]![1]);
	}
	return length;
}

/** Arcs taken to pieces again: where a line fell away, two others may become one. */
function asEdges(arcs: readonly Arc[]): Edges {
	const nodes: XY[] = [];
	const nodeOf = new Map<number, number>();
	const [from, to, left, right]: number[][] = [[], [], [], []];
	const node = (place: XY, number: number | null): number => {
		const known = number === null ? undefined : nodeOf.get(number);
		if (known !== undefined) return known;
		const added = nodes.push(place) - 1;
		if (number !== null) nodeOf.set(number, added);
		return added;
	};
	for (const arc of arcs) {
		const last = arc.points.length - 1;
		let at = node(arc.points[0]!, arc.start);
		for (let i = 1; i <= last; i++) {
			const next = node(arc.points[i]!, i === last ? arc.end : null);
			from!.push(at);
			to!.push(next);
			left!.push(arc.left);
			right!.push(arc.right);
			at = next;
		}
	}
	return { nodes, from: from!, to: to!, left: left!, right: right! };
}
