import type { ExpressionSpecification, LayerSpecification } from 'maplibre-gl';
import type { Drawing } from '#map/drawing';
import { MEDIUM, REGULAR } from '#map/fonts';
import { byZoom } from '#map/level';
import type { Palette } from '#map/palette';

const SOURCE = 'base';

/** The paper: ground, green, water, compounds, streets, buildings and their names, from the district's own tiles. */
export function basemap(tilesUrl: string | null, palette: Palette): Drawing {
	const ground: LayerSpecification = {
		id: 'ground',
		type: 'background',
		paint: { 'background-color': palette.ground }
	};
	if (!tilesUrl) return { name: 'base', sources: {}, layers: [ground] };
	return {
		name: 'base',
		sources: { [SOURCE]: { type: 'vector', url: `pmtiles://${tilesUrl}` } },
		layers: [ground, ...areas(palette), ...ways(palette), ...houses(palette), ...names(palette)]
	};
}

function from(layer: string) {
	return { source: SOURCE, 'source-layer': layer };
}

function areas(palette: Palette): LayerSpecification[] {
	const landuse = Object.entries({ ...palette.landuse, farmland: palette.farmland }).flat();
	const landColour = ['match', ['get', 'class'], ...landuse, palette.ground] as unknown as ExpressionSpecification;
	const isArea: ExpressionSpecification = ['==', ['geometry-type'], 'Polygon'];
	const isLine: ExpressionSpecification = ['==', ['geometry-type'], 'LineString'];
	return [
		{ id: 'landuse', type: 'fill', ...from('landuse'), paint: { 'fill-color': landColour } },
		{ id: 'green', type: 'fill', ...from('green'), paint: { 'fill-color': palette.green } },
		{
			id: 'water',
			type: 'fill',
			...from('water'),
			filter: isArea,
			paint: { 'fill-color': palette.water, 'fill-outline-color': palette.waterEdge }
		},
		{
			id: 'waterway',
			type: 'line',
			...from('water'),
			filter: isLine,
			layout: { 'line-cap': 'round', 'line-join': 'round' },
			paint: { 'line-color': palette.water, 'line-width': byZoom([12, 1], [16, 5], [18, 12]) }
		},
		{
			id: 'compounds',
			type: 'fill',
			...from('compounds'),
			minzoom: 13,
			paint: { 'fill-color': palette.compound }
		},
		{
			id: 'compounds-edge',
			type: 'line',
			...from('compounds'),
			minzoom: 14.5,
			paint: { 'line-color': palette.compoundEdge, 'line-width': 0.8 }
		}
	];
}

const MAJOR: ExpressionSpecification = ['match', ['get', 'class'], ['trunk', 'primary', 'secondary'], true, false];
const ON_FOOT: ExpressionSpecification = [
	'match',
	['get', 'class'],
	['pedestrian', 'footway', 'path', 'steps', 'track'],
	true,
	false
];

/** Width of the carriageway in pixels; trunk and primary streets are told by width, not by colour. */
function width(extra: number): ExpressionSpecification {
	const at = (trunk: number, primary: number, secondary: number, tertiary: number, rest: number, service: number) =>
		[
			'match',
			['get', 'class'],
			'trunk',
			trunk + extra,
			'primary',
			primary + extra,
			'secondary',
			secondary + extra,
			'tertiary',
			tertiary + extra,
			'residential',
			rest + extra,
			service + extra
		] as unknown as ExpressionSpecification;
	return [
		'interpolate',
		['exponential', 1.5],
		['zoom'],
		11,
		at(1.6, 1.3, 1, 0.6, 0.2, 0),
		14,
		at(5, 4.2, 3.4, 2.4, 1.4, 0.7),
		16,
		at(12, 10.5, 9, 7, 5, 2.6),
		18,
		at(30, 27, 23, 18, 13, 7)
	] as unknown as ExpressionSpecification;
}

function ways(palette: Palette): LayerSpecification[] {
	const round = { 'line-cap': 'round', 'line-join': 'round' } as const;
	const carriage: ExpressionSpecification = ['!', ON_FOOT];
	const colour: ExpressionSpecification = ['case', MAJOR, palette.streetMajor, palette.street];
	const casing: ExpressionSpecification = ['case', MAJOR, palette.casingMajor, palette.casing];
	const bridge: ExpressionSpecification = ['==', ['get', 'bridge'], true];
	const tunnel: ExpressionSpecification = ['==', ['get', 'tunnel'], true];
	const plain: ExpressionSpecification = ['all', carriage, ['!', bridge], ['!', tunnel]];
	const street = (id: string, filter: ExpressionSpecification, paint: object): LayerSpecification => ({
		id,
		type: 'line',
		...from('streets'),
		filter,
		layout: id.startsWith('bridges-') ? { ...round, 'line-cap': 'butt' } : round,
		paint
	});
	return [
		{
			...street('tunnels', ['all', carriage, tunnel], {
				'line-color': casing,
				'line-width': width(0),
				'line-dasharray': [2, 2]
			}),
			minzoom: 13
		} as LayerSpecification,
		street('streets-casing', plain, { 'line-color': casing, 'line-width': width(1.6) }),
		street('streets', plain, { 'line-color': colour, 'line-width': width(0) }),
		street('bridges-casing', ['all', carriage, bridge], { 'line-color': casing, 'line-width': width(3) }),
		street('bridges', ['all', carriage, bridge], { 'line-color': colour, 'line-width': width(0) }),
		{
			...street('paths', ON_FOOT, {
				'line-color': palette.path,
				'line-width': byZoom([14, 0.6], [16, 1.1], [18, 2.4]),
				'line-dasharray': [2.5, 1.8]
			}),
			minzoom: 14
		} as LayerSpecification,
		{
			id: 'rail',
			type: 'line',
			...from('rail'),
			paint: { 'line-color': palette.rail, 'line-width': byZoom([11, 0.8], [16, 2]) }
		},
		{
			id: 'rail-ties',
			type: 'line',
			...from('rail'),
			minzoom: 13,
			paint: {
				'line-color': palette.rail,
				'line-width': byZoom([13, 3], [16, 7]),
				'line-dasharray': [0.2, 2.2]
			}
		}
	];
}

function houses(palette: Palette): LayerSpecification[] {
	const isPublic: ExpressionSpecification = [
		'match',
		['get', 'kind'],
		['office', 'shop', 'school', 'hospital', 'public', 'industrial'],
		true,
		false
	];
	return [
		{
			id: 'buildings',
			type: 'fill',
			...from('buildings'),
			minzoom: 13,
			paint: { 'fill-color': ['case', isPublic, palette.buildingPublic, palette.building] }
		},
		{
			id: 'buildings-edge',
			type: 'line',
			...from('buildings'),
			minzoom: 14.8,
			paint: { 'line-color': palette.buildingEdge, 'line-width': byZoom([14.8, 0.3], [18, 1]) }
		},
		{
			id: 'walls',
			type: 'line',
			...from('walls'),
			minzoom: 14.5,
			paint: { 'line-color': palette.wall, 'line-width': byZoom([14.5, 0.6], [18, 2]) }
		}
	];
}

function names(palette: Palette): LayerSpecification[] {
	const halo = { 'text-halo-color': palette.halo, 'text-halo-width': 1.4 };
	const byClass = (names: string[]): ExpressionSpecification => ['match', ['get', 'class'], names, true, false];
	return [
		{
			id: 'labels-streets',
			type: 'symbol',
			...from('streets'),
			minzoom: 13.5,
			filter: ['all', ['!', ON_FOOT], ['!=', ['coalesce', ['get', 'name'], ''], '']],
			layout: {
				'symbol-placement': 'line',
				'symbol-spacing': 420,
				'text-field': ['get', 'name'],
				'text-font': REGULAR,
				'text-size': byZoom([13.5, 10], [17, 13]),
				'text-letter-spacing': 0.08,
				'text-max-angle': 30
			},
			paint: { 'text-color': palette.label, ...halo }
		},
		{
			id: 'labels-water',
			type: 'symbol',
			...from('labels'),
			filter: byClass(['water', 'park']),
			minzoom: 13,
			layout: {
				'text-field': ['get', 'name'],
				'text-font': REGULAR,
				'text-size': byZoom([13, 10], [17, 13]),
				'text-letter-spacing': 0.1,
				'text-max-width': 7
			},
			paint: {
				'text-color': ['match', ['get', 'class'], 'water', palette.labelWater, palette.labelGreen],
				...halo
			}
		},
		{
			id: 'labels-places',
			type: 'symbol',
			...from('labels'),
			filter: byClass(['place', 'compound']),
			minzoom: 14.4,
			layout: {
				'text-field': ['get', 'name'],
				'text-font': MEDIUM,
				'text-size': byZoom([14, 10.5], [17.5, 13]),
				'text-max-width': 7,
				'symbol-sort-key': ['coalesce', ['get', 'rank'], 9],
				'text-padding': 4
			},
			paint: { 'text-color': palette.label, ...halo }
		},
		{
			id: 'labels-buildings',
			type: 'symbol',
			...from('labels'),
			filter: byClass(['building']),
			minzoom: 16.2,
			layout: {
				'text-field': ['get', 'name'],
				'text-font': REGULAR,
				'text-size': byZoom([16, 10], [18, 11.5]),
				'text-max-width': 7,
				'symbol-sort-key': ['coalesce', ['get', 'rank'], 9],
				'text-padding': 4
			},
			paint: { 'text-color': palette.label, ...halo }
		}
	];
}
