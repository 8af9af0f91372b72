import type { Feature, FeatureCollection, MultiPolygon } from 'geojson';
import { untrack } from 'svelte';
import { artefactPath } from '#data/artefacts';
import type { DivisionDesk } from '#compute/division-desk';
import type { DraftCell } from '#domain/division/plan';
import { CellFeatures } from '#features/divide/cell-features';
import type { Divide } from '#features/divide/divide.svelte.ts';
import type { Tools } from '#features/divide/tools.svelte.ts';
import { basemap } from '#map/basemap';
import type { Drawing } from '#map/drawing';
import { divisionDrawing } from '#map/layers/division';
import { previewDrawing } from '#map/layers/division-preview';
import type { Palette } from '#map/palette';

/** The ground of some units, asked of the desk one question at a time: only the newest one matters. */
class GroundOf {
	shape: MultiPolygon | null = $state.raw(null);
	#next: readonly number[] | null = null;
	#busy = false;

	ask(desk: DivisionDesk, units: readonly number[]): void {
		this.#next = units;
		if (!this.#busy) void this.#run(desk);
	}

	async #run(desk: DivisionDesk): Promise<void> {
		this.#busy = true;
		try {
			for (let units = this.#next; units; units = this.#next) {
				this.#next = null;
				const shape = units.length > 0 ? await desk.ground([...units]) : null;
				if (shape || this.shape) this.shape = shape;
			}
		} catch {
			// the desk was closed, or a unit has no ground: what is lit stays as it was
		} finally {
			this.#busy = false;
		}
	}
}

/** All that the map draws, as one derived array. For a component: it asks the desk while mounted. */
export class Picture {
	readonly #page: Divide;
	readonly #tools: Tools;
	readonly #palette: () => Palette;
	readonly #unassigned = new GroundOf();
	readonly #chosen = new GroundOf();
	readonly #hovered = new GroundOf();
	readonly #made = new CellFeatures();

	readonly #base: Drawing = $derived.by(() => {
		const { basemap: hash } = this.#page.input.view.artefacts;
		return basemap(hash && `${location.origin}${artefactPath(hash)}`, this.#palette());
	});
	readonly #cells = $derived.by(() => {
		const hidden = this.#page.preview?.replaces;
		return this.#source(this.#page.stairs.filter(({ id }) => !hidden?.has(id)));
	});
	readonly #areas = $derived.by(() => this.#source(this.#page.areas));
	readonly drawings: readonly Drawing[] = $derived.by(() => {
		const { outlines, preview } = this.#page;
		const target = preview ? null : this.#page.target;
		const shown = {
			cells: this.#cells,
			areas: this.#areas,
			unassigned: preview ? null : this.#unassigned.shape,
			target: (target && outlines.get(target)?.geometry) || null,
			chosen: this.#chosen.shape,
			hovered: this.#hovered.shape,
			stroke: this.#tools.stroke
		};
		const drawn = [this.#base, divisionDrawing(shown, this.#palette())];
		return preview ? [...drawn, previewDrawing(preview.cells, this.#palette())] : drawn;
	});

	constructor(page: Divide, tools: Tools, palette: () => Palette) {
		this.#page = page;
		this.#tools = tools;
		this.#palette = palette;
		const follow = (ground: GroundOf, units: () => readonly number[]) => {
			$effect(() => {
				const { desk } = page;
				const wanted = units();
				if (desk) untrack(() => ground.ask(desk, wanted));
			});
		};
		follow(this.#unassigned, () => page.unassigned.units);
		follow(this.#chosen, () => [...page.selection]);
		follow(this.#hovered, () => (page.hovered === null ? [] : this.#alike(page.hovered)));
	}

	/** What a click would take with a unit. */
	#alike(unit: number): number[] {
		const building = this.#page.unit(unit)?.building.id;
		if (!building || !this.#tools.whole) return [unit];
		return this.#page.unitsOfBuilding(building).map(({ ordinal }) => ordinal);
	}

	#source(cells: readonly DraftCell[]): FeatureCollection {
		return { type: 'FeatureCollection', features: cells.flatMap((cell) => this.#features(cell)) };
	}

	#features({ id, name }: DraftCell): Feature[] {
		const of = this.#page.outlines.get(id);
		if (!of) return [];
		const { level, geometry, label } = of;
		return this.#made.of({ id, level, geometry, label, name, colour: this.#page.colours.get(id) ?? 0 });
	}
}
