import type { LayerSpecification } from 'maplibre-gl';
import type { Drawing } from '#map/drawing';
import { hatchImage } from '#map/hatch';
import { tileSource, type CellTileSource } from '#map/layers/cells';
import { byZoom, type CellLevel } from '#map/level';
import type { Palette } from '#map/palette';

/** From this zoom on stairwell cells are in the tiles. */
const STAIRS_FROM_ZOOM = 12;

/**
 * Cells with nobody in charge: stairwell cells hatched, living areas with a dashed edge, so that neither depends on
 * seeing a colour. Hatched from far away already, because one looks for gaps before one looks for cells.
 * @param fixed the level the reader fixed; at the level of living areas their stairwell cells are not hatched.
 */
export function vacantDrawing(tiles: CellTileSource | null, fixed: CellLevel | null, palette: Palette): Drawing {
	if (!tiles) return { name: 'vacant', sources: {}, layers: [] };
	const hatch = `${palette.name}-vacant-hatch`;
	return {
		name: 'vacant',
		sources: { cells: tileSource(tiles) },
		layers: [...(fixed === 2 ? [] : stairs(hatch, palette)), ...(fixed === 3 ? [] : areas(palette))],
		images: { [hatch]: () => hatchImage(palette.vacant, 10, 1.5) }
	};
}

function stairs(hatch: string, palette: Palette): LayerSpecification[] {
	return [
		{
			id: 'vacant-3-line',
			type: 'line',
			source: 'cells',
			'source-layer': 'cells-3',
			minzoom: STAIRS_FROM_ZOOM,
			filter: ['==', ['get', 'vacant'], true],
			layout: { 'line-join': 'round' },
			paint: { 'line-color': palette.vacant, 'line-width': byZoom([12, 0.6], [15, 1.2], [18, 2]) }
		},
		{
			id: 'vacant-3-fill',
			type: 'fill',
			source: 'cells',
			'source-layer': 'cells-3',
			minzoom: STAIRS_FROM_ZOOM,
			filter: ['==', ['get', 'vacant'], true],
			paint: { 'fill-pattern': hatch, 'fill-opacity': 0.85 }
		}
	];
}

function areas(palette: Palette): LayerSpecification[] {
	return [
		{
			id: 'vacant-2-line',
			type: 'line',
			source: 'cells',
			'source-layer': 'cells-2',
			filter: ['==', ['get', 'vacant'], true],
			paint: {
				'line-color': palette.vacant,
				'line-width': byZoom([11, 1.6], [15, 2.6], [18, 3.6]),
				'line-dasharray': [2.2, 1.4]
			}
		}
	];
}
