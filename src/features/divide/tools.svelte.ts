import type { LngLat } from '#domain/place/coord';
import type { Divide } from '#features/divide/divide.svelte.ts';
import { onceOnly } from '#features/divide/once-only';
import type { Hand } from '#map/hand';
import type { StrokeShape } from '#map/layers/division';

/** How units are found on the map. */
export const TOOLS = ['click', 'brush', 'rectangle', 'lasso', 'street', 'pan'] as const;
export type Tool = (typeof TOOLS)[number];

/** What becomes of what was found. `add` takes only what is in no cell yet, `move` from other cells as well. */
export const MODES = ['add', 'move', 'erase', 'select'] as const;
export type Mode = (typeof MODES)[number];

/** Width of the brush, in metres on the ground. */
export const WIDTHS = { least: 4, most: 80, step: 4 } as const;
const STREET_FACTOR = 2;
const SAME_PLACE_PX = 6;

/** The tool in the hand of the one who paints, and the stroke that is being drawn. */
export class Tools {
	tool: Tool = $state('click');
	mode: Mode = $state('add');
	width = $state(16);
	/** A building is painted whole, or stairwell by stairwell. */
	whole = $state(true);
	stroke: StrokeShape | null = $state.raw(null);
	readonly #page: Divide;
	/** Metres of a pixel at the present zoom, told by the map. */
	metresPerPixel = 1;
	#path: LngLat[] = [];
	/** A street's first end, which waits for the second. */
	#end: LngLat | null = null;
	#drawing: Mode | null = null;
	#fed = 0;
	#feeding: Promise<void> | null = null;
	/** What this stroke has met already. */
	readonly #met = onceOnly();

	constructor(page: Divide) {
		this.#page = page;
		// where everything is divided already a stray click must not move a house
		this.mode = page.unassigned.units.length > 0 ? 'add' : 'select';
	}

	/** Null while the map is moved, or nothing may be painted. */
	readonly hand: Hand | null = $derived.by(() => (this.tool !== 'pan' && this.#page.mayPaint ? this.#hand : null));

	readonly #hand: Hand = {
		begin: (at, { shift }) => this.#begin(at, shift),
		move: (passed) => this.#move(passed),
		end: () => void this.#lift(),
		cancel: () => void this.cancel()
	};

	/** Takes the stroke back that is being drawn, and the first end of a street. */
	async cancel(): Promise<void> {
		this.#reset();
		this.#end = null;
		if (this.#drawing === null) return;
		await this.#feeding;
		this.#drawing = null;
		await this.#page.endStroke(false);
	}

	/** Where the brush would paint, while nothing is drawn. */
	hover(at: LngLat | null): void {
		if (this.#drawing !== null) return;
		if (this.#end) this.stroke = at && this.#line([this.#end, at]);
		else if (this.tool === 'brush') this.stroke = at && this.#line([at]);
		else if (this.stroke) this.stroke = null;
	}

	#begin(at: LngLat, shift: boolean): void {
		// shift chooses, whatever else the hand does
		this.#drawing = shift ? 'select' : this.mode;
		this.#met.forget();
		this.#fed = 0;
		this.#path = [at];
		if (this.tool === 'brush') this.#feed();
		this.#show();
	}

	#move(passed: readonly LngLat[]): void {
		if (this.#drawing === null || this.tool === 'click') return;
		if (this.tool === 'rectangle') this.#path = [this.#path[0]!, passed.at(-1)!];
		else this.#path.push(...passed);
		if (this.tool === 'brush') this.#feed();
		this.#show();
	}

	async #lift(): Promise<void> {
		if (this.#drawing === null) return;
		const [tool, path] = [this.tool, this.#path];
		if (tool === 'street' && !this.#isLong(path)) {
			if (!this.#end) {
				this.#end = path[0]!;
				this.#drawing = null;
				return;
			}
			path.splice(0, path.length, this.#end, path[0]!);
		}
		this.#end = null;
		this.stroke = null;
		try {
			if (tool === 'brush') {
				while (this.#feeding) await this.#feeding;
			} else await this.#use(await this.#found(tool, path));
		} catch {
			// the desk was closed, or the area was none: there is nothing to paint
		}
		this.#drawing = null;
		this.#reset();
		await this.#page.endStroke(true);
	}

	async #found(tool: Tool, path: readonly LngLat[]): Promise<number[]> {
		const { desk } = this.#page;
		if (!desk) return [];
		switch (tool) {
			case 'rectangle':
			case 'lasso': {
				const ring = tool === 'rectangle' ? box(path[0]!, path.at(-1)!) : path;
				if (!this.#isLong(path)) return this.#under(path[0]!);
				return desk.unitsIn({ type: 'Polygon', coordinates: [[...ring, ring[0]!].map((point) => [...point])] });
			}
			case 'street':
				return desk.unitsAlong([...path], (this.width * STREET_FACTOR) / 2);
			default:
				return this.#under(path[0]!);
		}
	}

	async #under(at: LngLat): Promise<number[]> {
		const unit = await this.#page.desk?.unitAt(at);
		return unit === null || unit === undefined ? [] : [unit];
	}

	/** Hands the places that the brush has passed to the desk, as fast as it answers. */
	#feed(): void {
		this.#feeding ??= this.#feedAll().finally(() => (this.#feeding = null));
	}

	async #feedAll(): Promise<void> {
		while (this.#fed < this.#path.length && this.#drawing !== null) {
			const piece = this.#path.slice(Math.max(0, this.#fed - 1));
			this.#fed = this.#path.length;
			await this.#use((await this.#page.desk?.unitsAlong(piece, this.width / 2)) ?? []);
		}
	}

	async #use(units: readonly number[]): Promise<void> {
		const mode = this.#drawing;
		const fresh = mode === null ? [] : this.#met.fresh(this.#widen(units));
		if (fresh.length === 0) return;
		const page = this.#page;
		if (mode === 'select') page.select(fresh, this.tool === 'click' ? 'toggle' : 'add');
		else if (mode === 'erase') await page.draw(fresh, null, false);
		else await page.draw(fresh, page.target ?? 'new', mode === 'add');
	}

	/** Whole buildings, where these are painted. */
	#widen(units: readonly number[]): number[] {
		if (!this.whole) return [...units];
		const all = units.flatMap((unit) => {
			const building = this.#page.unit(unit)?.building.id;
			return building ? this.#page.unitsOfBuilding(building).map(({ ordinal }) => ordinal) : [];
		});
		return all;
	}

	#show(): void {
		if (this.tool === 'rectangle' && this.#path.length > 1) {
			this.stroke = { kind: 'area', ring: box(this.#path[0]!, this.#path.at(-1)!) };
		} else if (this.tool === 'lasso' && this.#path.length > 2) {
			this.stroke = { kind: 'area', ring: [...this.#path] };
		} else if (this.tool === 'brush' || this.tool === 'street') {
			const from = this.tool === 'street' && this.#end ? [this.#end] : [];
			this.stroke = this.#line([...from, ...this.#path]);
		}
	}

	#line(line: readonly LngLat[]): StrokeShape {
		return { kind: 'line', line, metres: this.tool === 'street' ? this.width * STREET_FACTOR : this.width };
	}

	/** Whether a stroke went anywhere, or was a click with an unsteady hand. */
	#isLong(path: readonly LngLat[]): boolean {
		const [first] = path;
		const reach = (SAME_PLACE_PX * this.metresPerPixel) / 111_000;
		return path.some(([lng, lat]) => Math.hypot(lng - first![0], lat - first![1]) > reach);
	}

	#reset(): void {
		this.#path = [];
		this.#fed = 0;
		this.#met.forget();
		this.stroke = null;
	}
}

function box([west, south]: LngLat, [east, north]: LngLat): LngLat[] {
	return [
		[west, south],
		[east, south],
		[east, north],
		[west, north]
	];
}
