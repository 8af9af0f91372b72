import type { Feature, FeatureCollection, MultiPolygon, Polygon, Position } from 'geojson';
import type { ExpressionSpecification, LayerSpecification } from 'maplibre-gl';
import type { LngLat } from '#domain/place/coord';
import { colourByNumber } from '#map/cell-colours';
import type { Drawing } from '#map/drawing';
import { EMPTY } from '#map/drawing';
import { MEDIUM } from '#map/fonts';
import { hatchImage } from '#map/hatch';
import { byZoom } from '#map/level';
import type { Palette } from '#map/palette';

/** A cell of a plan that is painted. */
export interface PaintedCell {
	readonly id: string;
	readonly level: 2 | 3;
	readonly geometry: MultiPolygon;
	readonly label: LngLat | null;
	readonly name: string;
	/** Which of the colours; neighbours have different ones. */
	readonly colour: number;
}

/** What is being drawn: an area that is closed, or a stroke of some width. */
export type StrokeShape =
	| { readonly kind: 'area'; readonly ring: readonly LngLat[] }
	| { readonly kind: 'line'; readonly line: readonly LngLat[]; readonly metres: number };

export interface DivisionShown {
	/** Made by `cellsSource`. */
	readonly cells: FeatureCollection;
	readonly areas: FeatureCollection;
	/** The ground of what is in no cell. */
	readonly unassigned: MultiPolygon | null;
	readonly target: MultiPolygon | null;
	/** What is chosen, and what is under the pointer. */
	readonly chosen: MultiPolygon | null;
	readonly hovered: MultiPolygon | null;
	readonly stroke: StrokeShape | null;
}

/** Cells as features; each has its id, so that the map takes only those anew that are not what they were. */
export function cellFeature({ id, geometry, label, name, colour }: PaintedCell): Feature[] {
	const properties = { cell: id, name, colour };
	const area: Feature = { type: 'Feature', id: `${id} ground`, properties, geometry };
	if (!label) return [area];
	const point: Feature = {
		type: 'Feature',
		id: `${id} label`,
		properties,
		geometry: { type: 'Point', coordinates: [...label] }
	};
	return [area, point];
}

/** A plan that is painted: its cells in colours, what is in none hatched, and the stroke above all. */
export function divisionDrawing(shown: DivisionShown, palette: Palette): Drawing {
	const hatch = `${palette.name}-hatch`;
	return {
		name: 'division',
		sources: {
			'division-cells': shown.cells,
			'division-areas': shown.areas,
			'division-unassigned': alone(shown.unassigned),
			'division-target': alone(shown.target),
			'division-chosen': alone(shown.chosen),
			'division-hovered': alone(shown.hovered),
			'division-stroke': shown.stroke ? strokeSource(shown.stroke) : EMPTY
		},
		layers: [...cellLayers(palette), ...markLayers(palette, hatch), ...strokeLayers(shown.stroke, palette)],
		images: { [hatch]: () => hatchImage(palette.vacant, 12, 1.3) }
	};
}

const made = new WeakMap<object, FeatureCollection>();

/** One shape as a source; the same shape is the same source. */
function alone(geometry: MultiPolygon | null): FeatureCollection {
	if (!geometry || geometry.coordinates.length === 0) return EMPTY;
	let source = made.get(geometry);
	if (!source) {
		source = { type: 'FeatureCollection', features: [{ type: 'Feature', properties: {}, geometry }] };
		made.set(geometry, source);
	}
	return source;
}

function strokeSource(shape: StrokeShape): FeatureCollection {
	let source = made.get(shape);
	if (!source) {
		const geometry = shape.kind === 'area' ? areaOf(shape.ring) : lineOf(shape.line);
		source = { type: 'FeatureCollection', features: [{ type: 'Feature', properties: {}, geometry }] };
		made.set(shape, source);
	}
	return source;
}

function areaOf(ring: readonly LngLat[]): Polygon {
	const points = ring.map((point): Position => [...point]);
	return { type: 'Polygon', coordinates: [points.length > 0 ? [...points, points[0]!] : []] };
}

/** A line of no length would not be drawn: a point is a very short one. */
function lineOf(line: readonly LngLat[]) {
	const points = line.map((point): Position => [...point]);
	const [first] = points;
	if (points.length === 1 && first) points.push([first[0]! + 1e-7, first[1]!]);
	return { type: 'LineString' as const, coordinates: points };
}

const ROUND = { 'line-join': 'round', 'line-cap': 'round' } as const;

function cellLayers(palette: Palette): LayerSpecification[] {
	const colour = colourByNumber(palette);
	const text = (id: string, source: string, size: ExpressionSpecification, minzoom: number): LayerSpecification => ({
		id,
		type: 'symbol',
		source,
		minzoom,
		filter: ['==', ['geometry-type'], 'Point'],
		layout: {
			'text-field': ['get', 'name'],
			'text-font': MEDIUM,
			'text-size': size,
			'text-max-width': 7,
			'text-padding': 3
		},
		paint: { 'text-color': palette.selected, 'text-halo-color': palette.halo, 'text-halo-width': 1.8 }
	});
	return [
		{
			id: 'division-fill',
			type: 'fill',
			source: 'division-cells',
			filter: ['!=', ['geometry-type'], 'Point'],
			paint: { 'fill-color': colour, 'fill-opacity': palette.name.startsWith('dark') ? 0.4 : 0.5 }
		},
		{
			id: 'division-line',
			type: 'line',
			source: 'division-cells',
			filter: ['!=', ['geometry-type'], 'Point'],
			layout: ROUND,
			paint: { 'line-color': palette.cell, 'line-width': byZoom([14, 0.7], [18, 1.6]) }
		},
		{
			id: 'division-area-casing',
			type: 'line',
			source: 'division-areas',
			filter: ['!=', ['geometry-type'], 'Point'],
			layout: ROUND,
			paint: { 'line-color': palette.halo, 'line-width': byZoom([14, 3.5], [18, 6]), 'line-opacity': 0.8 }
		},
		{
			id: 'division-area-line',
			type: 'line',
			source: 'division-areas',
			filter: ['!=', ['geometry-type'], 'Point'],
			layout: ROUND,
			paint: { 'line-color': palette.cell, 'line-width': byZoom([14, 1.6], [18, 3]) }
		},
		text('division-label', 'division-cells', byZoom([15, 10], [18, 13]), 15),
		text('division-area-label', 'division-areas', byZoom([12, 12], [16, 16]), 0)
	].map((layer) => (layer.id === 'division-area-label' ? { ...layer, maxzoom: 15.6 } : layer)) as LayerSpecification[];
}

function markLayers(palette: Palette, hatch: string): LayerSpecification[] {
	const line = (id: string, source: string, width: number, paint: object): LayerSpecification => ({
		id,
		type: 'line',
		source,
		layout: ROUND,
		paint: { 'line-width': width, 'line-color': palette.selected, ...paint }
	});
	return [
		{
			id: 'division-unassigned',
			type: 'fill',
			source: 'division-unassigned',
			paint: { 'fill-pattern': hatch, 'fill-opacity': 0.75 }
		},
		line('division-target-casing', 'division-target', 6, { 'line-color': palette.selectedHalo, 'line-opacity': 0.9 }),
		line('division-target-line', 'division-target', 3, {}),
		{
			id: 'division-chosen-fill',
			type: 'fill',
			source: 'division-chosen',
			paint: { 'fill-color': palette.vacant, 'fill-opacity': 0.3 }
		},
		line('division-chosen-line', 'division-chosen', 2.4, { 'line-color': palette.vacant, 'line-dasharray': [2, 1.6] }),
		line('division-hover-line', 'division-hovered', 2, {})
	];
}

function strokeLayers(stroke: StrokeShape | null, palette: Palette): LayerSpecification[] {
	if (!stroke) return [];
	const source = 'division-stroke';
	if (stroke.kind === 'line') {
		const { line, metres } = stroke;
		const width = widthOf(metres, line[0]?.[1] ?? 0);
		const paint = { 'line-color': palette.selected, 'line-width': width, 'line-opacity': 0.28 };
		return [{ id: 'division-stroke-line', type: 'line', source, layout: ROUND, paint }];
	}
	return [
		{
			id: 'division-stroke-fill',
			type: 'fill',
			source,
			paint: { 'fill-color': palette.selected, 'fill-opacity': 0.14 }
		},
		{
			id: 'division-stroke-line',
			type: 'line',
			source,
			layout: ROUND,
			paint: { 'line-color': palette.selected, 'line-width': 2, 'line-dasharray': [2, 1.5] }
		}
	];
}

const EQUATOR_M = 40_075_016.686;
const TILE_PX = 512;

/** The pixels of some metres on the ground, by zoom: they double with every step. */
function widthOf(metres: number, lat: number): ExpressionSpecification {
	const at = (zoom: number) => (metres * TILE_PX * 2 ** zoom) / (EQUATOR_M * Math.cos((lat * Math.PI) / 180));
	return ['interpolate', ['exponential', 2], ['zoom'], 8, at(8), 22, at(22)];
}
