import type { XY } from '#domain/place/ring';
import type { Boundary } from '#domain/division/boundary';
import type { Blocks } from '#domain/division/blocks';
import type { UnitFacts } from '#domain/division/cut-off';
import { OUTSIDE, type Edges } from '#domain/division/partition';
import { sowSeeds, type PlaneLot, type Seeds } from '#domain/division/seeds';
import { voronoiCuts, type Cuts, type Stretch } from '#domain/division/voronoi';

/** A block whose seeds stand in an unlucky way is sown again, turned another way. */
const MAX_TURNS = 8;

/** The lines between units, numbered through all lots, and where each unit is at home. */
export interface Shares {
	readonly edges: Edges;
	readonly units: UnitFacts;
}

/**
 * Divides each block among its houses and puts all dividing lines on one sheet: a border between two blocks is parted
 * wherever a line meets it from either side, so both sides have all of its points.
 *
 * @returns null where a block cannot be divided.
 */
export function shareBlocks(blocks: Blocks, lots: readonly PlaneLot[]): Shares | null {
	const firstUnit = firstUnits(lots);
	const sheet = new Sheet(blocks.borders);
	const census = new Census(lots.reduce((sum, { units }) => sum + units, 0));
	for (const [block, ground] of blocks.grounds.entries()) {
		const houses = blocks.lots[block]!;
		const inBlock = houses.map((lot) => lots[lot]!);
		const unitOf = houses.flatMap((lot) => Array.from({ length: lots[lot]!.units }, (_, k) => firstUnit[lot]! + k));
		const shared = shareOne(inBlock, ground);
		if (!shared) return null;
		census.settle(block, unitOf, shared.seeds);
		sheet.addInside(shared.cuts.inside, unitOf);
		for (const [side, stretches] of shared.cuts.sides.entries()) {
			if (!sheet.noteSide(ground.side(side), stretches, unitOf)) return null;
		}
	}
	return sheet.drawBorders() ? { edges: sheet, units: census } : null;
}

function shareOne(lots: readonly PlaneLot[], ground: Boundary): { seeds: Seeds; cuts: Cuts } | null {
	for (let salt = 0; salt < MAX_TURNS; salt++) {
		const seeds = sowSeeds(lots, ground, salt);
		const cuts = voronoiCuts(seeds, ground);
		if (cuts) return { seeds, cuts };
	}
	return null;
}

/** Where the units live. */
class Census implements UnitFacts {
	readonly count: number;
	readonly blockOf: Int32Array;
	readonly #sown: { unitOf: readonly number[]; seeds: Seeds }[] = [];

	constructor(count: number) {
		this.count = count;
		this.blockOf = new Int32Array(count);
	}

	settle(block: number, unitOf: readonly number[], seeds: Seeds): void {
		for (const unit of unitOf) this.blockOf[unit] = block;
		this.#sown.push({ unitOf, seeds });
	}

	seedsOf(units: ReadonlySet<number>): Map<number, XY[]> {
		const found = new Map<number, XY[]>();
		for (const { unitOf, seeds } of this.#sown) {
			seeds.unitOf.forEach((local, seed) => {
				const unit = unitOf[local]!;
				if (!units.has(unit)) return;
				const places = found.get(unit) ?? [];
				places.push([seeds.coords[2 * seed]!, seeds.coords[2 * seed + 1]!]);
				found.set(unit, places);
			});
		}
		return found;
	}
}

function firstUnits(lots: readonly PlaneLot[]): number[] {
	let next = 0;
	return lots.map(({ units }) => (next += units) - units);
}

/** A stretch of a border as seen from one side of it. */
interface Run {
	readonly s: number;
	readonly place: XY | null;
	readonly unit: number;
}

class Sheet implements Edges {
	readonly nodes: XY[];
	readonly from: number[] = [];
	readonly to: number[] = [];
	readonly left: number[] = [];
	readonly right: number[] = [];
	readonly #borders: Edges;
	/** Nodes by identity of their place: a dividing line ends in the very place at which the side notes it. */
	readonly #nodeOf: Map<XY, number>;
	readonly #borderOf = new Map<number, number>();
	/** Runs on the left of each border, then on the right, both in the border's own direction. */
	readonly #runs: (readonly Run[])[][];

	constructor(borders: Edges) {
		this.#borders = borders;
		this.nodes = [...borders.nodes];
		this.#nodeOf = new Map(borders.nodes.map((place, node) => [place, node]));
		const outside: Run[] = [{ s: 0, place: null, unit: OUTSIDE }];
		this.#runs = borders.right.map((block) => (block === OUTSIDE ? [[], outside] : [[], []]));
		borders.from.forEach((from, border) => this.#borderOf.set(this.#key(from, borders.to[border]!), border));
	}

	#key(from: number, to: number): number {
		return from * this.#borders.nodes.length + to;
	}

	addInside(inside: Edges, unitOf: readonly number[]): void {
		const first = this.nodes.length;
		for (const place of inside.nodes) this.#nodeOf.set(place, this.nodes.push(place) - 1);
		inside.from.forEach((from, line) => {
			const [left, right] = [unitOf[inside.left[line]!]!, unitOf[inside.right[line]!]!];
			this.#draw(first + from, first + inside.to[line]!, left, right);
		});
	}

	/** Notes who lies along a side of a block's ground. False: the side is no border. */
	noteSide([p, q]: readonly [XY, XY], stretches: readonly Stretch[], unitOf: readonly number[]): boolean {
		const [from, to] = [this.#nodeOf.get(p), this.#nodeOf.get(q)];
		if (from === undefined || to === undefined) return false;
		const forwards = this.#borderOf.get(this.#key(from, to));
		const runs = stretches.map(({ s, place, owner }) => ({ s, place, unit: unitOf[owner]! }));
		if (forwards !== undefined) {
			this.#runs[forwards]![0] = runs;
			return true;
		}
		const backwards = this.#borderOf.get(this.#key(to, from));
		if (backwards === undefined) return false;
		this.#runs[backwards]![1] = turned(runs);
		return true;
	}

	/** Parts every border wherever a dividing line meets it. False: a side of one is missing. */
	drawBorders(): boolean {
		for (const [border, [left, right]] of this.#runs.entries()) {
			if (left!.length === 0 || right!.length === 0) return false;
			let node = this.#borders.from[border]!;
			let [onLeft, onRight] = [left![0]!.unit, right![0]!.unit];
			const meets = [
				...left!.slice(1).map((run) => ({ ...run, isLeft: true })),
				...right!.slice(1).map((run) => ({ ...run, isLeft: false }))
			].sort((one, other) => one.s - other.s);
			for (const { place, unit, isLeft } of meets) {
				const next = this.#nodeOf.get(place!)!;
				this.#draw(node, next, onLeft, onRight);
				if (isLeft) onLeft = unit;
				else onRight = unit;
				node = next;
			}
			this.#draw(node, this.#borders.to[border]!, onLeft, onRight);
		}
		return true;
	}

	#draw(from: number, to: number, left: number, right: number): void {
		this.from.push(from);
		this.to.push(to);
		this.left.push(left);
		this.right.push(right);
	}
}

/** Runs read the other way: each then begins where it ended. */
function turned(runs: readonly Run[]): Run[] {
	return runs.toReversed().map(({ unit }, index) => {
		const end = runs[runs.length - index];
		return { s: end ? 1 - end.s : 0, place: end?.place ?? null, unit };
	});
}
