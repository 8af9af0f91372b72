import type { Feature, FeatureCollection, MultiPolygon, Polygon } from 'geojson';
import type { FilterSpecification, LayerSpecification } from 'maplibre-gl';
import type { Bounds, LngLat } from '#domain/place/coord';
import type { Drawing, DrawingSource } from '#map/drawing';
import { EMPTY } from '#map/drawing';
import { MEDIUM } from '#map/fonts';
import type { CellLevel } from '#map/level';
import { byZoom, finestRange, shownRange } from '#map/level';
import type { Palette } from '#map/palette';

/** The chosen community, living area or stairwell cell: its outline, whole. */
export interface CellShape {
	/** The node: community id, or lineage id of a cell. */
	readonly node: string;
	readonly level: CellLevel;
	readonly geometry: Polygon | MultiPolygon;
	/** Inside the geometry. */
	readonly label: LngLat;
}

/** A cell by name, as it stands in the tiles. */
export interface CellName {
	readonly node: string;
	readonly level: CellLevel;
}

/** Where the tiles of a plan's cells are, and how far they reach. */
export interface CellTileSource {
	readonly url: string;
	readonly bounds: Bounds | null;
}

export interface CellsShown {
	/** Null where no plan is in force. */
	readonly tiles: CellTileSource | null;
	/** The level the reader fixed, or null for "by zoom". */
	readonly fixed: CellLevel | null;
	readonly selected: CellShape | null;
	/** Under the pointer. */
	readonly hovered: CellName | null;
	readonly visible: boolean;
}

const LEVELS: readonly CellLevel[] = [1, 2, 3];

/** Three levels told by line weight and label size; the selected cell is lit and the rest dims. */
export function cellsDrawing(shown: CellsShown, palette: Palette): Drawing {
	const { tiles, selected } = shown;
	const drawn = tiles !== null && shown.visible;
	return {
		name: 'cells',
		sources: {
			...(tiles ? { cells: tileSource(tiles) } : {}),
			'cells-selected': selected ? selectedSource(selected) : EMPTY
		},
		layers: [
			...(drawn ? LEVELS.flatMap((level) => levelLayers(level, shown, palette)) : []),
			...selectedLayers(selected, palette)
		],
		pick: drawn ? LEVELS.toReversed().flatMap((level) => [`cells-${level}-label`, `cells-${level}-fill`]) : []
	};
}

/** The tiles of a plan's cells as a source. */
export function tileSource({ url, bounds }: CellTileSource): DrawingSource {
	return {
		type: 'vector',
		tiles: [`${url}/{z}/{x}/{y}`],
		minzoom: 8,
		maxzoom: 15,
		...(bounds ? { bounds: [...bounds] } : {})
	};
}

const cache = new WeakMap<CellShape, FeatureCollection>();

/** The selected cell, and the world around it with the cell cut out, to be dimmed. */
function selectedSource(shape: CellShape): FeatureCollection {
	let made = cache.get(shape);
	if (!made) {
		made = {
			type: 'FeatureCollection',
			features: [{ type: 'Feature', properties: { part: 'cell' }, geometry: shape.geometry }, around(shape)]
		};
		cache.set(shape, made);
	}
	return made;
}

function around(shape: CellShape): Feature {
	const polygons = shape.geometry.type === 'Polygon' ? [shape.geometry.coordinates] : shape.geometry.coordinates;
	const [west, south, east, north] = [shape.label[0] - 4, shape.label[1] - 3, shape.label[0] + 4, shape.label[1] + 3];
	const frame = [
		[west, south],
		[east, south],
		[east, north],
		[west, north],
		[west, south]
	];
	const outers = polygons.flatMap((rings) => rings.slice(0, 1));
	return {
		type: 'Feature',
		properties: { part: 'around' },
		geometry: { type: 'Polygon', coordinates: [frame, ...outers] }
	};
}

const PART = (part: string): FilterSpecification => ['==', ['get', 'part'], part];

function selectedLayers(selected: CellShape | null, palette: Palette): LayerSpecification[] {
	if (!selected) return [];
	const source = 'cells-selected';
	const width = selected.level === 1 ? 3.6 : selected.level === 2 ? 3 : 2.6;
	return [
		{
			id: 'cells-dim',
			type: 'fill',
			source,
			filter: PART('around'),
			paint: { 'fill-color': palette.ground, 'fill-opacity': 0.55, 'fill-antialias': false }
		},
		{
			id: 'cells-selected-casing',
			type: 'line',
			source,
			filter: PART('cell'),
			layout: { 'line-join': 'round' },
			paint: { 'line-color': palette.selectedHalo, 'line-width': width + 3.4, 'line-opacity': 0.9 }
		},
		{
			id: 'cells-selected-line',
			type: 'line',
			source,
			filter: PART('cell'),
			layout: { 'line-join': 'round' },
			paint: { 'line-color': palette.selected, 'line-width': width }
		}
	];
}

function levelLayers(level: CellLevel, shown: CellsShown, palette: Palette): LayerSpecification[] {
	const range = shownRange(level, shown.fixed);
	const finest = finestRange(level, shown.fixed);
	if (!range) return [];
	const layers = [...lines(level, range, palette), label(level, range, shown.fixed, palette)];
	if (finest) layers.push(...touch(level, finest, shown.hovered, palette));
	return layers;
}

interface Range {
	readonly minzoom: number;
	readonly maxzoom: number;
}

function lines(level: CellLevel, range: Range, palette: Palette): LayerSpecification[] {
	const line = (id: string, paint: object): LayerSpecification => ({
		id,
		type: 'line',
		source: 'cells',
		'source-layer': `cells-${level}`,
		...range,
		layout: { 'line-join': 'round' },
		paint
	});
	if (level === 1) {
		return [
			line('cells-1-casing', {
				'line-color': palette.cell,
				'line-width': byZoom([11, 4], [16, 10]),
				'line-opacity': 0.14
			}),
			line('cells-1-line', { 'line-color': palette.cell, 'line-width': byZoom([11, 1.2], [14, 1.8], [17, 2.8]) })
		];
	}
	if (level === 2) {
		const width = byZoom([13, 0.8], [15, 1.2], [18, 1.9]);
		return [line('cells-2-line', { 'line-color': palette.cell, 'line-width': width, 'line-opacity': 0.8 })];
	}
	return [line('cells-3-line', { 'line-color': palette.cellSoft, 'line-width': byZoom([15, 0.5], [18, 1.1]) })];
}

const LABEL_SIZES = {
	1: byZoom([11, 12], [14, 15], [17, 18]),
	2: byZoom([13, 11], [17, 14]),
	3: byZoom([15, 10], [18, 12])
};
// a coarse name leaves when the finer ones need the room, unless the reader fixed the coarse level
const LABEL_MAX_ZOOM: Readonly<Record<CellLevel, number>> = { 1: 15, 2: 17.2, 3: 24 };
const CELL_NAMES_FROM_ZOOM = 15.8;

function label(level: CellLevel, range: Range, fixed: CellLevel | null, palette: Palette): LayerSpecification {
	return {
		id: `cells-${level}-label`,
		type: 'symbol',
		source: 'cells',
		'source-layer': 'labels',
		filter: ['==', ['get', 'level'], level],
		minzoom: level === 3 ? CELL_NAMES_FROM_ZOOM : range.minzoom,
		maxzoom: fixed === level ? 24 : LABEL_MAX_ZOOM[level],
		layout: {
			'text-field': ['get', 'name'],
			// one weight for all: every character is drawn once, and drawing them takes longer than anything else here
			'text-font': MEDIUM,
			'text-size': LABEL_SIZES[level],
			'text-letter-spacing': level === 1 ? 0.12 : 0.02,
			'text-max-width': 8,
			'text-padding': level === 1 ? 6 : 3,
			'symbol-sort-key': level
		},
		paint: {
			'text-color': level === 3 ? palette.cellSoft : palette.cell,
			'text-halo-color': palette.halo,
			'text-halo-width': level === 1 ? 2 : 1.6
		}
	};
}

function touch(level: CellLevel, range: Range, hovered: CellName | null, palette: Palette): LayerSpecification[] {
	const fill: LayerSpecification = {
		id: `cells-${level}-fill`,
		type: 'fill',
		source: 'cells',
		'source-layer': `cells-${level}`,
		...range,
		paint: { 'fill-color': palette.cell, 'fill-opacity': 0 }
	};
	if (hovered?.level !== level) return [fill];
	const edge: LayerSpecification = {
		id: 'cells-hover-line',
		type: 'line',
		source: 'cells',
		'source-layer': `cells-${level}`,
		...range,
		filter: ['==', ['get', 'node'], hovered.node],
		layout: { 'line-join': 'round' },
		paint: { 'line-color': palette.selected, 'line-width': 2.2, 'line-opacity': 0.8 }
	};
	return [fill, edge];
}
