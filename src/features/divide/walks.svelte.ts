import { SvelteMap } from 'svelte/reactivity';
import type { DivisionDesk } from '#compute/division-desk';

/** A stroke is over before its walks are asked for; with the walk itself this stays well below 300 ms. */
const REST_MS = 80;

/**
 * The walking diameters of the cells, in metres and as lower bounds. What was touched last is asked for first; a cell
 * that is touched again while it is asked for is asked for anew.
 */
export class Walks {
	/** Null where there is no way to tell: no streets, or fewer than two doors. */
	readonly metres = new SvelteMap<string, number | null>();
	#desk: DivisionDesk | null = null;
	/** Cells to be asked for, the next one last. */
	#wanted: readonly string[] = [];
	#asked: { cell: string; gone: AbortController } | null = null;
	#timer: ReturnType<typeof setTimeout> | undefined;

	/** Begins to ask; the desk has its network. */
	begin(desk: DivisionDesk): void {
		this.#desk = desk;
		this.#soon();
	}

	/** Cells whose units are not what they were. */
	touched(cells: readonly string[]): void {
		this.#wanted = [...this.#wanted.filter((cell) => !cells.includes(cell)), ...cells];
		for (const cell of cells) {
			this.metres.delete(cell);
			if (this.#asked?.cell === cell) this.#asked.gone.abort();
		}
		this.#soon();
	}

	/** A cell that is no more. */
	forget(cell: string): void {
		this.metres.delete(cell);
		this.#wanted = this.#wanted.filter((other) => other !== cell);
		if (this.#asked?.cell === cell) this.#asked.gone.abort();
	}

	close(): void {
		clearTimeout(this.#timer);
		this.#asked?.gone.abort();
		this.#desk = null;
	}

	#soon(): void {
		clearTimeout(this.#timer);
		if (this.#desk) this.#timer = setTimeout(() => void this.#next(), REST_MS);
	}

	async #next(): Promise<void> {
		if (this.#asked || !this.#desk) return;
		const cell = this.#wanted.at(-1);
		if (cell === undefined) return;
		this.#wanted = this.#wanted.slice(0, -1);
		this.#asked = { cell, gone: new AbortController() };
		const { signal } = this.#asked.gone;
		try {
			const found = await this.#desk.diameter(cell, signal);
			if (!signal.aborted) this.metres.set(cell, found?.metres ?? null);
		} catch {
			// the cell was touched again, or is gone: then it is wanted again, or not
		} finally {
			this.#asked = null;
		}
		void this.#next();
	}
}
