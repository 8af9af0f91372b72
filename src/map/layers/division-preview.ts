import type { FeatureCollection } from 'geojson';
import type { ExpressionSpecification } from 'maplibre-gl';
import { colourByNumber } from '#map/cell-colours';
import type { Drawing } from '#map/drawing';
import { MEDIUM } from '#map/fonts';
import { cellFeature, type PaintedCell } from '#map/layers/division';
import { byZoom } from '#map/level';
import type { Palette } from '#map/palette';

/** Cells that nobody has decided on: in colours like a plan's, but with broken borders. */
export function previewDrawing(cells: readonly PaintedCell[], palette: Palette): Drawing {
	const source = 'division-preview';
	const colour = colourByNumber(palette);
	const line = { 'line-join': 'round', 'line-cap': 'butt' } as const;
	const ground = ['!=', ['geometry-type'], 'Point'] as const as ExpressionSpecification;
	return {
		name: 'division-preview',
		sources: { [source]: sourceOf(cells) },
		layers: [
			{
				id: 'division-preview-fill',
				type: 'fill',
				source,
				filter: ground,
				paint: { 'fill-color': colour, 'fill-opacity': palette.name.startsWith('dark') ? 0.4 : 0.5 }
			},
			{
				id: 'division-preview-casing',
				type: 'line',
				source,
				filter: ground,
				layout: line,
				paint: { 'line-color': palette.halo, 'line-width': byZoom([14, 3.5], [18, 6]), 'line-opacity': 0.9 }
			},
			{
				id: 'division-preview-line',
				type: 'line',
				source,
				filter: ground,
				layout: line,
				paint: { 'line-color': palette.selected, 'line-width': byZoom([14, 1.4], [18, 2.6]), 'line-dasharray': [3, 2] }
			},
			{
				id: 'division-preview-label',
				type: 'symbol',
				source,
				filter: ['==', ['geometry-type'], 'Point'],
				layout: { 'text-field': ['get', 'name'], 'text-font': MEDIUM, 'text-size': byZoom([13, 11], [18, 15]) },
				paint: { 'text-color': palette.selected, 'text-halo-color': palette.halo, 'text-halo-width': 1.8 }
			}
		]
	};
}

const made = new WeakMap<object, FeatureCollection>();

/** The same cells are the same source. */
function sourceOf(cells: readonly PaintedCell[]): FeatureCollection {
	let source = made.get(cells);
	if (!source) {
		source = { type: 'FeatureCollection', features: cells.flatMap((cell) => cellFeature(cell)) };
		made.set(cells, source);
	}
	return source;
}
