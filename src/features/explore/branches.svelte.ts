import type { SupabaseClient } from '@supabase/supabase-js';
import { loadCellsWithin } from '#data/cells';
import { loadCommunitiesAround } from '#data/communities';
import type { ViewCell, ViewCommunity } from '#domain/place/view';

/** What lies below what the reader opened in the tree or picked on the map: it comes when it is asked for. */
export class Branches {
	communities: readonly ViewCommunity[] = $state.raw([]);
	cells: readonly ViewCell[] = $state.raw([]);
	readonly #connect: () => Promise<SupabaseClient>;
	readonly #knowsCommunities: () => boolean;
	#opened: readonly string[] = [];
	#district = '';

	/** `knowsCommunities` says whether all of them came with the view. */
	constructor(connect: () => Promise<SupabaseClient>, knowsCommunities: () => boolean) {
		this.#connect = connect;
		this.#knowsCommunities = knowsCommunities;
	}

	/**
	 * The communities of a subdistrict; the cells within a community, a living area, or the living area of a cell, with
	 * the communities beside theirs. Throws Refused.
	 */
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
		const client = await this.#connect();
		const [cells, communities] = await Promise.all([
			loadCellsWithin(client, this.#district, nodes),
			this.#knowsCommunities() ? [] : loadCommunitiesAround(client, this.#district, nodes)
		]);
		this.cells = anew ? cells : [...this.cells, ...cells];
		this.communities = anew ? communities : [...this.communities, ...communities];
	}
}
