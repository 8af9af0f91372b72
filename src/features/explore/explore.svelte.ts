import type { SupabaseClient } from '@supabase/supabase-js';
import { getContext, setContext } from 'svelte';
import type { DistrictRow } from '#data/districts';
import type { DatabaseDoor } from '#data/supabase';
import { eachOnce, nodeTree, type PlaceNode } from '#domain/place/node-tree';
import { parseSettings } from '#domain/place/settings';
import { isWhole, isWorker, type MapView, type ViewCentre } from '#domain/place/view';
import type { Answer } from '#features/explore/answer';
import { BackgroundDesk } from '#features/explore/background.svelte.ts';
import { Branches } from '#features/explore/branches.svelte.ts';
import { Ground } from '#features/explore/ground.svelte.ts';
import { ReachDesk } from '#features/explore/reach.svelte.ts';
import { hrefOf, parseSearch, withoutCamera, type Selected, type ViewState } from '#features/explore/view-url';

/** What the routes hand to the page. */
export interface ExploreInput {
	readonly districts: readonly DistrictRow[];
	readonly view: MapView;
	readonly answer: Answer;
	/** Where the browser's own questions go. */
	readonly database: DatabaseDoor;
	/** Number of the last change in the feed before `view` was asked; null where the server does not listen. */
	readonly heard: number | null;
	/** Whether the server offers another map to lay under ours. */
	readonly offersBackground: boolean;
}

const KEY = Symbol('explore');

/**
 * What the parts of the page share. It owns nothing that the address or the database owns: `state` follows the
 * address, the rest follows the answers; what the browser computes itself stands in `ground` and `reach`.
 */
export class Explore {
	readonly #url: () => URL;
	readonly #input: () => ExploreInput;
	readonly ground = new Ground();
	readonly branches = new Branches(
		() => this.client(),
		() => isWhole(this.view)
	);
	readonly reach = new ReachDesk(() => this.client());
	/** Changes made elsewhere do not arrive at the moment. */
	offline = $state(false);
	/** A form that waits for a cell to be picked on the map; null while a click selects as usual. */
	pickCell: ((node: PlaceNode) => void) | null = $state.raw(null);

	// the camera writes itself into the address all the time; without it, everything below would be derived anew
	readonly #asked: string = $derived.by(() => withoutCamera(this.#url().search));
	/** The view of the address. `at` is always null: the camera belongs to the map. */
	readonly state: ViewState = $derived.by(() => parseSearch(this.#asked));
	readonly view = $derived.by(() => this.#input().view);
	readonly answer = $derived.by(() => this.#input().answer);
	readonly heard = $derived.by(() => this.#input().heard);
	readonly offersBackground = $derived.by(() => this.#input().offersBackground);
	readonly background = new BackgroundDesk(() => (this.offersBackground ? this.state.background : null));
	readonly districts = $derived.by(() => this.#input().districts);
	readonly settings = $derived.by(() => parseSettings(this.view.district.settings));
	/** Those that came with the view or that the page or the reader opened. */
	readonly communities = $derived.by(() => {
		const { subdistricts } = this.view;
		const found = [...this.view.communities, ...this.branches.communities, ...this.answer.communities];
		// what was opened may be of another district
		return eachOnce(found).filter((community) => subdistricts.some(({ id }) => id === community.subdistrictId));
	});
	/** The known communities, and the cells that came with the view or that the page or the reader opened. */
	readonly tree = $derived.by(() => {
		const cells = eachOnce([...this.view.cells, ...this.branches.cells, ...this.answer.cells]);
		return nodeTree({ communities: this.communities, cells });
	});
	readonly mayWork = $derived.by(() => isWorker(this.view.me));
	readonly selectedNode: PlaceNode | null = $derived.by(() => {
		const { selected } = this.state;
		return selected?.kind === 'cell' ? (this.tree.nodes.get(selected.id) ?? null) : null;
	});
	readonly selectedCentre: ViewCentre | null = $derived.by(() => {
		const { selected } = this.state;
		const { card } = this.answer;
		return selected?.kind === 'centre' && card?.kind === 'centre' && card.id === selected.id ? card.centre : null;
	});
	/** Minutes of the circle whose figures are shown. */
	readonly minutes: number = $derived.by(() => {
		const offered = this.settings.tiers.map((tier) => tier.minutes);
		return offered.find((minutes) => minutes === this.state.minutes) ?? offered.at(-1)!;
	});

	constructor(url: () => URL, input: () => ExploreInput) {
		this.#url = url;
		this.#input = input;
	}

	/** The browser's own client, with the caller's rights. Loaded when first needed: lists and cards never need it. */
	async client(): Promise<SupabaseClient> {
		const { browserClient } = await import('#data/supabase');
		return browserClient(this.#input().database);
	}

	/** The address after a change of the view. */
	href(change: Partial<ViewState>): string {
		return hrefOf(this.state, change);
	}

	/** The address of something chosen, the list left as it is. */
	hrefTo(kind: Selected['kind'], id: string, change: Partial<ViewState> = {}): string {
		return this.href({ ...change, selected: { kind, id } });
	}
}

export function provideExplore(url: () => URL, input: () => ExploreInput): Explore {
	return setContext(KEY, new Explore(url, input));
}

/** The page's state, for a component below ExplorePage. */
export function explore(): Explore {
	const found = getContext<Explore | undefined>(KEY);
	if (!found) throw new Error('no map page above this component: provideExplore is missing');
	return found;
}
