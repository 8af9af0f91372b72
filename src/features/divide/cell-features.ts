import type { Feature } from 'geojson';
import { cellFeature, type PaintedCell } from '#map/layers/division';

/** Features as they were last made: what has not changed is the same value, and is not sent to the map again. */
export class CellFeatures {
	readonly #made = new Map<string, { readonly of: PaintedCell; readonly features: Feature[] }>();

	of(cell: PaintedCell): Feature[] {
		const made = this.#made.get(cell.id);
		if (made && isSame(made.of, cell)) return made.features;
		const features = cellFeature(cell);
		this.#made.set(cell.id, { of: cell, features });
		return features;
	}
}

function isSame(a: PaintedCell, b: PaintedCell): boolean {
	return a.geometry === b.geometry && a.name === b.name && a.colour === b.colour;
}
