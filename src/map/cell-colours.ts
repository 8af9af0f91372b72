import type { ExpressionSpecification } from 'maplibre-gl';
import type { Palette } from '#map/palette';

/**
 * Colours of neighbouring cells, thin over the paper: names, borders and hatching carry the meaning as well.
 * After Paul Tol's light scheme, which is told apart by every kind of colour vision.
 */
const ON_LIGHT = ['#77aadd', '#ee8866', '#44bb99', '#eedd88', '#ffaabb', '#bbcc33', '#99ddff', '#c6a5dc'] as const;
const ON_DARK = ['#5a8fd0', '#d9704c', '#2fa384', '#cdb955', '#e088a0', '#9cad2a', '#6cc3ea', '#a98bc9'] as const;

export const CELL_COLOURS = ON_LIGHT.length;

/** The colours of a palette, one for each number that `Colouring` gives out. */
export function cellColours({ name }: Palette): readonly string[] {
	return name.startsWith('dark') ? ON_DARK : ON_LIGHT;
}

/** The colour of a feature by its property `colour`, a number that `Colouring` gave out. */
export function colourByNumber(palette: Palette): ExpressionSpecification {
	const colours = cellColours(palette);
	return [
		'match',
		['get', 'colour'],
		...colours.flatMap((value, number) => [number, value]),
		colours[0]
	] as unknown as ExpressionSpecification;
}

/**
 * Gives every cell a number below `CELL_COLOURS` such that neighbours differ. A cell keeps its number as long as it can:
 * nobody should have to look for a cell again because another one grew.
 */
export class Colouring {
	readonly #colour = new Map<string, number>();
	readonly #beside = new Map<string, Set<string>>();

	/** A cell has these neighbours now. Returns its number. */
	set(cell: string, beside: readonly string[]): number {
		for (const other of this.#beside.get(cell) ?? []) this.#beside.get(other)?.delete(cell);
		this.#beside.set(cell, new Set(beside));
		for (const other of beside) {
			const back = this.#beside.get(other);
			if (back) back.add(cell);
			else this.#beside.set(other, new Set([cell]));
		}
		const taken = Array.from({ length: CELL_COLOURS }, () => 0);
		for (const other of beside) {
			const colour = this.#colour.get(other);
			if (colour !== undefined) taken[colour]!++;
		}
		const now = this.#colour.get(cell);
		const next = now !== undefined && taken[now] === 0 ? now : this.#rarest(taken);
		this.#colour.set(cell, next);
		return next;
	}

	delete(cell: string): void {
		for (const other of this.#beside.get(cell) ?? []) this.#beside.get(other)?.delete(cell);
		this.#beside.delete(cell);
		this.#colour.delete(cell);
	}

	of(cell: string): number {
		return this.#colour.get(cell) ?? 0;
	}

	/** Of the numbers that the fewest neighbours have, the one that the fewest cells have. */
	#rarest(taken: readonly number[]): number {
		const least = Math.min(...taken);
		const used = Array.from({ length: CELL_COLOURS }, () => 0);
		for (const colour of this.#colour.values()) used[colour]!++;
		let best = taken.indexOf(least);
		taken.forEach((count, colour) => {
			if (count === least && used[colour]! < used[best]!) best = colour;
		});
		return best;
	}
}
