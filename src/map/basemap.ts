import type { ExpressionSpecification, LayerSpecification } from 'maplibre-gl';
import type { Drawing } from '#map/drawing';
import { byZoom } from '#map/level';
import { paperNames } from '#map/paper/names';
import { fromPaper, PAPER } from '#map/paper/source';
import { paperStreets } from '#map/paper/streets';
import type { Palette } from '#map/palette';

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
		sources: { [PAPER]: { type: 'vector', url: `pmtiles://${tilesUrl}` } },
		layers: [ground, ...areas(palette), ...paperStreets(palette), ...houses(palette), ...paperNames(palette)]
	};
}

const IS_AREA: ExpressionSpecification = ['==', ['geometry-type'], 'Polygon'];
const IS_LINE: ExpressionSpecification = ['==', ['geometry-type'], 'LineString'];
/** Lots with a use of their own, which is seen within an estate and a built-up area too. */
const IS_LOT: ExpressionSpecification = [
	'match',
	['get', 'class'],
	['school', 'industrial', 'commercial', 'square'],
	true,
	false
];

function areas(palette: Palette): LayerSpecification[] {
	const { residential, ...lots } = palette.landuse;
	const lotColour = [
		'match',
		['get', 'class'],
		...Object.entries(lots).flat(),
		palette.ground
	] as unknown as ExpressionSpecification;
	return [
		{
			id: 'landuse',
			type: 'fill',
			...fromPaper('landuse'),
			filter: ['!', IS_LOT],
			paint: {
				'fill-color': ['match', ['get', 'class'], 'farmland', palette.farmland, residential],
				// a town is a body from afar and streets and houses from near by
				'fill-opacity': byZoom([12, 1], [15.5, 0.6])
			}
		},
		{
			id: 'compounds',
			type: 'fill',
			...fromPaper('compounds'),
			paint: { 'fill-color': palette.compound }
		},
		{ id: 'lots', type: 'fill', ...fromPaper('landuse'), filter: IS_LOT, paint: { 'fill-color': lotColour } },
		{
			id: 'green',
			type: 'fill',
			...fromPaper('green'),
			paint: { 'fill-color': palette.green, 'fill-outline-color': palette.greenEdge }
		},
		{
			id: 'water',
			type: 'fill',
			...fromPaper('water'),
			filter: IS_AREA,
			paint: { 'fill-color': palette.water, 'fill-outline-color': palette.waterEdge }
		},
		{
			id: 'waterway',
			type: 'line',
			...fromPaper('water'),
			filter: IS_LINE,
			layout: { 'line-cap': 'round', 'line-join': 'round' },
			paint: { 'line-color': palette.water, 'line-width': byZoom([12, 1], [16, 5], [18, 12]) }
		},
		{
			id: 'compounds-edge',
			type: 'line',
			...fromPaper('compounds'),
			minzoom: 14.5,
			paint: { 'line-color': palette.compoundEdge, 'line-width': byZoom([14.5, 0.5], [18, 1]) }
		}
	];
}

const TALL_LEVELS = 8;

function houses(palette: Palette): LayerSpecification[] {
	const buildings = fromPaper('buildings');
	const colour: ExpressionSpecification = [
		'match',
		['get', 'kind'],
		['school', 'hospital', 'public'],
		palette.buildingPublic,
		['office', 'shop', 'mixed'],
		palette.buildingWork,
		'industrial',
		palette.buildingIndustry,
		palette.building
	];
	/** The light comes from the north-west; a tower throws a longer shadow than a house. */
	const shadow = (id: string, reach: number, filter: ExpressionSpecification): LayerSpecification => ({
		id,
		type: 'fill',
		...buildings,
		minzoom: 15,
		filter,
		paint: {
			'fill-color': palette.shadow,
			'fill-antialias': false,
			'fill-translate': [
				'interpolate',
				['linear'],
				['zoom'],
				15,
				['literal', [0.3 * reach, 0.4 * reach]],
				18,
				['literal', [1.6 * reach, 2.2 * reach]]
			]
		}
	});
	const isTall: ExpressionSpecification = ['>=', ['coalesce', ['get', 'levels'], 1], TALL_LEVELS];
	return [
		shadow('buildings-shadow', 1, ['!', isTall]),
		shadow('buildings-shadow-tall', 2.2, isTall),
		{
			id: 'buildings',
			type: 'fill',
			...buildings,
			minzoom: 13,
			paint: { 'fill-color': colour, 'fill-opacity': byZoom([13, 0.6], [14.5, 1]) }
		},
		{
			id: 'buildings-edge',
			type: 'line',
			...buildings,
			minzoom: 14.6,
			layout: { 'line-join': 'round' },
			paint: { 'line-color': palette.buildingEdge, 'line-width': byZoom([14.6, 0.3], [16, 0.7], [18, 1.1]) }
		},
		{
			id: 'walls',
			type: 'line',
			...fromPaper('walls'),
			minzoom: 14.5,
			paint: {
				'line-color': palette.wall,
				'line-width': byZoom([14.5, 0.6], [17, 1.1], [19, 1.8]),
				'line-dasharray': [5, 1.6]
			}
		}
	];
}
