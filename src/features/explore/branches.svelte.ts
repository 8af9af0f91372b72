import type { SupabaseClient } from '@supabase/supabase-js';
import { loadCellsWithin } from '#data/cells';
import type { ViewCell } from '#domain/place/view';

/** The stairwell cells of what the reader opened in the tree or picked on the map: they come when they are asked for. */
export class Branches {
	cells: readonly ViewCell[] = $state.raw([]);
	readonly #connect: () => Promise<SupabaseClient>;
	#opened: readonly string[] = [];
	#district = '';

	constructor(connect: () => Promise<SupabaseClient>) {
		this.#connect = connect;
	}

	/** The cells within a community, a living area, or the living area of a cell. Throws Refused. */
	async open(districtId: string, node: string): Promise<void> {
		if (districtId !== this.#district) this.#opened = [];
		this.#district = districtId;
		if (this.#opened.includes(node)) return;
		this.#opened = [...this.#opened, node];
		try {
			await this.#load([node], false);
		} catch (problem) {
			this.#opened = this.#opened.filter((opened) => opened !== node);
			throw problem;
		}
	}

	/** Asks again for what was opened: the plan has changed. */
	async refresh(): Promise<void> {
		if (this.#opened.length > 0) await this.#load(this.#opened, true);
	}

	async #load(nodes: readonly string[], anew: boolean): Promise<void> {
		const found = await loadCellsWithin(await this.#connect(), this.#district, nodes);
		this.cells = anew ? found : [...this.cells, ...found];
	}
}
