import type { SupabaseClient } from '@supabase/supabase-js';
import { SvelteMap, SvelteSet } from 'svelte/reactivity';
import type { DeskGaps, DeskNews, DivisionDesk, DrawnCell } from '#compute/division-desk';
import type { DatabaseDoor } from '#data/supabase';
import type { DraftCell, PlanChanges, PlanDraft } from '#domain/division/plan';
import { parseSettings, type DistrictSettings, type HouseholdSpan } from '#domain/place/settings';
import type { MapView } from '#domain/place/view';
import { Ledger, type LedgerUnit, type Meter } from '#features/divide/ledger';
import { refusalOf } from '#features/divide/step-line';
import { Walks } from '#features/divide/walks.svelte.ts';
import { Colouring } from '#map/cell-colours';
import type { Preview } from '#features/divide/preview';
import type { Words } from '#ui/text/context';

/** What the route hands to the page. */
export interface DivideInput {
	readonly draft: PlanDraft;
	readonly view: MapView;
	/** How many own steps can be undone and done again. */
	readonly counts: { readonly undo: number; readonly redo: number };
	readonly database: DatabaseDoor;
	/** Number of the last change in the feed before the draft was asked; null where the server does not listen. */
	readonly heard: number | null;
}

/** What is to be seen: a cell, or the ground of some units. */
export interface Sight {
	readonly cell?: string;
	readonly units?: readonly number[];
	readonly always: boolean;
}

/** How the desk stands: it checks and draws the ground; lists and sums are there without it. */
export type DeskPhase = 'opening' | 'ready' | 'failed';

/** What there is: the draft with every step since, its ground, and what is chosen of it. */
export class Board {
	readonly input: DivideInput;
	readonly draft: PlanDraft;
	readonly settings: DistrictSettings;
	protected readonly words: Words;
	protected readonly ledger: Ledger;
	readonly walks = new Walks();
	/** Outlines of both levels, as the desk draws them. */
	readonly outlines = new SvelteMap<string, DrawnCell>();
	/** Which of the map's colours a cell has; neighbours have different ones. */
	readonly colours = new SvelteMap<string, number>();
	readonly #colouring = new Colouring();
	readonly #parts = new SvelteMap<string, number>();
	/** Grows with every step; what is read from the ledger depends on it. */
	revision = $state(0);
	/** Grows when cells come, go or are changed: most steps only move units. */
	#cellsRevision = $state(0);
	readonly #names: Intl.Collator;

	desk: DivisionDesk | null = $state.raw(null);
	phase: DeskPhase = $state('opening');
	/** Why there is no desk, by its name. */
	deskRefusal: string | null = $state(null);
	gaps: DeskGaps | null = $state.raw(null);
	/** Streets are loaded: walking diameters follow, and proposals can follow streets. */
	hasNetwork = $state(false);
	/** Steps that were done before the desk had opened. */
	#early: PlanChanges[] = [];

	/** A proposal that is looked at, in place of the cells that it would replace. */
	preview: Preview | null = $state.raw(null);
	/** Units that are chosen, by ordinal; see `select`. */
	readonly selection = new SvelteSet<number>();
	/** Which of the district's two sizes a stairwell cell shall have; guessed from the cells there are. */
	size: 'micro' | 'ordinary' = $state('micro');
	/** What the map was asked to show last; see `look`. */
	sight: Sight | null = $state.raw(null);
	/** The unit under the pointer or the focus. */
	hovered: number | null = $state(null);

	/** Living areas by name, and stairwell cells by living area and name. */
	readonly areas: readonly DraftCell[] = $derived.by(() => this.#sorted(2));
	readonly stairs: readonly DraftCell[] = $derived.by(() => this.#sorted(3));
	readonly unassigned: { readonly units: readonly number[]; readonly households: number } = $derived.by(() => {
		const units = this.unitsOf(null);
		return { units, households: this.ledger.meter(units).households };
	});

	constructor(input: DivideInput, words: Words) {
		this.input = input;
		this.draft = input.draft;
		this.settings = parseSettings(input.view.district.settings);
		this.words = words;
		this.ledger = new Ledger(input.draft);
		this.#names = new Intl.Collator(words.locale, { numeric: true });
		this.size = this.#usualSize();
	}

	/** Households that a cell shall have: stairwell cells of the chosen size, living areas and special cells none. */
	wanted({ level, kind }: DraftCell): HouseholdSpan | null {
		return level === 3 && kind === 'ordinary' ? this.settings.cellSize[this.size] : null;
	}

	/** Whether a cell is not done yet: nothing in it, or buildings of which a part is in no cell. */
	incomplete(cell: DraftCell): { readonly empty: boolean; readonly halves: number } | null {
		void this.revision;
		return this.ledger.incomplete(cell);
	}

	cell(id: string | null): DraftCell | undefined {
		void this.revision;
		return id === null ? undefined : this.ledger.cell(id);
	}

	/** The stairwell cell of a unit; null for none. */
	cellOf(unit: number): string | null {
		void this.revision;
		return this.ledger.cellOf(unit);
	}

	/** Ordinals of the units in a stairwell cell, or in none; rising. */
	unitsOf(cell: string | null): readonly number[] {
		void this.revision;
		return [...this.ledger.unitsOf(cell)].sort((a, b) => a - b);
	}

	unit(ordinal: number): LedgerUnit | undefined {
		return this.ledger.units.get(ordinal);
	}

	/** Units of a building, by the number of the stairwell. */
	unitsOfBuilding(id: string): readonly LedgerUnit[] {
		return this.ledger.unitsOfBuilding.get(id) ?? [];
	}

	/** Stairwell cells of a living area. */
	childrenOf(area: string): readonly DraftCell[] {
		return this.stairs.filter(({ parentId }) => parentId === area);
	}

	/** A cell in numbers; `parts` is null until the desk has looked at the ground. */
	meter(cell: DraftCell): Meter {
		void this.revision;
		const meter = this.ledger.meterOf(cell);
		return { ...meter, parts: this.#parts.get(cell.id) ?? meter.parts };
	}

	/** Any units in numbers. */
	sum(units: Iterable<number>): Meter {
		return this.ledger.meter(units);
	}

	/** What a cell is called, or "no cell"; `names` knows those that are gone. */
	nameOf(cell: string | null, names: Readonly<Record<string, string>> = {}): string {
		const { t } = this.words;
		if (cell === null) return t('divide.noCell');
		return this.cell(cell)?.name ?? names[cell] ?? t('divide.goneCell');
	}

	/** Chooses units: these alone, these too, not these, or each the other way. */
	select(units: Iterable<number>, how: 'only' | 'add' | 'remove' | 'toggle' = 'only'): void {
		const known = [...units].filter((unit) => this.ledger.units.has(unit));
		if (how === 'only') this.selection.clear();
		for (const unit of known) {
			if (how === 'remove' || (how === 'toggle' && this.selection.has(unit))) this.selection.delete(unit);
			else this.selection.add(unit);
		}
	}

	/** Brings something into sight on the map. Without `always` the map stays where it can be seen already. */
	look(at: Omit<Sight, 'always'>, always = false): void {
		this.sight = { ...at, always };
	}

	/** Opens the desk, in the browser: from then on the ground is known. Tells in `phase` where it cannot. */
	async open(signal: AbortSignal): Promise<void> {
		try {
			const { openDesk } = await import('#features/divide/open-desk');
			const { desk, news, gaps } = await openDesk(this.input.view, this.draft, signal);
			this.#take(news);
			for (let step = this.#early.shift(); step; step = this.#early.shift()) this.#take(await desk.apply(step));
			signal.throwIfAborted();
			this.desk = desk;
			this.gaps = gaps;
			this.phase = 'ready';
		} catch (problem) {
			if (signal.aborted) return;
			this.phase = 'failed';
			this.deskRefusal = refusalOf(problem).refusal;
		}
	}

	/** The streets, for walking diameters: after the desk, and only where there are any. */
	async openNetwork(signal: AbortSignal): Promise<void> {
		const { network } = this.input.view.artefacts;
		if (!this.desk || !network) return;
		const { fetchArtefact } = await import('#data/artefacts');
		await this.desk.setNetwork(await fetchArtefact(network, signal));
		this.hasNetwork = true;
		this.walks.touched(this.ledger.cells(3).map(({ id }) => id));
		this.walks.begin(this.desk);
	}

	/** The browser's own client, with the caller's rights. */
	async client(): Promise<SupabaseClient> {
		const { browserClient } = await import('#data/supabase');
		return browserClient(this.input.database);
	}

	close(): void {
		this.walks.close();
		this.desk?.close();
		this.desk = null;
	}

	/** Does a step here: on the desk, which checks it, then in the ledger. */
	protected async apply(changes: PlanChanges): Promise<void> {
		if (this.desk) {
			const news = await this.desk.apply(changes);
			this.ledger.apply(changes);
			this.#take(news);
		} else {
			this.#early.push(changes);
			this.ledger.apply(changes);
		}
		for (const { id } of changes.removed) {
			this.walks.forget(id);
			this.#parts.delete(id);
		}
		this.revision++;
		if (changes.created.length + changes.removed.length + changes.changed.length > 0) this.#cellsRevision++;
	}

	#take({ cells, meters, beside }: DeskNews): void {
		for (const cell of cells) {
			if (cell.geometry.coordinates.length > 0) this.outlines.set(cell.cell, cell);
			else {
				this.outlines.delete(cell.cell);
				this.#colouring.delete(cell.cell);
			}
		}
		for (const [cell, others] of Object.entries(beside)) this.colours.set(cell, this.#colouring.set(cell, others));
		for (const { cell, parts } of meters) this.#parts.set(cell, parts);
		this.walks.touched(meters.map(({ cell }) => cell).filter((id) => this.ledger.cell(id)?.level === 3));
	}

	#usualSize(): 'micro' | 'ordinary' {
		const { micro, ordinary } = this.settings.cellSize;
		const cells = this.ledger.cells(3).filter(({ kind }) => kind === 'ordinary');
		const homes = cells.map((cell) => this.ledger.meterOf(cell).households).sort((a, b) => a - b);
		const middle = homes[homes.length >> 1] ?? 0;
		return middle > (micro.max + ordinary.min) / 2 ? 'ordinary' : 'micro';
	}

	#sorted(level: 2 | 3): DraftCell[] {
		void this.#cellsRevision;
		const names = this.#names;
		const place = (cell: DraftCell) => this.ledger.cell(cell.parentId ?? '')?.name ?? '';
		return this.ledger
			.cells(level)
			.sort((a, b) => names.compare(place(a), place(b)) || names.compare(a.name, b.name) || (a.id < b.id ? -1 : 1));
	}
}
