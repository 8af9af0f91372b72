import type { ExpressionSpecification, LayerSpecification } from 'maplibre-gl';
import { MEDIUM, REGULAR } from '#map/fonts';
import { byZoom } from '#map/level';
import { fromPaper, MAJOR, ON_FOOT } from '#map/paper/source';
import type { Palette } from '#map/palette';

/** A value by the class of a street, from the widest down. */
function byClassOf(trunk: number, primary: number, secondary: number, tertiary: number, rest: number) {
	return [
		'match',
		['get', 'class'],
		'trunk',
		trunk,
		'primary',
		primary,
		'secondary',
		secondary,
		'tertiary',
		tertiary,
		rest
	] as unknown as ExpressionSpecification;
}

const STREET_TEXT = [
	'interpolate',
	['linear'],
	['zoom'],
	13,
	byClassOf(11, 11, 10.5, 10, 9.5),
	17,
	byClassOf(14.5, 14, 13.5, 13, 12.5),
	19,
	byClassOf(18, 17.5, 17, 16, 15)
] as unknown as ExpressionSpecification;

const ANGLE: ExpressionSpecification = ['coalesce', ['get', 'angle'], 0];

/** Names and numbers of the paper; map/order.ts says which gives way. */
export function paperNames(palette: Palette): LayerSpecification[] {
	const halo = { 'text-halo-color': palette.halo, 'text-halo-width': 1.6, 'text-halo-blur': 0.4 };
	const byClass = (names: string[]): ExpressionSpecification => ['match', ['get', 'class'], names, true, false];
	return [
		{
			id: 'labels-streets',
			type: 'symbol',
			...fromPaper('streets'),
			minzoom: 12.6,
			filter: [
				'all',
				['!', ON_FOOT],
				['!=', ['coalesce', ['get', 'name'], ''], ''],
				['>=', ['zoom'], ['case', MAJOR, 12.6, ['==', ['get', 'class'], 'tertiary'], 14, 14.7]]
			],
			layout: {
				'symbol-placement': 'line',
				'symbol-spacing': 420,
				'text-field': ['get', 'name'],
				'text-font': REGULAR,
				'text-size': STREET_TEXT,
				'text-letter-spacing': 0.08,
				'text-max-angle': 30,
				'text-padding': 6,
				// a main street is named before a side street
				'symbol-sort-key': byClassOf(1, 2, 3, 4, 5)
			},
			paint: { 'text-color': palette.label, ...halo }
		},
		{
			id: 'labels-water',
			type: 'symbol',
			...fromPaper('labels'),
			filter: byClass(['water', 'park']),
			minzoom: 13,
			layout: {
				'text-field': ['get', 'name'],
				'text-font': REGULAR,
				'text-size': byZoom([13, 10], [17, 13]),
				'text-letter-spacing': 0.15,
				'text-max-width': 9,
				// along a river, as long as that can be read
				'text-rotate': ['case', ['<=', ['abs', ANGLE], 60], ANGLE, 0],
				'text-rotation-alignment': 'map'
			},
			paint: {
				'text-color': ['match', ['get', 'class'], 'water', palette.labelWater, palette.labelGreen],
				...halo
			}
		},
		{
			id: 'labels-places',
			type: 'symbol',
			...fromPaper('labels'),
			filter: byClass(['place']),
			minzoom: 11,
			maxzoom: 17,
			layout: {
				'text-field': ['get', 'name'],
				'text-font': MEDIUM,
				'text-size': byZoom([11, 11], [15, 15]),
				'text-letter-spacing': 0.2,
				'text-max-width': 8,
				'text-padding': 6
			},
			paint: { 'text-color': palette.labelPlace, ...halo }
		},
		{
			id: 'labels-compounds',
			type: 'symbol',
			...fromPaper('labels'),
			filter: byClass(['compound']),
			minzoom: 14.5,
			layout: {
				'text-field': ['get', 'name'],
				'text-font': MEDIUM,
				'text-size': byZoom([14, 10.5], [17, 13], [19, 15]),
				'text-max-width': 7,
				'symbol-sort-key': ['coalesce', ['get', 'rank'], 9],
				'text-padding': 4
			},
			paint: { 'text-color': palette.label, ...halo }
		},
		{
			id: 'labels-buildings',
			type: 'symbol',
			...fromPaper('labels'),
			filter: byClass(['building']),
			minzoom: 16.2,
			layout: {
				'text-field': ['get', 'name'],
				'text-font': REGULAR,
				'text-size': byZoom([16, 10], [17, 11.5], [19, 14]),
				'text-max-width': 7,
				'symbol-sort-key': ['coalesce', ['get', 'rank'], 9],
				'text-padding': 4
			},
			paint: { 'text-color': palette.label, ...halo }
		},
		{
			id: 'labels-numbers',
			type: 'symbol',
			...fromPaper('labels'),
			filter: byClass(['number']),
			minzoom: 16.8,
			layout: {
				'text-field': ['get', 'name'],
				'text-font': REGULAR,
				'text-size': byZoom([16.8, 10], [18, 12], [19, 14]),
				'text-padding': 1
			},
			paint: { 'text-color': palette.labelNumber, ...halo }
		}
	];
}
