import { OUTSIDE } from '#domain/division/partition';
import type { PlaneFaces } from '#domain/division/plane-faces';
import type { StreetMap } from '#domain/division/street-map';

/** A face smaller or thinner than this is what two lines left between them, not a place. */
const SLIVER_M2 = 15;
const SLIVER_WIDTH_M = 1.5;
/** Faces that have less than this in common touch each other in a corner. */
const TOUCH_M = 2;

/**
 * Joins faces to blocks: slivers, and faces where no building stands, go to a neighbour. A neighbour with buildings
 * comes before one without; then one across a lane before one across a street or wall, and that before one across a
 * main street; then the one with the longest common border.
 *
 * @param inhabited for each face whether a building is at home in it; at least one is.
 * @returns the block of each face: one of its faces. A face without neighbours stays by itself.
 */
export function joinFaces(map: StreetMap, faces: PlaneFaces, inhabited: readonly boolean[]): number[] {
	const union = new Union(map, faces, inhabited);
	while (union.joinAll());
	return faces.areas.map((_, face) => union.rootOf(face));
}

interface Common {
	/** Metres of common border; of them along lanes; of them along what is no main street. */
	readonly length: number;
	readonly lanes: number;
	readonly quiet: number;
}

class Union {
	readonly #parent: number[];
	readonly #areas: number[];
	readonly #perimeters: number[];
	readonly #inhabited: boolean[];
	readonly #neighbours: Map<number, Common>[];

	constructor(map: StreetMap, faces: PlaneFaces, inhabited: readonly boolean[]) {
		this.#parent = faces.areas.map((_, face) => face);
		this.#areas = [...faces.areas];
		this.#perimeters = [...faces.perimeters];
		this.#inhabited = [...inhabited];
		this.#neighbours = faces.areas.map(() => new Map<number, Common>());
		for (let line = map.boundaryCount; line < map.from.length; line++) {
			const [left, right] = [faces.leftOf[2 * line]!, faces.leftOf[2 * line + 1]!];
			if (left === right || left === OUTSIDE || right === OUTSIDE) continue;
			const [a, b] = [map.nodes[map.from[line]!]!, map.nodes[map.to[line]!]!];
			const length = Math.hypot(b[0] - a[0], b[1] - a[1]);
			this.#border(left, right, {
				length,
				lanes: map.strength[line]! < 2 ? length : 0,
				quiet: map.strength[line]! < 3 ? length : 0
			});
		}
	}

	rootOf(face: number): number {
		let root = face;
		while (this.#parent[root] !== root) root = this.#parent[root]!;
		return root;
	}

	/** One pass over all faces that cannot stand alone, the smallest first. False: nothing was left to do. */
	joinAll(): boolean {
		const weak = this.#parent.filter((root, face) => root === face && this.#isWeak(face));
		weak.sort((a, b) => this.#areas[a]! - this.#areas[b]! || a - b);
		let joined = false;
		for (const settled of [true, false]) {
			for (const face of weak) {
				if (this.#parent[face] !== face || !this.#isWeak(face)) continue;
				const neighbour = this.#bestNeighbour(face, settled);
				if (neighbour === null) continue;
				this.#join(face, neighbour);
				joined = true;
			}
			// Whatever found a home may be the home of the next: only where nothing moves, empty ones join each other.
			if (joined) return true;
		}
		return false;
	}

	#isWeak(face: number): boolean {
		return !this.#inhabited[face] || this.#isSliver(face);
	}

	#isSliver(face: number): boolean {
		const width = (2 * this.#areas[face]!) / this.#perimeters[face]!;
		return this.#areas[face]! < SLIVER_M2 || width < SLIVER_WIDTH_M;
	}

	#bestNeighbour(face: number, settledOnly: boolean): number | null {
		let [best, most]: [number | null, number] = [null, -Infinity];
		for (const [neighbour, common] of this.#neighbours[face]!) {
			if (settledOnly && !this.#inhabited[neighbour]) continue;
			const rank = rankOf(common);
			if (rank > most) [best, most] = [neighbour, rank];
		}
		return best;
	}

	#join(face: number, into: number): void {
		const common = this.#neighbours[face]!.get(into)!.length;
		this.#parent[face] = into;
		this.#areas[into]! += this.#areas[face]!;
		this.#perimeters[into]! += this.#perimeters[face]! - 2 * common;
		this.#inhabited[into] ||= this.#inhabited[face]!;
		for (const [neighbour, border] of this.#neighbours[face]!) {
			this.#neighbours[neighbour]!.delete(face);
			if (neighbour !== into) this.#border(into, neighbour, border);
		}
		this.#neighbours[face]!.clear();
	}

	#border(a: number, b: number, { length, lanes, quiet }: Common): void {
		for (const [one, other] of [
			[a, b],
			[b, a]
		] as const) {
			const known = this.#neighbours[one]!.get(other) ?? { length: 0, lanes: 0, quiet: 0 };
			const sum = { length: known.length + length, lanes: known.lanes + lanes, quiet: known.quiet + quiet };
			this.#neighbours[one]!.set(other, sum);
		}
	}
}

/** The kind of the border decides, its length among borders of a kind; no border is 10,000 km long. */
function rankOf({ length, lanes, quiet }: Common): number {
	if (lanes > TOUCH_M) return 2e7 + lanes;
	if (quiet > TOUCH_M) return 1e7 + quiet;
	return length > TOUCH_M ? length : length - 1e7;
}
