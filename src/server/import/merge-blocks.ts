import type { Borders } from '#server/import/block-raster';

/**
 * Joins blocks until each has at least `min` buildings or no neighbour left: the smallest first, always to the
 * neighbour with the longest common border, but to another small block before a large one. `blockOf` holds the block
 * of each building; the answer holds the block each ended up in.
 */
export function mergeSmallBlocks(blockOf: readonly number[], borders: Borders, min: number): number[] {
	const merging = new Merging(blockOf, borders, min);
	for (let size = 1; size < min; size++) merging.joinBlocksOf(size);
	return blockOf.map((block) => merging.rootOf(block));
}

class Merging {
	readonly #parent = new Map<number, number>();
	readonly #size = new Map<number, number>();
	readonly #neighbours = new Map<number, Map<number, number>>();
	/** Blocks by their size when they were put there; the size may have grown since. */
	readonly #bySize = new Map<number, number[]>();

	readonly #min: number;

	constructor(blockOf: readonly number[], borders: Borders, min: number) {
		this.#min = min;
		for (const block of blockOf) this.#size.set(block, (this.#size.get(block) ?? 0) + 1);
		for (const [block, size] of this.#size) {
			this.#parent.set(block, block);
			this.#neighbours.set(block, new Map());
			this.#queue(block, size);
		}
		for (const [a, row] of borders) {
			for (const [b, length] of row) {
				this.#neighbours.get(a)?.set(b, length);
				this.#neighbours.get(b)?.set(a, length);
			}
		}
	}

	rootOf(block: number): number {
		let root = block;
		while (this.#parent.get(root) !== root) root = this.#parent.get(root)!;
		return root;
	}

	/** Joins every block of exactly this size to a neighbour. What grows is queued under its new, larger size. */
	joinBlocksOf(size: number): void {
		const waiting = (this.#bySize.get(size) ?? []).sort((a, b) => a - b);
		for (const block of waiting) {
			if (this.#parent.get(block) !== block || this.#size.get(block) !== size) continue;
			const neighbour = this.#bestNeighbour(block);
			if (neighbour !== null) this.#join(block, neighbour);
		}
	}

	#queue(block: number, size: number): void {
		const waiting = this.#bySize.get(size) ?? [];
		waiting.push(block);
		this.#bySize.set(size, waiting);
	}

	/** Blocks that are still too small come first: else one large block would swallow its whole surroundings. */
	#bestNeighbour(block: number): number | null {
		let best: number | null = null;
		let most = -1;
		for (const [neighbour, length] of this.#neighbours.get(block)!) {
			const rank = this.#size.get(neighbour)! < this.#min ? length + 1e9 : length;
			if (rank > most) [best, most] = [neighbour, rank];
		}
		return best;
	}

	#join(block: number, into: number): void {
		this.#parent.set(block, into);
		const around = this.#neighbours.get(into)!;
		for (const [neighbour, length] of this.#neighbours.get(block)!) {
			const back = this.#neighbours.get(neighbour)!;
			back.delete(block);
			if (neighbour === into) continue;
			const sum = (around.get(neighbour) ?? 0) + length;
			around.set(neighbour, sum);
			back.set(into, sum);
		}
		const size = this.#size.get(into)! + this.#size.get(block)!;
		this.#size.set(into, size);
		this.#queue(into, size);
	}
}
