import { untrack } from 'svelte';
import type { LngLat } from '#domain/place/coord';
import { isWorker } from '#domain/place/view';
import { OPEN_STATES, WISH_KINDS, type WishKind } from '#domain/wishes/wish';
import { statesOf } from '#features/explore/answer';
import { backgroundUrl, cellTilesUrl, tiersSource, tilesUrl } from '#features/explore/drawings';
import type { Explore } from '#features/explore/explore.svelte.ts';
import { WISH_LETTER } from '#features/explore/labels';
import type { LayerName } from '#features/explore/view-url';
import { basemap } from '#map/basemap';
import { EMPTY, type Drawing } from '#map/drawing';
import { backgroundDrawing, paletteOver, paperUnder } from '#map/layers/background';
import { cellsDrawing, type CellName, type CellShape, type CellTileSource } from '#map/layers/cells';
import { centresDrawing, centresSource } from '#map/layers/centres';
import { circlesDrawing } from '#map/layers/circles';
import { membersDrawing, membersSource } from '#map/layers/members';
import { placeDrawing } from '#map/layers/place';
import { vacantDrawing } from '#map/layers/vacant';
import { wishesDrawing, wishPointsSource, wishSources } from '#map/layers/wishes';
import type { Palette } from '#map/palette';
import type { Words } from '#ui/text/context';

/** All that the map draws, as one derived array; a change of the view changes the array and nothing else. */
export class Picture {
	readonly #page: Explore;
	readonly #palette: () => Palette;
	readonly #words: Words;
	/** The cell under the pointer. */
	hovered: CellName | null = $state.raw(null);

	/** Members are counted for workers and officials only. */
	readonly showsMembers: boolean = $derived.by(() => {
		const { me } = this.#page.view;
		return isWorker(me) || me.roles.some((held) => held.role === 'official');
	});
	/** Gaps are looked for by those who can do something about them, and by those who ask why not. */
	readonly showsVacant: boolean = $derived.by(() => {
		return this.showsMembers || this.#page.view.me.roles.some((held) => held.role === 'administrator');
	});
	/** Where the chosen building or home stands. */
	readonly place: LngLat | null = $derived.by(() => {
		const { card } = this.#page.answer;
		if (card?.kind === 'building') return card.place.building.door;
		return card?.kind === 'member' ? card.member.position : null;
	});
	/** The cell that is lit: the chosen one, or the one in which the chosen thing stands. */
	readonly #litNode: string | null = $derived.by(() => {
		const { card } = this.#page.answer;
		return this.#page.selectedNode?.node ?? (card && litBy(card));
	});
	/** Its outline, as soon as it is known. */
	readonly lit: CellShape | null = $derived.by(() => {
		const { outline } = this.#page.ground;
		return outline?.node === this.#litNode ? outline : null;
	});

	readonly #tiles: CellTileSource | null = $derived.by(() => {
		const { plan, district } = this.#page.view;
		return plan && { url: cellTilesUrl(plan), bounds: district.bounds };
	});
	readonly #centres = $derived.by(() => centresSource(this.#page.ground.centres));
	readonly #wishes = $derived.by(() => {
		const { sums, points } = this.#page.ground.wishes;
		return wishSources(sums, points);
	});
	readonly #chosenWish = $derived.by(() => {
		const { card } = this.#page.answer;
		if (card?.kind !== 'wish') return EMPTY;
		const { id, kind, door } = card.wish;
		const position = door?.position ?? this.lit?.label;
		return position ? wishPointsSource([{ wish: id, kind, position }]) : EMPTY;
	});
	readonly #members = $derived.by(() => {
		const write = (n: number) => this.#words.format.number(n);
		return membersSource(this.#page.ground.members.map((mark) => ({ ...mark, text: write(mark.n) })));
	});
	readonly #circle = $derived.by(() => {
		const { circle } = this.#page.reach;
		return circle.phase === 'done' ? tiersSource(circle.value) : EMPTY;
	});
	readonly #letters = $derived.by(() => {
		const letters = WISH_KINDS.map((kind) => [kind, this.#words.t(WISH_LETTER[kind])]);
		return Object.fromEntries(letters) as Record<WishKind, string>;
	});
	readonly #base = $derived.by(() => basemap(tilesUrl(this.#page.view.artefacts.basemap), this.#palette()));
	readonly #paper: readonly Drawing[] = $derived.by(() => {
		const { shown: kind } = this.#page.background;
		if (!kind) return [this.#base];
		const { bounds } = this.#page.view.district;
		return [paperUnder(this.#base), backgroundDrawing({ kind, tiles: backgroundUrl(), bounds })];
	});
	readonly #cells = $derived.by(() => {
		const { level } = this.#page.state;
		const shown = {
			tiles: this.#tiles,
			fixed: level,
			selected: this.lit,
			hovered: this.hovered
		};
		return cellsDrawing({ ...shown, visible: this.#has('cells') }, this.#palette());
	});
	readonly #place = $derived.by(() => placeDrawing(this.place, this.#palette()));

	readonly drawings: readonly Drawing[] = $derived.by(() => {
		const { state } = this.#page;
		const palette = this.#palette();
		const chosen = (kind: string) => (state.selected?.kind === kind ? state.selected.id : null);
		const drawings: (Drawing | false)[] = [
			...this.#paper,
			this.#has('circles') && circlesDrawing(this.#circle, this.#page.minutes, palette),
			this.#has('centres') && centresDrawing(this.#centres, chosen('centre'), palette),
			this.#has('wishes') &&
				wishesDrawing(
					{ sources: this.#wishes, chosen: this.#chosenWish, fixed: state.level, letters: this.#letters },
					palette
				),
			this.showsMembers && this.#has('members') && membersDrawing(this.#members, state.level, palette),
			this.showsVacant && this.#has('vacant') && vacantDrawing(this.#tiles, state.level, palette),
			this.#cells,
			this.#place
		];
		return drawings.filter((drawing) => drawing !== false);
	});

	constructor(page: Explore, palette: () => Palette, words: Words) {
		this.#page = page;
		this.#palette = () => paletteOver(page.background.shown, palette());
		this.#words = words;
		page.background.follow();
		this.#fetch();
	}

	#has(layer: LayerName): boolean {
		return this.#page.state.layers.includes(layer);
	}

	/** Fetches what is drawn, again whenever what it follows from changes; late answers are dropped. */
	#fetch(): void {
		const page = this.#page;
		const follow = (work: (signal: AbortSignal) => Promise<void>) => {
			$effect(() => {
				const gone = new AbortController();
				// the map stays as it is where an answer does not come; the list says why
				work(gone.signal).catch(() => undefined);
				return () => gone.abort();
			});
		};
		follow((signal) => {
			const { view } = page;
			const node = this.#litNode;
			return untrack(() => page.ground.findOutline(view, node, signal));
		});
		follow((signal) => {
			const { view } = page;
			return untrack(() => page.ground.findCentres(view, signal));
		});
		follow((signal) => {
			void page.ground.membersSeen;
			const { view } = page;
			return this.showsMembers ? untrack(() => page.ground.countMembers(view, signal)) : Promise.resolve();
		});
		follow((signal) => {
			void page.ground.wishesSeen;
			const { view, state } = page;
			// the map shows what waits, or in the list of wishes what the list shows
			const listed = state.mode === 'wishes';
			const states = listed && state.wishStage ? statesOf(state.wishStage) : OPEN_STATES;
			const kinds = listed && state.wishKind ? [state.wishKind] : null;
			return untrack(() => page.ground.findWishes(view, states, kinds, signal));
		});
	}
}

function litBy(card: NonNullable<Explore['answer']['card']>): string | null {
	switch (card.kind) {
		case 'building':
			return card.place.cell?.lineageId ?? null;
		case 'wish':
			return card.wish.lineageId;
		case 'member':
			return card.member.lineageId;
		default:
			return null;
	}
}
